/// A column of parameters in `summary.csv`, `run.json` and every other table.
public struct ParameterColumn: Sendable, Equatable {
  /// Its name in full, with its unit: `learning_rate`, `delay_ms`.
  public let name: String
  /// Dotted path of its key.
  public let path: String
  /// `ms` for durations.
  public let unit: String?
  /// What it means, for `long_name`.
  public let summary: String
}

/// A parameter's value as tables hold it: durations as milliseconds.
public enum ColumnValue: Sendable, Equatable, CustomStringConvertible {
  case number(Double)
  case integer(Int)
  case text(String)

  /// The shortest text that reads back to the same value.
  public var description: String {
    switch self {
    case .number(let value): value.description
    case .integer(let value): String(value)
    case .text(let text): text
    }
  }
}

extension ColumnValue: Codable {
  /// Reads a JSON number or text; a whole number becomes an integer.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let integer = try? container.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Writes a JSON number or text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .integer(let integer): try container.encode(integer)
    case .text(let text): try container.encode(text)
    }
  }
}

/// Names of parameter columns.
public enum ColumnNames {
  /// Names that tables use for other things; a parameter that would take one gets the last two words of its path.
  public static let reserved: Set<String> = [
    "network", "cell", "seed", "rank", "file", "group", "status", "epochs", "final_loss", "accuracy", "reliability",
    "learned", "stable", "seconds", "mechanism", "margin", "published_class", "published_index", "evidence", "reason",
    "late_deviation", "period_ms", "networks", "not_learned", "unstable", "diverged", "limit_cycle", "slow_manifold",
    "fixed_point", "mixed", "chaotic", "unresolved", "failed",
  ]

  /// The last word of each path in snake_case with its unit; where two clash, or clash with a reserved name, more
  /// words.
  public static func names(for keys: [(path: String, unit: String?)], reserved: Set<String> = reserved) -> [String] {
    func name(_ index: Int, words count: Int) -> String {
      let words = keys[index].path.split(separator: ".").suffix(count) + [keys[index].unit.map { $0[...] } ?? ""]
      return words.filter { !$0.isEmpty }.joined(separator: "_").replacing("-", with: "_")
    }
    var counts = [Int](repeating: 1, count: keys.count)
    let longest = keys.map { $0.path.split(separator: ".").count }.max() ?? 1
    for _ in 0..<longest {
      let names = keys.indices.map { name($0, words: counts[$0]) }
      let clashing = keys.indices.filter { index in
        reserved.contains(names[index])
          || names.enumerated().contains { $0.offset != index && $0.element == names[index] }
      }
      guard !clashing.isEmpty else { return names }
      for index in clashing { counts[index] += 1 }
    }
    return keys.indices.map { name($0, words: counts[$0]) }
  }
}
