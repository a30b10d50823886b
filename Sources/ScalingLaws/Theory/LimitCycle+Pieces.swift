extension LimitCycle {
  /// The loss by its first four pieces, for responses no longer than the delay.
  ///
  ///     L = 1                                           |r| <= 1 / (2 (Td + Tr))
  ///         1 / (2 Tr r) - Td / Tr                      r <= 1 / (2 Td)
  ///         1 - 1 / (2 Td r)                            r <= 1 / (Td + Tr)
  ///         2 + Td / Tr - 1 / (2 Td r) - 1 / (Tr r)     r <= min(1 / Td, 3 / (2 (Td + Tr)))
  ///
  /// The published last piece goes on to 1 / Td. That is right for Tr <= Td / 2 only: from 3 / (2 (Td + Tr)) on the second
  /// turn has the output on within the response, and at Tr = Td the piece is too high by up to 0.5.
  ///
  /// - Returns: nil beyond the last piece, and for Tr > Td.
  public func piecewiseLoss(at parameter: Double) -> Double? {
    let (delay, response, trial) = (task.delay, task.response, task.trial)
    guard response <= delay else { return nil }
    if isInZone(parameter) { return 1 }
    guard parameter > 0, parameter <= min(1 / delay, 1.5 / trial) else { return nil }
    if parameter <= 0.5 / delay { return 1 / (2 * response * parameter) - delay / response }
    if parameter <= 1 / trial { return 1 - 1 / (2 * delay * parameter) }
    return 2 + delay / response - 1 / (2 * delay * parameter) - 1 / (response * parameter)
  }
}
