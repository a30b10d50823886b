/// Finds out whether a launcher of one MPI started a program that is linked to another.
///
/// The symptom is that every process becomes rank 0 of 1: the same work is done N times by N strangers. The launcher's
/// environment still tells that there are several ranks, which is what is checked here.
public enum LauncherCheck {
  /// Throws `launcherMismatch` where the environment speaks of several ranks and the world has one.
  ///
  /// - Parameters:
  ///   - environment: The process's environment.
  ///   - size: Number of ranks in the world.
  ///   - library: What the linked MPI calls itself, for the message.
  public static func verify(environment: [String: String], size: Int, library: String) throws(MPIError) {
    guard size == 1, let finding = finding(in: environment) else { return }
    throw MPIError(
      code: .launcherMismatch, call: "LauncherCheck",
      cause: """
        \(finding.variable)=\(finding.value) speaks of \(finding.expected), but this process found itself alone \
        (1 rank). It is linked to \(library): start it with that MPI's own mpirun\
        \(finding.isSlurm ? ", or under Slurm with srun --mpi=pmix" : " (under Slurm: srun --mpi=pmix)")
        """, rank: 0)
  }

  /// Whether a launcher says that it started several ranks; a program that finds none needs no MPI to work alone.
  public static func speaksOfSeveralRanks(_ environment: [String: String]) -> Bool {
    if finding(in: environment) != nil { return true }
    // A launcher that tells its ranks nothing but their number: only MPI knows how many there are.
    return environment["PMIX_RANK"] != nil && countVariables.allSatisfy { environment[$0] == nil }
      && environment["SLURM_STEP_NUM_TASKS"] == nil
  }

  /// Where launchers say how many ranks they started.
  private static let countVariables = [
    "OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MV2_COMM_WORLD_SIZE", "PALS_SIZE", "MPI_LOCALNRANKS",
  ]

  /// What a launcher said.
  private struct Finding {
    let variable: String
    let value: String
    let expected: String
    var isSlurm = false
  }

  /// The first sign of several ranks, or nil.
  ///
  /// A launcher that says 1 settles it, since the innermost launcher is the one that started us: Slurm's count is of
  /// the daemons when `mpirun` started them with `srun`.
  private static func finding(in environment: [String: String]) -> Finding? {
    func number(_ variable: String) -> Int? { environment[variable].flatMap { Int($0) } }
    for variable in countVariables {
      guard let count = number(variable) else { continue }
      guard count > 1 else { return nil }
      return Finding(variable: variable, value: "\(count)", expected: "\(count) ranks")
    }
    if let rank = number("PMIX_RANK"), rank > 0 {
      return Finding(variable: "PMIX_RANK", value: "\(rank)", expected: "at least \(rank + 1) ranks")
    }
    // SLURM_NTASKS is also set in batch scripts and salloc shells; the step's own count only for what srun started.
    // Steps numbered from 2^32 - 16 up are Slurm's own: the batch script, the interactive shell, the extern step.
    if let step = number("SLURM_STEP_ID"), step < 4_294_967_280, let tasks = number("SLURM_STEP_NUM_TASKS"), tasks > 1 {
      return Finding(variable: "SLURM_STEP_NUM_TASKS", value: "\(tasks)", expected: "\(tasks) ranks", isSlurm: true)
    }
    return nil
  }
}

extension World {
  /// Throws `launcherMismatch` where the launcher's environment contradicts the size of this world.
  public func checkLauncher(environment: [String: String]) throws(MPIError) {
    try LauncherCheck.verify(environment: environment, size: size, library: Self.libraryVersion)
  }
}
