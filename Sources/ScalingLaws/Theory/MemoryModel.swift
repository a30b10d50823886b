import Dynamics

/// A memory that one number governs, with its loss in closed form: the theory of critical learning rates.
///
/// The number r is the only one that is learned, by plain gradient descent on the loss of `DelayedResponse`. The loss
/// has its minimum at r*; below r* it rises to 1 and stays there: in this no-learning zone there is no gradient, and
/// descent that has entered it rests for ever. Just right of r* the loss is steepest, and from there a step of the
/// critical rate leads to the edge of the zone.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433.
public protocol MemoryModel: Sendable {
  /// What the model is as a dynamical system, with time in trials.
  associatedtype Flow: SmoothFlow

  /// Which of the two mechanisms this is.
  static var mechanism: MemoryMechanism { get }

  /// Delay and response.
  var task: DelayedResponse { get }

  /// The loss L(r), in closed form, for every r.
  func loss(at parameter: Double) -> Double

  /// The slope dL/dr, in closed form; at a kink of the loss, the slope to its right.
  func slope(at parameter: Double) -> Double

  /// The parameter r* of least loss.
  var minimum: Double { get }

  /// The largest parameter r_z of the no-learning zone.
  var zoneEdge: Double { get }

  /// Whether a parameter is in the no-learning zone, where the loss is 1 and has no slope.
  func isInZone(_ parameter: Double) -> Bool

  /// The limit L'(r*+) of the slope from the right.
  var slopeAboveMinimum: Double { get }

  /// Starts right of the minimum, from which descent is tried: so many, evenly spaced, rising.
  func starts(_ count: Int) -> [Double]

  /// The critical rate as the response becomes short, Tr << Td.
  var shortResponseLimit: Double { get }

  /// The flow of a parameter; its unit of time is the trial, Td + Tr.
  func flow(at parameter: Double) -> Flow

  /// The flow's state at the start of a trial.
  var startState: [Double] { get }

  /// Whether the output is on in a state; a state that is not a number has left the finite ones.
  func isOn(_ state: [Double]) -> Bool

  /// So many parts of a trial that the output switches at most once in each.
  func parts(at parameter: Double) -> Int
}

extension MemoryModel {
  /// The critical rate eta* = (r* - r_z) / L'(r*+): with a larger step, descent can enter the no-learning zone.
  ///
  /// A step from just right of r* is the longest one to the left, since the loss is steepest there; with this rate it ends
  /// at the edge of the zone.
  public var criticalRate: Double { (minimum - zoneEdge) / slopeAboveMinimum }
}

/// The two mechanisms with an analytical model; raw values are those of theory.json.
public enum MemoryMechanism: String, Sendable, CaseIterable, Encodable {
  /// A slow passage past the ghost of a saddle-node bifurcation.
  case slowPoint
  /// A rotation whose phase keeps the time.
  case limitCycle
}
