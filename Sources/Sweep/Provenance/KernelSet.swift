/// The kernels that numbers come from: equal sets give equal bits.
///
/// There is one set, `portable`. Its kernels are the same chain of correctly rounded operations at every instruction
/// level, so neither the processor nor the level is part of its name.
public struct KernelSet: Sendable, Equatable, Codable {
  /// Name of the set, as the configuration key `kernels` has it.
  public let name: String
  /// Version of its numbers: another one gives other bits.
  public let version: Int

  /// The set of this program.
  ///
  /// Raise the version with every change to the bits that training computes. Version 1 took its matrix products from
  /// OpenBLAS.
  public static let current = KernelSet(name: "portable", version: 2)

  /// One line for people.
  public var description: String { "\(name) \(version)" }

  init(name: String, version: Int) {
    self.name = name
    self.version = version
  }

  private enum CodingKeys: String, CodingKey {
    case name, version
    /// What the first version of run.json and of attempts had instead.
    case gemm, core
  }

  /// Reads a set; one that names a provider of matrix products and a processor type is version 1 of its own kind.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let gemm = try container.decodeIfPresent(String.self, forKey: .gemm) {
      let core = try container.decodeIfPresent(String.self, forKey: .core)
      self.init(name: [gemm, core].compactMap(\.self).joined(separator: " ") + ", elementwise", version: 1)
    } else {
      self.init(
        name: try container.decode(String.self, forKey: .name),
        version: try container.decode(Int.self, forKey: .version))
    }
  }

  /// Writes name and version.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(version, forKey: .version)
  }
}
