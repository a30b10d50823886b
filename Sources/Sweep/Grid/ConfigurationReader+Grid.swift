import Spelling

/// Reads the grid: its axes in the order of the file, and the seeds.
extension ConfigurationReader {
  mutating func readGrid(_ node: SourceNode) {
    places[KeyPaths.grid] = node.place
    guard case .mapping(let pairs) = node.content else {
      errors.add(
        node.isNull ? .emptyGrid : .wrongType, at: node.place, KeyPaths.grid,
        "`grid` is \(node.isNull ? "empty" : node.words); expected a mapping from keys to values",
        hint: "leave out `grid` for a single network, or write an axis such as `task.delay: [0 ms, 100 ms]`")
      return
    }
    guard !pairs.isEmpty else {
      errors.add(
        .emptyGrid, at: node.place, KeyPaths.grid, "`grid` is empty; expected at least one axis",
        hint: "leave out `grid` for a single network, or write an axis such as `task.delay: [0 ms, 100 ms]`")
      return
    }
    var firstPlaces: [String: Place] = [:]
    for (key, value) in pairs {
      guard let path = key.scalar else {
        errors.add(.wrongType, at: key.place, KeyPaths.grid, "found \(key.words) as a key; expected a dotted path")
        continue
      }
      if let first = firstPlaces[path] {
        errors.add(
          .repeatedKey, at: key.place, "grid.\(path)",
          "the axis `\(path)` is repeated; it is first given in line \(first.line)", hint: "keep one of them")
        continue
      }
      firstPlaces[path] = key.place
      if path == KeyPaths.seedAxis {
        seedIndices = SeedAxisReader.read(value, errors: &errors)
      } else if let definition = definition(of: path, at: key.place) {
        readAxis(definition, value)
      }
    }
  }

  /// The declaration of a key that may be swept.
  private mutating func definition(of path: String, at place: Place) -> KeyDefinition? {
    let refused = ["output", "schedule", "checkpoint", "checkpoints", "shard", "record", "name", "grid"]
    let head = String(path.split(separator: ".").first ?? "")
    guard let definition = schema[path], definition.effect == .numbers else {
      if let definition = schema[path] {
        let why =
          switch definition.effect {
          case .kind: ("decides which keys there are", "write one configuration per kind")
          case .kernels: ("is the same for a whole sweep", "write one configuration per set")
          case .judgement: ("changes nothing a network computes", "both windows are recorded for every network")
          default: ("changes nothing a network computes", "remove it from the grid")
          }
        errors.add(.refusedAxis, at: place, "grid.\(path)", "`\(path)` cannot be an axis: it \(why.0)", hint: why.1)
      } else if refused.contains(head) || path == "network.seed" || path == "training.seed" {
        errors.add(
          .refusedAxis, at: place, "grid.\(path)",
          "`\(path)` cannot be an axis: it changes nothing a network computes",
          hint: path.hasSuffix("seed") ? "use the axis `seed`, as in `seed: { count: 100 }`" : "remove it from the grid"
        )
      } else {
        noteUnknownAxis(path, at: place)
      }
      return nil
    }
    return definition
  }

  private mutating func noteUnknownAxis(_ path: String, at place: Place) {
    let axes = schema.keys.filter { $0.effect == .numbers }.map(\.path)
    let last = String(path.split(separator: ".").last ?? "")
    let word = NearestName.of(last, among: axes.map { String($0.split(separator: ".").last ?? "") })
    let near =
      NearestName.of(path, among: axes) ?? axes.first { $0.split(separator: ".").last.map(String.init) == word }
    let message =
      schema.isSection(path)
      ? "the axis `\(path)` is a section; expected the dotted path of one key"
      : "unknown axis `\(path)`; expected the dotted path of a key"
    errors.add(
      .unknownAxis, at: place, "grid.\(path)", message,
      hint: schema.isSection(path)
        ? "its keys: " + schema.words(in: path).map { "`\(path).\($0)`" }.joined(separator: ", ")
        : near.map { "did you mean `\($0)`?" } ?? "an axis is named like `task.delay`")
  }

  private mutating func readAxis(_ definition: KeyDefinition, _ node: SourceNode) {
    if definition.path.hasPrefix(KeyPaths.epochs + "."), let place = places[KeyPaths.epochs],
      values[KeyPaths.epochs] != nil
    {
      errors.add(
        .refusedAxis, at: node.place, "grid.\(definition.path)",
        "`\(definition.path)` has no effect: `training.epochs` is a number (line \(place.line))",
        hint: "sweep `training.epochs`, or write it as `{ at-least: ..., learning-rate-times-epochs: ... }`")
      return
    }
    let before = errors.errors.count
    guard let placed = AxisReader.read(definition, node, errors: &errors), !placed.isEmpty else {
      brokenAxes.insert(definition.path)
      if errors.errors.count == before {
        errors.add(
          .emptyAxis, at: node.place, "grid.\(definition.path)",
          "the axis `\(definition.path)` is empty; expected at least one value")
      }
      return
    }
    var seen: [ConfigurationValue: Place] = [:]
    for (value, place) in placed {
      if let first = seen.updateValue(place, forKey: value) {
        errors.add(
          .duplicateValue, at: place, "grid.\(definition.path)",
          "the axis `\(definition.path)` has \(value.canonicalText) twice; "
            + "it is first given at \(first.line):\(first.column)",
          hint: "every value makes a cell of its own; keep one of them")
      }
    }
    axes.append(
      PlacedAxis(axis: Axis(path: definition.path, values: placed.map(\.value)), places: placed.map(\.place)))
  }
}
