extension SweepConfiguration {
  /// This configuration as one that grew from an earlier one: networks that both have keep the ids they had.
  ///
  /// A grid has grown when it has the same axes in the same order, every value of each and every seed that it had,
  /// wherever in their lists, and something new; every key that has an effect on an output and is no axis is as it was.
  ///
  /// - Parameter earlier: the earlier configuration, which may have grown itself.
  /// - Throws: what differs.
  public func grown(from earlier: SweepConfiguration) throws(GrowthRefusal) -> SweepConfiguration {
    try checkAxes(earlier.grid.axes.map(\.path))
    try checkKeys(earlier)
    for (axis, old) in zip(grid.axes, earlier.grid.axes) { try axis.checkGrowth(from: old) }
    let seeds = Set(grid.seedIndices)
    if let lost = earlier.grid.seedIndices.first(where: { !seeds.contains($0) }) {
      throw .lostValue(path: KeyPaths.seedAxis, value: String(lost))
    }
    guard grid.networkCount > earlier.grid.networkCount else { throw .nothingNew }
    var grown = self
    grown.table = earlier.table.appending(grid)
    return grown
  }

  /// This configuration as the last of several, each of which grew from the one before it.
  ///
  /// - Parameter earlier: the others, oldest first.
  /// - Throws: what differs, where one did not grow.
  public func grown(through earlier: [SweepConfiguration]) throws(GrowthRefusal) -> SweepConfiguration {
    guard var last = earlier.first else { return self }
    for next in earlier.dropFirst() { last = try next.grown(from: last) }
    return try grown(from: last)
  }

  /// The configurations that this one grew from, oldest first.
  public var earlier: [SweepConfiguration] {
    table.earlier.map { table in
      var earlier = self
      earlier.table = table
      return earlier
    }
  }

  /// What a configuration that grew from an earlier one has in addition: `delay_ms 11 -> 21 values, seeds 8 -> 20`.
  public func additions(to earlier: SweepConfiguration) -> String {
    let names = Dictionary(columns.map { ($0.path, $0.name) }, uniquingKeysWith: { first, _ in first })
    var parts: [String] = []
    for (axis, old) in zip(grid.axes, earlier.grid.axes) where axis.values.count > old.values.count {
      parts.append("\(names[axis.path] ?? axis.path) \(old.values.count) -> \(axis.values.count) values")
    }
    let (old, new) = (earlier.grid.seedIndices.count, grid.seedIndices.count)
    if new > old { parts.append("seeds \(old) -> \(new)") }
    return parts.joined(separator: ", ")
  }

  private func checkAxes(_ earlier: [String]) throws(GrowthRefusal) {
    let paths = grid.axes.map(\.path)
    if let lost = earlier.first(where: { !paths.contains($0) }) { throw .lostAxis(path: lost) }
    if let new = paths.first(where: { !earlier.contains($0) }) { throw .newAxis(path: new) }
    guard paths == earlier else { throw .otherOrder(earlier: earlier, now: paths) }
  }

  private func checkKeys(_ earlier: SweepConfiguration) throws(GrowthRefusal) {
    for key in earlier.schema.keys + schema.keys where key.changesOutput && fixed[key.path] != earlier.fixed[key.path] {
      throw .otherValue(
        path: key.path, earlier: earlier.fixed[key.path]?.canonicalText ?? "absent",
        now: fixed[key.path]?.canonicalText ?? "absent")
    }
  }
}

extension Axis {
  /// Refuses an axis that lacks a value of an earlier one.
  fileprivate func checkGrowth(from earlier: Axis) throws(GrowthRefusal) {
    let known = Set(values)
    guard let lost = earlier.values.first(where: { !known.contains($0) }) else { return }
    guard let rounded = values.first(where: { Axis.isRounding($0, of: lost) }) else {
      throw .lostValue(path: path, value: lost.canonicalText)
    }
    throw .roundedValue(path: path, earlier: lost.canonicalText, now: rounded.canonicalText)
  }

  /// Whether two numbers are one but for the errors of the arithmetic that made them.
  private static func isRounding(_ value: ConfigurationValue, of other: ConfigurationValue) -> Bool {
    guard case .number(let value) = value, case .number(let other) = other else { return false }
    return abs(value - other) <= 1e-12 * abs(other)
  }
}
