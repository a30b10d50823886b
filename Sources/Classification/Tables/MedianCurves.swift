import Foundation
import Sweep

/// Median learning curves over all networks of an outcome, at common epochs.
///
/// Networks train for different numbers of epochs and store them every so often, so a network's value at a common epoch
/// is that of its last stored epoch before it; beyond its last epoch it has none. A median is given while nine tenths of
/// the networks are still training: a curve that goes on with a few of them jumps where the others end.
public struct MedianCurves {
  /// One outcome's medians.
  public struct Median {
    /// Epochs from 0.
    public let epochs: [Int]
    /// Median loss at each.
    public let loss: [Double]
    /// Median accuracy at each.
    public let accuracy: [Double]
    /// Networks behind each point.
    public let networks: [Int]
  }

  /// Most points of a curve.
  public static let pointLimit = 256

  /// The common epochs.
  public let epochs: [Int]
  private var losses: [String: [[Float]]] = [:]
  private var accuracies: [String: [[Float]]] = [:]

  /// Chooses the common epochs: all that are stored while they are few, else about evenly on a logarithmic scale.
  ///
  /// - Parameters:
  ///   - longest: most epochs of any network.
  ///   - every: epochs between two stored ones.
  public init(longest: Int, every: Int) {
    let every = max(every, 1)
    // The bound keeps a damaged count from overflowing.
    let last = min(max(longest - 1, 0), 1 << 40)
    guard last / every >= MedianCurves.pointLimit else {
      // The last epoch is always stored.
      epochs = Array(stride(from: 0, to: last, by: every)) + [last]
      return
    }
    let ratio = log(Double(last / every)) / Double(MedianCurves.pointLimit - 2)
    let chosen = (0..<(MedianCurves.pointLimit - 1)).map { Int(exp(Double($0) * ratio).rounded()) * every }
    epochs = Set([0, last] + chosen.map { min($0, last) }).sorted()
  }

  /// Adds a network's curve.
  public mutating func add(_ curve: StoredCurve, outcome: String) {
    var loss: [Float] = []
    var accuracy: [Float] = []
    var stored = 0
    for epoch in epochs {
      guard let end = curve.epochs.last, epoch <= end else { break }
      while stored + 1 < curve.epochs.count, curve.epochs[stored + 1] <= epoch { stored += 1 }
      guard curve.epochs[stored] <= epoch else { continue }
      loss.append(Float(curve.loss[stored]))
      accuracy.append(Float(curve.accuracy[stored]))
    }
    losses[outcome, default: []].append(loss)
    accuracies[outcome, default: []].append(accuracy)
  }

  /// Outcomes with at least one curve, sorted.
  public var outcomes: [String] { losses.keys.sorted() }

  /// The medians of an outcome.
  public func median(of outcome: String) -> Median {
    let loss = losses[outcome] ?? []
    let accuracy = accuracies[outcome] ?? []
    var points: [(loss: Double, accuracy: Double, networks: Int)] = []
    for point in epochs.indices {
      let lossHere = MedianCurves.values(loss, at: point)
      let accuracyHere = MedianCurves.values(accuracy, at: point)
      guard !lossHere.isEmpty, 10 * lossHere.count >= 9 * loss.count else { break }
      points.append((MedianCurves.middle(lossHere), MedianCurves.middle(accuracyHere), lossHere.count))
    }
    return Median(
      epochs: Array(epochs.prefix(points.count)), loss: points.map(\.loss), accuracy: points.map(\.accuracy),
      networks: points.map(\.networks))
  }

  private static func values(_ curves: [[Float]], at point: Int) -> [Float] {
    curves.compactMap { $0.indices.contains(point) && !$0[point].isNaN ? $0[point] : nil }
  }

  /// The median of numbers, NaN of none.
  private static func middle(_ values: [Float]) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? Double(sorted[half]) : (Double(sorted[half - 1]) + Double(sorted[half])) / 2
  }
}
