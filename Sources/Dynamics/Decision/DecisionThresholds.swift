/// Thresholds of the decision on a mechanism.
///
/// Every threshold says what it means, why it has this value, and what breaks if it moves. Those of the fates are in
/// `FateOptions`.
public struct DecisionThresholds: Sendable, Equatable, Codable {
  /// Largest distance of the state at the end of the delay from its fixed point, relative to the smallest distance between
  /// fates, at which it is *at* the point; 0.05. Of a relaxation with time constant t it takes 3 t to get there. Where all
  /// fates are one, the scale is the farthest distance of a delay state from it. Larger takes the late part of a transit for
  /// arrival; much smaller asks for arrivals that no finite delay allows.
  public var arrivedDistance = 0.05
  /// Largest speed at the end of the delay, relative to what the linearisation at the fixed point predicts, of a state *at*
  /// it; 1.1. A state that moves faster is driven by something else than this point. The tenth is for curvature.
  public var speedRatio = 1.1
  /// Largest difference between the outputs at the end of the delay and at the fixed point of a state *at* it; 0.1 of a
  /// response of 1. A point whose output is the response is not where the network waited.
  public var outputDifference = 0.1
  /// Largest distance of a fixed point's output from what the delay asks for, over its distance from what the response asks
  /// for, of a point where a network can have waited; 1: nearer to silence than to the response. Without a signal to go, a
  /// network that rests where it responds has not waited there.
  public var responseRatio = 1.0
  /// Least share of the delay, up to its end, near a fixed point that is the response, at which the state counts as *at* it;
  /// 0.5: it answers early, and the memory was there for most of the delay. One that has only just come there to answer
  /// kept its memory elsewhere.
  public var waitedShare = 0.5
  /// Delays shorter than this many time constants of a unit are short; 5. Without recurrence a unit forgets all but 1 % in
  /// that time, so only longer delays need a slow mechanism. It also is the least time constant that counts as slow.
  public var shortDelay = 5.0
  /// Largest distance of a slow point, a minimum of q among all states, from the delay's path, relative to the extent of the
  /// path, at which it lies on the way; 0.1. Larger would credit points that the state never felt.
  public var slowPointDistance = 0.1
  /// Largest speed at a slow point relative to the mean speed that crosses the extent of the delay's path within the delay;
  /// 1. A faster minimum of the speed holds nothing back.
  public var slowPointSpeed = 1.0
  /// How far q = |F(x) - x|^2 / 2 must fall within the delay, and rise again, to count as a slow passage; 2: to half of what
  /// it is before and after. A path that passes nothing keeps its q or loses it steadily. Closer to 1 the ripple of any
  /// transient would count; networks that were trained for delays of 80 to 240 ms fall by 3 to 20.
  public var slowingDepth = 2.0
  /// Smallest distance of the bottom of a slow passage from any fixed point, relative to the extent of the delay's path;
  /// 0.05, as for arrival: nearer than that the motion is slow because of a root, and a root is no slow point.
  public var rootDistance = 0.05

  /// The defaults.
  public init() {}
}
