import Classification
import Dynamics
import Foundation
import HDF5
import MPI
import Sweep

/// The order of work of a classification of networks that were trained elsewhere.
struct ImportWork {
  /// The file of networks.
  let weights: String
  /// The folder for the results.
  let output: String
  /// Whether labels of earlier analyses are left aside.
  let startsAgain: Bool
  /// What is done beyond the defaults.
  let options: ClassifierOptions
  /// Whether only warnings are shown.
  let isQuiet: Bool

  /// Labels every network of the file on all ranks; rank 0 writes the results.
  ///
  /// - Throws: `RunError`, on all ranks. Files of an earlier analysis are then as they were.
  func make(_ team: borrowing Team) throws {
    var networks = try team.together { try ImportedNetworks(path: weights) }
    let files = try team.first { try makeOutput() }
    let labelling = Labelling(
      NetworkClassifier(options: options), folder: output, startsAgain: startsAgain)
    let console = LabellingConsole(isQuiet: isQuiet)
    let labelled = try labelling.work(on: &networks, team: team, observer: console)
    try team.first {
      guard let labelled, let files else { return }
      try write(labelled, of: &networks, labelling.classifier, to: files, console)
      labelled.removeParts()
    }
  }

  private func makeOutput() throws -> OutputFiles {
    let folder = RunFolder(path: output)
    guard !FileManager.default.fileExists(atPath: folder.runFile) else {
      throw RunError(
        .foreignFolder, place: output, message: "holds a run of `remanence train`",
        hint: "choose another folder for --output")
    }
    return try OutputFiles(folder: output, wayOut: "choose an --output folder you may write to")
  }

  /// Puts the parts together and moves the results into place.
  private func write(
    _ labelled: LabelledNetworks, of networks: inout ImportedNetworks, _ classifier: NetworkClassifier,
    to files: OutputFiles, _ console: LabellingConsole
  ) throws {
    let provenance = Provenance.current(mpiVersion: World.libraryVersion)
    var table = ImportedTable()
    var counts = OutcomeCounts()
    var learned = 0
    var found: [Int: NetworkLabels] = [:]
    let evidence = try files.createHDF5(
      EvidenceFile.name, schema: "remanence-classification", provenance: provenance, run: nil)
    do {
      try EvidenceFile.describe(evidence, classifier)
      let names = networks.names
      try labelled.merge(&networks, into: evidence, observer: console) { index, labels in
        table.add(names[index], labels)
        counts.add(labels)
        found[index] = labels
        if labels.performance?.learned == true { learned += 1 }
      }
      try Examples(found).write(to: evidence, classifier, of: &networks)
    } catch let error as HDF5Error {
      throw OutputFiles.failure("\(output)/\(EvidenceFile.name)", error)
    }
    let named = found.keys.sorted().compactMap { index in
      found[index].map { (name: networks.names[index], labels: $0) }
    }
    try files.close(evidence, EvidenceFile.name)
    try files.stage(table.csv, as: "networks.csv")
    try files.stage(
      json: ReportFile(counts, named, of: networks, learned: learned, provenance: provenance),
      as: ReportFile.name)
    try files.commit()
    if !isQuiet { Console.print(LabelTable.text(counts)) }
  }
}
