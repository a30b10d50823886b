/// Which rank trains which networks, and in which order: a static schedule.
///
/// The longest network goes first, each to the rank with the least work so far. Ties go to the lowest network id and
/// the lowest rank, so the plan is a function of its input alone. At most 4/3 of the shortest possible time (Graham,
/// Bounds on multiprocessing timing anomalies, 1969, doi:10.1137/0117039). O(n log n).
public struct Plan: Sendable, Equatable {
  /// Network ids of every rank, in the order in which it trains them.
  public let assignments: [[Int]]
  /// Predicted cost of every rank, in the unit of the cost function.
  public let costs: [Double]

  /// Deals out networks.
  ///
  /// - Parameters:
  ///   - networks: ids to train; all of a table, or what is left of it.
  ///   - rankCount: number of ranks, at least 1.
  ///   - comesFirst: whether a network comes before others in the list of its rank; no effect on which rank that is.
  ///   - comesLast: whether it comes behind all others there.
  ///   - cost: predicted cost of a network, called once for each; a cost that is negative or not finite counts as zero.
  public init(
    networks: some Collection<Int>, rankCount: Int, comesFirst: (Int) -> Bool = { _ in false },
    comesLast: (Int) -> Bool = { _ in false }, cost: (Int) -> Double
  ) {
    precondition(rankCount >= 1, "a plan has at least one rank")
    let priced = networks.map { network in
      let value = cost(network)
      return (network: network, cost: value.isFinite && value > 0 ? value : 0)
    }
    let ordered = priced.sorted { ($1.cost, $0.network) < ($0.cost, $1.network) }
    var assignments = [[Int]](repeating: [], count: rankCount)
    var loads = LoadHeap(rankCount: rankCount)
    for item in ordered {
      let rank = loads.addToLeastLoaded(item.cost)
      assignments[rank].append(item.network)
    }
    self.assignments = assignments.map { list in
      let last = list.filter(comesLast)
      let others = list.filter { !comesLast($0) }
      return others.filter(comesFirst) + others.filter { !comesFirst($0) } + last
    }
    costs = loads.byRank
  }

  /// The predicted cost of all ranks together.
  public var totalCost: Double { costs.reduce(0, +) }

  /// The largest predicted cost of a rank: what the run takes.
  public var longestCost: Double { costs.max() ?? 0 }
}

/// The ranks in a binary heap, least loaded first, lowest rank first among equals.
struct LoadHeap {
  private var heap: [(load: Double, rank: Int)]

  init(rankCount: Int) { heap = (0..<rankCount).map { (0, $0) } }

  /// Adds work to the least loaded rank and returns it.
  mutating func addToLeastLoaded(_ cost: Double) -> Int {
    let rank = heap[0].rank
    heap[0].load += cost
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let least = children.min(by: { heap[$0] < heap[$1] }), heap[least] < heap[parent] else { return rank }
      heap.swapAt(least, parent)
      parent = least
    }
  }

  /// The load of every rank.
  var byRank: [Double] { heap.sorted { $0.rank < $1.rank }.map(\.load) }
}
