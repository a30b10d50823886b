import MPI

/// Which small product is the fastest on this machine, and whether OpenBLAS at 1024^3 is faster still.
struct SgemmChoice: Sendable, Equatable {
  /// Place of the fastest small product in `smallShapes`.
  let small: Int
  /// Whether OpenBLAS at 1024^3 is faster.
  let openBLASWins: Bool

  /// Shapes of the trainer's own products, and some that suit a cache better.
  static let smallShapes = [
    SgemmProduct.Shape(rows: 96, columns: 64, depth: 96), SgemmProduct.Shape(rows: 102, columns: 64, depth: 100),
    SgemmProduct.Shape(rows: 256, columns: 64, depth: 256), SgemmProduct.Shape(rows: 512, columns: 64, depth: 512),
    SgemmProduct.Shape(rows: 102, columns: 112, depth: 64),
  ]

  static func large() -> SgemmProduct {
    SgemmProduct(.openBLAS, SgemmProduct.Shape(rows: 1024, columns: 1024, depth: 1024))
  }

  static func small(_ index: Int) -> SgemmProduct { SgemmProduct(.ownKernel, smallShapes[index]) }

  /// Measures all candidates at rank 0, three times in turn, and tells every rank the best by median; collective.
  ///
  /// - Parameter seconds: time for each measurement.
  static func measured(seconds: Double, world: borrowing World) throws(MPIError) -> SgemmChoice {
    var choice = SgemmChoice(small: 0, openBLASWins: false)
    try world.alone { choice = measured(seconds: seconds) }
    return SgemmChoice(
      small: Int(try world.broadcast(Int32(choice.small))),
      openBLASWins: try world.broadcast(Int32(choice.openBLASWins ? 1 : 0)) != 0)
  }

  private static func measured(seconds: Double) -> SgemmChoice {
    let large = large()
    let candidates = smallShapes.indices.map(small)
    var largeRates: [Double] = []
    var rates = [[Double]](repeating: [], count: candidates.count)
    large.run()
    for _ in 0..<3 {
      largeRates.append(large.rate(seconds: seconds))
      for (index, candidate) in candidates.enumerated() { rates[index].append(candidate.rate(seconds: seconds)) }
    }
    let medians = rates.map { Spread($0).median }
    let best = medians.indices.max { medians[$0] < medians[$1] } ?? 0
    return SgemmChoice(small: best, openBLASWins: Spread(largeRates).median > medians[best])
  }
}
