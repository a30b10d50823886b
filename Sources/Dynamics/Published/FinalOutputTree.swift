import Foundation

/// The decision tree of the FORCE study: what the output does after fifty trial lengths, from many starts.
///
/// Statistics of the read-out z over the last two trial lengths of every run, mean and variance cast to Float32:
///
/// 1. all variances below 1e-9 (landscape) or 1e-6 (trial ends): only fixed points. With n distinct final z, rounded to 4
///    or 2 decimals: `fixedPoint<n>` when n is at least twice the number of codes (landscape: odd networks have every point
///    twice) or the number of codes (trial ends), else `manifoldFps<n>`;
/// 2. else all time means pairwise different: `limitCycle`;
/// 3. else a mean beyond the largest code by more than 2.5: `far_someFPs`;
/// 4. else `both`.
///
/// Thresholds are to the letter. Its weak spots are the reason why it is only shown beside our label: fixed points with
/// equal z merge, slow transients and chaos count as limit cycles, and it looks at trial ends, not at the delay.
///
/// Source: Ghazizadeh and Ching 2021, arXiv:2101.03163, and its public code.
public struct FinalOutputTree: Sendable, Equatable {
  /// Which of the two tests the starts belong to.
  public enum Test: String, Sendable, CaseIterable {
    /// Origin and trial ends, twenty perturbed copies each.
    case landscape
    /// Trial ends alone, unperturbed.
    case trialEnds

    var variance: Float { self == .landscape ? 1e-9 : 1e-6 }
    var decimals: Double { self == .landscape ? 1e4 : 1e2 }
    func least(_ codes: Int) -> Int { self == .landscape ? 2 * codes : codes }
  }

  /// Trial lengths of a run.
  public static let trialLengths = 50
  /// Trial lengths at its end that are looked at.
  public static let lateTrialLengths = 2
  /// Perturbed copies of every base state.
  public static let copies = 20
  /// Standard deviation of the perturbation of every unit.
  public static let perturbation = 0.5

  /// The label, as the public code writes it.
  public let label: String

  /// Labels runs.
  ///
  /// - Parameters:
  ///   - readouts: late z of every run, `[run][step]`; at least one run.
  ///   - test: which thresholds.
  ///   - codes: the values z has in a response.
  public init(readouts: [[Double]], test: Test, codes: [Double]) {
    let means = readouts.map { Float($0.reduce(0, +) / Double($0.count)) }
    let variances = readouts.map { values -> Float in
      let mean = values.reduce(0, +) / Double(values.count)
      return Float(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
    }
    if variances.allSatisfy({ $0 < test.variance }) {
      let ends = Set(readouts.compactMap(\.last).map { ($0 * test.decimals).rounded(.toNearestOrEven) })
      label = (ends.count >= test.least(codes.count) ? "fixedPoint" : "manifoldFps") + String(ends.count)
    } else if Set(means).count == means.count {
      label = "limitCycle"
    } else if let largest = codes.map(abs).max(), means.contains(where: { abs($0) > Float(largest + 2.5) }) {
      label = "far_someFPs"
    } else {
      label = "both"
    }
  }
}

extension FinalOutputTree {
  /// The labels of a network by both tests.
  ///
  /// z is o_0 - o_1 where there are two outputs, with codes +1 and -1; else the first output, with codes 0 and 1.
  ///
  /// - Parameters:
  ///   - network: the network; its input is silent.
  ///   - trialEnds: the state of every condition one step before its trial ends, `[C][N]`.
  ///   - trialSteps: the trial length T.
  ///   - normals: where the perturbations come from: N numbers per copy, base state by base state.
  /// - Throws: `DynamicsError` when sizes disagree or a run does not fit in memory.
  public static func labels(
    of network: LeakyRateMap, trialEnds: [[Double]], trialSteps: Int, normals: Continuation.NormalSource
  ) throws(DynamicsError) -> (landscape: String, trialEnds: String) {
    let size = network.dimension
    guard trialEnds.allSatisfy({ $0.count == size }) else {
      throw DynamicsError(code: .wrongShape, place: "trial ends", message: "states must be of \(size) units")
    }
    var perturbed: [[Double]] = []
    for base in [[Double](repeating: 0, count: size)] + trialEnds {
      for _ in 0..<copies {
        var state = [Double](repeating: 0, count: size)
        state.withUnsafeMutableBufferPointer { normals($0) }
        for unit in 0..<size { state[unit] = base[unit] + perturbation * state[unit] }
        perturbed.append(state)
      }
    }
    let codes: [Double] = network.outputCount == 2 ? [1, -1] : [0, 1]
    func label(_ starts: [[Double]], _ test: Test) throws(DynamicsError) -> String {
      let late = try LateReadout.values(of: network, from: starts, trialSteps: trialSteps)
      return FinalOutputTree(readouts: late, test: test, codes: codes).label
    }
    return (try label(perturbed, .landscape), try label(trialEnds, .trialEnds))
  }
}
