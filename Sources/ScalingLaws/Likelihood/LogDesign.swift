import Foundation

/// Cells with a logarithm, as columns of a regression.
struct LogDesign {
  private(set) var ones: [Double] = []
  private(set) var logRates: [Double] = []
  private(set) var logDurations: [Double] = []
  private(set) var durations: [Double] = []
  private(set) var networks: [Double] = []
  private(set) var events: [Double] = []

  init(_ counts: EventCounts) {
    for (row, rate) in counts.learningRates.enumerated() where rate > 0 {
      for (column, duration) in counts.durations.enumerated() where duration > 0 {
        let cell = row * counts.durations.count + column
        guard counts.networks[cell] > 0 else { continue }
        ones.append(1)
        logRates.append(log(rate))
        logDurations.append(log(duration))
        durations.append(duration)
        networks.append(counts.networks[cell])
        events.append(counts.events[cell])
      }
    }
  }
}
