import Dynamics
import Foundation

/// A network of which fates and the plain observable say different things, with what explains it.
struct Disagreement: Encodable {
  let network: String
  let labels: String
  let explanation: String

  /// Compares a network's fates with its late deviations, condition by condition; nil where they agree.
  init?(_ name: String, _ labels: NetworkLabels) {
    let pairs = zip(labels.fates, labels.lateDeviations)
    let differing = pairs.enumerated().filter {
      ($0.element.0 == .limitCycle) != ($0.element.1 > LateDeviation.threshold)
    }
    guard !differing.isEmpty else { return nil }
    network = name
    self.labels =
      "\(words(labels.mechanism.rawValue)) (\(labels.reason)); "
      + pairs.enumerated().map {
        "condition \($0.offset): \(words($0.element.0.rawValue)), late deviation "
          + String(format: "%.3g", $0.element.1)
      }.joined(separator: "; ")
    explanation = Set(differing.map { Disagreement.explanation($0.element.0) }).sorted().joined(separator: " ")
  }

  private static func explanation(_ fate: Fate.Kind) -> String {
    switch fate {
    case .fixedPoint: "The motion has not yet died down after nine trial lengths; followed further, it comes to rest."
    case .limitCycle: "The orbit is closed but small: no rate moves by as much as the observable asks for."
    case .chaotic: "The motion never repeats; the observable cannot tell that from a cycle."
    case .quasiPeriodic: "The motion has two periods; the observable cannot tell that from a cycle."
    case .diverged: "The state leaves all bounds."
    case .unresolved: "It moves, but what it ends on was not proved before the horizon."
    }
  }
}
