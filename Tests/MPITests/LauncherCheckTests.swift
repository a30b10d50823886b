import MPI
import Testing

@Suite struct LauncherCheckTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let environment: [String: String]
    let size: Int
    /// The variable that gives it away; nil where all is well.
    let variable: String?

    init(_ description: String, _ environment: [String: String], size: Int = 1, variable: String? = nil) {
      testDescription = description
      self.environment = environment
      self.size = size
      self.variable = variable
    }
  }

  static let batchScript = [
    "SLURM_JOB_ID": "7", "SLURM_NTASKS": "64", "SLURM_NPROCS": "64", "SLURM_PROCID": "0", "SLURM_TASKS_PER_NODE": "64",
  ]
  static let cases = [
    Case("no launcher", [:]),
    Case("own mpirun", ["OMPI_COMM_WORLD_SIZE": "4", "PMIX_RANK": "3"], size: 4),
    Case("own mpirun, one rank", ["OMPI_COMM_WORLD_SIZE": "1", "PMIX_RANK": "0"]),
    Case("own srun", ["SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "4", "PMIX_RANK": "2"], size: 4),
    Case("srun with one task", ["SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "1", "PMIX_RANK": "0"]),
    Case("plain run in a batch script", batchScript),
    Case("plain run in salloc's shell", ["SLURM_JOB_ID": "7", "SLURM_NTASKS": "4", "SLURM_NNODES": "2"]),
    Case(
      "batch script that is a numbered step",
      batchScript.merging(["SLURM_STEP_ID": "4294967291", "SLURM_STEP_NUM_TASKS": "2"]) { $1 }),
    Case("interactive step", ["SLURM_STEP_ID": "4294967290", "SLURM_STEP_NUM_TASKS": "8"]),
    Case("named step", ["SLURM_STEP_ID": "batch", "SLURM_STEP_NUM_TASKS": "8"]),
    Case(
      "one rank by mpirun whose daemons came by srun",
      ["OMPI_COMM_WORLD_SIZE": "1", "SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "2"]),
    Case("not a number", ["OMPI_COMM_WORLD_SIZE": "many", "PMI_SIZE": ""]),
    Case("OpenMPI's mpirun, another MPI linked", ["OMPI_COMM_WORLD_SIZE": "4"], variable: "OMPI_COMM_WORLD_SIZE"),
    Case("hydra, another MPI linked", ["PMI_SIZE": "8", "PMI_RANK": "0"], variable: "PMI_SIZE"),
    Case("hydra without its size", ["MPI_LOCALNRANKS": "2"], variable: "MPI_LOCALNRANKS"),
    Case("PMIx, rank 1", ["PMIX_RANK": "1"], variable: "PMIX_RANK"),
    Case("PMIx, rank 0 cannot tell", ["PMIX_RANK": "0"]),
    Case(
      "srun --mpi=none", ["SLURM_STEP_ID": "3", "SLURM_STEP_NUM_TASKS": "4", "SLURM_PROCID": "1"],
      variable: "SLURM_STEP_NUM_TASKS"),
  ]

  @Test(arguments: cases)
  func tells(_ one: Case) throws {
    var found: MPIError?
    do throws(MPIError) {
      try LauncherCheck.verify(environment: one.environment, size: one.size, library: "Some MPI 1.0")
    } catch { found = error }
    guard let variable = one.variable else {
      #expect(found == nil)
      return
    }
    let error = try #require(found)
    #expect(error.code == .launcherMismatch)
    let value = try #require(one.environment[variable])
    for part in ["\(variable)=\(value)", "1 rank", "Some MPI 1.0", "mpirun", "srun --mpi=pmix"] {
      #expect(error.description.contains(part))
    }
  }

  @Test func everyCodeHasAText() {
    for code in [MPIError.Code.launcherMismatch, .lifetime, .invalidArgument, .tooLarge, .library] {
      let text = MPIError(code: code, call: "MPI_Send", cause: "the cause", rank: 3).description
      #expect(text.contains("on rank 3") && text.contains("the cause"))
    }
    #expect(!MPIError(code: .library, call: "MPI_Init", cause: "x", rank: nil).description.contains("rank"))
  }

  /// A program that nobody started as several ranks may leave MPI alone.
  @Test(arguments: cases) func severalRanksAreSeen(_ example: Case) {
    // A rank 0 that is told no count may be one of several.
    let mayBeSeveral = example.environment == ["PMIX_RANK": "0"]
    let isSeveral = example.size > 1 || example.variable != nil || mayBeSeveral
    #expect(LauncherCheck.speaksOfSeveralRanks(example.environment) == isSeveral)
  }
}
