import LinearAlgebra
import Networks
import RandomStreams

/// Times the kernels of a training step on buffers as the trainer has them.
final class KernelMeter {
  private let units: Int
  private let width = TrialNoise.blockWidth
  /// Elements between rows of the weights.
  private let leading: Int
  private let weights, states, activation, slope, next, transposed, edges: AlignedBuffer<Float>
  /// Ones: a slope that is multiplied again and again must neither grow nor vanish.
  private let ones: AlignedBuffer<Float>

  init(units: Int) {
    self.units = units
    leading = KernelLayout.leadingDimension(units)
    let numbers = { (count: Int) in AlignedBuffer<Float>((0..<count).map { Float(($0 * 7919) % 1021) / 2042 - 0.25 }) }
    weights = numbers(units * leading)
    states = numbers(units * width)
    activation = numbers(units * width)
    slope = numbers(units * width)
    next = numbers(units * width)
    transposed = numbers(width * leading)
    edges = AlignedBuffer(count: units * Float.lanes)
    ones = AlignedBuffer(count: units * width)
    ones.fill(1)
  }

  func rows() -> [KernelReport.Row] {
    [
      product("forward product", forward, forwardByOpenBLAS), product("backward product", backward, backwardByOpenBLAS),
      product("weight gradient", weightGradient, weightGradientByOpenBLAS), elementwise("transpose", transpose),
      elementwise("leak and tanh") { self.leakyStep(noise: 0) },
      elementwise("noise, leak and tanh") { self.leakyStep(noise: 0.001) }, elementwise("slope times gradient", delta),
    ]
  }

  private func product(_ name: String, _ own: () -> Void, _ openBLAS: () -> Void) -> KernelReport.Row {
    let (seconds, secondsOfOpenBLAS) = (fastest(own), fastest(openBLAS))
    let operations = 2e-9 * Double(units * units * width)
    return KernelReport.Row(
      kernel: name, units: units, nanosecondsPerElement: seconds * 1e9 / Double(units * width),
      usefulGflops: operations / seconds, openblasGflops: operations / secondsOfOpenBLAS)
  }

  private func elementwise(_ name: String, _ kernel: () -> Void) -> KernelReport.Row {
    KernelReport.Row(
      kernel: name, units: units, nanosecondsPerElement: fastest(kernel) * 1e9 / Double(units * width),
      usefulGflops: nil, openblasGflops: nil)
  }

  /// Seconds of one call in the fastest of fifty slices of a millisecond.
  private func fastest(_ kernel: () -> Void) -> Double {
    // Calls between two looks at the clock, so that looking does not count.
    let calls = max(1, 200_000 / (units * width))
    let rates = (0..<50).map { _ in Slice(seconds: 0.001) { for _ in 0..<calls { kernel() } }.rate }
    return 1 / ((rates.max() ?? .nan) * Double(calls))
  }

  private func forward() {
    Float.product(
      rows: units, columns: width, depth: units, weights.pointer, leadingA: leading, states.pointer, leadingB: width,
      start: nil, beta: 0, activation.pointer, leadingC: width)
  }

  private func forwardByOpenBLAS() {
    Float.multiply(
      .none, .none, rows: units, columns: width, depth: units, alpha: 1, weights.pointer, leadingA: leading,
      states.pointer, leadingB: width, beta: 0, activation.pointer, leadingC: width)
  }

  private func backward() {
    Float.transposedProduct(
      rows: units, columns: width, depth: units, weights.pointer, leadingA: leading, states.pointer, leadingB: width,
      start: nil, beta: 0.5, activation.pointer, leadingC: width)
  }

  private func backwardByOpenBLAS() {
    Float.multiply(
      .transposed, .none, rows: units, columns: width, depth: units, alpha: 1, weights.pointer, leadingA: leading,
      states.pointer, leadingB: width, beta: 0.5, activation.pointer, leadingC: width)
  }

  private func weightGradient() {
    Float.product(
      rows: units, columns: KernelLayout.wholeLines(units), depth: width, states.pointer, leadingA: width,
      transposed.pointer, leadingB: leading, start: nil, beta: 1, weights.pointer, leadingC: leading)
  }

  private func weightGradientByOpenBLAS() {
    Float.multiply(
      .none, .transposed, rows: units, columns: units, depth: width, alpha: 1, states.pointer, leadingA: width,
      slope.pointer, leadingB: width, beta: 1, weights.pointer, leadingC: leading)
  }

  private func transpose() {
    Float.transpose(
      rows: units, columns: width, states.pointer, leadingA: width, transposed.pointer, leadingB: leading)
  }

  private func leakyStep(noise: Float) {
    let stream = RandomStream(key: 1, purpose: .processNoise).addressed(epoch: 0, step: 0, block: 0)
    Float.leakyStep(
      units * width, alpha: 0.5, noise: noise, stream, states.pointer, activation.pointer, next.pointer)
  }

  private func delta() {
    Float.delta(
      rows: units, width: width, channels: 0, allChannels: 0, inputs: states.pointer, gradient: ones.pointer,
      slope: slope.pointer, edges: edges.pointer)
  }
}
