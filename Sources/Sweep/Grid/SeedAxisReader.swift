/// Reads the axis `seed`: `{ count: n }` for the indices 0 to n - 1, or a list of indices.
enum SeedAxisReader {
  /// Seed indices go up to 2^32 - 1.
  static let indexRange = 0...Int(UInt32.max)

  static func read(_ node: SourceNode, errors: inout ErrorCollector) -> [Int] {
    let path = "grid.seed"
    let way = "write `seed: { count: 100 }`, or a list of indices such as `[0, 1, 2]`"
    switch node.content {
    case .mapping(let pairs) where pairs.count == 1 && pairs[0].key.scalar == "count":
      let kind = ValueKind.integer(1...Grid.networkLimit)
      if case .integer(let count) = ValueReader.read(pairs[0].value, as: kind, at: "grid.seed.count", errors: &errors) {
        return Array(0..<count)
      }
    case .sequence(let items) where items.isEmpty:
      errors.add(.emptyAxis, at: node.place, path, "the axis `seed` is empty; expected at least one index", hint: way)
    case .sequence(let items):
      var seen: [Int: Place] = [:]
      var indices: [Int] = []
      for item in items {
        let value = ValueReader.read(item, as: .integer(indexRange), at: path, errors: &errors)
        guard case .integer(let index) = value else { continue }
        if let first = seen.updateValue(item.place, forKey: index) {
          errors.add(
            .duplicateValue, at: item.place, path,
            "the axis `seed` has \(index) twice; it is first given at \(first.line):\(first.column)",
            hint: "every index makes networks of its own; keep one of them")
        }
        indices.append(index)
      }
      return indices.isEmpty ? [0] : indices
    case .mapping(let pairs):
      errors.add(
        .malformedAxis, at: pairs.first?.key.place ?? node.place, path,
        "the axis `seed` has the form `\(pairs.first?.key.scalar ?? "")`; expected a count or a list of indices",
        hint: way)
    case .scalar:
      errors.add(
        .malformedAxis, at: node.place, path, "the axis `seed` is \(node.words); expected a count or a list of indices",
        hint: way)
    }
    return [0]
  }
}
