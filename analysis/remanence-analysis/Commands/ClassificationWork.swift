import Classification
import Dynamics
import Foundation
import HDF5
import MPI
import ScalingLaws
import Sweep

/// The order of work of a classification: scan, label, put together what all ranks found, move it into place.
struct ClassificationWork {
  /// The run.
  let folder: RunFolder
  /// Whether networks that are still to be trained are an error.
  let requireComplete: Bool
  /// Whether labels of earlier analyses are left aside.
  let startsAgain: Bool
  /// What is done beyond the defaults.
  let options: ClassifierOptions
  /// Whether only warnings are shown.
  let isQuiet: Bool

  /// Labels every finished network of a run on all ranks; rank 0 writes the folder `analysis`.
  ///
  /// - Throws: `RunError`, or `IncompleteRun` for a run that had to be complete and is not, on all ranks. Files of an
  ///   earlier analysis are then as they were.
  func make(_ team: borrowing Team) throws {
    let run = try FinishedRun.read(folder, team: team) { run in
      if requireComplete, run.missing > 0 { throw IncompleteRun(run) }
      let cues = try run.configuration.settings(ofCell: 0).task.conditionCount
      if options.publishedCondition >= cues { throw NoSuchCue(options.publishedCondition, of: cues) }
      for warning in ReportFile.warnings(run) { Console.warning(warning) }
    }
    var specimens = SweepSpecimens(run)
    let output = try team.first { try OutputFiles(folder: folder.file("analysis")) }
    let labelling = Labelling(
      NetworkClassifier(options: options), folder: folder.file("analysis"), startsAgain: startsAgain)
    let console = LabellingConsole(isQuiet: isQuiet)
    let labelled = try labelling.work(on: &specimens, team: team, observer: console)
    try team.first {
      guard let labelled, let output else { return }
      try write(labelled, of: &specimens, run, labelling.classifier, to: output, console)
      labelled.removeParts()
    }
  }

  /// Puts the parts together and moves the results into place.
  private func write(
    _ labelled: LabelledNetworks, of specimens: inout SweepSpecimens, _ run: FinishedRun,
    _ classifier: NetworkClassifier, to output: OutputFiles, _ console: LabellingConsole
  ) throws {
    let provenance = Provenance.current(mpiVersion: World.libraryVersion)
    var labels: [Int: NetworkLabels] = [:]
    var found: [Int: NetworkLabels] = [:]
    let evidence = try output.createHDF5(
      EvidenceFile.name, schema: "remanence-classification", provenance: provenance, run: run.description)
    do {
      try EvidenceFile.describe(evidence, classifier)
      var curves = MedianCurves(
        longest: run.summary.results.map(\.epochs).max() ?? 0,
        every: try run.configuration.settings(ofCell: 0).record.historyEvery)
      let networks = specimens
      try labelled.merge(&specimens, into: evidence, observer: console) { index, label in
        found[index] = label
        labels[networks.results[index].network] = label
        curves.add(try networks.curve(index), outcome: label.mechanism.rawValue)
      }
      try EvidenceFile.add(curves, to: evidence)
      try Examples(found).write(to: evidence, classifier, of: &specimens)
    } catch let error as HDF5Error {
      throw OutputFiles.failure(folder.file("analysis/" + EvidenceFile.name), error)
    }
    try output.close(evidence, EvidenceFile.name)

    var table = NetworksTable(run.summary)
    var cells = CellsTable(run.configuration)
    var counts = OutcomeCounts()
    for result in run.summary.results {
      let network = ClassifiedNetwork(result: result, labels: labels[result.network])
      table.add(network, run.summary)
      cells.add(network)
      counts.add(network.labels)
    }
    let named = run.summary.results.compactMap { result in
      labels[result.network].map { (name: String(result.network), labels: $0) }
    }
    try output.stage(table.csv, as: "networks.csv")
    try output.stage(cells.csv, as: "cells.csv")
    try output.stage(json: ReportFile(counts, named, of: run, provenance: provenance), as: ReportFile.name)
    try output.commit()
    // Made from earlier labels, and soon made again.
    for name in [ScalingFile.name, "comparison.csv", "comparison.json"] { unlink(folder.file("analysis/" + name)) }
    if !isQuiet { Console.print(LabelTable.text(counts)) }
  }
}

/// A cue for the published index that the task does not have.
struct NoSuchCue: ExitError {
  let exitStatus = ExitStatus.usage
  let description: String

  init(_ cue: Int, of count: Int) {
    description =
      "--published-cue \(cue): the task of this run has \(count) cue\(count == 1 ? "" : "s"), counted from 0"
  }
}

/// A run that had to be complete and is not.
struct IncompleteRun: ExitError {
  let exitStatus = ExitStatus.tryAgain
  let description: String

  init(_ run: FinishedRun) {
    description =
      "\(run.folder.path): \(run.missing) of \(run.configuration.grid.networkCount) networks are still to be trained "
      + "(run the same `remanence train` command again)"
  }
}
