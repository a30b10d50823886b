import Foundation

/// A sweep, read and checked: what every network of it is, and how many there are.
///
/// A configuration that could be made has no bad cell: every duration is a whole number of steps, every count fits.
public struct SweepConfiguration: Sendable {
  /// What people call the sweep; it has no effect on anything computed.
  public let name: String
  /// The sweep seed.
  public let seed: UInt64
  /// The table of networks; of a configuration that was just read, that of its grid alone.
  public internal(set) var table: NetworkTable
  /// Every key that is the same in all cells, defaults filled in.
  let fixed: [String: ConfigurationValue]
  let schema: SweepSchema
  let task: TaskDefinition
  let optimizer: OptimizerDefinition

  init?(reader: ConfigurationReader) {
    guard case .text(let name) = reader.values["name"], case .unsigned(let seed) = reader.values[KeyPaths.seedAxis],
      let task = reader.task, case .text(let kind) = reader.values[KeyPaths.optimizerKind],
      let optimizer = OptimizerRegistry.all.first(where: { $0.kind == kind })
    else { return nil }
    self.name = name
    self.seed = seed
    self.task = task
    self.optimizer = optimizer
    schema = reader.schema
    table = NetworkTable(grid: Grid(axes: reader.axes.map(\.axis), seedIndices: reader.seedIndices))
    fixed = reader.values
  }

  /// The axes and seeds.
  public var grid: Grid { table.grid }

  /// Reads and checks a file.
  ///
  /// - Parameter path: the file, UTF-8 YAML.
  /// - Throws: every error of the file, with its place.
  public static func load(path: String) throws(ConfigurationErrors) -> SweepConfiguration {
    try parse(bytes: bytes(ofFile: path), file: path)
  }

  /// The bytes of a file, unchecked, for ranks that share them.
  ///
  /// - Throws: when the file cannot be read.
  public static func bytes(ofFile path: String) throws(ConfigurationErrors) -> [UInt8] {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      return try [UInt8](handle.read(upToCount: SourceDocument.sizeLimit + 1) ?? Data())
    } catch {
      throw ConfigurationErrors([unreadable(path, error)])
    }
  }

  private static func unreadable(_ path: String, _ error: any Error) -> ConfigurationError {
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    let (message, hint): (String, String?) =
      if !exists {
        ("no such file; expected a configuration", "check the path; configs/ has examples")
      } else if isDirectory.boolValue {
        ("this is a folder; expected a configuration file", "name a file in it")
      } else {
        ("cannot be read: \(cause(of: error))", "check its permissions")
      }
    return ConfigurationError(
      code: .unreadableFile, file: path, line: nil, column: nil, keyPath: "", message: message, hint: hint)
  }

  private static func cause(of error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying?.localizedDescription ?? (error as NSError).localizedDescription
  }

  /// Reads and checks text.
  ///
  /// - Parameters:
  ///   - yaml: the configuration.
  ///   - file: what to call it in errors.
  /// - Throws: every error of the text, with its place.
  public static func parse(yaml: String, file: String) throws(ConfigurationErrors) -> SweepConfiguration {
    try parse(bytes: Array(yaml.utf8), file: file)
  }

  /// Reads and checks bytes, which should be UTF-8.
  public static func parse(bytes: [UInt8], file: String) throws(ConfigurationErrors) -> SweepConfiguration {
    var reader = ConfigurationReader(file: file)
    return try reader.read(bytes: bytes)
  }
}

extension SweepConfiguration: Equatable {
  /// Whether two configurations say the same, however they are written, and number their networks alike.
  public static func == (left: SweepConfiguration, right: SweepConfiguration) -> Bool {
    left.table == right.table && left.fixed == right.fixed
  }
}
