import Foundation
import HDF5
import Sweep

/// Where the labels of all networks are, and how they become one file.
public struct LabelledNetworks {
  let labelling: Labelling
  /// Where a network's labels are, by the network's index.
  let places: [Int: Place]
  /// Part files that are of no use once the results are in place.
  let parts: [String]

  /// Where the labels of a network are.
  struct Place {
    /// The file.
    let path: String
    /// `Labelling.mark` of the network that they must be of.
    let mark: Double
  }

  /// Copies the labels and the evidence of all networks into a new file, in the order of the networks.
  ///
  /// A network that cannot be copied, from a file that was damaged or taken away meanwhile, is labelled again, here.
  ///
  /// - Parameter each: told of every network, by index.
  /// - Throws: what cannot be read or written.
  public func merge<Source: SpecimenSource>(
    _ source: inout Source, into file: borrowing File, observer: some LabellingObserver,
    each: (Int, NetworkLabels) throws -> Void
  ) throws {
    var open: [String: OpenFile] = [:]
    for index in 0..<source.count {
      let name = source.name(index)
      let labels: NetworkLabels
      do {
        guard let place = places[index] else { throw NotThere() }
        if open.count >= LabelledNetworks.openLimit { open = [:] }
        let part = try open[place.path] ?? OpenFile(place.path)
        open[place.path] = part
        labels = try copy(name, mark: place.mark, from: part.file, into: file)
      } catch let error where LabelledNetworks.isOfSource(error, places[index]?.path) {
        observer.warned("\(places[index]?.path ?? ""): \(name) cannot be read back and is labelled again (\(error))")
        labels = try labelAgain(index, of: &source, into: file)
      }
      try each(index, labels)
    }
  }

  /// Removes the parts; for when the results are in place.
  public func removeParts() { for part in parts { unlink(part) } }

  /// Files kept open at most.
  private static let openLimit = 256

  /// The labels that were to be there are not.
  private struct NotThere: Error, CustomStringConvertible { let description = "no such labels" }

  private func labelAgain<Source: SpecimenSource>(
    _ index: Int, of source: inout Source, into file: borrowing File
  ) throws -> NetworkLabels {
    let specimen = try source.specimen(index)
    let (labels, evidence) = try labelling.classify(specimen, index, of: source)
    let part = try File.inMemory(name: "labels of \(source.name(index))")
    try LabelStamp.write(
      labels, evidence, of: source.name(index), digest: specimen.digest,
      ruleVersion: labelling.classifier.ruleVersion, to: part)
    try file.copy("networks/" + source.name(index), from: part, as: "networks/" + source.name(index))
    return labels
  }

  private func copy(
    _ name: String, mark: Double, from source: borrowing File, into target: borrowing File
  ) throws -> NetworkLabels {
    guard try source.exists("networks/" + name),
      let stamp = try LabelStamp.read(source.openGroup("networks/" + name)), Labelling.mark(stamp.digest) == mark,
      stamp.ruleVersion == labelling.classifier.ruleVersion, let labels = try? NetworkLabels(json: stamp.json)
    else { throw NotThere() }
    try target.copy("networks/" + name, from: source, as: "networks/" + name)
    return labels
  }

  /// Whether an error is about the file that was read, and not about the one that is written.
  private static func isOfSource(_ error: any Error, _ path: String?) -> Bool {
    if error is NotThere { return true }
    guard let error = error as? HDF5Error else { return false }
    return error.file == path && error.code != .noSpace
  }
}
