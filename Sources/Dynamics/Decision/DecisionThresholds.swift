/// Thresholds of the decision on a mechanism.
///
/// Every threshold says what it means, why it has this value, and what breaks if it moves. Those of the fates are in
/// `FateOptions`.
public struct DecisionThresholds: Sendable, Equatable, Codable {
  /// Largest distance of the end of the delay from its fixed point, over that between fates, of a state at it; 0.05.
  ///
  /// Of a relaxation with time constant t it takes 3 t to get there. Where all fates are one, the scale is the farthest
  /// distance of the condition's own delay from it. Larger takes the late part of a transit for arrival; much smaller asks
  /// for arrivals that no finite delay allows.
  public var arrivedDistance = 0.05
  /// Largest speed at the end of the delay, over what the linearisation at the point predicts, of a state at it; 1.1.
  ///
  /// A state that moves faster is driven by something else than this point. The tenth is for curvature.
  public var speedRatio = 1.1
  /// Largest difference between outputs at the end of the delay and at the fixed point of a state at it; 0.1.
  ///
  /// Of a response of 1. A state that answers otherwise than the point is not there in what matters.
  public var outputDifference = 0.1
  /// How much nearer a point's output must be to the response than to what the delay asks for, to be the response; 2.
  ///
  /// Without a signal to go, a network that rests where it responds has not waited there. At 1 a point without any output
  /// (a half, of a logistic read-out) would be on the edge.
  public var responseRatio = 2.0
  /// Least share of the delay, up to its end, near a point that is the response, of a state that waited there; 0.5.
  ///
  /// It answers early, and the memory was there for most of the delay. One that has only just come there to answer kept
  /// its memory elsewhere.
  public var waitedShare = 0.5
  /// Delays shorter than this many time constants of a unit are short; 5.
  ///
  /// Without recurrence a unit forgets all but 1 % in that time, so only longer delays need a slow mechanism. It also is
  /// the least time constant that counts as slow.
  public var shortDelay = 5.0
  /// Largest distance of a slow point from the delay's path, over the extent of the path, of one on the way; 0.1.
  ///
  /// A slow point is a minimum of q among all states. Larger would credit points that the state never felt.
  public var slowPointDistance = 0.1
  /// Largest speed at a slow point, over the speed that crosses the extent of the path within the delay; 1.
  ///
  /// A faster minimum of the speed holds nothing back.
  public var slowPointSpeed = 1.0
  /// How far q must fall within the delay, and rise again, of a slow passage; 2.
  ///
  /// To half of what it is before and after, q = |F(x) - x|^2 / 2. A straight path that passes nothing keeps its q or loses
  /// it steadily. Closer to 1 the ripple of any transient would count; networks that were trained for delays of 80 to
  /// 240 ms fall by 3 to 20.
  public var slowingDepth = 2.0
  /// Turns of the leading eigenvalue at the bottom of a slow passage within the delay, of one that is no ripple; 1.
  ///
  /// On a spiral that is stretched q falls and rises with every half turn, however fast it goes round.
  public var slowingTurns = 1.0
  /// Smallest distance of the bottom of a slow passage from any fixed point, over the extent of the path; 0.05.
  ///
  /// As for arrival: nearer than that the motion is slow because of a root, and a root is no slow point.
  public var rootDistance = 0.05

  /// The defaults.
  public init() {}
}
