import Tasks
import Training

/// The task section of a configuration by itself, as files of imported networks carry it.
public struct TaskSettings: Sendable {
  /// Kind of task, a word of `TaskRegistry`.
  public let kind: String
  /// The task, laid out on time steps.
  public let task: any MemoryTask
  /// Trials B in a batch.
  public let trials: Int
  /// Which window decides `learned`.
  public let accuracyWindow: AccuracyWindow
  /// The section in canonical form, every key written.
  public let yaml: String

  /// Reads a task section: its keys alone, or below `task:`.
  ///
  /// - Parameters:
  ///   - yaml: the section, such as `kind: delayed-cue-discrimination` and its durations; absent keys take defaults.
  ///   - file: what to call it in errors.
  ///   - step: duration of a time step, positive.
  /// - Throws: every error of the text, with its place.
  public static func parse(
    yaml: String, file: String, step: Duration
  ) throws(ConfigurationErrors) -> TaskSettings {
    var reader = ConfigurationReader(file: file)
    return try reader.readTask(bytes: Array(yaml.utf8), step: step)
  }
}

extension ConfigurationReader {
  mutating func readTask(bytes: [UInt8], step: Duration) throws(ConfigurationErrors) -> TaskSettings {
    let settings = readTaskRoot(bytes: bytes, step: step)
    guard errors.isEmpty, let settings else { throw ConfigurationErrors(errors.errors) }
    return settings
  }

  private mutating func readTaskRoot(bytes: [UInt8], step: Duration) -> TaskSettings? {
    guard step > .zero else {
      errors.add(
        .outOfRange, at: nil, KeyPaths.step, "the time step is \(step.canonicalText); expected one longer than zero")
      return nil
    }
    guard var root = SourceDocument.root(bytes: bytes, errors: &errors) else { return nil }
    if case .mapping(let pairs) = root.content, pairs.count == 1, pairs[0].key.scalar == "task" {
      root = pairs[0].value
    }
    guard case .mapping(let pairs) = root.content else {
      errors.add(
        .notAMapping, at: root.place, "task", "the task is \(root.words); expected a mapping with at least `kind`",
        hint: "write `kind: \(TaskRegistry.all[0].kind)`")
      return nil
    }
    chooseTask(pairs.first { $0.key.scalar == "kind" }?.value.scalar)
    readSection("task", pairs, at: root.place)
    checkRequired(root.place, in: "task.")
    fillDefaults()
    values[KeyPaths.step] = .duration(step)
    checkConstraints()
    guard errors.isEmpty, let task else { return nil }
    return makeSettings(task, step)
  }

  private mutating func makeSettings(_ definition: TaskDefinition, _ step: Duration) -> TaskSettings? {
    let settings = SettingValues(values)
    do {
      return TaskSettings(
        kind: definition.kind, task: try definition.make(settings, step), trials: settings.integer("task.trials"),
        accuracyWindow: AccuracyWindow(rawValue: settings.text("task.accuracy-window")) ?? .exact,
        yaml: schema.section("task", settings))
    } catch {
      errors.add(.invalidTask, at: places["task"], "task.\(error.parameter)", error.message)
      return nil
    }
  }
}
