/// Where the delay lies in a trial, in steps.
///
/// States are read before the input of a step acts, so the state after the cue is x(`cueEnd`), and the one at the end of the
/// delay is x(`delayEnd`).
public struct TrialPhases: Sendable, Equatable {
  /// First step without cue.
  public let cueEnd: Int
  /// First step of the response; `cueEnd` where there is no delay.
  public let delayEnd: Int
  /// First step after the response.
  public let responseEnd: Int
  /// Steps of the trial T.
  public let trialSteps: Int

  /// Steps of the delay.
  public var delay: Int { delayEnd - cueEnd }

  /// Describes a trial.
  ///
  /// - Throws: `DynamicsError` unless 0 <= cueEnd <= delayEnd <= responseEnd <= trialSteps.
  public init(cueEnd: Int, delayEnd: Int, responseEnd: Int, trialSteps: Int) throws(DynamicsError) {
    guard 0 <= cueEnd, cueEnd <= delayEnd, delayEnd <= responseEnd, responseEnd <= trialSteps else {
      throw DynamicsError(
        code: .badParameter, place: "trial",
        message: "cue, delay and response must follow each other, not end at \(cueEnd), \(delayEnd), \(responseEnd) of "
          + "\(trialSteps) steps")
    }
    self.cueEnd = cueEnd
    self.delayEnd = delayEnd
    self.responseEnd = responseEnd
    self.trialSteps = trialSteps
  }
}
