/// How long and how closely an orbit is looked at before its fate is named.
///
/// Every threshold says what it means, why it has this value, and what breaks if it moves.
public struct FateOptions: Sendable, Equatable, Codable {
  /// Steps of the first look; 2048.
  ///
  /// The orbit is judged over the second half of all steps so far, and the number of steps doubles until two looks in a
  /// row agree. Smaller costs nothing but more looks; at least two turns must fit for a cycle to be seen at all.
  public var firstHorizon = 2048
  /// Steps after which an orbit without a fate is given up as `unresolved`; 131,072, ten minutes of a network with 5 ms
  /// steps.
  ///
  /// Smaller leaves slow orbits unresolved, larger costs time on those alone.
  public var horizonLimit = 131_072
  /// Length of a state beyond which an orbit counts as diverged; 1e9.
  ///
  /// Rates of a tanh network stay below sqrt(N).
  public var divergenceBound = 1e9
  /// States kept of a look, as numbers; 4 million (32 MB).
  ///
  /// Two periods must fit, so very large networks show long ones only with more.
  public var storageLimit = 4_000_000
  /// Largest deviation of the velocity from its linear prediction at a fixed point that is being approached, relative;
  /// 0.05.
  ///
  /// Larger takes states for arrived that may still turn away; smaller only takes longer.
  public var linearDeviation = 0.05
  /// Speed, relative to 1 + |x|, at which a state stands still up to rounding; 1e-14.
  ///
  /// Of a flow, what the integrator leaves over an interval counts as rounding.
  public var restingSpeed = 1e-14
  /// Relative difference at which two periods, by section and by recurrence, agree; 0.01.
  ///
  /// Both are good to about a tenth of a step over the window; a wrong count of turns is off by a third or more.
  public var periodAgreement = 0.01
  /// Relative change of period and size between two looks at which a cycle repeats; 0.01.
  ///
  /// A spiral that shrinks by more than this between looks is not taken for a cycle.
  public var repeatAgreement = 0.01
  /// Relative change between two looks of the exponent by which a cycle attracts; 0.25.
  ///
  /// It stays when the attraction is exponential; it halves with every doubling where an orbit creeps up to a critical
  /// cycle, or to the ghost of one that is gone. Looks of a true cycle differ by the error of the exponent, a third of
  /// it at most.
  public var exponentAgreement = 0.25
  /// Relative change of the size of the motion between the halves of one look at which it keeps its size; 0.01.
  ///
  /// What is called locked has a leading exponent of at least 0.15 per look, by which a spiral would shrink by 7 %
  /// between halves.
  public var sizeKept = 0.01
  /// Distance from a closed orbit, relative to its size, at which another state lies on it; 0.02.
  public var sameOrbitDistance = 0.02
  /// Relative difference at which the largest exponent and the divergence of two nearby orbits agree; 0.25.
  ///
  /// Both are taken along the same stretch. A finite distance averages over what tangents see one by one, some percent; a
  /// wrong derivative or an exponent of mere rounding differs by its own size. Between two looks, which fluctuate, twice
  /// that.
  public var divergenceAgreement = 0.25

  /// Largest growth of a tangent on the way to a fixed point, a cycle or a torus, in nats, of a fate that can be named; 30.
  ///
  /// A difference in the last bit, e^-36, then has not grown to e^-6. Beyond that, rounding decides which of several fates
  /// an orbit reaches after a chaotic transient, and so does the order of the units.
  public var transientGrowth = 30.0

  /// The defaults.
  public init() {}
}
