/// The table of keys for people, made from the schema: `configs/README.md` holds it, and a test keeps the two equal.
public enum KeyTable {
  /// The table in Markdown, one row per key, in the order in which a configuration is written.
  public static var markdown: String {
    var lines = [
      "| key | value | default | why this default | enters the identity | axis | meaning |",
      "|---|---|---|---|---|---|---|",
    ]
    let shared = SweepSchema.assemble(networks: [], tasks: [], rules: [], optimizers: [])
    for key in SweepSchema.assemble(
      networks: NetworkRegistry.all, tasks: TaskRegistry.all, rules: RuleRegistry.all, optimizers: OptimizerRegistry.all
    ) {
      let owner = shared.contains(key) ? "" : owner(of: key).map { " (\($0))" } ?? ""
      let line =
        "| `\(key.path)`\(owner) | \(key.kind.expectation) | \(defaultText(key)) | \(key.reason) | "
        + "\(key.changesNumbers ? "yes" : "no") | \(key.effect == .numbers ? "yes" : "no") | \(key.summary) |"
      // A key that two kinds declare alike has one row.
      if !lines.contains(line) { lines.append(line) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func defaultText(_ key: KeyDefinition) -> String {
    switch key.defaultValue {
    case .required: "required"
    case .absent(let meaning): meaning
    case .value(let value): "`\(value.canonicalText)`"
    }
  }

  /// The kinds that declare exactly this key.
  private static func owner(of key: KeyDefinition) -> String? {
    let owners =
      TaskRegistry.all.filter { $0.keys.contains(key) }.map(\.kind)
      + NetworkRegistry.all.filter { $0.keys.contains(key) }.map(\.kind)
      + RuleRegistry.all.filter { $0.keys.contains(key) }.map(\.kind)
      + OptimizerRegistry.all.filter { $0.keys.contains(key) }.map(\.kind)
    return owners.isEmpty ? nil : owners.joined(separator: ", ")
  }
}
