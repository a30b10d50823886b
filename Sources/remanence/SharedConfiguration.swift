import Foundation
import MPI
import Sweep

/// A configuration that rank 0 reads and every rank gets, so that no two ranks can see different files.
enum SharedConfiguration {
  /// Reads, shares and checks a configuration.
  ///
  /// - Throws: `ConfigurationErrors` at rank 0, `OtherRankFailed` elsewhere.
  static func load(path: String, world: borrowing World) throws -> SweepConfiguration {
    guard world.rank == 0 else {
      let bytes = try world.broadcast([UInt8]())
      guard !bytes.isEmpty, let sweep = try? SweepConfiguration.parse(bytes: bytes, file: path) else {
        throw OtherRankFailed(exitStatus: ExitStatus.badInput)
      }
      return sweep
    }
    do {
      let sweep = try SweepConfiguration.load(path: path)
      let text = sweep.canonicalYAML
      _ = try world.broadcast(Array(text.utf8))
      return sweep
    } catch let error as ConfigurationErrors {
      _ = try world.broadcast([UInt8]())
      throw error
    }
  }
}
