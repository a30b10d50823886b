import Training

extension NetworkTraining {
  /// How the work on a network ended.
  package enum End {
    /// All epochs were run, or the network diverged.
    case trained(TrainingOutcome)
    /// `betweenEpochs` stopped it.
    case stopped
    /// An error of this network; the run goes on without it.
    case failed(any Error)
  }

  /// Trains to the end, and tells an error of the network from one of the run.
  ///
  /// - Parameters:
  ///   - progress: where an earlier attempt stopped; nil to begin.
  ///   - betweenEpochs: as for `run`.
  /// - Throws: what `betweenEpochs` throws, and nothing else: that is the run's. Whatever else is thrown is the network's.
  package func work(
    from progress: TrainingProgress?,
    betweenEpochs: (_ trainer: borrowing NetworkTrainer, _ seconds: Double) throws -> Bool
  ) throws -> End {
    var errorOfTheRun: (any Error)?
    let end: End
    do {
      let outcome = try run(from: progress) { trainer, seconds in
        do {
          return try betweenEpochs(trainer, seconds)
        } catch {
          errorOfTheRun = error
          return false
        }
      }
      end = outcome.map(End.trained) ?? .stopped
    } catch {
      end = .failed(error)
    }
    if let errorOfTheRun { throw errorOfTheRun }
    return end
  }
}
