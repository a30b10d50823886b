import Foundation
import Subprocess
import SystemPackage

/// Where everything is that these tests launch.
enum Installation {
  /// The folder of the repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of the built executables: `REMANENCE_EXECUTABLES`, or the release build of this package.
  static let executables = URL(
    fileURLWithPath: variable("REMANENCE_EXECUTABLES") ?? repository.appendingPathComponent(".build/release").path)

  static let remanence = executables.appendingPathComponent("remanence").path
  static let analysis = executables.appendingPathComponent("remanence-analysis").path

  /// A Python that can import h5py: `REMANENCE_PYTHON`, or the system's.
  ///
  /// The tests that need it fail without, and say so.
  static let python = variable("REMANENCE_PYTHON") ?? "/usr/bin/python3"

  /// Whether the tests that take minutes run.
  static let runsLongTests = variable("REMANENCE_LONG_TESTS") == "1"

  /// Whether the tests run as root, who may mount file systems and whom permission bits do not stop.
  static let isRoot = getuid() == 0

  static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What every launched program gets in addition.
  ///
  /// As root in a container mpirun starts only when told so, and ranks of tests that run beside each other must not be
  /// pinned to the same core. A setting of the user's wins.
  static let environment: [String: String] = {
    var additions = [
      "OPENBLAS_NUM_THREADS": "1", "OMPI_MCA_hwloc_base_binding_policy": "none",
      "OMPI_MCA_btl_vader_single_copy_mechanism": "none",
    ]
    if isRoot {
      for name in ["OMPI", "PRTE"] {
        additions["\(name)_ALLOW_RUN_AS_ROOT"] = "1"
        additions["\(name)_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1"
      }
    }
    return additions.filter { variable($0.key) == nil }
  }()
}

/// What a program that has ended leaves behind.
struct Ended: Sendable, CustomStringConvertible {
  /// Exit status; 128 + the number of the signal for one that a signal ended, as in a shell.
  let status: Int32
  let output: String
  let errors: String
  /// Wall time of the program itself, without the wait for its turn.
  let seconds: Double

  /// What it said on standard error beside the warning that a machine without AVX2 and FMA is told on every run.
  var remarks: String {
    let lines = errors.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.filter { !$0.hasPrefix("warning: kernels run at level baseline") }.joined(separator: "\n")
  }

  var description: String { "status \(status)\nstandard output:\n\(output)\nstandard error:\n\(errors)" }
}

/// A program did not end in its time.
struct TookTooLong: Error, CustomStringConvertible {
  let command: [String]
  let limit: Duration
  var description: String { "\(command.joined(separator: " ")) did not end within \(limit)" }
}

/// Runs a program to its end, alone or under mpirun.
///
/// As many run at a time as there are cores, whatever number of tests asks.
///
/// - Parameters:
///   - executable: path of the program.
///   - ranks: number of ranks under mpirun; nil to start the program itself.
///   - environment: variables to add or replace.
///   - folder: working folder; nil for this process's own.
///   - timeout: a program that takes longer is ended, and the call throws; generous, because machines may be busy.
///   - exclusive: waits until nothing else that these tests launched runs, and lets nothing else start.
func run(
  _ executable: String, _ arguments: [String], ranks: Int? = nil, environment: [String: String] = [:],
  folder: String? = nil, timeout: Duration = .seconds(180), exclusive: Bool = false
) async throws -> Ended {
  var command = [executable] + arguments
  if let ranks { command = ["mpirun", "--oversubscribe", "-n", "\(ranks)"] + command }
  let whole = command
  let additions = Installation.environment.merging(environment) { $1 }
  return try await LaunchGate.shared.pass(exclusive: exclusive) {
    try await withThrowingTaskGroup(of: Ended.self) { group in
      group.addTask { try await launch(whole, additions, folder: folder) }
      group.addTask {
        try await Task.sleep(for: timeout)
        throw TookTooLong(command: whole, limit: timeout)
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }
}

private func launch(_ command: [String], _ additions: [String: String], folder: String?) async throws -> Ended {
  var options = PlatformOptions()
  options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
  let program = command[0]
  let clock = ContinuousClock()
  let begin = clock.now
  // Open MPI 4 makes and removes one session folder for all of a user's mpirun; those that start while another one ends
  // sometimes find it gone, and end with 1 (https://github.com/open-mpi/ompi/issues/8510). Here each has its own.
  let session = try Scratch()
  defer { withExtendedLifetime(session) {} }
  let additions = ["OMPI_MCA_orte_tmpdir_base": session.path].merging(additions) { $1 }
  var changes: [Environment.Key: String?] = [:]
  for (name, value) in additions { changes[Environment.Key(stringLiteral: name)] = value }
  let result = try await Subprocess.run(
    program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(Array(command.dropFirst())),
    environment: .inherit.updating(changes), workingDirectory: folder.map { FilePath($0) }, platformOptions: options,
    input: .none, output: .string(limit: 1 << 24), error: .string(limit: 1 << 24)
  )
  let status: Int32 =
    switch result.terminationStatus {
    case .exited(let code): code
    case .signaled(let number): 128 + number
    }
  return Ended(
    status: status, output: result.standardOutput, errors: result.standardError,
    seconds: (clock.now - begin) / .seconds(1))
}

/// Lets as many launches pass at a time as there are cores, in the order in which they came.
actor LaunchGate {
  static let shared = LaunchGate()

  private let places = max(2, ProcessInfo.processInfo.activeProcessorCount)
  private lazy var free = places
  private var waiting: [(places: Int, continuation: CheckedContinuation<Void, Never>)] = []

  /// Waits for a place, or for all of them.
  nonisolated func pass<Value: Sendable>(
    exclusive: Bool, _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    let taken = await enter(exclusive: exclusive)
    do {
      let value = try await body()
      await leave(taken)
      return value
    } catch {
      await leave(taken)
      throw error
    }
  }

  private func enter(exclusive: Bool) async -> Int {
    let wanted = exclusive ? places : 1
    if waiting.isEmpty, free >= wanted {
      free -= wanted
    } else {
      await withCheckedContinuation { waiting.append((wanted, $0)) }
    }
    return wanted
  }

  private func leave(_ taken: Int) {
    free += taken
    while let first = waiting.first, free >= first.places {
      free -= first.places
      waiting.removeFirst().continuation.resume()
    }
  }
}
