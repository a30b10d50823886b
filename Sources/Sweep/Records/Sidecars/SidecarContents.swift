import Foundation

/// What the sidecar of a rank file says, as far as it is whole.
struct SidecarContents: Sendable {
  /// Configuration of the run.
  private(set) var hash: String?
  /// The networks of the rank file in the order in which they were added.
  private(set) var rows: [SidecarRow] = []
  private var files: [(length: Int, sum: String, networks: Int)] = []

  /// Reads the sidecar of a rank file; nil where there is none.
  init?(ofRankFile rankFile: String) {
    guard let data = FileManager.default.contents(atPath: Sidecar.path(ofRankFile: rankFile)) else { return nil }
    for line in [UInt8](data).split(separator: UInt8(ascii: "\n")) {
      switch SidecarLine(line) {
      case .run(let hash): self.hash = hash
      case .network(let row): rows.append(row)
      case .file(let length, let sum, let networks): files.append((length, sum, networks))
      case nil: continue
      }
    }
  }

  /// Networks in the rank file when it was, byte for byte, as it is now; nil where it never was so.
  func networks(inRankFile rankFile: String) -> Int? {
    let size = fileLength(rankFile)
    // The last lines first and not all of them, since each beginning takes time to hash.
    let candidates = files.filter { $0.length > 0 && $0.length <= size }.suffix(4)
    guard !candidates.isEmpty, let found = fileChecksums(rankFile, lengths: candidates.map(\.length)) else {
      return nil
    }
    return candidates.last { found[$0.length] == $0.sum }?.networks
  }

  /// The rows of a rank file with so many networks; nil where some are missing here, or are not of this run, for the
  /// rank file itself to say what is wrong.
  func rows(ofRankFile rankFile: String, count: Int, known: inout KnownNetworks) -> [NetworkResult]? {
    rows.count == count ? growingRows(ofRankFile: rankFile, known: &known) : nil
  }

  /// The rows of a rank file that another process may be adding to at this moment; nil where some are not of this run.
  ///
  /// A line is written when its network is whole in the rank file: no lock stops the writer, and no byte changes under the
  /// reader.
  func growingRows(ofRankFile rankFile: String, known: inout KnownNetworks) -> [NetworkResult]? {
    let name = (rankFile as NSString).lastPathComponent
    guard let hash, known.hasHad(hash: hash) else { return nil }
    for row in rows {
      guard row.result.file == name, known.refusal(of: row.result, streamKey: row.streamKey) == nil else { return nil }
    }
    return rows.map(\.result).sorted { $0.network < $1.network }
  }
}
