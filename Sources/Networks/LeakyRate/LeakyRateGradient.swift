import LinearAlgebra
import RandomStreams
import Tasks

/// Loss and exact gradient of a leaky-rate network by backpropagation through time: the fast path.
///
/// Legend: N units, I inputs, O outputs, W stored trials of a block, T steps, t time step, P = [W_rec; W_out].
///
///     [activation(t); logits(t)] = P r(t) + [b_rec + b_in + W_in u(t); b_out]          forward
///     delta(t) = dL/dr(t+1) * alpha (1 - tanh^2)                                       backward
///     dL/dr(t) = (1 - alpha) dL/dr(t+1) + P^T [delta(t); delta_out(t)]
///     dL/dP    = sum over t of [delta(t); delta_out(t)] r(t)^T
///
/// What makes it fast: recurrence and readout are one product; trials are contiguous and run in blocks of 64 that pass through
/// all steps before the next block starts; biases are what a product starts from; inputs are skipped in steps where they are all
/// zero, which is most of a trial; noise is made in the loop that uses it. docs/performance.md has the measurements.
///
/// The last step moves no state that is read again: only its readout is computed.
public struct LeakyRateGradient<Scalar: KernelScalar>: ~Copyable, GradientEvaluator {
  /// The network.
  public let network: LeakyRateNetwork
  /// The batch.
  public let trials: TrialSet
  public let layout: ParameterLayout
  public var clock = PhaseClock()

  private let noise: TrialNoise
  private let blocks: [Range<Int>]
  /// First element of W_rec, W_in, W_out, b_rec, b_in, b_out in the flat block.
  private let offsets: [Int]
  /// Whether any trial has an input that is not zero, step by step.
  private let hasInput: [Bool]
  /// Rows N + O of P.
  private let rows: Int
  /// Elements between rows of P, and of its gradient.
  private let leading: Int
  private var weights: AlignedBuffer<Scalar>
  private var weightGradient: AlignedBuffer<Scalar>
  /// b_rec + b_in, then b_out.
  private var biases: AlignedBuffer<Scalar>
  /// Sums behind the gradients of biases and input weights, `[N + O][1 + I][lanes]`.
  private var edges: AlignedBuffer<Scalar>
  /// r(t), `[time][N][W]`.
  private var states: AlignedBuffer<Scalar>
  /// [activation; logits], then [slope; delta_out], then [delta; delta_out]; `[time][N + O][W]`.
  private var signals: AlignedBuffer<Scalar>
  /// dL/dr, `[N][W]`.
  private var rateGradient: AlignedBuffer<Scalar>
  /// r(t) of one step, `[W][N]`.
  private var transposedState: AlignedBuffer<Scalar>
  /// u(t) of every block one after the other, `[block][time][I][W]`.
  private var inputs: AlignedBuffer<Scalar>
  private var targets: AlignedBuffer<Scalar>
  private var outputStorage: AlignedBuffer<Scalar>

  /// Allocates everything that evaluations need.
  ///
  /// - Parameter noiseKey: the network's identity; see `TrialNoise`.
  public init(network: LeakyRateNetwork, trials: TrialSet, noiseKey: UInt64) {
    precondition(network.inputCount == trials.inputCount && network.outputCount == trials.outputCount)
    self.network = network
    self.trials = trials
    layout = network.layout
    noise = TrialNoise(key: noiseKey)
    blocks = TrialNoise.blocks(trialCount: trials.trialCount)
    offsets = layout.tensors.map(\.offset)
    let size = Size(network, trialCount: trials.trialCount)
    rows = size.rows
    leading = size.leading
    let perStep = trials.inputCount * trials.trialCount
    hasInput = (0..<trials.stepCount).map { step in
      trials.inputs[(step * perStep)..<((step + 1) * perStep)].contains { $0 != 0 }
    }
    weights = AlignedBuffer(count: rows * leading)
    weightGradient = AlignedBuffer(count: rows * leading)
    biases = AlignedBuffer(count: rows)
    edges = AlignedBuffer(count: rows * (1 + network.inputCount) * Scalar.lanes)
    states = AlignedBuffer(count: trials.stepCount * network.units * size.width)
    signals = AlignedBuffer(count: trials.stepCount * rows * size.width)
    rateGradient = AlignedBuffer(count: network.units * size.width)
    transposedState = AlignedBuffer(count: size.width * leading)
    inputs = AlignedBuffer(LeakyRateGradient.blockedInputs(trials))
    targets = AlignedBuffer(trials.targets.map { Scalar($0) })
    outputStorage = AlignedBuffer(count: trials.targets.count)
  }

  /// Sizes of the buffers.
  private struct Size {
    let rows, leading, width: Int

    init(_ network: LeakyRateNetwork, trialCount: Int) {
      rows = network.units + network.outputCount
      leading = KernelLayout.leadingDimension(network.units)
      width = TrialNoise.storedWidth(min(TrialNoise.blockWidth, trialCount))
    }
  }

  /// Inputs block by block, trials filled up with zeros to the stored width.
  private static func blockedInputs(_ trials: TrialSet) -> [Scalar] {
    var blocked: [Scalar] = []
    for block in TrialNoise.blocks(trialCount: trials.trialCount) {
      let filling = [Scalar](repeating: 0, count: TrialNoise.storedWidth(block.count) - block.count)
      for row in 0..<(trials.stepCount * trials.inputCount) {
        let start = row * trials.trialCount
        blocked += trials.inputs[(start + block.lowerBound)..<(start + block.upperBound)].map { Scalar($0) } + filling
      }
    }
    return blocked
  }

  /// Bytes that an evaluator allocates, in Float64 so that no shape can overflow it.
  public static func bytes(network: LeakyRateNetwork, task: any MemoryTask, trials: Int) -> Double {
    let width = Double(TrialNoise.storedWidth(min(TrialNoise.blockWidth, trials)))
    let steps = Double(task.stepCount)
    let rows = Double(network.units + network.outputCount)
    let leading = Double(KernelLayout.leadingDimension(network.units))
    let perBlock = steps * (rows + Double(network.units)) * width + (Double(network.units) + leading) * width
    let perBatch = steps * Double(trials) * Double(network.inputCount + 2 * network.outputCount)
    let scalars = 2 * rows * leading + rows * Double(1 + network.inputCount) * 16 + perBlock + perBatch
    // The batch itself is kept in Float32 beside the evaluator's copy.
    return scalars * Double(MemoryLayout<Scalar>.stride) + 4 * perBatch
  }

  public var outputs: UnsafeBufferPointer<Scalar> {
    UnsafeBufferPointer(start: outputStorage.pointer, count: outputStorage.count)
  }

  @_specialize(where Scalar == Float)
  public mutating func evaluate(
    parameters: UnsafePointer<Scalar>, gradient: UnsafeMutablePointer<Scalar>, epoch: Int
  ) -> Double {
    clock.lap(.rest)
    pack(parameters)
    weightGradient.fill(0)
    edges.fill(0)
    var loss = 0.0
    for index in blocks.indices {
      let block = Block(
        index: index, trials: blocks[index], width: TrialNoise.storedWidth(blocks[index].count),
        inputs: inputs.pointer + index * trials.stepCount * network.inputCount * TrialNoise.blockWidth)
      forward(block, inputWeights: parameters + offsets[1], epoch: epoch)
      loss += readout(block)
      backward(block)
    }
    unpack(gradient)
    return loss
  }

  // MARK: - Between the flat block and the matrices of the products

  private func pack(_ flat: UnsafePointer<Scalar>) {
    let n = network.units
    for unit in 0..<n {
      (weights.pointer + unit * leading).update(from: flat + offsets[0] + unit * n, count: n)
      biases.pointer[unit] = flat[offsets[3] + unit] + flat[offsets[4] + unit]
    }
    for output in 0..<network.outputCount {
      (weights.pointer + (n + output) * leading).update(from: flat + offsets[2] + output * n, count: n)
      biases.pointer[n + output] = flat[offsets[5] + output]
    }
  }

  private func unpack(_ flat: UnsafeMutablePointer<Scalar>) {
    let n = network.units
    let edgeWidth = (1 + network.inputCount) * Scalar.lanes
    for unit in 0..<n {
      (flat + offsets[0] + unit * n).update(from: weightGradient.pointer + unit * leading, count: n)
      let edge = edges.pointer + unit * edgeWidth
      let bias = Scalar.sumOfLanes(edge)
      flat[offsets[3] + unit] = bias
      flat[offsets[4] + unit] = bias
      for channel in 0..<network.inputCount {
        flat[offsets[1] + unit * network.inputCount + channel] = Scalar.sumOfLanes(edge + (1 + channel) * Scalar.lanes)
      }
    }
    for output in 0..<network.outputCount {
      (flat + offsets[2] + output * n).update(from: weightGradient.pointer + (n + output) * leading, count: n)
      flat[offsets[5] + output] = Scalar.sumOfLanes(edges.pointer + (n + output) * edgeWidth)
    }
  }

  // MARK: - One block of trials

  private struct Block {
    let index: Int
    let trials: Range<Int>
    /// Stored trials W.
    let width: Int
    /// `[time][I][W]`.
    let inputs: UnsafePointer<Scalar>
  }

  private mutating func forward(_ block: Block, inputWeights: UnsafePointer<Scalar>, epoch: Int) {
    let n = network.units
    let (width, last) = (block.width, trials.stepCount - 1)
    clock.lap(.rest)
    Scalar.initialRates(
      n * width, deviation: Scalar(network.initialState),
      noise.initialState.addressed(epoch: epoch, step: 0, block: block.index), states.pointer)
    clock.lap(.leakyStep)
    for step in 0..<last {
      let state = states.pointer + step * n * width
      let signal = signals.pointer + step * rows * width
      Scalar.product(
        rows: rows, columns: width, depth: n, weights.pointer, leadingA: leading, state, leadingB: width,
        start: biases.pointer, beta: 0, signal, leadingC: width)
      if hasInput[step] {
        Scalar.product(
          rows: n, columns: width, depth: network.inputCount, inputWeights, leadingA: network.inputCount,
          block.inputs + step * network.inputCount * width, leadingB: width, start: nil, beta: 1, signal,
          leadingC: width)
      }
      clock.lap(.gemm)
      Scalar.leakyStep(
        n * width, alpha: Scalar(network.alpha), noise: Scalar(network.processNoise),
        noise.process.addressed(epoch: epoch, step: step, block: block.index), state, signal, state + n * width)
      clock.lap(.leakyStep)
    }
    Scalar.product(
      rows: network.outputCount, columns: width, depth: n, weights.pointer + n * leading, leadingA: leading,
      states.pointer + last * n * width, leadingB: width, start: biases.pointer + n, beta: 0,
      signals.pointer + (last * rows + n) * width, leadingC: width)
    clock.lap(.gemm)
  }

  /// Turns logits into outputs and delta_out; returns this block's share of the loss.
  private mutating func readout(_ block: Block) -> Double {
    let (count, width) = (block.trials.count, block.width)
    let samples = Double(trials.trialCount * trials.stepCount * trials.outputCount)
    var loss = 0.0
    for step in 0..<trials.stepCount {
      let weight = Double(trials.lossWeights[step])
      for channel in 0..<trials.outputCount {
        let place = (step * trials.outputCount + channel) * trials.trialCount + block.trials.lowerBound
        let logits = signals.pointer + (step * rows + network.units + channel) * width
        let squares = Scalar.readout(
          count, network.readout, scale: Scalar(2 * weight / samples), targets.pointer + place, logits,
          outputStorage.pointer + place)
        // Trials that only fill up the block must not pull at the weights.
        if count < width { (logits + count).update(repeating: 0, count: width - count) }
        loss += weight / samples * squares
      }
    }
    clock.lap(.rest)
    return loss
  }

  private mutating func backward(_ block: Block) {
    let n = network.units
    let (width, last) = (block.width, trials.stepCount - 1)
    let edgeWidth = (1 + network.inputCount) * Scalar.lanes
    for step in stride(from: last, through: 0, by: -1) {
      // The last step has no recurrent signal: only its readout rows take part.
      let firstRow = step == last ? n : 0
      let signal = signals.pointer + (step * rows + firstRow) * width
      if step < last {
        Scalar.delta(
          rows: n, width: width, channels: hasInput[step] ? network.inputCount : 0, allChannels: network.inputCount,
          inputs: block.inputs + step * network.inputCount * width, gradient: rateGradient.pointer, slope: signal,
          edges: edges.pointer)
      }
      for row in n..<rows {
        Scalar.addToLanes(
          width, signals.pointer + (step * rows + row) * width, edges.pointer + row * edgeWidth)
      }
      clock.lap(.backwardElementwise)
      Scalar.transpose(
        rows: n, columns: width, states.pointer + step * n * width, leadingA: width, transposedState.pointer,
        leadingB: leading)
      Scalar.product(
        rows: rows - firstRow, columns: KernelLayout.wholeLines(n), depth: width, signal, leadingA: width,
        transposedState.pointer, leadingB: leading, start: nil, beta: 1,
        weightGradient.pointer + firstRow * leading, leadingC: leading)
      clock.lap(.weightGradient)
      if step > 0 {
        Scalar.transposedProduct(
          rows: n, columns: width, depth: rows - firstRow, weights.pointer + firstRow * leading, leadingA: leading,
          signal, leadingB: width, start: nil, beta: step == last ? 0 : 1 - Scalar(network.alpha),
          rateGradient.pointer, leadingC: width)
      }
      clock.lap(.gemm)
    }
  }
}
