import Dynamics
import Sweep

/// Networks to be labelled, wherever they are stored.
///
/// Every rank has one, and all ranks see the same networks in the same order.
public protocol SpecimenSource {
  /// Number of networks.
  var count: Int { get }
  /// All networks, those first that take longest: ranks take them in turn.
  var order: [Int] { get }
  /// Name of a network's group below `/networks`, different for every network.
  func name(_ index: Int) -> String
  /// Reads a network.
  ///
  /// - Throws: `RunError` where it cannot be read.
  mutating func specimen(_ index: Int) throws(RunError) -> Specimen
  /// The error for a network that could be read but not simulated.
  func refusal(_ index: Int, _ error: DynamicsError) -> RunError
}
