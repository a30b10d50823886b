import Foundation

/// `run.json`: what the run is, written by the first attempt, and again by every one whose grid has grown.
public struct RunDescription: Sendable, Equatable, Codable {
  /// Name of this file's layout.
  public var schema = "remanence-run"
  /// Version of this file's layout.
  public var schemaVersion = "1.0"
  /// What people call the sweep.
  public private(set) var name: String
  /// Program that made it.
  public let program: String
  /// When it was made.
  public let created: String
  /// Kernels of the first attempt.
  public let kernels: KernelSet?
  /// MPI, HDF5 and OpenBLAS of the first attempt.
  public let libraries: [String]?
  /// Hash of the canonical configuration: the identity of the run.
  public private(set) var configHash: String
  /// Canonical configuration as YAML.
  public private(set) var config: String
  /// What the configuration was before its grid grew, oldest first; nil where it never did.
  public private(set) var grownFrom: [EarlierGrid]?
  /// Parameter columns.
  public let columns: [String]
  /// Cells in the order of their indices.
  public private(set) var cells: [Cell]
  /// Seed indices of every cell.
  public private(set) var seeds: [Int]
  /// Number of networks: cells times seeds.
  public private(set) var networks: Int

  /// A configuration that the run has had; its networks have the ids below `networks`.
  public struct EarlierGrid: Sendable, Equatable, Codable {
    /// Hash of the canonical configuration, which the rank files of that time bear.
    public let configHash: String
    /// Canonical configuration as YAML.
    public let config: String
    /// Number of networks.
    public let networks: Int
    /// When the grid grew beyond it; absent where run.json was lost since.
    public let grown: String?

    enum CodingKeys: String, CodingKey {
      case config, networks, grown
      case configHash = "config_hash"
    }
  }

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
    case grownFrom = "grown_from"
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
    let earlier = configuration.earlier.map {
      EarlierGrid(configHash: $0.hash, config: $0.canonicalYAML, networks: $0.table.count, grown: nil)
    }
    grownFrom = earlier.isEmpty ? nil : earlier
    columns = configuration.columns.map(\.name)
    cells = RunDescription.cells(of: configuration)
    seeds = configuration.grid.seedIndices
    networks = configuration.table.count
  }

  /// The description of the run with a configuration that grew from the one it has.
  func grown(to configuration: SweepConfiguration) -> RunDescription {
    var grown = self
    let earlier = EarlierGrid(configHash: configHash, config: config, networks: networks, grown: Provenance.now)
    grown.grownFrom = (grownFrom ?? []) + [earlier]
    grown.name = configuration.name
    grown.configHash = configuration.hash
    grown.config = configuration.canonicalYAML
    grown.cells = RunDescription.cells(of: configuration)
    grown.seeds = configuration.grid.seedIndices
    grown.networks = configuration.table.count
    return grown
  }

  private static func cells(of configuration: SweepConfiguration) -> [Cell] {
    let names = configuration.columns.map(\.name)
    return (0..<configuration.table.cellCount).map { cell in
      Cell(
        cell: cell,
        values: Dictionary(
          zip(names, configuration.columnValues(ofCell: cell)), uniquingKeysWith: { first, _ in first }))
    }
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

  /// The configuration that the description holds, with the ids that its networks have in this run.
  ///
  /// - Throws: `RunError` where it cannot be read, is not the one whose hash stands beside it, or did not grow from those
  ///   that it is said to have grown from.
  public func configuration(_ folder: RunFolder) throws(RunError) -> SweepConfiguration {
    let newest = try RunDescription.parse(config, hash: configHash, folder)
    guard let grownFrom, !grownFrom.isEmpty else { return newest }
    var earlier: [SweepConfiguration] = []
    for grid in grownFrom { earlier.append(try RunDescription.parse(grid.config, hash: grid.configHash, folder)) }
    do throws(GrowthRefusal) {
      return try newest.grown(through: earlier)
    } catch {
      throw RunError(
        .badFile, place: folder.runFile, message: "its grid did not grow as it says: \(error)",
        hint: "it was edited or damaged; restore it from a copy")
    }
  }

  private static func parse(
    _ config: String, hash: String, _ folder: RunFolder
  ) throws(RunError) -> SweepConfiguration {
    let configuration: SweepConfiguration
    do {
      configuration = try SweepConfiguration.parse(yaml: config, file: "\(folder.runFile): config")
    } catch {
      throw RunError(
        .badFile, place: folder.runFile,
        message: "its configuration cannot be read: \(error.errors.first?.description ?? error.description)",
        hint: "use the program version that wrote it, or restore it from a copy")
    }
    guard configuration.hash == hash else {
      throw RunError(
        .badFile, place: folder.runFile, message: "its configuration does not have the hash stored beside it",
        hint: "it was edited or damaged; restore it from a copy")
    }
    return configuration
  }

  /// The file's bytes.
  package func encoded() throws(RunError) -> Data { try encodedJSON(self, place: "run.json") }
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
