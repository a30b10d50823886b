/// One thing wrong with a configuration: what, where, what was expected, and the way out.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of mistakes a configuration can hold.
  public enum Code: String, Sendable, CaseIterable {
    // The file.
    case unreadableFile, fileTooLarge, notUTF8, syntax, emptyFile, multipleDocuments
    // The keys.
    case notAMapping, unknownKey, repeatedKey, missingKey
    // The values.
    case wrongType, missingUnit, unknownUnit, notFinite, outOfRange, unknownChoice
    // The grid.
    case emptyGrid, emptyAxis, duplicateValue, unknownAxis, refusedAxis, malformedAxis, stepDoesNotDivide
    case tooManyNetworks
    // Values that are fine alone and wrong together.
    case notAMultipleOfTheStep, stepExceedsTimeConstant, tooManyEpochs, invalidTask
  }

  /// What went wrong.
  public let code: Code
  /// The file, as the caller named it.
  public let file: String
  /// Line, counted from 1; nil when the file could not be read at all.
  public let line: Int?
  /// Column in Unicode scalars, counted from 1; nil when the file could not be read at all.
  public let column: Int?
  /// Dotted path of the key at fault, such as `task.delay`; empty when it is about the file.
  public let keyPath: String
  /// What was found and what was expected.
  public let message: String
  /// The way out: the nearest known key, or what to write instead.
  public let hint: String?

  /// Creates an error.
  public init(
    code: Code, file: String, line: Int?, column: Int?, keyPath: String, message: String, hint: String? = nil
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.keyPath = keyPath
    self.message = message
    self.hint = hint
  }

  /// One line in the manner of a compiler: `file:line:column: message (hint)`.
  public var description: String {
    let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
    return "\(file)\(place): \(message)" + (hint.map { " (\($0))" } ?? "")
  }
}

/// Everything wrong with one configuration, in order of place; never empty.
public struct ConfigurationErrors: Error, Sendable, Equatable, CustomStringConvertible {
  /// The errors, sorted by line and column.
  public let errors: [ConfigurationError]

  init(_ errors: [ConfigurationError]) {
    self.errors = errors.enumerated().sorted {
      ($0.element.line ?? 0, $0.element.column ?? 0, $0.offset)
        < ($1.element.line ?? 0, $1.element.column ?? 0, $1.offset)
    }.map(\.element)
  }

  /// One line per error.
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}

/// A place in a file: line and column, counted from 1.
struct Place: Sendable, Equatable {
  var line: Int
  var column: Int

  static let start = Place(line: 1, column: 1)
}

/// Gathers errors while a file is read, so that all of them can be shown at once.
struct ErrorCollector {
  let file: String
  private(set) var errors: [ConfigurationError] = []

  init(file: String) { self.file = file }

  var isEmpty: Bool { errors.isEmpty }

  /// Adds an error, unless the same mistake was already noted at the same place.
  mutating func add(
    _ code: ConfigurationError.Code, at place: Place?, _ keyPath: String, _ message: String, hint: String? = nil
  ) {
    let isKnown = errors.contains {
      $0.code == code && $0.line == place?.line && $0.column == place?.column && $0.keyPath == keyPath
    }
    guard !isKnown, errors.count < ErrorCollector.limit else { return }
    errors.append(
      ConfigurationError(
        code: code, file: file, line: place?.line, column: place?.column, keyPath: keyPath, message: message,
        hint: hint))
  }

  /// More errors than anybody reads; keeps a hostile file from filling memory.
  static let limit = 100
}
