/// What a reader must know about a dataset before using it; every dataset carries it.
public struct DatasetMetadata: Equatable, Sendable {
  /// Unit of the values; "1" for pure numbers.
  public var units: String
  /// What the values are, in words.
  public var longName: String
  /// Name of each axis, slowest first, separated by spaces ("trial time unit"); "" for a scalar.
  public var dimensions: String

  /// Axis names in order.
  public var dimensionNames: [String] { dimensions.split(separator: " ").map(String.init) }

  /// From names of axes.
  public init(units: String, longName: String, dimensions: [String]) {
    self.init(units: units, longName: longName, dimensions: dimensions.joined(separator: " "))
  }

  /// From names of axes separated by spaces, as stored.
  public init(units: String, longName: String, dimensions: String) {
    self.units = units
    self.longName = longName
    self.dimensions = dimensions
  }
}

/// Values read from a file, with their shape.
public struct Dataset<Value: Sendable>: Sendable {
  /// Length of each axis, slowest first; empty for a scalar.
  public var shape: [Int]
  /// The values in row-major order: the last axis runs fastest.
  public var values: [Value]

  /// Groups values with their shape.
  public init(shape: [Int], values: [Value]) {
    self.shape = shape
    self.values = values
  }
}

extension Dataset: Equatable where Value: Equatable {}

/// Number of elements of a shape, or nil where it overflows or a length is negative.
func elementCount(of shape: [Int]) -> Int? {
  guard !shape.contains(where: { $0 < 0 }) else { return nil }
  if shape.contains(0) { return 0 }
  var count = 1
  for length in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow else { return nil }
    count = product
  }
  return count
}
