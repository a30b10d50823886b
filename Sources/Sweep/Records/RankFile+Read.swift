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
  ///   - hash: the configuration the run belongs to; a file of another one is refused.
  ///   - table: the networks of that configuration; a file with any other is refused.
  ///   - names: the groups to read; nil for all.
  /// - Throws: `RunError` for a file that is damaged, foreign, renamed or of another configuration.
  static func results(
    path: String, hash: String, table: NetworkTable, names: [String]? = nil
  ) throws(RunError) -> [NetworkResult] {
    do {
      let file = try File.open(path: path)
      try check(file, path: path, hash: hash)
      guard try file.exists("networks") else { return [] }
      let networks = try file.openGroup("networks")
      var results: [NetworkResult] = []
      for name in try names ?? networks.childNames() {
        let group = try networks.openGroup(name)
        guard try group.hasAttribute("complete") else { continue }
        let result = try result(group, path: path)
        try check(result, name: name, path: path, table: table)
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

  private static func check(_ file: borrowing File, path: String, hash: String) throws {
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
    guard try file.attribute("config_hash", as: String.self) == hash else {
      throw RunError(
        .otherConfiguration, place: path, message: "belongs to another configuration than run.json",
        hint: "move it out of the run folder")
    }
  }

  /// Refuses a record that says of itself something else than the table of networks or its place does.
  private static func check(
    _ result: NetworkResult, name: String, path: String, table: NetworkTable
  ) throws(RunError) {
    let isKnown = table.holds(result)
    let isNamed = result.group.hasSuffix("/\(name)")
    let isHome = result.file == (path as NSString).lastPathComponent
    guard isKnown, isNamed, isHome else {
      let network = "network \(result.network) (cell \(result.cell), seed \(result.seed))"
      let message =
        !isKnown
        ? "\(network) is not in the table of run.json"
        : !isNamed ? "the group '\(name)' holds \(network)" : "it holds networks of \(result.file); was it renamed?"
      throw RunError(.badFile, place: path, message: message, hint: wayOut)
    }
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

extension NetworkTable {
  /// Whether a row is of one of its networks.
  func holds(_ result: NetworkResult) -> Bool {
    indices.contains(result.network) && self[result.network].cell == result.cell
      && self[result.network].seedIndex == result.seed
  }
}
