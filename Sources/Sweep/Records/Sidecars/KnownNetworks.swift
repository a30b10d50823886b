/// What the rank files of a run may hold: networks of its table, written under any configuration the run has had.
///
/// What is dear to compute is remembered from one file to the next.
public struct KnownNetworks {
  private let configuration: SweepConfiguration
  private let hashes: Set<String>
  private var textOfCell: [Int: String] = [:]

  /// Texts remembered at most; they are made again when needed.
  private static let textLimit = 100_000

  /// The networks of a run.
  public init(_ configuration: SweepConfiguration) {
    self.configuration = configuration
    hashes = Set((configuration.earlier + [configuration]).map(\.hash))
  }

  /// Whether the run has had a configuration of this hash.
  func hasHad(hash: String) -> Bool { hashes.contains(hash) }

  /// Why a record is none of this run; nil where it is one.
  ///
  /// Another run of an equal grid, that grew otherwise, gives equal ids to other networks: their streams tell them apart.
  mutating func refusal(of result: NetworkResult, streamKey: UInt64) -> String? {
    let network = "network \(result.network) (cell \(result.cell), seed \(result.seed))"
    let table = configuration.table
    guard table.indices.contains(result.network) else { return "\(network) is not in the table of run.json" }
    let row = table[result.network]
    guard row.cell == result.cell, row.seedIndex == result.seed else {
      return "\(network) is not in the table of run.json"
    }
    let identity = NetworkIdentity(
      sweepSeed: configuration.seed, text: text(ofCell: row.cell), seedIndex: row.seedIndex)
    return identity.streamKey == streamKey
      ? nil : "\(network) is another network than the one that the table of run.json has there"
  }

  private mutating func text(ofCell cell: Int) -> String {
    if let known = textOfCell[cell] { return known }
    if textOfCell.count >= KnownNetworks.textLimit { textOfCell = [:] }
    let text = configuration.identityText(ofCell: cell)
    textOfCell[cell] = text
    return text
  }
}
