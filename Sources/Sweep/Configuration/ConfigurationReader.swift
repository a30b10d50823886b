import Spelling

/// Reads a configuration against the schema and notes everything that is wrong with it.
///
/// In order: which kinds it asks for, and so which keys it may hold; every key; defaults; the grid; and at last what no
/// value shows alone (see `ConfigurationReader+Constraints.swift`).
struct ConfigurationReader {
  var errors: ErrorCollector
  var schema = SweepSchema.everything
  var task: TaskDefinition?
  /// Values written in the file, and later defaults.
  var values: [String: ConfigurationValue] = [:]
  /// Where values, and sections, are written.
  var places: [String: Place] = [:]
  var axes: [PlacedAxis] = []
  /// Keys whose axis could not be read: they have no value, not even a default.
  var brokenAxes: Set<String> = []
  var seedIndices: [Int] = [0]

  init(file: String) { errors = ErrorCollector(file: file) }

  /// The configuration, or every error.
  mutating func read(bytes: [UInt8]) throws(ConfigurationErrors) -> SweepConfiguration {
    let configuration = readRoot(bytes: bytes)
    guard errors.isEmpty, let configuration else { throw ConfigurationErrors(errors.errors) }
    return configuration
  }

  private mutating func readRoot(bytes: [UInt8]) -> SweepConfiguration? {
    guard let root = SourceDocument.root(bytes: bytes, errors: &errors) else { return nil }
    guard case .mapping(let pairs) = root.content else {
      errors.add(
        root.isNull ? .emptyFile : .notAMapping, at: root.place, "",
        "the file is \(root.isNull ? "empty" : root.words); expected a mapping with at least `name` and `task`",
        hint: "begin with a copy of configs/quickstart.yaml")
      return nil
    }
    chooseKinds(root)
    readSection("", pairs, at: root.place)
    checkRequired(root.place)
    if let grid = pairs.first(where: { $0.key.scalar == KeyPaths.grid })?.value { readGrid(grid) }
    fillDefaults()
    checkConstraints()
    guard errors.isEmpty else { return nil }
    return SweepConfiguration(reader: self)
  }

  // MARK: - Kinds

  private mutating func chooseKinds(_ root: SourceNode) {
    func word(_ path: String) -> String? {
      var node: SourceNode? = root
      for part in path.split(separator: ".") {
        guard case .mapping(let pairs) = node?.content else { return nil }
        node = pairs.first { $0.key.scalar == String(part) }?.value
      }
      return node?.scalar
    }
    func choose<Definition>(
      _ path: String, _ all: [Definition], _ kind: (Definition) -> String
    ) -> Definition? {
      var wanted = word(path)
      if wanted == nil, case .value(let value) = SweepSchema.everything[path]?.defaultValue {
        wanted = value.canonicalText
      }
      return all.first { kind($0) == wanted }
    }
    task = choose(KeyPaths.taskKind, TaskRegistry.all, \.kind)
    guard let task, let network = choose(KeyPaths.networkKind, NetworkRegistry.all, \.kind),
      let rule = choose(KeyPaths.rule, RuleRegistry.all, \.kind),
      let optimizer = choose(KeyPaths.optimizerKind, OptimizerRegistry.all, \.kind)
    else { return }
    schema = SweepSchema(network: network, task: task, rule: rule, optimizer: optimizer)
  }

  /// Chooses the keys of a task, for a task section by itself.
  mutating func chooseTask(_ word: String?) {
    task = TaskRegistry.all.first { $0.kind == word }
    guard let task, let network = NetworkRegistry.all.first, let rule = RuleRegistry.all.first,
      let optimizer = OptimizerRegistry.all.first
    else { return }
    schema = SweepSchema(network: network, task: task, rule: rule, optimizer: optimizer)
  }

  // MARK: - Keys

  mutating func readSection(
    _ section: String, _ pairs: [(key: SourceNode, value: SourceNode)], at place: Place
  ) {
    places[section] = place
    var firstPlaces: [String: Place] = [:]
    for (key, value) in pairs {
      guard let word = key.scalar else {
        errors.add(.wrongType, at: key.place, section, "found \(key.words) as a key; expected a word")
        continue
      }
      let path = section.isEmpty ? word : "\(section).\(word)"
      if let first = firstPlaces[word] {
        errors.add(
          .repeatedKey, at: key.place, path, "the key `\(path)` is repeated; it is first given in line \(first.line)",
          hint: "keep one of them")
        continue
      }
      firstPlaces[word] = key.place
      if section.isEmpty, word == KeyPaths.grid { continue }
      readEntry(path, word: word, section: section, key: key, value: value)
    }
  }

  private mutating func readEntry(
    _ path: String, word: String, section: String, key: SourceNode, value: SourceNode
  ) {
    if schema.isSection(path), !word.contains("."), case .mapping(let pairs) = value.content {
      if path == KeyPaths.epochs, pairs.isEmpty {
        errors.add(
          .wrongType, at: value.place, path, "`\(path)` is an empty mapping; expected a number of epochs or a rule",
          hint: "write `1000`, or `{ at-least: 1000, learning-rate-times-epochs: 30 }`")
      }
      return readSection(path, pairs, at: value.place)
    }
    if !word.contains("."), let definition = schema[path] {
      places[path] = value.place
      if path == KeyPaths.epochs, case .sequence = value.content {
        errors.add(
          .wrongType, at: value.place, path, "`\(path)` is \(value.words); expected a number of epochs or a rule",
          hint: "write `1000`, or `{ at-least: 1000, learning-rate-times-epochs: 30 }`")
        return
      }
      // Noted as present even when its value is wrong, so that it is not called missing too.
      if let read = ValueReader.read(value, as: definition.kind, at: path, errors: &errors) { values[path] = read }
      return
    }
    if schema.isSection(path), !word.contains(".") {
      places[path] = value.place
      errors.add(
        .wrongType, at: value.place, path, "`\(path)` is \(value.words); expected a mapping of keys",
        hint: "its keys: " + schema.words(in: path).map { "`\($0)`" }.joined(separator: ", "))
      return
    }
    noteUnknown(path, word: word, section: section, at: key.place)
  }

  private mutating func noteUnknown(_ path: String, word: String, section: String, at place: Place) {
    let within = section.isEmpty ? "" : " in `\(section)`"
    if word == "<<" {
      errors.add(
        .unknownKey, at: place, path, "merge keys (`<<`) are not read; expected a key of the configuration",
        hint: "write the keys out; anchors and aliases of values are fine")
      return
    }
    if let owner = TaskRegistry.all.first(where: { $0.keys.contains { $0.path == path } }), let task {
      errors.add(
        .unknownKey, at: place, path, "`\(path)` is not a key of the task `\(task.kind)`",
        hint: "it belongs to the task `\(owner.kind)`")
      return
    }
    if word.contains("."), schema[word] != nil || schema[path] != nil {
      errors.add(
        .unknownKey, at: place, path, "unknown key `\(word)`\(within); dotted paths are for the grid",
        hint: "nest the keys: \(word.split(separator: ".").map { "\($0):" }.joined(separator: " "))")
      return
    }
    errors.add(
      .unknownKey, at: place, path, "unknown key `\(word)`\(within)",
      hint: unknownHint(word, in: schema.words(in: section)))
  }

  private func unknownHint(_ word: String, in words: [String]) -> String? {
    if let best = NearestName.of(word, among: words) { return "did you mean `\(best)`?" }
    // The right word in the wrong section.
    if let elsewhere = schema.keys.first(where: { $0.path.hasSuffix(".\(word)") }) {
      return "did you mean `\(elsewhere.path)`?"
    }
    return words.isEmpty ? nil : "known: " + words.map { "`\($0)`" }.joined(separator: ", ")
  }

  mutating func checkRequired(_ root: Place, in prefix: String = "") {
    let missing = schema.keys.filter {
      $0.defaultValue == .required && $0.path.hasPrefix(prefix) && values[$0.path] == nil && places[$0.path] == nil
    }
    for key in missing {
      let parts = key.path.split(separator: ".").dropLast()
      let section = parts.joined(separator: ".")
      // A section of the wrong type has its own error.
      if places[section] == nil, places[String(parts.first ?? "")] != nil { continue }
      errors.add(
        .missingKey, at: places[section] ?? root, key.path, "the key `\(key.path)` is missing",
        hint: "write \(key.kind.expectation)")
    }
  }

  mutating func fillDefaults() {
    for key in schema.keys {
      // A value that is written and wrong gets no default, or errors would follow that nobody made.
      guard values[key.path] == nil, places[key.path] == nil, !brokenAxes.contains(key.path),
        case .value(let value) = key.defaultValue
      else { continue }
      if key.path.hasPrefix(KeyPaths.epochs + "."), values[KeyPaths.epochs] != nil { continue }
      values[key.path] = value
    }
    for path in axes.map(\.axis.path) + brokenAxes { values[path] = nil }
    if axes.contains(where: { $0.axis.path == KeyPaths.epochs }) {
      values[KeyPaths.epochsAtLeast] = nil
      values[KeyPaths.epochsPerRate] = nil
    }
  }
}
