import Yams

/// A node of a YAML file that knows its place; the rest of the reader sees this, never the YAML library.
struct SourceNode {
  enum Content {
    /// A scalar: its text, and whether it was written without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([SourceNode])
    case mapping([(key: SourceNode, value: SourceNode)])
  }

  let node: Node
  let restored: RestoredKeys

  /// Where the node begins; for an alias, where its anchor does.
  var place: Place { node.mark.map { Place(line: $0.line, column: $0.column) } ?? .start }

  /// The node's content.
  ///
  /// Children are wrapped only when asked for, so a file of nested aliases costs nothing.
  var content: Content {
    switch node {
    case .scalar(let scalar): .scalar(restored.original(scalar.string), isPlain: scalar.style == .plain)
    case .sequence(let sequence): .sequence(sequence.map { SourceNode(node: $0, restored: restored) })
    case .mapping(let mapping):
      .mapping(
        mapping.map {
          (SourceNode(node: $0.key, restored: restored), SourceNode(node: $0.value, restored: restored))
        })
    case .alias: .scalar("", isPlain: true)
    }
  }

  /// The text of a scalar.
  var scalar: String? {
    if case .scalar(let text, _) = content { return text }
    return nil
  }

  /// Whether the node stands for nothing: an empty value, `~` or `null`.
  var isNull: Bool {
    if case .scalar(let text, isPlain: true) = content { return ["", "~", "null", "Null", "NULL"].contains(text) }
    return false
  }

  /// What was found, in words.
  var words: String {
    switch content {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar(let text, let isPlain):
      if isNull { return "nothing" }
      let shown = text.count > 60 ? text.prefix(57) + "..." : text[...]
      return isPlain ? "`\(shown)`" : "the quoted text \"\(shown)\""
    }
  }
}

/// How the keys that a file repeats are told apart; see `SourceDocument`.
struct RestoredKeys {
  /// Marker -> the scalar it stands for.
  var markers: [Unicode.Scalar: Unicode.Scalar] = [:]

  /// The text as it stands in the file.
  func original(_ text: String) -> String {
    guard !markers.isEmpty, text.unicodeScalars.contains(where: { markers[$0] != nil }) else { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.map { markers[$0] ?? $0 })
    return String(scalars)
  }
}
