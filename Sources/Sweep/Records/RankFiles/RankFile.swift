import Foundation
import HDF5
import Networks
import Training

/// What is stored of one network beside its row: identity, weights, learning curves, trajectories.
public struct NetworkRecord: Sendable {
  /// The row of the summary.
  public var result: NetworkResult
  /// The network's identity.
  public let identity: NetworkIdentity
  /// Everything its cell asks for.
  public let settings: CellSettings
  /// Parameter columns and their values.
  public let parameters: [(column: ParameterColumn, value: ColumnValue)]
  /// What training left behind; nil when the network failed.
  public let outcome: TrainingOutcome?
  /// Named weight tensors; empty when the network failed.
  public let weights: [NamedTensor]
  /// The noise-free trial and its continuation; nil when the network failed.
  public let trajectory: Trajectory?
  /// Why it failed.
  public let message: String?
  /// Whether it was not computed at all, since it had broken the process down before.
  public let isQuarantined: Bool
  /// Kernels its numbers come from.
  public let kernels: KernelSet
  /// Whether the run was allowed to mix kernels (`--allow-other-kernels`).
  public let allowsOtherKernels: Bool
}

/// Writes finished networks of one rank in one attempt.
///
/// The file is opened, gets one finished network, is flushed and closed: whatever kills the program, every network closed
/// before stays readable. The attribute `complete` is written last; a group without it does not count. The first network
/// is written under another name: who finds the file finds a network in it, and no reader's lock can come before ours.
public struct RankFile: ~Copyable {
  /// Name of the attribute with the configurations that the file's own grew from, as a JSON array of YAML texts; absent
  /// where there are none.
  static let grownFromName = "grown_from"

  /// Path of the file.
  public let path: String
  private let provenance: Provenance
  private let configuration: SweepConfiguration
  private let rank: Int
  private let ranks: Int
  private let attempt: Int
  private var exists = false
  private var sidecar: Sidecar

  /// Names a file; it is made when the first network is finished.
  public init(
    folder: RunFolder, rank: Int, ranks: Int, attempt: Int, provenance: Provenance, configuration: SweepConfiguration
  ) {
    path = folder.file(RunFolder.rankFileName(rank: rank, attempt: attempt))
    sidecar = Sidecar(ofRankFile: path, hash: configuration.hash)
    self.provenance = provenance
    self.configuration = configuration
    self.rank = rank
    self.ranks = ranks
    self.attempt = attempt
  }

  /// Adds a finished network.
  ///
  /// - Throws: `RunError` when the disk is full, `HDF5Error` when the file cannot be written; networks written before are
  ///   not touched.
  public mutating func append(_ record: NetworkRecord) throws {
    let bytes = record.outcome == nil ? RecordSize.failed : RecordSize.bytes(record.settings)
    try DiskSpace.reserve(Int(bytes), for: path)
    let checksum = try add(record)
    Pause.at(.rankFileSidecar)
    try sidecar.append(
      [SidecarRow(result: record.result, streamKey: record.identity.streamKey, checksum: checksum)], rankFile: path)
  }

  /// Ends the file: its sidecar vouches for every byte from now on.
  ///
  /// - Throws: `RunError` where the sidecar cannot be written; a child process checks the file at the next start then.
  public mutating func close() throws(RunError) { try sidecar.close(rankFile: path) }

  private mutating func add(_ record: NetworkRecord) throws -> RecordChecksum {
    defer { DiskSpace.release(path) }
    guard exists else {
      let checksum = try begin(with: record)
      exists = true
      return checksum
    }
    let checksum = try write(record, to: try reopen())
    AtomicFile.synchronise(path)
    return checksum
  }

  /// Writes a network and reads it back for its checksums.
  private func write(_ record: NetworkRecord, to file: consuming File) throws -> RecordChecksum {
    let group = try file.createGroup(RunFolder.groupName(network: record.result.network))
    try record.write(to: group)
    let checksum = try RecordChecksum(of: group)
    try checksum.write(to: group)
    try file.flush()
    Pause.at(.rankFileAppend)
    try group.setAttribute("complete", to: true)
    try file.flush()
    try file.close()
    return checksum
  }

  /// Makes the file with its first network; one that is there already is never touched.
  private func begin(with record: NetworkRecord) throws -> RecordChecksum {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw RunError(
        .folderUnusable, place: path, message: "a file of that name is in the way",
        hint: "move it out of the run folder")
    }
    let temporary = path + RunFolder.partSuffix
    do {
      let checksum = try write(record, to: try create(temporary))
      AtomicFile.synchronise(temporary)
      try AtomicFile.rename(temporary, to: path)
      return checksum
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Opens the file again, waiting up to a minute for somebody who is reading it: looking at a run must not end it.
  private func reopen() throws(HDF5Error) -> File {
    for _ in 0..<600 {
      do {
        return try File.openForWriting(path: path)
      } catch {
        guard error.code == .locked else { throw error }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
    return try File.openForWriting(path: path)
  }

  private func create(_ path: String) throws -> File {
    let file = try File.create(path: path)
    try provenance.write(
      to: file, schema: "remanence-rank-file", configuration: configuration.canonicalYAML, hash: configuration.hash)
    let earlier = configuration.earlier.map(\.canonicalYAML)
    if !earlier.isEmpty {
      try file.setAttribute(
        RankFile.grownFromName, to: String(decoding: JSONEncoder().encode(earlier), as: UTF8.self))
    }
    try file.setAttribute("rank", to: Int64(rank))
    try file.setAttribute("ranks", to: Int64(ranks))
    try file.setAttribute("attempt", to: Int64(attempt))
    try HeaderChecksum.write(to: file)
    return file
  }
}
