/// Predicted cost of a network, before anything is measured.
public enum RelativeCost {
  /// epochs x steps x trials x (N^2 + 4N): six times it is about the floating-point operations of training.
  public static func ofTraining(_ settings: CellSettings) -> Double {
    let units = Double(settings.network.units)
    return Double(settings.training.epochs) * Double(settings.task.stepCount) * Double(settings.trials)
      * (units * units + 4 * units)
  }
}
