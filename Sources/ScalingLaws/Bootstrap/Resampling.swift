import Foundation
import RandomStreams

/// How replicates of a table are drawn.
public enum Resampling: String, Sendable, Equatable {
  /// Whole seeds with replacement: the same seeds recur in every cell, so cells are not independent.
  case seeds
  /// Every cell's events anew, binomial with the cell's own share: for tables that do not say which seed did what.
  case binomial

  /// The name of the interval it leads to.
  public var intervalName: String {
    switch self {
    case .seeds: "bootstrap over seeds"
    case .binomial: "parametric binomial bootstrap"
    }
  }
}

/// Replicates of a table on both sides of every boundary.
///
/// Replicate r is a function of (bootstrap seed, r) alone.
///
/// Source: Efron 1979, doi:10.1214/aos/1176344552; resampling of clusters: Davison and Hinkley 1997, section 3.8.
public struct Resampler: Sendable {
  /// How replicates are drawn.
  public let resampling: Resampling
  /// Independent units that are resampled: seeds; nil where cells are.
  public let units: Int?
  private let table: PhaseTable
  private let stream: RandomStream
  private let originals: [Boundary: EventCounts]
  /// Presence and outcome of every seed, `[seed, cell]`.
  private let present: [Double]
  private let inEvent: [Boundary: [Double]]

  /// Prepares replicates of a table: by seeds where they are known.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - boundaries: the boundaries that replicates will be asked for.
  ///   - seed: which replicates are drawn.
  public init(_ table: PhaseTable, boundaries: [Boundary], seed: UInt64) {
    self.table = table
    stream = RandomStream(key: seed, purpose: .analysis)
    resampling = table.seeds.isEmpty ? .binomial : .seeds
    units = table.seeds.isEmpty ? nil : table.seeds.count
    originals = Dictionary(uniqueKeysWithValues: boundaries.map { ($0, EventCounts(table, $0)) })
    present = table.outcomes.map { $0 == nil ? 0 : 1 }
    inEvent = Dictionary(
      uniqueKeysWithValues: boundaries.map { boundary in
        (boundary, table.outcomes.map { $0.map { boundary.includes($0) ? 1 : 0 } ?? 0 })
      })
  }

  /// The table as it is.
  public func original(_ boundary: Boundary) -> EventCounts { originals[boundary] ?? EventCounts(table, boundary) }

  /// A replicate; the same seeds are drawn for every boundary.
  public func replicate(_ number: Int, _ boundary: Boundary) -> EventCounts {
    var counts = original(boundary)
    switch resampling {
    case .seeds: drawSeeds(number, boundary, &counts)
    case .binomial: drawCells(number, boundary, &counts)
    }
    return counts
  }

  private func drawSeeds(_ number: Int, _ boundary: Boundary, _ counts: inout EventCounts) {
    let seeds = table.seeds.count
    let cells = table.cellCount
    guard let inEvent = inEvent[boundary] else { return }
    var weights = [Double](repeating: 0, count: seeds)
    for uniform in stream.uniforms(count: seeds, index: number) { weights[Int(uniform * Double(seeds))] += 1 }
    for cell in 0..<cells {
      counts.networks[cell] = 0
      counts.events[cell] = 0
    }
    for (seed, weight) in weights.enumerated() where weight > 0 {
      for cell in 0..<cells {
        counts.networks[cell] += weight * present[seed * cells + cell]
        counts.events[cell] += weight * inEvent[seed * cells + cell]
      }
    }
  }

  private func drawCells(_ number: Int, _ boundary: Boundary, _ counts: inout EventCounts) {
    let uniforms = stream.uniforms(
      count: table.cellCount, index: number * Boundary.allCases.count + (boundary == .notLearned ? 0 : 1))
    for cell in counts.networks.indices where counts.networks[cell] > 0 {
      counts.events[cell] = Resampler.binomial(
        uniforms[cell], trials: counts.networks[cell], share: counts.events[cell] / counts.networks[cell])
    }
  }

  /// The binomial number that a uniform one stands for: the smallest k whose cumulative probability exceeds it.
  public static func binomial(_ uniform: Double, trials: Double, share: Double) -> Double {
    guard share > 0, share < 1 else { return share >= 1 ? trials : 0 }
    // From the likelier end, so that the first term does not underflow for the tables people have.
    if share > 0.5 { return trials - binomial(1 - uniform, trials: trials, share: 1 - share) }
    var term = exp(trials * log1p(-share))
    guard term > 1e-300 else {
      // A cell of more than a thousand networks: the normal law is as good.
      let spread = (trials * share * (1 - share)).squareRoot()
      return min(max((trials * share + spread * Normal.quantile(uniform)).rounded(), 0), trials)
    }
    var cumulative = term
    var count = 0.0
    while cumulative <= uniform, count < trials {
      term *= (trials - count) / (count + 1) * share / (1 - share)
      cumulative += term
      count += 1
    }
    return count
  }
}
