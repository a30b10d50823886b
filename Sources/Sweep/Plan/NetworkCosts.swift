/// Predicted costs of the networks of a sweep, computed once for every cell.
struct NetworkCosts: Sendable {
  /// Epochs that networks with a checkpoint have behind them.
  let begun: [Int: Int]
  private let costOfEpoch: [Double]
  private let epochs: [Int]
  private let table: NetworkTable

  /// Computes the costs of all cells.
  ///
  /// - Throws: as `settings(ofCell:)`.
  init(_ configuration: SweepConfiguration, begun: [Int: Int] = [:]) throws(ConfigurationErrors) {
    var costOfEpoch: [Double] = []
    var epochs: [Int] = []
    for cell in 0..<configuration.table.cellCount {
      let settings = try configuration.settings(ofCell: cell)
      costOfEpoch.append(RelativeCost.ofEpoch(settings))
      epochs.append(settings.training.epochs)
    }
    self.begun = begun
    self.costOfEpoch = costOfEpoch
    self.epochs = epochs
    table = configuration.table
  }

  /// Cost of an epoch of a network.
  func ofEpoch(ofNetwork network: Int) -> Double { costOfEpoch[table[network].cell] }

  /// Cost of what is left of a network.
  func left(ofNetwork network: Int) -> Double {
    let cell = table[network].cell
    return Double(epochs[cell] - (begun[network] ?? 0)) * costOfEpoch[cell]
  }
}
