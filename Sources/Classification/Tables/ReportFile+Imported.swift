import Dynamics
import Sweep

extension ReportFile {
  /// Says what was counted among networks trained elsewhere.
  ///
  /// - Parameter learned: how many of them do their task.
  public init(
    _ counts: OutcomeCounts, _ labels: [Named], of networks: ImportedNetworks, learned: Int, provenance: Provenance
  ) {
    let shares = OutcomeCounts.order.filter { counts.count($0) > 0 }
      .map { "\(percent(counts.count($0), counts.networks)) \(words($0))" }.joined(separator: ", ")
    self.init(
      counts, labels, planned: networks.count, warnings: [],
      sentences: [
        "\(learned) of \(counted(counts.networks, "network")) do their task (\(percent(learned, counts.networks))).",
        "By their dynamics, whether or not they do it: \(shares).",
      ], provenance: provenance)
  }
}
