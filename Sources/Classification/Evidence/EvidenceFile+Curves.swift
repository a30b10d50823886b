import HDF5

extension EvidenceFile {
  /// Adds the median learning curves.
  public static func add(_ curves: MedianCurves, to file: borrowing File) throws(HDF5Error) {
    let group = try file.createGroup("learning_curves")
    for outcome in curves.outcomes {
      let median = curves.median(of: outcome)
      func metadata(_ units: String, _ longName: String) -> DatasetMetadata {
        DatasetMetadata(units: units, longName: longName, dimensions: ["point"])
      }
      try group.write(
        median.epochs.map(Int64.init), as: "\(outcome)/epoch", metadata: metadata("epoch", "epoch, from 0"))
      try group.write(
        median.loss, as: "\(outcome)/loss_median", metadata: metadata("1", "median loss over the networks"))
      try group.write(
        median.accuracy, as: "\(outcome)/accuracy_median",
        metadata: metadata("1", "median accuracy over the networks"))
      try group.write(
        median.networks.map(Int64.init), as: "\(outcome)/networks",
        metadata: metadata("1", "networks behind the point"))
    }
  }
}
