import Foundation

/// `run.json`: what the run is, written once by the first attempt.
public struct RunDescription: Sendable, Equatable, Codable {
  /// Name of this file's layout.
  public var schema = "remanence-run"
  /// Version of this file's layout.
  public var schemaVersion = "1.0"
  /// What people call the sweep.
  public let name: String
  /// Program that made it.
  public let program: String
  /// When it was made.
  public let created: String
  /// Kernels of the first attempt.
  public let kernels: KernelSet?
  /// MPI, HDF5 and OpenBLAS of the first attempt.
  public let libraries: [String]?
  /// Hash of the canonical configuration: the identity of the run.
  public let configHash: String
  /// Canonical configuration as YAML.
  public let config: String
  /// Parameter columns.
  public let columns: [String]
  /// Cells in the order of the axes.
  public let cells: [Cell]
  /// Seed indices of every cell.
  public let seeds: [Int]
  /// Number of networks: cells times seeds.
  public let networks: Int

  /// One cell and its parameters: `{"cell": 0, "learning_rate": 0.1, "delay_ms": 20}`.
  public struct Cell: Sendable, Equatable, Codable {
    /// Cell index.
    public let cell: Int
    /// Parameters by column.
    public let values: [String: ColumnValue]

    /// A column's name as a key.
    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(cell: Int, values: [String: ColumnValue]) {
      self.cell = cell
      self.values = values
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      cell = try container.decode(Int.self, forKey: Key(stringValue: "cell"))
      values = try Dictionary(
        uniqueKeysWithValues: container.allKeys.filter { $0.stringValue != "cell" }.map {
          ($0.stringValue, try container.decode(ColumnValue.self, forKey: $0))
        })
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(cell, forKey: Key(stringValue: "cell"))
      for (name, value) in values { try container.encode(value, forKey: Key(stringValue: name)) }
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, name, program, created, kernels, libraries, config, columns, cells, seeds, networks
    case schemaVersion = "schema_version"
    case configHash = "config_hash"
  }

  /// Describes a sweep.
  public init(_ configuration: SweepConfiguration, provenance: Provenance) {
    name = configuration.name
    program = provenance.source
    kernels = provenance.kernels
    libraries = provenance.libraries
    created = Provenance.now
    configHash = configuration.hash
    config = configuration.canonicalYAML
    columns = configuration.columns.map(\.name)
    cells = (0..<configuration.grid.cellCount).map { cell in
      Cell(
        cell: cell,
        values: Dictionary(
          zip(configuration.columns.map(\.name), configuration.columnValues(ofCell: cell)),
          uniquingKeysWith: { first, _ in first }))
    }
    seeds = configuration.grid.seedIndices
    networks = configuration.grid.networkCount
  }

  /// Reads a run's description.
  ///
  /// - Throws: `RunError` when there is none, or it was not written by this program.
  public static func read(_ folder: RunFolder) throws(RunError) -> RunDescription {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory) else {
      throw RunError(
        .folderUnusable, place: folder.path, message: "no such folder", hint: "give the folder that train wrote")
    }
    guard isDirectory.boolValue else {
      throw RunError(
        .folderUnusable, place: folder.path, message: "a file, not a run folder",
        hint: "give the folder that train wrote")
    }
    guard FileManager.default.fileExists(atPath: folder.runFile) else {
      throw RunError(
        .foreignFolder, place: folder.path, message: "not a run folder: it has no run.json",
        hint: "give the folder that train wrote")
    }
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: folder.runFile))
      let description = try JSONDecoder().decode(RunDescription.self, from: data)
      guard description.schema == "remanence-run" else {
        throw RunError(.badFile, place: folder.runFile, message: "not written by this program")
      }
      return description
    } catch let error as RunError {
      throw error
    } catch {
      throw RunError(
        .badFile, place: folder.runFile, message: "damaged: not the description of a run",
        hint: "move it away and run the same train command again; the rank files are checked against the configuration")
    }
  }

  /// The configuration that the description holds.
  ///
  /// - Throws: `RunError` where it cannot be read, or is not the one whose hash stands beside it.
  public func configuration(_ folder: RunFolder) throws(RunError) -> SweepConfiguration {
    let configuration: SweepConfiguration
    do {
      configuration = try SweepConfiguration.parse(yaml: config, file: "\(folder.runFile): config")
    } catch {
      throw RunError(
        .badFile, place: folder.runFile,
        message: "its configuration cannot be read: \(error.errors.first?.description ?? error.description)",
        hint: "use the program version that wrote it, or restore it from a copy")
    }
    guard configuration.hash == configHash else {
      throw RunError(
        .badFile, place: folder.runFile, message: "its configuration does not have the hash stored beside it",
        hint: "it was edited or damaged; restore it from a copy")
    }
    return configuration
  }

  /// The file's bytes.
  func encoded() throws(RunError) -> Data { try encodedJSON(self, place: "run.json") }
}

/// JSON with sorted keys, so that equal content gives equal bytes.
func encodedJSON(_ value: some Encodable, place: String) throws(RunError) -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  do {
    return try encoder.encode(value) + Data("\n".utf8)
  } catch {
    throw RunError(.badFile, place: place, message: "cannot be encoded: \(error)")
  }
}
