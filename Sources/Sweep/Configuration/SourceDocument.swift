import Yams

/// Turns the bytes of a configuration file into nodes with places.
///
/// A YAML library that refuses repeated keys does not say where the second one stands. So when it refuses, every
/// occurrence of the repeated word that looks like a key is marked: its last character is replaced by a private one of
/// its own, which makes it unique and moves no column. The reader then sees the whole file, takes the marks off again
/// (`RestoredKeys`), and reports each repetition at its place, together with everything else that is wrong.
struct SourceDocument {
  /// Largest file read: a list of a million values fits.
  static let sizeLimit = 32 << 20

  /// Decodes and composes; returns nil after noting at least one error.
  static func root(bytes: [UInt8], errors: inout ErrorCollector) -> SourceNode? {
    guard bytes.count <= sizeLimit else {
      errors.add(
        .fileTooLarge, at: nil, "", "the file has more than \(sizeLimit >> 20) MiB; expected a sweep configuration",
        hint: "give a range instead of a list of values")
      return nil
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      errors.add(
        .notUTF8, at: placeOfInvalidByte(bytes), "", "found a byte that is not UTF-8; expected UTF-8 text",
        hint: "save the file as UTF-8")
      return nil
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    if let place = placeOfControlCharacter(text) {
      errors.add(
        .syntax, at: place, "", "found a control character; expected text", hint: "remove the invisible character")
      return nil
    }
    return compose(text, errors: &errors)
  }

  private static func compose(_ text: String, errors: inout ErrorCollector) -> SourceNode? {
    var text = text
    var restored = RestoredKeys()
    // Every round marks at least one more word, or gives up.
    while true {
      do {
        guard let node = try Parser(yaml: text, encoding: .utf8).singleRoot() else {
          errors.add(
            .emptyFile, at: .start, "", "the file is empty; expected a mapping with at least `name` and `task`",
            hint: "begin with a copy of configs/quickstart.yaml")
          return nil
        }
        return SourceNode(node: node, restored: restored)
      } catch YamlError.duplicatedKeysInMapping(let words, let context) {
        let count = restored.markers.count
        for word in words { text = RepeatedKeys.mark(restored.original(word), in: text, restored: &restored) }
        guard restored.markers.count > count else {
          errors.add(
            .repeatedKey, at: Place(line: context.mark.line, column: context.mark.column), words.first ?? "",
            "the key `\(words.first ?? "")` appears more than once in this mapping", hint: "keep one of them")
          return nil
        }
      } catch let error as YamlError {
        addSyntaxError(error, errors: &errors)
        return nil
      } catch {
        errors.add(.syntax, at: .start, "", "not YAML: \(error)")
        return nil
      }
    }
  }

  private static func addSyntaxError(_ error: YamlError, errors: inout ErrorCollector) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      let place = Place(line: max(mark.line, 1), column: max(mark.column, 1))
      let about = (context.map { $0.text + ", " } ?? "") + problem
      errors.add(
        .syntax, at: place, "", "not YAML: \(about)",
        hint: problem.contains("character that cannot start any token")
          ? "indent with spaces, not tabs, and quote text that begins with a special character"
          : "check indentation, colons and brackets on this line and the one before")
    case .composer(_, let problem, let mark, _) where problem.contains("another document"):
      errors.add(
        .multipleDocuments, at: Place(line: mark.line, column: mark.column), "",
        "found a second document; expected one configuration per file", hint: "remove the line `---`, or split the file"
      )
    case .composer(_, let problem, let mark, _):
      errors.add(
        .syntax, at: Place(line: mark.line, column: mark.column), "", "not YAML: \(problem)",
        hint: "define the anchor with & before it is used with *")
    case .memory:
      errors.add(
        .syntax, at: .start, "", "not YAML: nested too deeply", hint: "a configuration has four levels at most")
    default:
      errors.add(.syntax, at: .start, "", "not YAML: \(error)")
    }
  }

  private static func placeOfInvalidByte(_ bytes: [UInt8]) -> Place {
    var place = Place.start
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { advance(&place, over: scalar) }
    return place
  }

  private static func placeOfControlCharacter(_ text: String) -> Place? {
    var place = Place.start
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let isControl = value < 0x20 && value != 9 && value != 10 && value != 13
      if isControl || (0x7F...0x9F).contains(value) && value != 0x85 || value == 0xFFFE || value == 0xFFFF {
        return place
      }
      advance(&place, over: scalar)
    }
    return nil
  }

  private static func advance(_ place: inout Place, over scalar: Unicode.Scalar) {
    if scalar == "\n" {
      place = Place(line: place.line + 1, column: 1)
    } else {
      place.column += 1
    }
  }
}

/// Marks the occurrences of a word that look like a key.
enum RepeatedKeys {
  static func mark(_ word: String, in text: String, restored: inout RestoredKeys) -> String {
    let key = Array(word.unicodeScalars)
    var scalars = Array(text.unicodeScalars)
    guard let last = key.last, scalars.count >= key.count else { return text }
    let used = Set(scalars)
    var candidates = (UInt32(0xE000)...0xF8FF).lazy.compactMap(Unicode.Scalar.init).filter { !used.contains($0) }
      .makeIterator()
    var index = 0
    while index + key.count <= scalars.count {
      let end = index + key.count
      guard scalars[index] == key[0], scalars[index..<end].elementsEqual(key),
        index == 0 || " \t\n\r{,\"'?".unicodeScalars.contains(scalars[index - 1]), isFollowedByColon(scalars, end)
      else {
        index += 1
        continue
      }
      guard let marker = candidates.next() else { break }
      restored.markers[marker] = restored.markers[last] ?? last
      scalars[end - 1] = marker
      index = end
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func isFollowedByColon(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
    var index = start
    if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { index += 1 }
    return index < scalars.count && scalars[index] == ":"
  }
}
