import Foundation

/// `attempt-01.json`: one start of the program on a run folder, created exclusively so that no two starts share a number.
public struct Attempt: Sendable, Equatable, Codable {
  /// Number from 1.
  public let attempt: Int
  /// Ranks of the start.
  public let ranks: Int
  /// Part of the networks it works on; nil for all.
  public let shard: String?
  /// Hash of the configuration whose table it works on; absent in the oldest files.
  public let configHash: String?
  /// Host of rank 0.
  public let host: String
  /// Process of rank 0.
  public let pid: Int32
  /// Boot of that host and name space of its process numbers; absent in the oldest files.
  public let machine: String?
  /// Start of that process in clock ticks since the boot; absent likewise.
  public let processStart: UInt64?
  /// Batch job.
  public let job: String?
  /// The command as it was typed.
  public let commandLine: String
  /// Program, version, revision.
  public let program: String
  /// Kernels that the numbers come from.
  public let kernels: KernelSet
  /// Instruction level that they ran at; it has no effect on the numbers.
  public let kernelLevel: String
  /// Processor type that OpenBLAS chose its kernels for; absent in the oldest files.
  public let coreName: String?
  /// MPI, HDF5 and OpenBLAS.
  public let libraries: [String]
  /// Start, ISO 8601.
  public let begin: String
  /// When all ranks had closed their files, ISO 8601; only the summary is written after that.
  public var trained: String?
  /// End, ISO 8601; absent while running, or when the program was killed.
  public var end: String?
  /// Exit status; absent likewise.
  public var status: Int32?
  /// Networks finished in this attempt.
  public var finished: Int?

  enum CodingKeys: String, CodingKey {
    case attempt, ranks, shard, host, pid, machine, job, program, kernels, libraries, begin, trained, end, status
    case finished
    case configHash = "config_hash"
    case processStart = "process_start"
    case commandLine = "command_line"
    case kernelLevel = "kernel_level"
    case coreName = "cpu_core_name"
  }

  /// Describes a start that is about to be made.
  ///
  /// - Parameter number: its number.
  init(number: Int, ranks: Int, shard: Shard?, configuration: SweepConfiguration, provenance: Provenance) {
    let process = ProcessMark.current
    attempt = number
    self.ranks = ranks
    self.shard = shard?.description
    configHash = configuration.hash
    host = provenance.host
    pid = process.pid
    machine = process.machine
    processStart = process.start
    job = provenance.job
    commandLine = provenance.commandLine
    program = provenance.source
    kernels = provenance.kernels
    kernelLevel = provenance.kernelLevel
    coreName = provenance.coreName
    libraries = provenance.libraries
    begin = Provenance.now
  }

  /// Process of rank 0.
  var process: ProcessMark { ProcessMark(pid: pid, machine: machine, start: processStart) }

  /// Whether no rank of it will write a record any more, by its own word.
  var hasTrained: Bool { trained != nil || end != nil }

  /// Reads an attempt; nil for a file that cannot be read.
  static func read(_ folder: RunFolder, number: Int) -> Attempt? {
    FileManager.default.contents(atPath: folder.file(RunFolder.attemptFileName(number))).flatMap(Attempt.init(data:))
  }

  /// Reads the bytes of a file; nil where they are not an attempt's.
  init?(data: Data) {
    guard let attempt = try? JSONDecoder().decode(Attempt.self, from: data) else { return nil }
    self = attempt
  }
}
