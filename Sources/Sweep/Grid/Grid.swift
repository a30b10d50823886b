/// The grid of a sweep: its axes and its seeds.
public struct Grid: Sendable, Equatable {
  /// The axes in the order of the file, first slowest; empty for a single cell.
  ///
  /// The seeds are not among them.
  public let axes: [Axis]
  /// The seed indices of every cell, in order; at least one.
  public let seedIndices: [Int]

  /// Most values an axis may have: written out in the canonical configuration they must stay readable.
  public static let axisLimit = 1_000_000

  /// Most networks a grid may have.
  public static let networkLimit = 10_000_000

  /// Number of cells: the product of the lengths of the axes.
  public var cellCount: Int { axes.reduce(1) { $0 * $1.values.count } }

  /// Number of networks.
  public var networkCount: Int { cellCount * seedIndices.count }

  /// Place along every axis of the cell at a place in the order of the axes; `NetworkTable` knows the place of a cell.
  func coordinates(ofPlace place: Int) -> [Int] {
    precondition((0..<cellCount).contains(place), "no such cell")
    var rest = place
    var coordinates = [Int](repeating: 0, count: axes.count)
    for axis in axes.indices.reversed() {
      coordinates[axis] = rest % axes[axis].values.count
      rest /= axes[axis].values.count
    }
    return coordinates
  }
}
