import Foundation
import ScalingLaws

/// Laws as a table: one row per boundary, labels, estimator and choice of points.
enum FitTable {
  private static let header = [
    "boundary", "labels", "estimator", "points", "exponent", "error", "95 % interval", "R2", "n", "published",
  ]

  /// All laws, and why others are missing; without a line break at the end.
  static func text(_ file: ScalingFile) -> String {
    parts(file) { fits, missing in table(fits) + missing.map(reason) }
  }

  /// The laws by the published estimators and by the joint likelihood.
  static func brief(_ file: ScalingFile) -> String {
    guard !file.fits.isEmpty else {
      let reason = file.notFitted.first.map { "\($0.boundary): \($0.reason)" } ?? "no boundary"
      return "No scaling law can be fitted: \(reason)."
    }
    return parts(file) { fits, _ in
      table(fits.filter { ["exponentialOnset", "logisticMidpoint", "jointLogistic"].contains($0.estimator) })
    } + "\n`remanence-analysis fit` shows the other estimators."
  }

  private static func parts(_ file: ScalingFile, _ lines: ([ScalingFit], [MissingFit]) -> [String]) -> String {
    file.slices.indices.map { slice in
      let settings = file.slices[slice].settings.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      let title = settings.isEmpty ? [] : [settings.joined(separator: ", ")]
      let fits = file.fits.filter { $0.slice == slice }
      let missing = file.notFitted.filter { $0.slice == slice }
      return (title + lines(fits, missing)).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func table(_ fits: [ScalingFit]) -> [String] {
    guard !fits.isEmpty else { return [] }
    return Columns([header] + fits.map(row), left: 4).lines
  }

  private static func row(_ fit: ScalingFit) -> [String] {
    [
      fit.boundary, fit.labels, fit.estimator, fit.selection, number(fit.exponent, "%.3f"),
      number(fit.standardError, "%.3f"),
      fit.interval.map { "\(number($0[0], "%.2f")) to \(number($0[1], "%.2f"))" } ?? "-", number(fit.rSquared, "%.3f"),
      String(fit.count), number(fit.published, "%.3f"),
    ]
  }

  private static func reason(_ missing: MissingFit) -> String {
    "no law: \(missing.boundary), \(missing.labels), \(missing.estimator), \(missing.selection): \(missing.reason)"
  }

  private static func number(_ value: Double?, _ format: String) -> String {
    value.map { String(format: abs($0) < 1000 ? format : "%.1e", $0) } ?? "-"
  }
}
