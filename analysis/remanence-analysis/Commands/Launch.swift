import ArgumentParser
import Classification
import Foundation
import MPI

/// How a command starts and ends on all its ranks.
enum Launch {
  /// Runs a command on all ranks that a launcher started; without a launcher, in this process and without MPI.
  ///
  /// An error that all ranks know of ends all of them in good order; any other one ends the job at once.
  static func together(_ command: (borrowing Team) throws -> Void) throws {
    let team = try makeTeam()
    do {
      try command(team)
    } catch let error as any ExitError {
      guard team.size > 1 else {
        try team.finalize()
        throw error
      }
      // Said before anybody leaves: a launcher ends the others as soon as one has left with an error.
      if !error.description.isEmpty { Console.error(error.description) }
      try team.finalize()
      throw ExitCode(error.exitStatus)
    } catch {
      guard team.size > 1 else { throw error }
      Console.error("rank \(team.rank): \(error)")
      World.abort(status: ExitStatus.internalError)
    }
    try team.finalize()
  }

  /// Whether this is the first, or only, process, as far as the launcher says.
  static var isFirst: Bool {
    ["OMPI_COMM_WORLD_RANK", "PMIX_RANK", "SLURM_PROCID"]
      .compactMap { ProcessInfo.processInfo.environment[$0] }.first.map { $0 == "0" } ?? true
  }

  private static func makeTeam() throws -> Team {
    let environment = ProcessInfo.processInfo.environment
    guard LauncherCheck.speaksOfSeveralRanks(environment) else { return Team() }
    let world = try World()
    try world.checkLauncher(environment: environment)
    return Team(world)
  }
}
