import Crypto

/// What a network is, independent of where, when and in which grid it is trained.
///
/// The text holds the keys that change numbers, resolved, without those at their default: one `key=value` per line,
/// sorted by bytes, durations in milliseconds, numbers as their shortest round-trip decimal, `training.epochs` as the
/// resolved number however it was written. `name`, `kernels`, `record.*`, `task.accuracy-window` and the grid do not
/// enter. A key at its default is left out, so a key added later changes no old identity; for the same reason a
/// released default never changes.
public struct NetworkIdentity: Sendable, Equatable, Hashable {
  /// The sweep seed.
  public let sweepSeed: UInt64
  /// The resolved configuration in canonical form.
  public let text: String
  /// The seed index.
  public let seedIndex: Int

  /// Creates an identity from its parts.
  public init(sweepSeed: UInt64, text: String, seedIndex: Int) {
    self.sweepSeed = sweepSeed
    self.text = text
    self.seedIndex = seedIndex
  }

  /// Key of every stream but the initial weights: the whole identity.
  ///
  /// First eight bytes, little-endian, of SHA-256 over the domain `remanence/identity/1`, the sweep seed, the text and
  /// the seed index. Text goes in as its length in bytes (64 bits, little-endian) and its UTF-8; numbers as 64 bits,
  /// little-endian. So no two identities are encoded alike.
  public var streamKey: UInt64 {
    NetworkIdentity.key { hash in
      NetworkIdentity.add("remanence/identity/1", to: &hash)
      NetworkIdentity.add(sweepSeed, to: &hash)
      NetworkIdentity.add(text, to: &hash)
      NetworkIdentity.add(UInt64(bitPattern: Int64(seedIndex)), to: &hash)
    }
  }

  /// Key of the initial weights: sweep seed and seed index alone, so that cells of equal shape are paired.
  ///
  /// As `streamKey`, over the domain `remanence/initial-weights/1`, the sweep seed and the seed index.
  public var initialWeightsKey: UInt64 {
    NetworkIdentity.key { hash in
      NetworkIdentity.add("remanence/initial-weights/1", to: &hash)
      NetworkIdentity.add(sweepSeed, to: &hash)
      NetworkIdentity.add(UInt64(bitPattern: Int64(seedIndex)), to: &hash)
    }
  }

  private static func key(_ fill: (inout SHA256) -> Void) -> UInt64 {
    var hash = SHA256()
    fill(&hash)
    return hash.finalize().prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
  }

  private static func add(_ text: String, to hash: inout SHA256) {
    add(UInt64(text.utf8.count), to: &hash)
    hash.update(data: Array(text.utf8))
  }

  private static func add(_ number: UInt64, to hash: inout SHA256) {
    hash.update(data: (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) })
  }
}

extension SweepConfiguration {
  /// The canonical text of a cell, shared by its networks.
  public func identityText(ofCell cell: Int) -> String {
    let values = values(ofCell: cell)
    var resolved = values.values
    resolved[KeyPaths.epochsAtLeast] = nil
    resolved[KeyPaths.epochsPerRate] = nil
    resolved[KeyPaths.epochs] = epochs(values).map { .integer($0) }
    return keyLines(resolved, where: \.changesNumbers).joined(separator: "\n")
  }

  /// The identity of a network.
  public func identity(cell: Int, seedIndex: Int) -> NetworkIdentity {
    NetworkIdentity(sweepSeed: seed, text: identityText(ofCell: cell), seedIndex: seedIndex)
  }

  /// The identity of a network of the table.
  public func identity(ofNetwork network: Int) -> NetworkIdentity {
    let row = table[network]
    return identity(cell: row.cell, seedIndex: row.seedIndex)
  }
}
