/// A part of a sweep, `I/N`: what one job of an array works on.
public struct Shard: Sendable, Equatable, CustomStringConvertible {
  /// Which part, from 1.
  public let index: Int
  /// Number of parts.
  public let count: Int

  /// Most parts there may be.
  public static let limit = 1_000_000

  /// Reads `I/N`; nil for anything else than two whole numbers with 1 <= I <= N <= `limit`.
  public init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
    guard words.count == 2, words.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
      let index = Int(words[0]), let count = Int(words[1]), (1...Shard.limit).contains(count),
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// `I/N`.
  public var description: String { "\(index)/\(count)" }
}

/// The networks that an attempt works on: all of the table, or a part of it.
struct NetworkPart: Sendable {
  /// Their ids, ascending.
  let networks: [Int]
  private let members: Set<Int>?

  /// The networks of a shard.
  ///
  /// A function of the configuration alone, so that the jobs of an array agree without a word: the static plan of the whole
  /// table for as many ranks as there are parts, by the cost of the whole training, never of what is left of it.
  ///
  /// - Parameter shard: the part; nil for all.
  init(_ shard: Shard?, of configuration: SweepConfiguration) throws(ConfigurationErrors) {
    guard let shard else {
      networks = Array(configuration.table.indices)
      members = nil
      return
    }
    networks = try configuration.plan(rankCount: shard.count).assignments[shard.index - 1].sorted()
    members = Set(networks)
  }

  /// The same, for the run of a folder.
  ///
  /// - Throws: `RunError` where a cell is impossible; no configuration that could be read has one.
  init(_ shard: Shard?, of configuration: SweepConfiguration, _ folder: RunFolder) throws(RunError) {
    do throws(ConfigurationErrors) {
      try self.init(shard, of: configuration)
    } catch {
      throw RunError(.badFile, place: folder.runFile, message: "its networks cannot be shared out: \(error)")
    }
  }

  /// Whether a network of the table belongs to the part.
  func contains(_ network: Int) -> Bool { members?.contains(network) ?? true }

  /// Whether two parts of the same table have a network in common.
  func overlaps(_ other: NetworkPart) -> Bool { networks.contains(where: other.contains) }
}
