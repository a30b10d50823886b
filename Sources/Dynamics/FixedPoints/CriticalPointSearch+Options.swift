extension CriticalPointSearch {
  /// Every threshold of the search.
  ///
  /// Lengths are shares of the scale of the starts: the largest distance of a start from their mean, or a hundredth of
  /// the largest start where that is more, or 1 where all are zero.
  public struct Options: Sendable, Equatable {
    /// What counts as a root.
    public var newton = NewtonRoot.Options()
    /// Roots nearer than this share of the scale are one root.
    ///
    /// 1e-6. Converged roots agree to 1e-9 or better; distinct roots of a trained network that are this near belong to a
    /// bifurcation nobody can see. Larger values swallow one of a pair about to vanish; much smaller ones count a root
    /// once per start. Never less than 10 `stepTolerance` (1 + |x|).
    public var rootMergeShare = 1e-6
    /// Slow points nearer than this share of the scale are one, and so are neutral roots.
    ///
    /// 1e-3. Where J is singular a state is only known to a root of rounding: 1e-8 at a double root, 5e-6 at a
    /// pitchfork. Larger values thin out lines of fixed points; smaller ones cover them with more points.
    public var slowMergeShare = 1e-3
    /// Number of perturbed copies of every start.
    ///
    /// 1. States of a run lie on few lines; copies leave them, and reach saddles beside. More of them cost time.
    public var perturbedCopies = 1
    /// Length of a perturbation, as a share of the scale.
    ///
    /// 0.1: far enough to leave the line of a run, near enough to stay where the network lives.
    public var perturbationShare = 0.1
    /// Most starts derived from the roots that were found: midpoints and mirror images of pairs.
    ///
    /// 32. Between two stable points there is a saddle that no run comes near, and often another stable point as far
    /// behind a saddle as the known one is before it. Zero switches them off.
    public var derivedStarts = 32
    /// Most Levenberg-Marquardt steps per start, and most steps of the method after it.
    ///
    /// 100; trained networks take 5 to 30. Fewer leave starts unfinished.
    public var maximumIterations = 100
    /// First damping mu, as a share of the largest diagonal element of J^T J.
    ///
    /// 1e-3: starts come from runs and are near to what they lead to. Larger values make first steps shorter, so that
    /// starts end nearer to where they began; at zero they are Newton steps, which run away at singular J.
    public var initialDamping = 1e-3
    /// Newton's method takes over when one whole step shortens v to this share.
    ///
    /// 0.35: a pitchfork gives 0.30 and a double root 0.25 at every step, simple roots much less. Smaller values keep
    /// starts in the slower method; from 1/2 on, states far from any root are tried in vain.
    public var newtonContraction = 0.35
    /// Levenberg-Marquardt has stalled when three steps in a row each take off less than this share of q.
    ///
    /// 0.1. At a minimum with q > 0 it only converges linearly; smaller values wait longer, larger ones change over
    /// early, which costs time and not points.
    public var stallShare = 0.1
    /// A slow point has converged when Newton's step on q is shorter than this share of the scale.
    ///
    /// 1e-6, a thousandth of `slowMergeShare`; derivatives of the Jacobian come from differences, which give this and
    /// little more.
    public var slowStepShare = 1e-6
    /// Slow points faster than this are left out; nil keeps all.
    ///
    /// A speed in units of the velocity. Minima of q exist at any speed, and those at which a run does not linger say
    /// nothing about memory: where, say, a tenth of the speed of the run is known, it belongs here, and saves time.
    public var maximumSpeed: Double?
    /// Most points; the search ends when it has them, and says so.
    ///
    /// 256: a spectrum each is the largest part of the cost, and lines of fixed points have no end of points.
    public var maximumPoints = 256

    /// The defaults.
    public init() {}

    func validate() throws(DynamicsError) {
      let positive = [
        ("rootMergeShare", rootMergeShare), ("slowMergeShare", slowMergeShare),
        ("perturbationShare", perturbationShare),
        ("initialDamping", initialDamping), ("newtonContraction", newtonContraction), ("stallShare", stallShare),
        ("slowStepShare", slowStepShare), ("maximumSpeed", maximumSpeed ?? 1),
      ]
      for (name, value) in positive where !(value > 0 && value.isFinite) {
        throw DynamicsError(code: .badParameter, place: name, message: "must be positive and finite, not \(value)")
      }
      let counts = [
        ("perturbedCopies", perturbedCopies, 0), ("derivedStarts", derivedStarts, 0),
        ("maximumIterations", maximumIterations, 1),
        ("maximumPoints", maximumPoints, 1),
      ]
      for (name, value, least) in counts where value < least {
        throw DynamicsError(code: .badParameter, place: name, message: "must be at least \(least), not \(value)")
      }
    }
  }
}
