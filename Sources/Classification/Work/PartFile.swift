import Foundation
import HDF5
import Sweep

/// What one process has labelled so far, beside the results of an analysis until they are whole.
///
/// It is made with the first network, which is on the disk, as the system sees it, before the next one is begun. A
/// killed analysis leaves its parts behind; the next one takes over what they hold, with any number of ranks.
struct PartFile: ~Copyable {
  /// Path of the file.
  let path: String
  private let ruleVersion: String
  private var file: File?

  /// Names a file.
  init(path: String, ruleVersion: String) {
    self.path = path
    self.ruleVersion = ruleVersion
  }

  /// Adds a labelled network.
  ///
  /// - Throws: `RunError` when it cannot be written.
  mutating func add(
    _ labels: NetworkLabels, _ evidence: DynamicsEvidence?, of name: String, digest: String
  ) throws(RunError) {
    do {
      let file = try openOrCreate()
      try LabelStamp.write(labels, evidence, of: name, digest: digest, ruleVersion: ruleVersion, to: file)
      self.file = consume file
    } catch let error as HDF5Error {
      throw OutputFiles.failure(path, error)
    } catch {
      throw RunError(.badFile, place: path, message: "the labels of \(name) cannot be stored: \(error)")
    }
  }

  private mutating func openOrCreate() throws(HDF5Error) -> File {
    switch file.take() {
    case .some(let file): return file
    case .none: return try File.create(path: path)
    }
  }

  /// Closes the file.
  ///
  /// - Throws: `RunError` when the last of it cannot be written.
  consuming func close() throws(RunError) {
    guard let file = file.take() else { return }
    do throws(HDF5Error) {
      try file.close()
    } catch {
      throw OutputFiles.failure(path, error)
    }
  }
}
