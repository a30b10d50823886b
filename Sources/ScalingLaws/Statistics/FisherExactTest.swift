/// Whether two binomial counts can come from one share: Fisher's exact test, two-sided.
///
/// Given both numbers of trials and the sum of the successes, the first count is hypergeometric. The p-value is the probability
/// of all tables that are no more likely than the one found. It is exact, and conservative for small counts: a true share
/// that is equal is refused at level α with a probability of at most α.
///
/// Source: Fisher 1935, The logic of inductive inference, doi:10.2307/2342435.
public enum FisherExactTest {
  /// The p-value of `first` of `firstTrials` successes against `second` of `secondTrials`.
  public static func twoSided(first: Int, of firstTrials: Int, second: Int, of secondTrials: Int) -> Double {
    precondition(0 <= first && first <= firstTrials && 0 <= second && second <= secondTrials, "not a table of counts")
    let successes = first + second
    let lowest = max(0, successes - secondTrials)
    let highest = min(firstTrials, successes)
    // Weights relative to that of the most likely table, so none overflows; those that underflow do not matter.
    let mode = min(max((firstTrials + 1) * (successes + 1) / (firstTrials + secondTrials + 2), lowest), highest)
    var weights = [Double](repeating: 1, count: highest - lowest + 1)
    func odds(_ k: Int) -> Double {  // weight of k + 1 over that of k
      Double(firstTrials - k) / Double(k + 1) * (Double(successes - k) / Double(secondTrials - successes + k + 1))
    }
    for k in stride(from: mode, to: highest, by: 1) { weights[k + 1 - lowest] = weights[k - lowest] * odds(k) }
    for k in stride(from: mode, to: lowest, by: -1) { weights[k - 1 - lowest] = weights[k - lowest] / odds(k - 1) }
    // Tables of equal probability differ by rounding.
    let limit = weights[first - lowest] * (1 + 1e-9)
    return weights.filter { $0 <= limit }.reduce(0, +) / weights.reduce(0, +)
  }
}
