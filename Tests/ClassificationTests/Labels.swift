import Classification
import Dynamics
import Foundation

/// Labels as they are stored beside a network, with what a test needs and nothing else.
func labels(
  _ mechanism: Mechanism, _ published: PublishedClass, margin: Double? = nil, fates: [Fate.Kind] = [],
  lateDeviations: [Double] = [], index: Double? = nil, otherIndex: Double? = nil, outputDeviation: Double? = nil
) throws -> NetworkLabels {
  var fields: [String: Any] = [
    "mechanism": mechanism.rawValue, "evidence": "fates", "reason": "test", "publishedClass": published.rawValue,
    "fates": fates.map(\.rawValue), "lateDeviations": lateDeviations,
  ]
  fields["margin"] = margin
  fields["publishedIndex"] = index
  fields["publishedIndexTies"] = index.map { _ in 0 }
  fields["publishedIndexOther"] = otherIndex
  fields["outputDeviation"] = outputDeviation
  fields["lateDeviation"] = lateDeviations.max()
  return try JSONDecoder().decode(NetworkLabels.self, from: JSONSerialization.data(withJSONObject: fields))
}
