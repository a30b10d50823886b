import LinearAlgebra
import Networks
import RandomStreams

/// How much of a leaky step its noise takes.
///
/// Noise is made in the loop that uses it, so no clock can stand between the two: the kernel is timed with noise and
/// without, in turn, on as many units and trials as the trainer gives it at a time.
enum NoiseShare {
  /// Measures for about 20 ms; between 0 and 1.
  static func measure(_ network: LeakyRateNetwork, trials: Int) -> Double {
    let width = TrialNoise.storedWidth(min(TrialNoise.blockWidth, trials))
    let count = network.units * width
    let rates = AlignedBuffer<Float>(count: count)
    let activation = AlignedBuffer<Float>(count: count)
    let next = AlignedBuffer<Float>(count: count)
    let stream = RandomStream(key: 1, purpose: .processNoise).addressed(epoch: 0, step: 0, block: 0)
    // About 0.1 ms between two looks at the clock.
    let repetitions = max(1, 100_000 / count)
    func rate(noise: Double) -> Double {
      Slice(seconds: 0.0005) {
        for _ in 0..<repetitions {
          Float.leakyStep(
            count, alpha: Float(network.alpha), noise: Float(noise), stream, rates.pointer, activation.pointer,
            next.pointer)
        }
      }.rate
    }
    // The fastest of each: neighbours only ever slow a kernel down.
    var (quiet, noisy) = (0.0, 0.0)
    for _ in 0..<20 {
      quiet = max(quiet, rate(noise: 0))
      noisy = max(noisy, rate(noise: network.processNoise))
    }
    return min(max(1 - noisy / quiet, 0), 1)
  }
}
