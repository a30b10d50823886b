import Foundation
import HDF5

/// Labels by the same rule that earlier analyses left: parts of those that were killed, and the last one's results.
///
/// Rank 0 looks for them; the others get the list.
struct EarlierLabels: Codable {
  /// Where labels of a network are, and of which network.
  struct Entry: Codable {
    /// Index of the file among `files`.
    let file: Int
    /// `Specimen.digest` of the network.
    let digest: String
  }

  /// Files with labels.
  private(set) var files: [String] = []
  private var entries: [String: [Entry]] = [:]

  /// Without any.
  init() {}

  /// Looks into files; one that cannot be read is passed over.
  ///
  /// - Parameters:
  ///   - paths: the files.
  ///   - ruleVersion: labels by any other rule do not count.
  ///   - warn: told of files that cannot be read.
  init(in paths: [String], ruleVersion: String, warn: (String) -> Void) {
    for path in paths {
      do {
        let found = try EarlierLabels.scan(path, ruleVersion)
        for (name, digest) in found { entries[name, default: []].append(Entry(file: files.count, digest: digest)) }
        files.append(path)
      } catch {
        warn("\(path): damaged, so its networks are labelled again (\(error))")
      }
    }
  }

  /// The entry for a network; nil where there are no labels of exactly this one.
  func entry(_ name: String, digest: String) -> Entry? { entries[name]?.first { $0.digest == digest } }

  private static func scan(_ path: String, _ ruleVersion: String) throws(HDF5Error) -> [(String, String)] {
    let file = try File.open(path: path)
    guard try file.exists("networks") else { return [] }
    let networks = try file.openGroup("networks")
    var found: [(String, String)] = []
    for name in try networks.childNames() {
      guard let stamp = try LabelStamp.read(networks.openGroup(name)), stamp.ruleVersion == ruleVersion,
        (try? NetworkLabels(json: stamp.json)) != nil
      else { continue }
      found.append((name, stamp.digest))
    }
    return found
  }
}
