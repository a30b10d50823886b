import Tasks

/// What no value shows alone: values that do not fit each other in some cell of the grid.
extension ConfigurationReader {
  /// A value of a key in some cells, and where it is written.
  struct PlacedValue {
    let value: ConfigurationValue
    let place: Place?
    let isSwept: Bool
  }

  mutating func checkConstraints() {
    guard checkSize() else { return }
    checkStep()
    checkEpochs()
    checkTask()
  }

  /// Every value a key takes in the grid.
  private func candidates(_ path: String) -> [PlacedValue] {
    if let swept = axes.first(where: { $0.axis.path == path }) {
      return zip(swept.axis.values, swept.places).map { PlacedValue(value: $0, place: $1, isSwept: true) }
    }
    return values[path].map { [PlacedValue(value: $0, place: places[path], isSwept: false)] } ?? []
  }

  /// The place to point at: the first of the values that is written in the file, swept ones first.
  private func place(_ placed: PlacedValue...) -> Place {
    (placed.first { $0.isSwept } ?? placed.first { $0.place != nil })?.place ?? .start
  }

  private mutating func checkSize() -> Bool {
    var count = seedIndices.count
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.axis.values.count)
      guard !overflow, product <= Grid.networkLimit else {
        errors.add(
          .tooManyNetworks, at: places[KeyPaths.grid], KeyPaths.grid,
          "the grid has more than \(Grid.networkLimit) networks; expected at most that many",
          hint: "split the sweep into several configurations")
        return false
      }
      count = product
    }
    return true
  }

  private mutating func checkStep() {
    let durations = (task?.keys ?? []).filter { if case .duration = $0.kind { true } else { false } }.map(\.path)
    for step in candidates(KeyPaths.step) {
      guard case .duration(let stepDuration) = step.value, stepDuration > .zero else { continue }
      for constant in candidates(KeyPaths.timeConstant) {
        guard case .duration(let timeConstant) = constant.value, stepDuration > timeConstant else { continue }
        errors.add(
          .stepExceedsTimeConstant, at: place(constant, step), KeyPaths.timeConstant,
          "`network.time-constant` is \(timeConstant.canonicalText) with a step of \(stepDuration.canonicalText); "
            + "expected at least one step, so that step over time constant is in (0, 1]",
          hint: "lengthen the time constant or shorten the step")
      }
      for path in durations {
        for candidate in candidates(path) { checkMultiple(candidate, path, of: step, stepDuration) }
      }
    }
  }

  private mutating func checkMultiple(
    _ candidate: PlacedValue, _ path: String, of step: PlacedValue, _ stepDuration: Duration
  ) {
    guard case .duration(let duration) = candidate.value else { return }
    guard duration.attoseconds % stepDuration.attoseconds == 0 else {
      let below = Duration(attoseconds: duration.attoseconds / stepDuration.attoseconds * stepDuration.attoseconds)
      let above = below + stepDuration
      errors.add(
        .notAMultipleOfTheStep, at: place(candidate, step), path,
        "`\(path)` is \(duration.canonicalText); expected a multiple of `network.step`, \(stepDuration.canonicalText)",
        hint: "the nearest are \(below.canonicalText) and \(above.canonicalText)")
      return
    }
    guard duration.attoseconds / stepDuration.attoseconds <= Int128(Timeline.stepLimit) else {
      errors.add(
        .outOfRange, at: place(candidate, step), path,
        "`\(path)` is \(duration.canonicalText), which is more than \(Timeline.stepLimit) steps of "
          + stepDuration.canonicalText,
        hint: "shorten it or lengthen the step")
      return
    }
  }

  private mutating func checkEpochs() {
    for perRate in candidates(KeyPaths.epochsPerRate) {
      guard case .number(let product) = perRate.value else { continue }
      for rate in candidates(KeyPaths.learningRate) {
        guard case .number(let learningRate) = rate.value,
          EpochRule.epochs(atLeast: 1, learningRateTimesEpochs: product, learningRate: learningRate) == nil
        else { continue }
        errors.add(
          .tooManyEpochs, at: place(rate, perRate), KeyPaths.epochs,
          "\(product) epochs over a learning rate of \(learningRate) make more than \(SweepSchema.epochLimit) epochs; "
            + "expected at most that many",
          hint: "give `training.epochs` as a number, or a larger learning rate")
      }
    }
  }

  /// Makes the task of every combination of its keys, for rules of its own.
  private mutating func checkTask() {
    guard errors.isEmpty, let task else { return }
    let paths = task.keys.map(\.path) + [KeyPaths.step]
    var combination = values
    checkTask(task, axes.filter { paths.contains($0.axis.path) }[...], &combination)
  }

  private mutating func checkTask(
    _ task: TaskDefinition, _ remaining: ArraySlice<PlacedAxis>, _ combination: inout [String: ConfigurationValue]
  ) {
    guard let axis = remaining.first else {
      guard case .duration(let step) = combination[KeyPaths.step] else { return }
      do {
        _ = try task.make(SettingValues(combination), step)
      } catch {
        let path = error.parameter == "task" ? "task" : "task.\(error.parameter)"
        errors.add(.invalidTask, at: places[path] ?? places["task"], path, error.message)
      }
      return
    }
    for value in axis.axis.values where errors.isEmpty {
      combination[axis.axis.path] = value
      checkTask(task, remaining.dropFirst(), &combination)
    }
  }
}
