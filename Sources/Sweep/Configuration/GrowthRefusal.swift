/// Why a configuration is not an earlier one whose grid only grew.
public enum GrowthRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// A key that is no axis has another value; `absent` where it has none.
  case otherValue(path: String, earlier: String, now: String)
  /// An axis of the earlier grid is none now.
  case lostAxis(path: String)
  /// An axis was none in the earlier grid.
  case newAxis(path: String)
  /// The axes are the same, in another order.
  case otherOrder(earlier: [String], now: [String])
  /// An axis, or the seeds, lacks a value that it had.
  case lostValue(path: String, value: String)
  /// A value differs from one that the axis had in its last digits alone, as those of a `logspace` of another count may.
  case roundedValue(path: String, earlier: String, now: String)
  /// Every value and seed was there before.
  case nothingNew

  /// The cause, where *here* is the new configuration and *there* the earlier one.
  public var description: String {
    switch self {
    case .otherValue(let path, let earlier, let now): "`\(path)` is \(earlier) there and \(now) here"
    case .lostAxis(let path): "`\(path)` is an axis there and none here"
    case .newAxis(let path): "`\(path)` is an axis here and none there"
    case .otherOrder(let earlier, let now):
      "the axes are in another order: \(GrowthRefusal.list(earlier)) there, \(GrowthRefusal.list(now)) here"
    case .lostValue(let path, let value): "the axis `\(path)` has \(value) there and not here"
    case .roundedValue(let path, let earlier, let now):
      "the axis `\(path)` has \(earlier) there and \(now) here, which is another network: write the values out"
    case .nothingNew: "the grid has the same values in another order"
    }
  }

  private static func list(_ paths: [String]) -> String { paths.map { "`\($0)`" }.joined(separator: ", ") }
}
