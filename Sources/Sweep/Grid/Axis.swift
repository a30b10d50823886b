/// One axis of the grid: a key, and the values it takes.
public struct Axis: Sendable, Equatable {
  /// Dotted path of the key.
  public let path: String
  /// Its values in order, all different, at least one.
  public let values: [ConfigurationValue]
}

/// An axis and where its values are written.
struct PlacedAxis: Sendable {
  let axis: Axis
  /// Place of every value; values of a range share the place of the range.
  let places: [Place]
}
