import LinearAlgebra
import RandomStreams
import Tasks

/// Loss and exact gradient of a leaky-rate network by backpropagation through time: the fast path.
///
/// Legend: N units, I inputs, O outputs, B trials, T steps, W trials in a block, t time step.
///
/// Two ideas carry it. First, one augmented matrix does all products at once: with P = [W_rec W_in b; W_out 0 b_out] and the
/// augmented state s(t) = [r(t); u(t); 1],
///
///     [activation(t); logits(t)] = P s(t)                                  forward
///     dL/dr(t) = P[:, units]^T [delta(t); delta_out(t)] + (1 - alpha) dL/dr(t+1)      backward
///     dL/dP    = sum over t of [delta(t); delta_out(t)] s(t)^T             gradient of every tensor
///
/// with delta(t) = dL/dr(t+1) * alpha (1 - tanh^2). b_rec and b_in enter as one column, so their gradients are equal. Second,
/// trials run in blocks of 64 that pass through all time steps before the next block starts.
///
/// The last step moves no state that is read again: only its readout is computed.
public struct LeakyRateGradient<Scalar: KernelScalar>: ~Copyable, GradientEvaluator {
  /// The network.
  public let network: LeakyRateNetwork
  /// The batch.
  public let trials: TrialSet
  public let layout: ParameterLayout

  private let noise: TrialNoise
  private let blocks: [Range<Int>]
  /// First element of W_rec, W_in, W_out, b_rec, b_in, b_out in the flat block.
  private let offsets: [Int]
  /// Rows N + O and columns N + I + 1 of the augmented matrix.
  private let rows: Int
  private let columns: Int
  private var augmented: AlignedBuffer<Scalar>
  private var augmentedGradient: AlignedBuffer<Scalar>
  /// s(t), `[time][N + I + 1][W]`.
  private var states: AlignedBuffer<Scalar>
  /// [activation; logits], then [slope; delta_out], then [delta; delta_out]; `[time][N + O][W]`.
  private var signals: AlignedBuffer<Scalar>
  /// dL/dr, `[N][W]`.
  private var rateGradient: AlignedBuffer<Scalar>
  private var xi: AlignedBuffer<Scalar>
  private var scratch: AlignedBuffer<Float>
  private var outputStorage: AlignedBuffer<Scalar>
  private var inputs: AlignedBuffer<Scalar>
  private var targets: AlignedBuffer<Scalar>

  /// Allocates everything that evaluations need.
  ///
  /// - Parameter noiseKey: the network's identity; see `TrialNoise`.
  public init(network: LeakyRateNetwork, trials: TrialSet, noiseKey: UInt64) {
    precondition(network.inputCount == trials.inputCount && network.outputCount == trials.outputCount)
    self.network = network
    self.trials = trials
    layout = network.layout
    noise = TrialNoise(key: noiseKey)
    offsets = layout.tensors.map(\.offset)
    blocks = TrialNoise.blocks(trialCount: trials.trialCount)
    rows = network.units + network.outputCount
    columns = network.units + network.inputCount + 1
    let width = min(TrialNoise.blockWidth, trials.trialCount)
    augmented = AlignedBuffer(count: rows * columns)
    augmentedGradient = AlignedBuffer(count: rows * columns)
    states = AlignedBuffer(count: trials.stepCount * columns * width)
    signals = AlignedBuffer(count: trials.stepCount * rows * width)
    rateGradient = AlignedBuffer(count: network.units * width)
    xi = AlignedBuffer(count: network.units * width)
    scratch = AlignedBuffer(count: network.units * width)
    outputStorage = AlignedBuffer(count: trials.stepCount * trials.outputCount * trials.trialCount)
    inputs = AlignedBuffer(trials.inputs.map { Scalar($0) })
    targets = AlignedBuffer(trials.targets.map { Scalar($0) })
  }

  /// Bytes that an evaluator allocates, in Float64 so that no shape can overflow it.
  public static func bytes(network: LeakyRateNetwork, task: any MemoryTask, trials: Int) -> Double {
    let width = Double(min(TrialNoise.blockWidth, trials))
    let steps = Double(task.stepCount)
    let rows = Double(network.units + network.outputCount)
    let columns = Double(network.units + network.inputCount + 1)
    let perBlock = steps * (rows + columns) * width + 3 * Double(network.units) * width
    let perBatch = steps * Double(trials) * Double(network.inputCount + 2 * network.outputCount)
    let scalars = 2 * rows * columns + perBlock + perBatch
    // The batch itself is kept in Float32 beside the evaluator's copy.
    return scalars * Double(MemoryLayout<Scalar>.stride) + 4 * perBatch
  }

  public var outputs: UnsafeBufferPointer<Scalar> {
    UnsafeBufferPointer(start: outputStorage.pointer, count: outputStorage.count)
  }

  public mutating func evaluate(
    parameters: UnsafePointer<Scalar>, gradient: UnsafeMutablePointer<Scalar>, epoch: Int
  ) -> Double {
    pack(parameters)
    augmentedGradient.fill(0)
    var loss = 0.0
    for (index, block) in blocks.enumerated() {
      prepare(block: block, index: index, epoch: epoch)
      forward(width: block.count, index: index, epoch: epoch)
      loss += readout(block: block)
      backward(width: block.count)
    }
    unpack(gradient)
    return loss
  }

  // MARK: - Between the flat block and the augmented matrix

  private func pack(_ flat: UnsafePointer<Scalar>) {
    let (n, inputCount) = (network.units, network.inputCount)
    for unit in 0..<n {
      let row = augmented.pointer + unit * columns
      row.update(from: flat + offsets[0] + unit * n, count: n)
      (row + n).update(from: flat + offsets[1] + unit * inputCount, count: inputCount)
      row[n + inputCount] = flat[offsets[3] + unit] + flat[offsets[4] + unit]
    }
    for output in 0..<network.outputCount {
      let row = augmented.pointer + (n + output) * columns
      row.update(from: flat + offsets[2] + output * n, count: n)
      row[n + inputCount] = flat[offsets[5] + output]
    }
  }

  private func unpack(_ flat: UnsafeMutablePointer<Scalar>) {
    let (n, inputCount) = (network.units, network.inputCount)
    for unit in 0..<n {
      let row = augmentedGradient.pointer + unit * columns
      (flat + offsets[0] + unit * n).update(from: row, count: n)
      (flat + offsets[1] + unit * inputCount).update(from: row + n, count: inputCount)
      flat[offsets[3] + unit] = row[n + inputCount]
      flat[offsets[4] + unit] = row[n + inputCount]
    }
    for output in 0..<network.outputCount {
      let row = augmentedGradient.pointer + (n + output) * columns
      (flat + offsets[2] + output * n).update(from: row, count: n)
      flat[offsets[5] + output] = row[n + inputCount]
    }
  }

  // MARK: - One block of trials

  /// Writes r(0), and the input and constant rows of every s(t).
  private func prepare(block: Range<Int>, index: Int, epoch: Int) {
    let width = block.count
    let n = network.units
    for step in 0..<trials.stepCount {
      let constantRows = states.pointer + (step * columns + n) * width
      for channel in 0..<network.inputCount {
        let source = inputs.pointer + (step * network.inputCount + channel) * trials.trialCount + block.lowerBound
        (constantRows + channel * width).update(from: source, count: width)
      }
      (constantRows + network.inputCount * width).update(repeating: 1, count: width)
    }
    Scalar.fillNormal(
      noise.initialState, xi.pointer, scratch: scratch.pointer, count: n * width, epoch: epoch, step: 0, block: index)
    Scalar.initialRates(n * width, deviation: Scalar(network.initialState), xi.pointer, states.pointer)
  }

  private func forward(width: Int, index: Int, epoch: Int) {
    let n = network.units
    let last = trials.stepCount - 1
    for step in 0..<last {
      let state = states.pointer + step * columns * width
      let signal = signals.pointer + step * rows * width
      Scalar.multiply(
        .none, .none, rows: rows, columns: width, depth: columns, alpha: 1, augmented.pointer, leadingA: columns,
        state, leadingB: width, beta: 0, signal, leadingC: width)
      if network.processNoise > 0 {
        Scalar.fillNormal(
          noise.process, xi.pointer, scratch: scratch.pointer, count: n * width, epoch: epoch, step: step, block: index
        )
      }
      Scalar.leakyStep(
        n * width, alpha: Scalar(network.alpha), noise: Scalar(network.processNoise), xi.pointer, state, signal,
        state + columns * width)
    }
    Scalar.multiply(
      .none, .none, rows: network.outputCount, columns: width, depth: columns, alpha: 1,
      augmented.pointer + n * columns, leadingA: columns, states.pointer + last * columns * width, leadingB: width,
      beta: 0, signals.pointer + (last * rows + n) * width, leadingC: width)
  }

  /// Turns logits into outputs and delta_out; returns this block's share of the loss.
  private func readout(block: Range<Int>) -> Double {
    let width = block.count
    let samples = Double(trials.trialCount * trials.stepCount * trials.outputCount)
    var loss = 0.0
    for step in 0..<trials.stepCount {
      let weight = Double(trials.lossWeights[step])
      for channel in 0..<trials.outputCount {
        let place = (step * trials.outputCount + channel) * trials.trialCount + block.lowerBound
        let logits = signals.pointer + (step * rows + network.units + channel) * width
        let squares = Scalar.readout(
          width, network.readout, scale: Scalar(2 * weight / samples), targets.pointer + place, logits,
          outputStorage.pointer + place)
        loss += weight / samples * squares
      }
    }
    return loss
  }

  private func backward(width: Int) {
    let n = network.units
    let last = trials.stepCount - 1
    for step in stride(from: last, through: 0, by: -1) {
      let state = states.pointer + step * columns * width
      // The last step has no recurrent signal: only its readout rows take part.
      let firstRow = step == last ? n : 0
      let signal = signals.pointer + (step * rows + firstRow) * width
      if step < last { Scalar.scaleSlope(n * width, rateGradient.pointer, signal) }
      Scalar.multiply(
        .none, .transposed, rows: rows - firstRow, columns: columns, depth: width, alpha: 1, signal, leadingA: width,
        state, leadingB: width, beta: 1, augmentedGradient.pointer + firstRow * columns, leadingC: columns)
      if step > 0 {
        Scalar.multiply(
          .transposed, .none, rows: n, columns: width, depth: rows - firstRow, alpha: 1,
          augmented.pointer + firstRow * columns, leadingA: columns, signal, leadingB: width,
          beta: step == last ? 0 : Scalar(1 - network.alpha), rateGradient.pointer, leadingC: width)
      }
    }
  }
}
