import Foundation
import HDF5

/// Reads finished networks back from a rank file that can be believed; see `BelievedRankFile`.
enum RankFileReader {
  /// Rows of all complete networks in a file, in the order of their ids.
  ///
  /// A group without `complete` was being written when its writer died, and is passed over. A row that is returned is
  /// of a network of the table, and stands where its `file` and `group` say.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - known: the networks of the run; a file with any other, or of another run, is refused.
  ///   - names: the groups to read; nil for all.
  /// - Throws: `RunError` for a file that is damaged, foreign, renamed or of another configuration.
  static func results(
    path: String, known: inout KnownNetworks, names: [String]? = nil
  ) throws(RunError) -> [NetworkResult] {
    do {
      let file = try File.open(path: path)
      try check(file, path: path, known: known)
      guard try file.exists("networks") else { return [] }
      let networks = try file.openGroup("networks")
      var results: [NetworkResult] = []
      for name in try names ?? networks.childNames() {
        let group = try networks.openGroup(name)
        guard try group.hasAttribute("complete") else { continue }
        let result = try result(group, path: path)
        let streamKey = try group.attribute("stream_key", as: UInt64.self)
        if let refusal = known.refusal(of: result, streamKey: streamKey) ?? misplaced(result, name: name, path: path) {
          throw RunError(.badFile, place: path, message: refusal, hint: wayOut)
        }
        results.append(result)
      }
      return results
    } catch let error as RunError {
      throw error
    } catch let error as HDF5Error where error.code == .locked {
      throw RunError(.folderUnusable, place: path, message: "\(error)")
    } catch let error as HDF5Error {
      throw RunError(
        .badFile, place: path, message: "not a readable rank file: \(error)", hint: wayOut)
    } catch {
      throw RunError(.badFile, place: path, message: "\(error)")
    }
  }

  private static func check(_ file: borrowing File, path: String, known: KnownNetworks) throws {
    let foreign = RunError(
      .badFile, place: path, message: "an HDF5 file, but not a rank file of this program",
      hint: "move it out of the run folder")
    guard try file.hasAttribute("schema_name"), try file.hasAttribute("schema_version"),
      try file.attribute("schema_name", as: String.self) == "remanence-rank-file"
    else { throw foreign }
    let version = try file.attribute("schema_version", as: String.self)
    guard version.split(separator: ".").first == "1" else {
      throw RunError(
        .newerVersion, place: path, message: "schema version \(version), this program reads version 1",
        hint: "use the program version that wrote it")
    }
    guard known.hasHad(hash: try file.attribute("config_hash", as: String.self)) else {
      throw RunError(
        .otherConfiguration, place: path, message: "belongs to another configuration than run.json",
        hint: "move it out of the run folder")
    }
  }

  /// What is wrong with the place of a record, in a group and a file that it does not name itself; nil where nothing is.
  private static func misplaced(_ result: NetworkResult, name: String, path: String) -> String? {
    guard result.group.hasSuffix("/\(name)") else {
      return "the group '\(name)' holds network \(result.network) (cell \(result.cell), seed \(result.seed))"
    }
    let isHome = result.file == (path as NSString).lastPathComponent
    return isHome ? nil : "it holds networks of \(result.file); was it renamed?"
  }

  private static let wayOut = "move it out of the run folder; its networks will be trained again"

  /// The row that a group holds.
  static func result(_ group: borrowing Group, path: String) throws -> NetworkResult {
    let status = try group.attribute("status", as: String.self)
    guard let status = NetworkStatus(name: status) else {
      throw RunError(.badFile, place: path, message: "\(group.path) has the unknown status '\(status)'", hint: wayOut)
    }
    let integer = { (group: borrowing Group, name: String) in Int(try group.attribute(name, as: Int64.self)) }
    return NetworkResult(
      network: try integer(group, "network"), cell: try integer(group, "cell"), seed: try integer(group, "seed"),
      rank: try integer(group, "rank"), attempt: try integer(group, "attempt"), status: status,
      epochs: try integer(group, "epochs"), finalLoss: try group.attribute("final_loss", as: Double.self),
      accuracy: try group.attribute("accuracy", as: Double.self),
      reliability: try group.attribute("reliability", as: Double.self),
      learned: try group.attribute("learned", as: Bool.self), stable: try group.attribute("stable", as: Bool.self),
      seconds: try group.attribute("seconds", as: Double.self))
  }
}
