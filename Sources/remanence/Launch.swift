import ArgumentParser
import Foundation
import MPI

/// The start of MPI, as every subcommand does it.
enum Launch {
  /// Starts MPI, and ends the program with one line where that cannot be.
  static func world() throws -> World {
    do {
      let world = try World()
      try world.checkLauncher(environment: ProcessInfo.processInfo.environment)
      return world
    } catch {
      Console.error("\(error)")
      throw ExitCode(ExitStatus.of(error))
    }
  }
}
