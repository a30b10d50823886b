/// All laws of a table of one kind of labels: estimates, fits, bootstrap, models.
public struct ScalingStudy: Sendable {
  /// The laws.
  public private(set) var fits: [ScalingFit] = []
  /// Laws that could not be fitted.
  public private(set) var missing: [MissingFit] = []
  /// The points behind them.
  public private(set) var boundaries: [BoundaryPoints] = []
  /// Power law against other forms.
  public private(set) var models: [ComparedModel] = []
  /// How replicates were drawn.
  public let resampling: Resampling

  /// Fits all boundaries of a table.
  ///
  /// The control without memory has one boundary, that of failure: nothing is remembered in it.
  public init(_ table: PhaseTable, _ options: FitOptions) {
    let boundaries = table.column == .delay ? options.boundaries : [.notLearned]
    let resampler = Resampler(table, boundaries: boundaries, seed: options.seed)
    resampling = resampler.resampling
    for boundary in boundaries {
      let work = BoundaryWork(table.column, boundary, resampler, options)
      for attempt in work.attempts {
        switch attempt {
        case .success(let fit): fits.append(fit)
        case .failure(let reason): missing.append(reason)
        }
      }
      self.boundaries += work.points
      models += work.models
    }
  }
}
