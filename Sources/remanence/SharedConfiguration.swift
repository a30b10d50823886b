import Foundation
import MPI
import Sweep

/// A configuration that rank 0 reads and every rank gets, so that no two ranks can see different files.
enum SharedConfiguration {
  /// Reads, checks and shares a configuration: all ranks check the same bytes.
  ///
  /// - Throws: `ConfigurationErrors` at rank 0 and `OtherRankFailed` elsewhere when the file is not fit.
  static func load(path: String, world: borrowing World) throws -> SweepConfiguration {
    guard world.rank == 0 else {
      let bytes = try world.broadcast([UInt8]())
      guard !bytes.isEmpty else { throw OtherRankFailed(exitStatus: ExitStatus.badInput) }
      do {
        return try SweepConfiguration.parse(bytes: bytes, file: path)
      } catch {
        // Rank 0 could read these bytes: a defect, and not one to leave quietly with while the others go on.
        throw DifferentReading(rank: world.rank, errors: error)
      }
    }
    do {
      let bytes = try SweepConfiguration.bytes(ofFile: path)
      let sweep = try SweepConfiguration.parse(bytes: bytes, file: path)
      _ = try world.broadcast(bytes)
      return sweep
    } catch let error as ConfigurationErrors {
      _ = try world.broadcast([UInt8]())
      throw error
    }
  }

  /// Two ranks read the same bytes differently.
  struct DifferentReading: Error, CustomStringConvertible {
    let rank: Int
    let errors: ConfigurationErrors
    var description: String { "the configuration that rank 0 accepted is refused here: \(errors)" }
  }
}
