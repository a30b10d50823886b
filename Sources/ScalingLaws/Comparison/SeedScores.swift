/// What every seed adds to the totals of a run, and how the totals differ from the published ones.
///
/// The symbols are those of `ClusteredTest`.
struct SeedScores {
  /// S: seeds with a network in any of the cells.
  let seeds: Int
  /// Number of classes that occur on either side.
  let occurring: Int
  /// d, one component per class.
  let difference: [Double]
  /// C, `[class, class]`; zero for a single seed.
  let covariance: [Double]

  init(_ matched: MatchedCells, classes: [[Outcome]]) {
    let (ours, published) = (matched.ours, matched.published)
    let present = ours.seeds.indices.filter { seed in
      matched.cells.contains { ours.outcome(seed: seed, rate: $0.rate, duration: $0.duration) != nil }
    }
    let k = classes.count
    var difference = [Double](repeating: 0, count: k)
    var networks = [Int](repeating: 0, count: k)
    var z = [Double](repeating: 0, count: present.count * k)
    for cell in matched.cells {
      let ourNetworks = Double(ours.networks(rate: cell.rate, duration: cell.duration))
      let publishedNetworks = Double(
        published.networks(rate: cell.publishedRate, duration: cell.publishedDuration))
      for (place, outcomes) in classes.enumerated() {
        let count = outcomes.reduce(0) { $0 + ours.count($1, rate: cell.rate, duration: cell.duration) }
        let publishedCount = outcomes.reduce(0) {
          $0 + published.count($1, rate: cell.publishedRate, duration: cell.publishedDuration)
        }
        let share = Double(count) / ourNetworks
        networks[place] += count + publishedCount
        difference[place] += share - Double(publishedCount) / publishedNetworks
        for (row, seed) in present.enumerated() {
          guard let outcome = ours.outcome(seed: seed, rate: cell.rate, duration: cell.duration) else { continue }
          z[row * k + place] += Double(present.count) / ourNetworks * ((outcomes.contains(outcome) ? 1 : 0) - share)
        }
      }
    }
    var covariance = [Double](repeating: 0, count: k * k)
    for row in present.indices where present.count > 1 {
      for i in 0..<k {
        for j in 0..<k { covariance[i * k + j] += z[row * k + i] * z[row * k + j] / Double(present.count - 1) }
      }
    }
    seeds = present.count
    occurring = networks.count { $0 > 0 }
    self.difference = difference
    self.covariance = covariance
  }
}
