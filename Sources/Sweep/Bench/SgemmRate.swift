/// This core's best SGEMM rate: OpenBLAS at 1024^3 and the fastest small product of our own kernel, measured in turn.
///
/// The small shape is chosen beforehand, so that the measuring time goes into pairs of SGEMM and epochs that saw the same
/// clock and the same neighbours.
final class SgemmRate {
  /// What was measured beside one slice of epochs, in 10^9 operations per second.
  struct Pair: Sendable {
    let openBLAS, small: Double
    var best: Double { max(openBLAS, small) }
  }

  /// OpenBLAS at the size where it is at its best.
  let openBLAS: SgemmProduct
  /// The fastest small product.
  let small: SgemmProduct
  /// The faster of the two.
  let winner: SgemmProduct
  /// Everything measured so far.
  private(set) var pairs: [Pair] = []

  /// Prepares what was chosen.
  init(_ choice: SgemmChoice) {
    openBLAS = SgemmChoice.large()
    small = SgemmChoice.small(choice.small)
    winner = choice.openBLASWins ? openBLAS : small
  }

  /// Measures both once more.
  ///
  /// - Parameter seconds: time for both together.
  func measure(seconds: Double) -> Pair {
    let pair = Pair(openBLAS: openBLAS.rate(seconds: seconds / 2), small: small.rate(seconds: seconds / 2))
    pairs.append(pair)
    return pair
  }
}
