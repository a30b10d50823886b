import Foundation
import Sweep

/// The smallest configuration there is, with more lines after it.
func minimal(_ more: String = "") -> String {
  """
  name: test
  task:
    kind: delayed-cue-discrimination

  """ + more
}

func parse(_ yaml: String) throws -> SweepConfiguration { try .parse(yaml: yaml, file: "test.yaml") }

/// The errors of a configuration; empty when it is fine.
func errors(_ yaml: String) -> [ConfigurationError] {
  do {
    _ = try SweepConfiguration.parse(yaml: yaml, file: "test.yaml")
    return []
  } catch {
    return error.errors
  }
}

/// The folder of the repository.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Every configuration in `configs/`, as a path below it.
let shippedConfigurations: [String] = {
  let folder = repository.appendingPathComponent("configs")
  let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
  return files.filter { $0.hasSuffix(".yaml") }.sorted()
}()

func shipped(_ path: String) throws -> SweepConfiguration {
  try .load(path: repository.appendingPathComponent("configs").appendingPathComponent(path).path)
}

/// Values of an axis as doubles: numbers as they are, durations in milliseconds.
func numbers(_ axis: Axis) -> [Double] {
  axis.values.map {
    switch $0 {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .duration(let value): Double(value.attoseconds) / 1e15
    default: .nan
    }
  }
}
