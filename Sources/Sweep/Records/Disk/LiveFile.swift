import Foundation

/// Reads of rank files that a training run may be writing at this moment.
public enum LiveFile {
  /// Reads a file; one that cannot be read and was changed a moment ago is given some time, since its writer may be in
  /// the middle of adding a network.
  ///
  /// - Parameter patiently: whether there is a writer; without one a failure is final.
  /// - Throws: what the last attempt threw.
  public static func read<Value>(
    _ path: String, patiently: Bool = true, _ body: () throws(RunError) -> Value
  ) throws(RunError) -> Value {
    for _ in 0..<(patiently ? 5 : 0) {
      do {
        return try body()
      } catch {
        guard error.code == .badFile, secondsSinceChange(path) < 10 else { throw error }
        Thread.sleep(forTimeInterval: 0.3)
      }
    }
    return try body()
  }

  private static func secondsSinceChange(_ path: String) -> Double {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.modificationDate] as? Date).map { -$0.timeIntervalSinceNow } ?? .infinity
  }
}
