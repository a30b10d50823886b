import Foundation

/// What a rank file of an earlier attempt, or of a run that is going on, holds that can be believed.
public struct BelievedRankFile: Sendable {
  /// Rows of its whole networks.
  public let results: [NetworkResult]
  /// Names of groups that are damaged.
  public let damaged: [String]
  /// What a child process found; nil where the sidecar vouches for every byte.
  let examination: RankFileExamination?

  /// Reads a file.
  ///
  /// This process opens it only where its sidecar vouches for every byte, or where a child has read all of it: then the
  /// networks that the child found whole are read, and nothing else.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - known: the networks of the run; a file with any other, or of another run, is refused.
  /// - Throws: `RunError` for a file that is unreadable, foreign, renamed, locked or of another configuration.
  public init(path: String, known: inout KnownNetworks) throws(RunError) {
    let networks = SidecarContents(ofRankFile: path)?.networks(inRankFile: path)
    try self.init(path: path, vouched: networks, known: &known)
  }

  /// Reads a file that has been compared with its sidecar.
  ///
  /// - Parameter vouched: how many networks the sidecar vouches for; nil where it does not.
  init(path: String, vouched: Int?, known: inout KnownNetworks) throws(RunError) {
    // Before the file itself: a run that is going on adds a network to the file first.
    let sidecar = SidecarContents(ofRankFile: path)
    if let sidecar, let networks = vouched {
      examination = nil
      damaged = []
      if let rows = sidecar.rows(ofRankFile: path, count: networks, known: &known) {
        results = rows
      } else {
        results = try RankFileReader.results(path: path, known: &known)
      }
    } else {
      let found = try RankFileExamination(path: path)
      damaged = found.damaged + BelievedRankFile.missing(sidecar, in: found)
      guard damaged.isEmpty || !found.whole.isEmpty else {
        throw RunError(
          .badFile, place: path, message: "damaged: no network in it has the checksum stored beside it",
          hint: "move it out of the run folder; its networks will be trained again")
      }
      examination = found
      results = try RankFileReader.results(path: path, known: &known, names: found.whole)
    }
  }

  /// Groups of networks that the sidecar names, and of which the file has no trace.
  private static func missing(_ sidecar: SidecarContents?, in found: RankFileExamination) -> [String] {
    let named = Set((sidecar?.rows ?? []).map { padded($0.result.network, 7) })
    return named.subtracting(found.whole + found.damaged).sorted()
  }

  /// What is wrong with the file, for people; empty where nothing is.
  public var damage: String {
    guard !damaged.isEmpty else { return "" }
    let names = damaged.prefix(5).joined(separator: ", ") + (damaged.count > 5 ? ", ..." : "")
    return "\(damaged.count) of its networks do not have the checksums stored beside them (\(names))"
  }
}
