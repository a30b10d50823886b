import LinearAlgebra

/// Fixed points and slow points of a system, found from many starts by minimising q(x) = |v(x)|^2 / 2.
///
/// Each start goes through
///
/// 1. Levenberg-Marquardt steps, (J^T J + mu 1) p = -J^T v, while they make progress (`LevenbergMarquardt`);
/// 2. `NewtonRoot` as soon as a whole Newton step shortens v well: converged, it ends in a root;
/// 3. Newton's method on q itself where J^T v vanishes and v does not (`SlownessMinimum`): a slow point, accepted
///    when its last step is tiny and q is no smaller on either side along the direction in which v changes least;
///
/// and ends early when it falls to a point that is known. Ends that are one point are merged. A start that reaches
/// neither within its iterations is counted, not reported as a point.
///
/// The starts are those given, their mean, perturbed copies, and then midpoints and mirror images of the roots found.
/// Points and their order do not depend on the order of the starts: they are put in an order of their own first, the
/// slowest foremost, and perturbations depend on the start they belong to.
///
/// Cost: per iteration one `N x N` product, one or two LU factorisations and a few Jacobians; per distinct point one
/// spectrum.
///
/// Source: Sussillo and Barak, Opening the black box, 2013, doi:10.1162/NECO_a_00409 (roots and minima of q).
public struct CriticalPointSearch: Sendable {
  /// What was found.
  public struct Result: Sendable, Equatable {
    /// The points: roots first, then slow points from the slowest on; roots by distance to the slowest start.
    public let points: [CriticalPoint]
    /// Number of starts that were followed: given (equal ones once), their mean, perturbed and derived ones.
    public let startCount: Int
    /// How many of them ended at neither a root nor a minimum of q.
    public let unfinishedStarts: Int
    /// Whether `maximumPoints` was reached, so that there may be more points.
    public let isTruncated: Bool

    /// The fixed points among the points.
    public var roots: [CriticalPoint] { points.filter { $0.kind == .root } }
    /// The slow points among the points.
    public var slowPoints: [CriticalPoint] { points.filter { $0.kind == .slowPoint } }
    /// Sum of the indices of the fixed points; nil where one of them is singular and has none.
    ///
    /// For a leaky-rate network another value than 1 says that fixed points are missing; see `CriticalPoint.index`.
    public var indexSum: Int? {
      var sum = 0
      for root in roots {
        guard let index = root.index else { return nil }
        sum += index
      }
      return sum
    }
  }

  /// All thresholds.
  public let options: Options
  let newton: NewtonRoot

  /// Chooses options.
  ///
  /// - Throws: `DynamicsError` naming the option that is out of range.
  public init(_ options: Options = Options()) throws(DynamicsError) {
    try options.validate()
    newton = try NewtonRoot(options.newton)
    self.options = options
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - system: map or flow.
  ///   - starts: states, each `[dimension]`, such as those of a run; at least one.
  /// - Throws: `DynamicsError`: no start, a start of the wrong size or with NaN or infinity, too many copies, a spectrum
  ///   that does not converge. Failures on the way are counted in the result.
  public func points(of system: some SmoothSystem, from starts: [[Double]]) throws(DynamicsError) -> Result {
    guard !starts.isEmpty else {
      throw DynamicsError(code: .badParameter, place: "starts", message: "a search needs at least one start")
    }
    for (index, start) in starts.enumerated() {
      try NewtonRoot.check(start, dimension: system.dimension, place: "start \(index)")
    }
    let room = elementLimit / system.dimension / starts.count
    guard options.perturbedCopies < room else {
      throw DynamicsError(
        code: .tooLarge, place: "perturbedCopies",
        message: "\(options.perturbedCopies) copies of \(starts.count) starts are more than \(elementLimit) numbers")
    }
    let prepared = StartStates(starts, options: options)
    let ordered = prepared.ordered(for: system)
    var found = FoundPoints(scale: prepared.scale, options: options)
    let descent = Descent(system: system, options: options, newton: newton, scale: prepared.scale)
    var (followed, unfinished, isTruncated) = (0, 0, false)
    for isDerived in [false, true] {
      for start in isDerived ? found.derivedStarts(limit: options.derivedStarts) : ordered {
        guard found.points.count < options.maximumPoints else {
          isTruncated = true
          break
        }
        followed += 1
        switch try descent.follow(from: start, known: found) {
        case .known: break
        case .unfinished: unfinished += 1
        case .root(let end): try found.add(end, kind: .root, time: system.time)
        case .slowPoint(let end): try found.add(end, kind: .slowPoint, time: system.time)
        }
      }
    }
    return Result(
      points: found.sorted(around: ordered.first ?? []), startCount: followed, unfinishedStarts: unfinished,
      isTruncated: isTruncated)
  }
}
