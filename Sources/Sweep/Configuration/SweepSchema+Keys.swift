import Training

extension SweepSchema {
  /// The keys of some kinds in the order in which a configuration is written.
  static func assemble(
    networks: [NetworkDefinition], tasks: [TaskDefinition], rules: [RuleDefinition], optimizers: [OptimizerDefinition]
  ) -> [KeyDefinition] {
    var keys = sweepKeys
    keys.append(networkKind)
    for network in networks { keys += network.keys }
    keys.append(taskKind)
    for task in tasks { keys += task.keys }
    keys += taskKeys
    keys.append(rule)
    for rule in rules { keys += rule.keys }
    keys.append(optimizerKind)
    for optimizer in optimizers { keys += optimizer.keys }
    keys += trainingKeys
    keys += recordKeys
    return keys
  }

  private static let sweepKeys: [KeyDefinition] = [
    KeyDefinition("name", .text, default: .required, because: "", effect: .label, "what people call the sweep"),
    KeyDefinition(
      KeyPaths.seedAxis, .unsigned, default: .value(.unsigned(1)), because: "any number will do", effect: .sweepSeed,
      "the sweep seed: another one gives other weights and noise everywhere"),
    KeyDefinition(
      "kernels", .choice([KernelSet.current.name]), default: .value(.text(KernelSet.current.name)),
      because: "the only set there is", effect: .kernels,
      "the kernels that train: `portable` gives equal bits on every x86-64 processor with AVX2 and FMA"),
  ]

  private static let networkKind = KeyDefinition(
    KeyPaths.networkKind, .choice(NetworkRegistry.all.map(\.kind)), default: .value(.text("leaky-rate")),
    because: "published", effect: .kind, "kind of network")

  private static let taskKind = KeyDefinition(
    KeyPaths.taskKind, .choice(TaskRegistry.all.map(\.kind)), default: .required, because: "", effect: .kind,
    "kind of task")

  private static let taskKeys: [KeyDefinition] = [
    KeyDefinition(
      "task.trials", .integer(1...65_536), default: .value(.integer(128)), because: "published",
      "trials B in a batch; conditions take turns"),
    KeyDefinition(
      "task.accuracy-window", .choice(AccuracyWindow.allCases.map(\.rawValue)),
      default: .value(.text(AccuracyWindow.exact.rawValue)), because: "the published window starts one step early",
      effect: .judgement, "which window decides `learned`; both are always recorded"),
  ]

  private static let rule = KeyDefinition(
    KeyPaths.rule, .choice(RuleRegistry.all.map(\.kind)), default: .value(.text("backpropagation")),
    because: "published", effect: .kind, "learning rule")

  private static let optimizerKind = KeyDefinition(
    KeyPaths.optimizerKind, .choice(OptimizerRegistry.all.map(\.kind)), default: .value(.text("sgd")),
    because: "published", effect: .kind, "kind of optimizer")

  private static let trainingKeys: [KeyDefinition] = [
    KeyDefinition(
      KeyPaths.epochs, .integer(1...epochLimit), default: .absent("the rule of the next two keys"), because: "",
      "number of epochs, or a mapping of the next two keys"),
    KeyDefinition(
      KeyPaths.epochsAtLeast, .integer(1...epochLimit), default: .value(.integer(1000)), because: "published",
      "epochs = max(this, next key / learning rate), the quotient truncated to a whole number"),
    KeyDefinition(
      KeyPaths.epochsPerRate, .number(.positive), default: .value(.number(30)), because: "published",
      "learning rate times epochs; see above"),
    KeyDefinition(
      "training.divergence-loss", .number(.positive), default: .absent("none"), because: "",
      "a network whose loss exceeds this has diverged, and ends; one that is not finite always does"),
    KeyDefinition(
      "training.early-stop-epochs", .integer(1...epochLimit), default: .absent("never"), because: "it changes results",
      "end a network after so many epochs of success in a row; saves time at a risk, see below"),
  ]

  private static let recordKeys: [KeyDefinition] = [
    KeyDefinition(
      "record.history-every", .integer(1...epochLimit), default: .value(.integer(10)),
      because: "a hundred points per thousand epochs", effect: .record, "epochs between two points of the history"),
    KeyDefinition(
      "record.continuation", .integer(1...1000), default: .value(.integer(9)), because: "published", effect: .record,
      "length of the recorded noise-free run, in trial lengths"),
    KeyDefinition(
      KeyPaths.checkpointEvery, .durationOrNever, default: .value(.duration(.seconds(60))),
      because: "a minute is all that a crash costs", effect: .operation,
      "time between two checkpoints of a network in training, and at least a hundred times what writing one takes; a run "
        + "that is stopped in good order always writes one"),
  ]
}
