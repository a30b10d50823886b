/// The task of the analytical models: the output is to be off during a delay and on during the response after it.
///
/// Time has no unit here: it is that of the models' equations.
public struct DelayedResponse: Sendable, Equatable {
  /// Duration Td over which the output is to be off, from 0.
  public let delay: Double
  /// Duration Tr over which it is to be on, from the end of the delay.
  public let response: Double

  /// Sets the durations; nil unless both are finite and above 0.
  public init?(delay: Double, response: Double) {
    guard delay > 0, response > 0, (delay + response).isFinite else { return nil }
    self.delay = delay
    self.response = response
  }

  /// Duration Td + Tr of a trial.
  public var trial: Double { delay + response }

  /// The loss of an output that is on or off: the wrong share of the delay and the wrong share of the response.
  ///
  /// L = on(Td) / Td + 1 - (on(Td + Tr) - on(Td)) / Tr, from 0 to 2; an output that is always off or always on has 1.
  ///
  /// - Parameter onTime: on(T), how long the output is on before time T.
  public func loss(onTime: (Double) -> Double) -> Double {
    let early = onTime(delay)
    return early / delay + 1 - (onTime(trial) - early) / response
  }
}
