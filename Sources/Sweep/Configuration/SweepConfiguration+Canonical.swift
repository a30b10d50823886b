import Crypto

extension SweepConfiguration {
  /// The configuration with every default written out, in the one order and spelling there is.
  ///
  /// Ranges and the like are written as lists of their values, so reading it back needs no arithmetic. Reading it gives
  /// an equal configuration with an equal hash.
  public var canonicalYAML: String {
    var lines: [String] = []
    var open: [Substring] = []
    for key in schema.keys {
      guard let value = fixed[key.path] else { continue }
      let parts = key.path.split(separator: ".")
      for depth in 0..<(parts.count - 1) where open.count <= depth || open[depth] != parts[depth] {
        open = Array(open.prefix(depth)) + [parts[depth]]
        lines.append(String(repeating: "  ", count: depth) + "\(parts[depth]):")
      }
      open = Array(open.prefix(parts.count - 1))
      let text = key.effect == .label ? quoted(value.canonicalText) : value.canonicalText
      lines.append(String(repeating: "  ", count: parts.count - 1) + "\(parts[parts.count - 1]): \(text)")
    }
    lines.append("grid:")
    for axis in grid.axes {
      lines.append("  \(axis.path): [\(axis.values.map(\.canonicalText).joined(separator: ", "))]")
    }
    lines.append("  seed: \(seedText)")
    return lines.map { $0 + "\n" }.joined()
  }

  private var seedText: String {
    grid.seedIndices == Array(0..<grid.seedIndices.count)
      ? "{ count: \(grid.seedIndices.count) }" : "[\(grid.seedIndices.map(String.init).joined(separator: ", "))]"
  }

  /// A double-quoted YAML scalar.
  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t") + "\""
  }

  /// SHA-256, in hexadecimal, of everything that changes any output: all keys but `name` and
  /// `record.checkpoint-every`, the axes and the seeds.
  ///
  /// Renaming a sweep, or saving more often, must not make its folder foreign. Keys at their default
  /// are left out too, so that a later version with more keys computes the same hash for the same sweep.
  public var hash: String {
    var lines = ["remanence/configuration/1"]
    lines += keyLines(fixed, where: \.changesOutput)
    lines += grid.axes.map { "grid.\($0.path)=[\($0.values.map(\.canonicalText).joined(separator: ","))]" }
    lines.append("grid.seed=\(seedText)")
    return SHA256.hash(data: Array(lines.joined(separator: "\n").utf8)).hexadecimal
  }

  /// Lines `key=value` of the keys that differ from their default, sorted.
  func keyLines(_ values: [String: ConfigurationValue], where isIncluded: (KeyDefinition) -> Bool) -> [String] {
    schema.keys.compactMap { key in
      guard isIncluded(key), let value = values[key.path], key.defaultValue != .value(value) else { return nil }
      return "\(key.path)=\(value.canonicalText)"
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension Sequence<UInt8> {
  /// Two digits for every byte, as checksums are written.
  var hexadecimal: String {
    map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }
}
