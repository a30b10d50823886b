import Foundation

/// `attempt-01.json`: one start of the program on a run folder, created exclusively so that no two starts share a number.
public struct Attempt: Sendable, Equatable, Codable {
  /// Number from 1.
  public let attempt: Int
  /// Ranks of the start.
  public let ranks: Int
  /// Part of the networks it works on; nil for all.
  public var shard: String?
  /// Host of rank 0.
  public let host: String
  /// Process of rank 0.
  public let pid: Int32
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
  /// End, ISO 8601; absent while running, or when the program was killed.
  public var end: String?
  /// Exit status; absent likewise.
  public var status: Int32?
  /// Networks finished in this attempt.
  public var finished: Int?

  enum CodingKeys: String, CodingKey {
    case attempt, ranks, shard, host, pid, job, program, kernels, libraries, begin, end, status, finished
    case commandLine = "command_line"
    case kernelLevel = "kernel_level"
    case coreName = "cpu_core_name"
  }

  /// Starts the next attempt of a folder.
  ///
  /// - Throws: `RunError` when the folder cannot be written.
  static func start(_ folder: RunFolder, ranks: Int, provenance: Provenance) throws(RunError) -> Attempt {
    var number = (folder.attempts.last ?? 0) + 1
    while true {
      let attempt = Attempt(
        attempt: number, ranks: ranks, host: provenance.host, pid: ProcessInfo.processInfo.processIdentifier,
        job: provenance.job, commandLine: provenance.commandLine, program: provenance.source,
        kernels: provenance.kernels, kernelLevel: provenance.kernelLevel, coreName: provenance.coreName,
        libraries: provenance.libraries, begin: Provenance.now)
      let path = folder.file(RunFolder.attemptFileName(number))
      if try AtomicFile.createExclusively(encodedJSON(attempt, place: path), at: path) { return attempt }
      number += 1
    }
  }

  /// Reads an attempt; nil for a file that cannot be read.
  static func read(_ folder: RunFolder, number: Int) -> Attempt? {
    let path = folder.file(RunFolder.attemptFileName(number))
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try? JSONDecoder().decode(Attempt.self, from: data)
  }

  /// Notes how the attempt ended.
  mutating func finish(_ folder: RunFolder, status: Int32, finished: Int) throws(RunError) {
    end = Provenance.now
    self.status = status
    self.finished = finished
    let path = folder.file(RunFolder.attemptFileName(attempt))
    try AtomicFile.write(encodedJSON(self, place: path), to: path)
  }
}
