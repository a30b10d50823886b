import Foundation

/// The published discrimination index, in its closed form.
///
/// The published code runs one trial for n = 9T steps, projects the uncentred rates on the two leading principal axes
/// of the centred rates, correlates the resulting 2-vectors of every pair of time steps, takes the 2-D Fourier
/// transform of that n x n matrix, and divides the power within radius 3 of zero frequency by the total power. The
/// correlation of two 2-vectors is always +1 or -1, so with s(t) = sign(PC1(t) - PC2(t)) and S = DFT(s) this is exactly
///
///     index = sum over i^2 + j^2 <= 9 of |S_i|^2 |S_j|^2 / (sum over all i of |S_i|^2)^2
///
/// where by Parseval sum |S_i|^2 = n sum s(t)^2. Seven coefficients are needed, no matrix and no FFT. Below 1/2 the
/// network is called a limit cycle, else slow points.
///
/// What hangs on conventions: the sign of an axis is arbitrary, and flipping one changes labels (3 of 21 learned
/// networks at learning rate 0.1, delay 60 ms), so the value under the other relative sign is kept beside it. Our sign:
/// the loading of largest magnitude is positive.
///
/// Ties: where PC1 = PC2 exactly the correlation is undefined (NaN in the published code, which makes its whole index
/// NaN and the label slow points). Here such a step has s = 0 and counts for nothing; `ties` says how many there were,
/// and when there is nothing else the index is nil, which also reads as slow points.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433, and its public code; closed form derived.
public struct PublishedIndex: Sendable, Equatable {
  /// Which rates are projected on the axes.
  public enum Centring: String, Sendable, CaseIterable, Codable {
    /// Rates as they are, as published.
    case uncentred
    /// Rates minus their mean over time.
    case centred
  }

  /// Relative sign of the two principal axes.
  public enum AxisSign: String, Sendable, CaseIterable, Codable {
    /// The loading of largest magnitude is positive on both axes.
    case largestLoadingPositive
    /// As above, with the second axis turned round.
    case secondAxisFlipped
  }

  /// Below this index a network is a limit cycle.
  public static let threshold = 0.5

  /// The index, rounded to 4 decimals as published; nil when PC1 = PC2 at every step.
  public let value: Double?
  /// The index under the other relative sign of the axes.
  public let flippedValue: Double?
  /// Number of steps at which PC1 = PC2 exactly.
  public let ties: Int

  /// Whether the arbitrary sign of the axes decides between limit cycle and slow points.
  public var signDecides: Bool { PublishedIndex.isLimitCycle(value) != PublishedIndex.isLimitCycle(flippedValue) }

  /// Whether an index reads as limit cycle; an undefined one does not, as in the published code.
  public static func isLimitCycle(_ index: Double?) -> Bool { index.map { $0 < threshold } ?? false }

  /// Judges one condition of a run.
  ///
  /// The published code uses the first trial, whose label is [0, 1]: condition 1 of the delayed-cue task.
  ///
  /// - Parameters:
  ///   - rates: the run, from `Continuation.published`.
  ///   - condition: which of its conditions.
  ///   - centring: which rates are projected; uncentred as published.
  ///   - sign: relative sign of the axes.
  /// - Throws: `DynamicsError`: no such condition, no states, NaN or infinity.
  public init(
    of rates: StateTrajectory, condition: Int = 0, centring: Centring = .uncentred,
    sign: AxisSign = .largestLoadingPositive
  ) throws(DynamicsError) {
    guard condition >= 0, condition < rates.conditionCount else {
      throw DynamicsError(
        code: .badParameter, place: "condition",
        message: "there is no condition \(condition); the run has \(rates.conditionCount)")
    }
    let samples = rates.states(condition: condition)
    let axes = try PrincipalAxes(of: samples, dimension: rates.dimension, count: 2)
    let projected = axes.project(samples, centred: centring == .centred)
    func signs(_ second: Double) -> [Double] {
      (0..<rates.stepCount).map { PublishedIndex.sign(projected[2 * $0] - second * projected[2 * $0 + 1]) }
    }
    let relative: Double = sign == .largestLoadingPositive ? 1 : -1
    let chosen = signs(relative)
    value = PublishedIndex.index(ofSigns: chosen).map(PublishedIndex.rounded)
    flippedValue = PublishedIndex.index(ofSigns: signs(-relative)).map(PublishedIndex.rounded)
    ties = chosen.count { $0 == 0 }
  }

  /// The index of a sequence of signs, not rounded; nil when all are zero or there are none.
  ///
  /// - Parameter signs: s(t), each -1, 0 or 1, `[n]`; any n, even or odd.
  public static func index(ofSigns signs: [Double]) -> Double? {
    let n = signs.count
    let energy = signs.reduce(0) { $0 + $1 * $1 }
    guard energy > 0 else { return nil }
    // |S_k|^2 for k = 0...3; the signal is real, so |S_-k| = |S_k|.
    let power = (0...3).map { k -> Double in
      var real = 0.0
      var imaginary = 0.0
      for (t, s) in signs.enumerated() where s != 0 {
        // The angle is reduced in integers, which keeps it exact for any length.
        let angle = 2 * Double.pi * Double((k * t) % n) / Double(n)
        real += s * cos(angle)
        imaginary += s * sin(angle)
      }
      return real * real + imaginary * imaginary
    }
    // The frequencies an fftshifted transform of n samples has: -n/2 ... (n-1)/2.
    let frequencies = max(-3, -(n / 2))...min(3, (n - 1) / 2)
    var near = 0.0
    for i in frequencies {
      for j in frequencies where i * i + j * j <= 9 { near += power[abs(i)] * power[abs(j)] }
    }
    let total = Double(n) * energy
    return near / (total * total)
  }

  /// Rounds to 4 decimals as NumPy does: scaled, ties to even.
  public static func rounded(_ index: Double) -> Double { (index * 1e4).rounded(.toNearestOrEven) / 1e4 }

  private static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
}
