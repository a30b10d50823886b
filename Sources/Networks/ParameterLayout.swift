/// Where every tensor of a network lies in one flat block of parameters.
///
/// Optimisers, checkpoints and records see the flat block; networks see tensors. Matrices are row-major in PyTorch's
/// orientation `[out, in]`.
public struct ParameterLayout: Sendable, Equatable {
  /// Name, shape and place of one tensor.
  public struct Tensor: Sendable, Equatable {
    /// Name as stored in files, such as `W_rec`.
    public let name: String
    /// What it is, in words.
    public let longName: String
    /// Sizes of its axes.
    public let shape: [Int]
    /// Names of its axes.
    public let dimensions: [String]
    /// Index of its first element in the flat block.
    public let offset: Int
    /// Number of elements.
    public var count: Int { shape.reduce(1, *) }
    /// Its elements in the flat block.
    public var range: Range<Int> { offset..<(offset + count) }
  }

  /// The tensors in order.
  public let tensors: [Tensor]
  /// Number of scalars in the flat block.
  public let count: Int

  /// Lays tensors one after the other.
  init(_ specifications: [(name: String, longName: String, shape: [Int], dimensions: [String])]) {
    var tensors: [Tensor] = []
    var offset = 0
    for item in specifications {
      let tensor = Tensor(
        name: item.name, longName: item.longName, shape: item.shape, dimensions: item.dimensions, offset: offset)
      tensors.append(tensor)
      offset += tensor.count
    }
    self.tensors = tensors
    count = offset
  }

  /// Cuts a flat block into named tensors in Float32.
  public func named(_ flat: [Float]) -> [NamedTensor] {
    tensors.map {
      NamedTensor(
        name: $0.name, longName: $0.longName, shape: $0.shape, dimensions: $0.dimensions, values: Array(flat[$0.range])
      )
    }
  }
}

/// A tensor by name, as handed to records.
public struct NamedTensor: Sendable, Equatable {
  /// Name as stored in files, such as `W_rec`.
  public let name: String
  /// What it is, in words.
  public let longName: String
  /// Sizes of its axes.
  public let shape: [Int]
  /// Names of its axes.
  public let dimensions: [String]
  /// Elements in row order.
  public let values: [Float]

  /// Creates a tensor.
  public init(name: String, longName: String, shape: [Int], dimensions: [String], values: [Float]) {
    self.name = name
    self.longName = longName
    self.shape = shape
    self.dimensions = dimensions
    self.values = values
  }
}
