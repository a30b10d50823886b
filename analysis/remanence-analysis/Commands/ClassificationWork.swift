import ArgumentParser
import Classification
import Dynamics
import HDF5
import MPI
import Sweep

/// The order of work of a classification: scan, label one network after the other, write everything, move it into place.
enum ClassificationWork {
  /// Labels every finished network of a run and writes the folder `analysis`.
  ///
  /// - Throws: `RunError`, or the exit status 75 for a run that had to be complete and is not. Files of an earlier
  ///   analysis are then as they were.
  static func make(_ folder: RunFolder, requireComplete: Bool, isQuiet: Bool) throws {
    let run = try FinishedRun(folder)
    let warnings = ReportFile.warnings(run)
    if requireComplete, run.missing > 0 {
      Console.error(
        "\(folder.path): \(run.missing) of \(run.configuration.grid.networkCount) networks are still to be trained "
          + "(run the same `remanence train` command again)")
      throw ExitCode(ExitStatus.tryAgain)
    }
    for warning in warnings { Console.warning(warning) }

    let provenance = Provenance.current(mpiVersion: World.libraryVersion)
    let rule = LateDeviationRule()
    let output = try OutputFiles(folder: folder.file("analysis"))
    var networks = NetworksTable(run.summary)
    var cells = CellsTable(run.configuration)
    var counts = OutcomeCounts()
    let evidence = try output.createHDF5(
      EvidenceFile.name, schema: "remanence-classification", provenance: provenance, run: run.description)
    let curves: MedianCurves
    do {
      try EvidenceFile.describe(evidence, rule: rule)
      curves = try classify(run, rule: rule, isQuiet: isQuiet) { network, dynamics in
        try EvidenceFile.add(network, dynamics, to: evidence)
        counts.add(network)
        cells.add(network)
        networks.add(network, run.summary)
      }
      try EvidenceFile.add(curves, to: evidence)
    } catch let error as HDF5Error {
      throw OutputFiles.failure(folder.file("analysis/" + EvidenceFile.name), error)
    }
    try output.close(evidence, EvidenceFile.name)
    try output.stage(networks.csv, as: "networks.csv")
    try output.stage(cells.csv, as: "cells.csv")
    try output.stage(json: ReportFile(counts, of: run, rule: rule, provenance: provenance), as: ReportFile.name)
    try output.commit()
    if !isQuiet { Console.print(LabelTable.text(counts)) }
  }

  /// Labels the networks in the order of their ids, and gathers their learning curves.
  private static func classify(
    _ run: FinishedRun, rule: LateDeviationRule, isQuiet: Bool,
    each: (ClassifiedNetwork, DynamicsEvidence?) throws -> Void
  ) throws -> MedianCurves {
    var classifier = NetworkClassifier(run.configuration, rule: rule)
    var curves = MedianCurves(
      longest: run.summary.results.map(\.epochs).max() ?? 0,
      every: try run.configuration.settings(ofCell: 0).record.historyEvery)
    var progress = ProgressLine(total: run.summary.results.count, isQuiet: isQuiet)
    for (done, result) in run.summary.results.enumerated() {
      progress.show(done)
      guard result.status != .failed else {
        try each(NetworkClassifier.failed(result), nil)
        continue
      }
      let path = run.folder.file(result.file)
      let stored = try LiveFile.read(path) { () throws(RunError) in
        try RankFileNetworks(path: path).network(result.network)
      }
      do {
        let (network, evidence) = try classifier.classify(result, stored)
        curves.add(stored.curve, outcome: network.outcome)
        try each(network, evidence)
      } catch let error as DynamicsError {
        throw RunError(
          .badFile, place: path, message: "\(result.group) cannot be simulated: \(error)",
          hint: "move the file out of the run folder; its networks will be trained again")
      }
    }
    progress.finish()
    return curves
  }
}
