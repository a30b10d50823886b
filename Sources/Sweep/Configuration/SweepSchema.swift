/// Paths that the program itself asks for by name.
enum KeyPaths {
  static let networkKind = "network.kind"
  static let taskKind = "task.kind"
  static let rule = "training.rule"
  static let optimizerKind = "training.optimizer.kind"
  static let learningRate = "training.optimizer.learning-rate"
  static let step = "network.step"
  static let timeConstant = "network.time-constant"
  static let epochs = "training.epochs"
  static let epochsAtLeast = "training.epochs.at-least"
  static let epochsPerRate = "training.epochs.learning-rate-times-epochs"
  static let checkpointEvery = "record.checkpoint-every"
  static let seedAxis = "seed"
  static let grid = "grid"
}

/// The keys a configuration may hold, given its kinds of network, task, rule and optimizer.
public struct SweepSchema: Sendable {
  /// Every key, in the order in which a configuration is written.
  public let keys: [KeyDefinition]
  private let byPath: [String: KeyDefinition]

  /// Largest number of epochs of one network.
  public static let epochLimit = 1_000_000_000

  /// The schema of a choice of kinds.
  init(network: NetworkDefinition, task: TaskDefinition, rule: RuleDefinition, optimizer: OptimizerDefinition) {
    self.init(keys: SweepSchema.assemble(networks: [network], tasks: [task], rules: [rule], optimizers: [optimizer]))
  }

  /// Every key of every kind; of keys that several kinds share, the first.
  public static let everything = SweepSchema(
    keys: assemble(
      networks: NetworkRegistry.all, tasks: TaskRegistry.all, rules: RuleRegistry.all, optimizers: OptimizerRegistry.all
    ))

  private init(keys: [KeyDefinition]) {
    var byPath: [String: KeyDefinition] = [:]
    self.keys = keys.filter { byPath.updateValue($0, forKey: $0.path) == nil }
    self.byPath = Dictionary(self.keys.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The declaration of a key.
  public subscript(path: String) -> KeyDefinition? { byPath[path] }

  /// The words that may stand directly below a section; `""` is the whole file.
  func words(in section: String) -> [String] {
    let prefix = section.isEmpty ? "" : section + "."
    var seen = Set<String>()
    var words = keys.filter { $0.path.hasPrefix(prefix) }
      .compactMap { $0.path.dropFirst(prefix.count).split(separator: ".").first.map(String.init) }
      .filter { seen.insert($0).inserted }
    if section.isEmpty { words.append(KeyPaths.grid) }
    return words
  }

  /// Whether a path is a section that holds keys.
  func isSection(_ path: String) -> Bool { keys.contains { $0.path.hasPrefix(path + ".") } }
}
