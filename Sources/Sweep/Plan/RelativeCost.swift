/// Predicted cost of a network, before anything is measured.
public enum RelativeCost {
  /// Cost of one epoch: steps x trials x (N^2 + 4N); six times it is about its floating-point operations.
  public static func ofEpoch(_ settings: CellSettings) -> Double {
    let units = Double(settings.network.units)
    return Double(settings.task.stepCount) * Double(settings.trials) * (units * units + 4 * units)
  }

  /// Cost of a training: epochs times the cost of one.
  public static func ofTraining(_ settings: CellSettings) -> Double {
    Double(settings.training.epochs) * ofEpoch(settings)
  }
}
