/// Cells that a run and a published table have in common.
public struct MatchedCells: Sendable {
  /// A cell and where it is in both tables.
  public struct Cell: Sendable, Equatable {
    let rate: Int
    let duration: Int
    let publishedRate: Int
    let publishedDuration: Int
  }

  /// The run's counts.
  public let ours: PhaseTable
  /// The published counts.
  public let published: PhaseTable
  /// The cells in which both have networks, by learning rate (falling) and duration (rising).
  public let cells: [Cell]

  /// Two learning rates that differ by less than this share are the same; published ones are rounded.
  static let tolerance = 1e-3

  /// Matches cells.
  ///
  /// - Throws: `ScalingError` that says what both sides have when no cell matches.
  public init(ours: PhaseTable, published: PhaseTable) throws(ScalingError) {
    self.ours = ours
    self.published = published
    let rates = MatchedCells.match(ours.learningRates, published.learningRates)
    let durations = MatchedCells.match(ours.durations, published.durations)
    var cells: [Cell] = []
    if ours.column == published.column {
      for (rate, publishedRate) in rates {
        for (duration, publishedDuration) in durations
        where ours.networks(rate: rate, duration: duration) > 0
          && published.networks(rate: publishedRate, duration: publishedDuration) > 0
        {
          cells.append(
            Cell(rate: rate, duration: duration, publishedRate: publishedRate, publishedDuration: publishedDuration))
        }
      }
    }
    guard !cells.isEmpty else {
      throw ScalingError(
        .nothingToCompare, place: "comparison",
        message: "no cell is in both tables: the run has \(MatchedCells.describe(ours)); "
          + "the published table has \(MatchedCells.describe(published))",
        hint: "learning rates and durations must agree within a part in a thousand, and both sides have networks there")
    }
    self.cells = cells
  }

  /// The cells of one learning rate of the run.
  func ofRate(_ rate: Int) -> MatchedCells { MatchedCells(ours, published, cells.filter { $0.rate == rate }) }

  private init(_ ours: PhaseTable, _ published: PhaseTable, _ cells: [Cell]) {
    self.ours = ours
    self.published = published
    self.cells = cells
  }

  /// For each of our values the place of the nearest published one, in our order; none is matched twice.
  private static func match(_ ours: [Double], _ published: [Double]) -> [(Int, Int)] {
    var taken: Set<Int> = []
    return ours.indices.compactMap { place -> (Int, Int)? in
      let nearest = published.indices.filter { !taken.contains($0) }
        .min { abs(published[$0] - ours[place]) < abs(published[$1] - ours[place]) }
      guard let nearest, abs(ours[place] - published[nearest]) <= tolerance * published[nearest] else { return nil }
      taken.insert(nearest)
      return (place, nearest)
    }
  }

  private static func describe(_ table: PhaseTable) -> String {
    "learning rates \(list(table.learningRates)) and \(table.column.rawValue) \(list(table.durations))"
  }

  private static func list(_ values: [Double]) -> String {
    let texts = values.map { "\($0)" }
    return texts.count <= 8
      ? texts.joined(separator: ", ") : texts.prefix(7).joined(separator: ", ") + ", ... \(texts[texts.count - 1])"
  }
}
