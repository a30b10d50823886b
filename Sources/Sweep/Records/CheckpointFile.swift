import Foundation
import HDF5
import Networks
import Training

/// A network in progress: what its trainer carries, and the time spent on it in all attempts so far.
public struct TrainingProgress: Sendable, Equatable {
  /// What its trainer carries.
  public let state: TrainerState<Float>
  /// Wall time of its training so far in seconds.
  public let seconds: Double

  /// Groups a state and its time.
  public init(state: TrainerState<Float>, seconds: Double) {
    self.state = state
    self.seconds = seconds
  }
}

/// `network-0000142.ckpt.h5`: a network in progress, from which any rank of any later attempt goes on, bit for bit.
///
/// The file is put together in memory, sealed with its checksum, written under another name, synchronised with the disk
/// and renamed: under its name there is always a whole one, the earlier or the later. It says which network it is of, and
/// is believed only where seal, identity, kernels and shapes are right.
package struct CheckpointFile {
  /// The run folder.
  package let folder: RunFolder
  /// Network id.
  package let network: Int
  /// The network and how it is trained.
  package let training: NetworkTraining
  /// Kernels that its numbers come from.
  package let kernels: KernelSet

  /// Names a network's checkpoint; nothing is touched.
  package init(folder: RunFolder, network: Int, training: NetworkTraining, kernels: KernelSet) {
    self.folder = folder
    self.network = network
    self.training = training
    self.kernels = kernels
  }

  private static let schema = "remanence-checkpoint"

  /// The file.
  package var path: String { folder.file(RunFolder.checkpointFileName(network: network)) }

  /// Replaces the file.
  ///
  /// - Parameters:
  ///   - rank: who writes.
  ///   - attempt: in which attempt.
  /// - Throws: `RunError` where it cannot be written; the earlier file is there then.
  package func write(
    _ progress: TrainingProgress, rank: Int, attempt: Int, provenance: Provenance
  ) throws(RunError) {
    let image: [UInt8]
    do throws(HDF5Error) {
      let file = try File.inMemory(name: path)
      try provenance.write(to: file, schema: CheckpointFile.schema, configuration: nil, hash: nil)
      try file.setAttribute("rank", to: Int64(rank))
      try file.setAttribute("attempt", to: Int64(attempt))
      try writeIdentity(to: file)
      try CheckpointFile.write(progress, to: file)
      image = try file.image()
      try file.close()
    } catch {
      throw RunError(.badFile, place: path, message: "cannot be put together: \(error)")
    }
    try AtomicFile.write(SealedBytes.seal(image), to: path) { Pause.at(.checkpointRename) }
  }

  /// Reads the file.
  ///
  /// - Throws: `RunError` where it is damaged, or of another network, program or kernel set; nothing of it is to be used then.
  package func read() throws(RunError) -> TrainingProgress { try readWithWriter().progress }

  /// Reads the file, and which rank wrote it in which attempt.
  ///
  /// - Throws: as `read`.
  func readWithWriter() throws(RunError) -> (progress: TrainingProgress, rank: Int, attempt: Int) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RunError(.folderUnusable, place: path, message: "cannot be read: \(String(cString: strerror(errno)))")
    }
    guard let image = SealedBytes.open(data) else {
      throw RunError(.badFile, place: path, message: "damaged: it does not have the checksum stored behind it")
    }
    do {
      let file = try File.open(image: image, name: path)
      try checkSchema(file)
      try checkIdentity(file)
      let progress = try CheckpointFile.read(file)
      guard progress.state.fits(training.schedule, parameterCount: training.network.layout.count) else {
        throw RunError(.badFile, place: path, message: "its contents do not fit the network's configuration")
      }
      let rank = try file.attribute("rank", as: Int64.self)
      return (progress, Int(rank), Int(try file.attribute("attempt", as: Int64.self)))
    } catch let error as RunError {
      throw error
    } catch {
      throw RunError(.badFile, place: path, message: "not a readable checkpoint: \(error)")
    }
  }

  /// Removes the file, where there is one: the network's record is in its rank file.
  package func remove() { unlink(path) }

  private func checkSchema(_ file: borrowing File) throws {
    guard try file.attribute("schema_name", as: String.self) == CheckpointFile.schema else {
      throw RunError(.badFile, place: path, message: "not a checkpoint of this program")
    }
    let version = try file.attribute("schema_version", as: String.self)
    guard version.split(separator: ".").first == "1" else {
      throw RunError(.newerVersion, place: path, message: "schema version \(version), this program reads version 1")
    }
  }

  // MARK: - Identity

  /// What a checkpoint must say of itself to be this network's: texts and numbers by attribute.
  private var texts: [(String, String)] {
    [
      ("identity", training.identity.text), ("accuracy_window", training.settings.accuracyWindow.rawValue),
      ("trained_by_kernels", kernels.description),
    ]
  }
  private var numbers: [(String, UInt64)] {
    [
      ("network", UInt64(network)), ("sweep_seed", training.identity.sweepSeed),
      ("seed", UInt64(bitPattern: Int64(training.identity.seedIndex))),
      ("stream_key", training.identity.streamKey), ("initial_weights_key", training.identity.initialWeightsKey),
      ("history_every", UInt64(training.settings.record.historyEvery)),
    ]
  }

  private func writeIdentity(to file: borrowing File) throws(HDF5Error) {
    for (name, text) in texts { try file.setAttribute(name, to: text) }
    for (name, number) in numbers { try file.setAttribute(name, to: number) }
  }

  private func checkIdentity(_ file: borrowing File) throws {
    let stored = try file.attribute("trained_by_kernels", as: String.self)
    guard stored == kernels.description else {
      throw RunError(
        .otherKernels, place: path,
        message: "was computed with the kernels '\(stored)', this program has '\(kernels.description)'")
    }
    var isThisNetwork = true
    for (name, text) in texts where try file.attribute(name, as: String.self) != text { isThisNetwork = false }
    for (name, number) in numbers where try file.attribute(name, as: UInt64.self) != number { isThisNetwork = false }
    guard isThisNetwork else {
      throw RunError(.badFile, place: path, message: "belongs to another network, or to another sweep")
    }
  }

  // MARK: - Progress

  private static func write(_ progress: TrainingProgress, to file: borrowing File) throws(HDF5Error) {
    let state = progress.state
    try file.setAttribute("epoch", to: Int64(state.epoch))
    try file.setAttribute("loss", to: state.loss)
    try file.setAttribute("successes_in_a_row", to: Int64(state.successesInARow))
    try file.setAttribute("seconds", to: progress.seconds)
    try file.write(
      state.parameters, as: "state/parameters",
      metadata: DatasetMetadata(units: "1", longName: "parameters, flat", dimensions: ["parameter"]))
    try file.write(
      state.velocity, as: "state/velocity",
      metadata: DatasetMetadata(units: "1", longName: "the optimiser's velocity", dimensions: ["parameter"]))
    for (name, longName, values) in series(state.trace) {
      try file.write(
        values, as: "metrics/\(name)",
        metadata: DatasetMetadata(units: "1", longName: longName, dimensions: ["epoch"]))
    }
    try file.write(
      state.history.epochs.map(Int64.init), as: "history/epoch",
      metadata: DatasetMetadata(units: "epoch", longName: "epoch, from 0", dimensions: ["sample"]))
    for (name, longName, values) in series(state.history) {
      try file.write(
        values, as: "history/\(name)",
        metadata: DatasetMetadata(units: "1", longName: longName, dimensions: ["sample"]))
    }
  }

  private static func series(_ trace: MetricTrace) -> [(String, String, [Double])] {
    [
      ("accuracy_exact", "accuracy over the exact window", trace.exactAccuracy),
      ("reliability_exact", "reliability over the exact window", trace.exactReliability),
      ("accuracy_published", "accuracy over the published window", trace.publishedAccuracy),
      ("reliability_published", "reliability over the published window", trace.publishedReliability),
    ]
  }

  private static func series(_ history: TrainingHistory) -> [(String, String, [Double])] {
    [
      ("loss", "loss before the update of the epoch", history.loss),
      ("accuracy", "accuracy over the window in use", history.accuracy),
      ("reliability", "reliability over the window in use", history.reliability),
      ("gradient_norm", "Euclidean norm of the gradient", history.gradientNorm),
    ]
  }

  private static func read(_ file: borrowing File) throws -> TrainingProgress {
    func numbers(_ name: String, in file: borrowing File) throws -> [Double] {
      try file.read([Double].self, name).values
    }
    let trace = MetricTrace(
      exactAccuracy: try numbers("metrics/accuracy_exact", in: file),
      exactReliability: try numbers("metrics/reliability_exact", in: file),
      publishedAccuracy: try numbers("metrics/accuracy_published", in: file),
      publishedReliability: try numbers("metrics/reliability_published", in: file))
    guard let trace else {
      throw RunError(.badFile, place: file.path, message: "its metrics have different lengths")
    }
    let history = TrainingHistory(
      epochs: try file.read([Int64].self, "history/epoch").values.map(Int.init),
      loss: try numbers("history/loss", in: file), accuracy: try numbers("history/accuracy", in: file),
      reliability: try numbers("history/reliability", in: file),
      gradientNorm: try numbers("history/gradient_norm", in: file))
    return TrainingProgress(
      state: TrainerState(
        epoch: Int(try file.attribute("epoch", as: Int64.self)), loss: try file.attribute("loss", as: Double.self),
        successesInARow: Int(try file.attribute("successes_in_a_row", as: Int64.self)),
        parameters: try file.read([Float].self, "state/parameters").values,
        velocity: try file.read([Float].self, "state/velocity").values, trace: trace, history: history),
      seconds: try file.attribute("seconds", as: Double.self))
  }
}
