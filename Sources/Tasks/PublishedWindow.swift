/// The metric window of the published code, edges and all.
///
/// The edges are `Int(before/dt) - 1` and `Int((before + response)/dt) - 1`, durations in seconds in Float64, added from
/// left to right. Two things follow, and both are reproduced here on purpose: the window starts one step before the
/// response and misses its last step, and where a quotient falls just short of a whole number it is truncated one step
/// further (delay 300 ms, 320 ms and others).
///
/// Source: Kurtkaya et al. 2025, arXiv:2502.17433, public code.
///
/// - Parameters:
///   - before: durations that precede the response, in order.
///   - response: duration of the response.
///   - step: duration of a time step.
///   - stepCount: time steps T in the trial; the window is cut to it.
func publishedWindow(from before: [Duration], for response: Duration, step: Duration, stepCount: Int) -> Range<Int> {
  let start = before.reduce(0.0) { $0 + $1.seconds }
  let lower = Int(start / step.seconds) - 1
  let upper = Int((start + response.seconds) / step.seconds) - 1
  let clampedLower = min(max(lower, 0), stepCount)
  return clampedLower..<min(max(upper, clampedLower), stepCount)
}
