/// A grid of a run, and which of its cells and networks the grid before it did not have.
///
/// A *place* is a cell's number in the order of this grid's axes, first axis slowest. It differs from the cell's index
/// where the grid has grown. Everything is computed from the lengths of the axes, so millions of networks take no memory.
struct GridGeneration: Sendable, Equatable {
  /// The grid.
  let grid: Grid
  /// Number of cells of the grid before it, and so the index of the first new one; zero where there is none before it.
  let firstCell: Int
  /// Number of networks of the grid before it, and so the id of the first new one.
  let firstNetwork: Int
  /// Seed indices that are new in the cells that are not, in order.
  private let newSeeds: [Int]
  /// Place on the axis of the grid before, by axis and value; nil for a new value.
  private let origins: [[Int?]]
  /// Number of values that are not new among those before a value, by axis and value.
  private let oldBefore: [[Int]]
  /// Number of values on the axes of the grid before.
  private let oldLengths: [Int]

  /// Compares a grid with the one before it, whose axes have the same paths, and all of whose values and seeds it has.
  init(_ grid: Grid, after earlier: Grid? = nil) {
    self.grid = grid
    firstCell = earlier?.cellCount ?? 0
    firstNetwork = earlier?.networkCount ?? 0
    let oldSeeds = Set(earlier?.seedIndices ?? [])
    newSeeds = grid.seedIndices.filter { !oldSeeds.contains($0) }
    let oldAxes = earlier?.axes ?? []
    oldLengths = oldAxes.map(\.values.count)
    origins = zip(grid.axes, oldAxes).map { axis, old in
      let places = Dictionary(uniqueKeysWithValues: old.values.enumerated().map { ($1, $0) })
      return axis.values.map { places[$0] }
    }
    oldBefore = origins.map { origins in
      var count = 0
      return origins.map { origin in
        defer { count += origin == nil ? 0 : 1 }
        return count
      }
    }
  }

  /// The place that a cell had in the grid before; nil for a new one.
  func origin(ofPlace place: Int) -> Int? {
    guard firstCell > 0 else { return nil }
    var result = 0
    for (axis, coordinate) in grid.coordinates(ofPlace: place).enumerated() {
      guard let origin = origins[axis][coordinate] else { return nil }
      result = result * oldLengths[axis] + origin
    }
    return result
  }

  /// The index of the new cell at a place.
  func cell(atPlace place: Int) -> Int { firstCell + place - oldCells(before: place) }

  /// The place of a new cell.
  func place(ofCell cell: Int) -> Int {
    guard firstCell > 0 else { return cell }
    return firstPlace { firstCell + $0 - oldCells(before: $0) > cell }
  }

  /// The place of a new network's cell, and its seed index: new networks come in the order of places, seeds fastest.
  func row(ofNetwork network: Int) -> (place: Int, seedIndex: Int) {
    let seeds = grid.seedIndices
    guard firstNetwork > 0 else {
      let (place, seed) = network.quotientAndRemainder(dividingBy: seeds.count)
      return (place, seeds[seed])
    }
    let place = firstPlace { self.network(before: $0) > network }
    let seed = network - self.network(before: place)
    return (place, origin(ofPlace: place) == nil ? seeds[seed] : newSeeds[seed])
  }

  /// The id of the next new network when those of all cells before a place have theirs.
  private func network(before place: Int) -> Int {
    let old = oldCells(before: place)
    return firstNetwork + old * newSeeds.count + (place - old) * grid.seedIndices.count
  }

  /// Number of cells before a place that are not new.
  private func oldCells(before place: Int) -> Int {
    guard firstCell > 0, place < grid.cellCount else { return firstCell }
    var count = 0
    var isOld = true
    for (axis, coordinate) in grid.coordinates(ofPlace: place).enumerated() {
      count = count * oldLengths[axis] + (isOld ? oldBefore[axis][coordinate] : 0)
      isOld = isOld && origins[axis][coordinate] != nil
    }
    return count
  }

  /// The first place behind which a condition holds that holds behind all later ones too.
  private func firstPlace(behindWhich holds: (_ end: Int) -> Bool) -> Int {
    var (low, high) = (0, grid.cellCount - 1)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle + 1) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
