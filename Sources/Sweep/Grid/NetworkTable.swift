/// The table of networks: cells in the order of the axes (first axis slowest), seeds fastest.
///
/// It holds no rows: a network's id is computed from its cell and seed, and back.
public struct NetworkTable: Sendable, Equatable, RandomAccessCollection {
  /// One network.
  public struct Row: Sendable, Equatable {
    /// Its id: cell * number of seeds + place of the seed.
    public let network: Int
    /// Its cell.
    public let cell: Int
    /// Its seed index.
    public let seedIndex: Int
  }

  /// Number of cells.
  public let cellCount: Int
  /// The seed indices of every cell, in order.
  public let seedIndices: [Int]

  /// The table of a grid.
  public init(grid: Grid) {
    cellCount = grid.cellCount
    seedIndices = grid.seedIndices
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { cellCount * seedIndices.count }

  /// The network of an id.
  public subscript(network: Int) -> Row {
    precondition(indices.contains(network), "no such network")
    let (cell, place) = network.quotientAndRemainder(dividingBy: seedIndices.count)
    return Row(network: network, cell: cell, seedIndex: seedIndices[place])
  }

  /// The id of a cell and seed index, nil when there is no such network.
  public func network(cell: Int, seedIndex: Int) -> Int? {
    guard (0..<cellCount).contains(cell) else { return nil }
    // Nearly always the indices are 0, 1, 2, ...
    let place =
      seedIndices.indices.contains(seedIndex) && seedIndices[seedIndex] == seedIndex
      ? seedIndex : seedIndices.firstIndex(of: seedIndex)
    return place.map { cell * seedIndices.count + $0 }
  }
}
