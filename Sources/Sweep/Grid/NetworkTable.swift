/// The table of networks: which cell and which seed an id stands for.
///
/// Cells come in the order of the axes (first axis slowest), seeds fastest. A grid that grew appends: first the cells
/// and networks of the first grid, in that order; then, grid by grid, the new cells in the order of the new grid's axes,
/// and the new networks, cell by cell in that order, seeds fastest: new seeds of old cells, all seeds of new ones. So an
/// id, once given, stays, and a table has exactly the cells and the networks of its newest grid.
///
/// It holds no rows: what an id stands for is computed.
public struct NetworkTable: Sendable, Equatable, RandomAccessCollection {
  /// One network.
  public struct Row: Sendable, Equatable {
    /// Its id.
    public let network: Int
    /// Its cell.
    public let cell: Int
    /// Its seed index.
    public let seedIndex: Int
  }

  /// Oldest first, never empty.
  private let generations: [GridGeneration]

  /// The table of a grid that has not grown.
  public init(grid: Grid) { generations = [GridGeneration(grid)] }

  private init(generations: [GridGeneration]) { self.generations = generations }

  /// This table with what a larger grid has in addition, which `SweepConfiguration.grown(from:)` has compared.
  func appending(_ grid: Grid) -> NetworkTable {
    NetworkTable(generations: generations + [GridGeneration(grid, after: self.grid)])
  }

  /// The newest grid.
  public var grid: Grid { generations[generations.count - 1].grid }

  /// The tables that this one grew from, oldest first.
  var earlier: [NetworkTable] {
    (1..<generations.count).map { NetworkTable(generations: Array(generations[..<$0])) }
  }

  /// Number of cells.
  public var cellCount: Int { grid.cellCount }

  public var startIndex: Int { 0 }
  public var endIndex: Int { grid.networkCount }

  /// The network of an id.
  public subscript(network: Int) -> Row {
    precondition(indices.contains(network), "no such network")
    let number = generations.lastIndex { $0.firstNetwork <= network } ?? 0
    let (place, seedIndex) = generations[number].row(ofNetwork: network)
    return Row(network: network, cell: cell(atPlace: place, in: number), seedIndex: seedIndex)
  }

  /// The values of a cell, in the order of the axes.
  func values(ofCell cell: Int) -> [ConfigurationValue] {
    precondition((0..<cellCount).contains(cell), "no such cell")
    let generation = generations[generations.lastIndex { $0.firstCell <= cell } ?? 0]
    let coordinates = generation.grid.coordinates(ofPlace: generation.place(ofCell: cell))
    return zip(generation.grid.axes, coordinates).map { $0.values[$1] }
  }

  /// The index that a cell got from the first grid that had it.
  private func cell(atPlace place: Int, in generation: Int) -> Int {
    guard let origin = generations[generation].origin(ofPlace: place) else {
      return generations[generation].cell(atPlace: place)
    }
    return cell(atPlace: origin, in: generation - 1)
  }
}
