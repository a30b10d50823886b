/// `scaling.json`: every fit of a table, with what it rests on.
///
/// analysis/figures/README.md has the keys.
public struct ScalingFile: Sendable, Encodable {
  /// Its name.
  public static let name = "scaling.json"

  let schema = "remanence-scaling 1.0"
  let source: String
  let bootstrap: Bootstrap
  /// The parts of the table.
  public private(set) var slices: [Slice] = []
  /// The laws.
  public private(set) var fits: [ScalingFit] = []
  /// Laws that could not be fitted.
  public private(set) var notFitted: [MissingFit] = []
  /// The points behind the laws.
  public private(set) var boundaries: [BoundaryPoints] = []
  /// Power law against other forms.
  public private(set) var models: [ComparedModel] = []

  /// How intervals were made.
  struct Bootstrap: Sendable, Encodable {
    let replicates: Int
    let seed: UInt64
    let kind: String
  }

  /// A part of the table in which every further parameter has one value.
  public struct Slice: Sendable, Encodable {
    /// Values of the further parameters that differ within the table, by column.
    public let settings: [String: String]
    let quantity: String
    let learningRates: [Double]
    let durations: [Double]
    /// Networks that count.
    public let networks: Int
    /// Seeds; nil where they are not known.
    @Nullable public var seeds: Int?

    enum CodingKeys: String, CodingKey {
      case settings, quantity, durations, networks, seeds
      case learningRates = "learning_rates"
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, source, bootstrap, slices, fits, boundaries, models
    case notFitted = "not_fitted"
  }

  /// A part of the table by one kind of labels.
  public struct Part {
    /// Values of the further parameters.
    public let settings: [String: String]
    /// Whose labels.
    public let labels: String
    /// The counts.
    public let table: PhaseTable
    /// How to fit it.
    public let options: FitOptions

    /// Describes a part.
    public init(settings: [String: String], labels: String, table: PhaseTable, options: FitOptions) {
      self.settings = settings
      self.labels = labels
      self.table = table
      self.options = options
    }
  }

  /// Fits every part.
  ///
  /// - Parameters:
  ///   - source: what was fitted, for readers.
  ///   - parts: the parts, all with equal replicates and seed.
  public init(source: String, parts: [Part]) {
    self.source = source
    let options = parts.first?.options ?? FitOptions()
    let knowsSeeds = parts.contains { !$0.table.seeds.isEmpty }
    bootstrap = Bootstrap(
      replicates: options.replicates, seed: options.seed,
      kind: (knowsSeeds ? Resampling.seeds : .binomial).rawValue)
    for part in parts { add(part) }
  }

  private mutating func add(_ part: Part) {
    let place = slices.firstIndex { $0.settings == part.settings } ?? slices.count
    if place == slices.count {
      slices.append(
        Slice(
          settings: part.settings, quantity: part.table.column.rawValue, learningRates: part.table.learningRates,
          durations: part.table.durations, networks: part.table.networkCount,
          seeds: part.table.seeds.isEmpty ? nil : part.table.seeds.count))
    }
    let study = ScalingStudy(part.table, part.options)
    func placed<Row>(_ rows: [Row], _ slice: WritableKeyPath<Row, Int>, _ labels: WritableKeyPath<Row, String>) -> [Row]
    {
      rows.map { row in
        var row = row
        row[keyPath: slice] = place
        row[keyPath: labels] = part.labels
        return row
      }
    }
    fits += placed(study.fits, \.slice, \.labels)
    notFitted += placed(study.missing, \.slice, \.labels)
    boundaries += placed(study.boundaries, \.slice, \.labels)
    models += placed(study.models, \.slice, \.labels)
  }
}
