import HDF5
import Networks
import Tasks
import Training

extension NetworkRecord {
  /// Writes everything but `complete` into the network's group.
  func write<Target: Container & ~Copyable>(to group: borrowing Target) throws(HDF5Error) {
    try writeResult(to: group)
    try writeDescription(to: group)
    if let outcome {
      try writeVerdict(outcome.exact, suffix: "_exact", to: group)
      try writeVerdict(outcome.published, suffix: "_published", to: group)
      try writeHistory(outcome.history, to: group)
    }
    for tensor in weights {
      try group.write(
        tensor.values, shape: tensor.shape, as: "weights/\(tensor.name)",
        metadata: DatasetMetadata(units: "1", longName: tensor.longName, dimensions: tensor.dimensions))
    }
    if let trajectory { try writeTrajectory(trajectory, to: group) }
  }

  private func writeResult<Target: Container & ~Copyable>(to group: borrowing Target) throws(HDF5Error) {
    try group.setAttribute("network", to: Int64(result.network))
    try group.setAttribute("cell", to: Int64(result.cell))
    try group.setAttribute("seed", to: Int64(result.seed))
    try group.setAttribute("rank", to: Int64(result.rank))
    try group.setAttribute("attempt", to: Int64(result.attempt))
    try group.setAttribute("status", to: result.status.name)
    if let message {
      try group.setAttribute("message", to: message)
      try group.setAttribute("quarantined", to: isQuarantined)
    }
    try group.setAttribute("epochs", to: Int64(result.epochs))
    try group.setAttribute("final_loss", to: result.finalLoss)
    try group.setAttribute("accuracy", to: result.accuracy)
    try group.setAttribute("reliability", to: result.reliability)
    try group.setAttribute("learned", to: result.learned)
    try group.setAttribute("stable", to: result.stable)
    try group.setAttribute("seconds", to: result.seconds)
  }

  private func writeDescription<Target: Container & ~Copyable>(to group: borrowing Target) throws(HDF5Error) {
    try group.setAttribute("identity", to: identity.text)
    try group.setAttribute("kernels", to: kernels.description)
    try group.setAttribute("allow_other_kernels", to: allowsOtherKernels)
    try group.setAttribute("sweep_seed", to: identity.sweepSeed)
    try group.setAttribute("stream_key", to: identity.streamKey)
    try group.setAttribute("initial_weights_key", to: identity.initialWeightsKey)
    try group.setAttribute("alpha", to: settings.network.alpha)
    try group.setAttribute("step_ms", to: settings.network.step.milliseconds)
    try group.setAttribute("nonlinearity", to: "tanh")
    try group.setAttribute("form", to: "rates")
    try group.setAttribute("readout", to: settings.network.readout.rawValue)
    try group.setAttribute("process_noise", to: settings.network.processNoise)
    try group.setAttribute("initial_state", to: settings.network.initialState)
    try group.setAttribute("task", to: settings.taskYAML)
    for (column, value) in parameters {
      switch value {
      case .number(let number): try group.setAttribute(column.name, to: number)
      case .integer(let integer): try group.setAttribute(column.name, to: Int64(integer))
      case .text(let text): try group.setAttribute(column.name, to: text)
      }
    }
  }

  private func writeVerdict<Target: Container & ~Copyable>(
    _ verdict: LearningVerdict, suffix: String, to group: borrowing Target
  ) throws(HDF5Error) {
    try group.setAttribute("accuracy" + suffix, to: verdict.accuracy)
    try group.setAttribute("reliability" + suffix, to: verdict.reliability)
    try group.setAttribute("learned" + suffix, to: verdict.learned)
    try group.setAttribute("stable" + suffix, to: verdict.stable)
    try group.setAttribute("first_success" + suffix, to: Int64(verdict.firstSuccess ?? -1))
    try group.setAttribute("count_below" + suffix, to: Int64(verdict.countBelow))
    try group.setAttribute("count_above" + suffix, to: Int64(verdict.countAbove))
  }

  private func writeHistory<Target: Container & ~Copyable>(
    _ history: TrainingHistory, to group: borrowing Target
  ) throws(HDF5Error) {
    let series: [(String, String, [Double])] = [
      ("loss", "loss before the update of the epoch", history.loss),
      ("accuracy", "accuracy over the window in use", history.accuracy),
      ("reliability", "reliability over the window in use", history.reliability),
      ("gradient_norm", "Euclidean norm of the gradient", history.gradientNorm),
    ]
    try group.write(
      history.epochs.map(Int64.init), as: "history/epoch",
      metadata: DatasetMetadata(units: "epoch", longName: "epoch, from 0", dimensions: ["sample"]))
    for (name, longName, values) in series {
      try group.write(
        values, as: "history/\(name)",
        metadata: DatasetMetadata(units: "1", longName: longName, dimensions: ["sample"]))
    }
  }

  private func writeTrajectory<Target: Container & ~Copyable>(
    _ trajectory: Trajectory, to group: borrowing Target
  ) throws(HDF5Error) {
    let task = settings.task
    let leading = [trajectory.conditionCount, trajectory.stepCount]
    try group.write(
      trajectory.rates, shape: leading + [trajectory.unitCount], as: "trajectories/rates",
      metadata: DatasetMetadata(
        units: "1", longName: "firing rates without noise, trial and continuation",
        dimensions: ["condition", "time", "unit"]), layout: .compressed)
    try group.write(
      trajectory.outputs, shape: leading + [trajectory.outputCount], as: "trajectories/outputs",
      metadata: DatasetMetadata(
        units: "1", longName: "outputs, read before the update of the step",
        dimensions: ["condition", "time", "output"]), layout: .compressed)
    try group.write(
      trajectory.inputs, shape: leading + [trajectory.inputCount], as: "trajectories/inputs",
      metadata: DatasetMetadata(units: "1", longName: "inputs", dimensions: ["condition", "time", "input"]),
      layout: .compressed)
    let targets = (0..<task.conditionCount).flatMap { condition in
      (0..<task.stepCount).flatMap { task.target(condition: condition, step: $0) }
    }
    try group.write(
      targets, shape: [task.conditionCount, task.stepCount, task.outputCount], as: "trajectories/targets",
      metadata: DatasetMetadata(
        units: "1", longName: "targets of the trial", dimensions: ["condition", "trial_time", "output"]),
      layout: .compressed)
    for name in ["rates", "outputs", "inputs", "targets"] {
      try group.setAttribute("dt", to: settings.network.step.milliseconds, of: "trajectories/\(name)")
      try group.setAttribute("dt_units", to: "ms", of: "trajectories/\(name)")
    }
  }
}
