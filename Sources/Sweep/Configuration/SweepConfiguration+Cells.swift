import Networks
import Tasks
import Training

extension SweepConfiguration {
  /// Every key of one cell, axes filled in.
  public func values(ofCell cell: Int) -> SettingValues {
    var values = fixed
    for (axis, value) in zip(grid.axes, table.values(ofCell: cell)) { values[axis.path] = value }
    return SettingValues(values)
  }

  /// Everything one cell asks for.
  ///
  /// - Throws: what makes the cell impossible; not for a configuration that was read, which has no such cell.
  public func settings(ofCell cell: Int) throws(ConfigurationErrors) -> CellSettings {
    let values = values(ofCell: cell)
    guard let epochs = epochs(values) else {
      throw impossible(cell, KeyPaths.epochs, "too many epochs", .tooManyEpochs)
    }
    let step = values.duration(KeyPaths.step)
    let task: any MemoryTask
    do {
      task = try self.task.make(values, step)
    } catch {
      throw impossible(cell, "task.\(error.parameter)", error.message, .invalidTask)
    }
    return CellSettings(
      network: NetworkSettings(
        kind: values.text(KeyPaths.networkKind), units: values.integer("network.units"), step: step,
        timeConstant: values.duration(KeyPaths.timeConstant), processNoise: values.number("network.process-noise"),
        initialState: values.number("network.initial-state"),
        readout: Readout(rawValue: values.text("network.readout")) ?? .sigmoid),
      task: task, trials: values.integer("task.trials"),
      accuracyWindow: AccuracyWindow(rawValue: values.text("task.accuracy-window")) ?? .exact,
      training: TrainingSettings(
        rule: values.text(KeyPaths.rule), optimizer: optimizer.make(values), epochs: epochs,
        divergenceLoss: values.optionalNumber("training.divergence-loss"),
        earlyStopEpochs: values.optionalInteger("training.early-stop-epochs")),
      record: RecordSettings(
        historyEvery: values.integer("record.history-every"), continuation: values.integer("record.continuation"),
        checkpointEvery: values.durationUnlessNever(KeyPaths.checkpointEvery)),
      values: values, schema: schema)
  }

  /// How a network of the table is trained.
  ///
  /// - Throws: as `settings(ofCell:)`.
  package func training(ofNetwork network: Int) throws(ConfigurationErrors) -> NetworkTraining {
    let row = table[network]
    return NetworkTraining(
      settings: try settings(ofCell: row.cell), identity: identity(cell: row.cell, seedIndex: row.seedIndex))
  }

  private func impossible(
    _ cell: Int, _ path: String, _ message: String, _ code: ConfigurationError.Code
  ) -> ConfigurationErrors {
    ConfigurationErrors([
      ConfigurationError(
        code: code, file: name, line: nil, column: nil, keyPath: path, message: "cell \(cell): \(message)")
    ])
  }

  /// The number of epochs of a cell, as a number or by the rule.
  func epochs(_ values: SettingValues) -> Int? {
    if case .integer(let epochs) = values[KeyPaths.epochs] { return epochs }
    return EpochRule.epochs(
      atLeast: values.integer(KeyPaths.epochsAtLeast), learningRateTimesEpochs: values.number(KeyPaths.epochsPerRate),
      learningRate: values.number(KeyPaths.learningRate))
  }

  /// The parameter columns: learning rate, the task's durations in order of time, then the other axes in the order of
  /// the file.
  public var columns: [ParameterColumn] {
    var paths = [KeyPaths.learningRate]
    paths += task.keys.filter { $0.kind.unit == "ms" }.map(\.path)
    paths += grid.axes.map(\.path).filter { !paths.contains($0) }
    let keys = paths.compactMap { schema[$0] }
    let names = ColumnNames.names(for: keys.map { ($0.path, $0.kind.unit) })
    return zip(keys, names).map {
      ParameterColumn(name: $1, path: $0.path, unit: $0.kind.unit, summary: $0.summary)
    }
  }

  /// The parameters of a cell, one value per column.
  public func columnValues(ofCell cell: Int) -> [ColumnValue] {
    let values = values(ofCell: cell)
    return columns.map { column in
      switch values[column.path] {
      case .duration(let duration): .number(duration.milliseconds)
      case .number(let number): .number(number)
      case .integer(let integer): .integer(integer)
      case .unsigned(let unsigned): .text(String(unsigned))
      case .text(let text): .text(text)
      case nil: .text("")
      }
    }
  }
}

extension SweepSchema {
  /// A section as YAML, one line per key, every key written.
  func section(_ section: String, _ values: SettingValues) -> String {
    keys.filter { $0.path.hasPrefix(section + ".") }.compactMap { key in
      values[key.path].map { "\(key.path.dropFirst(section.count + 1)): \($0.canonicalText)\n" }
    }.joined()
  }
}
