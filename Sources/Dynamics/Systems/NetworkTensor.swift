/// A named array with its shape, as read from a file of weights.
///
/// Rows first, PyTorch's orientation. Float32 widens exactly, so the network analysed is the network trained.
public struct NetworkTensor: Sendable, Equatable {
  /// Name as in the file: `W_rec`, `W_in`, `W_out`, `b_rec`, `b_in`, `b_out`.
  public let name: String
  /// Extents, slowest first.
  public let shape: [Int]
  /// Elements in row order.
  public let values: [Double]

  /// Wraps Float64 values.
  public init(_ name: String, shape: [Int], values: [Double]) {
    self.name = name
    self.shape = shape
    self.values = values
  }

  /// Widens Float32 values.
  public init(_ name: String, shape: [Int], values: [Float]) {
    self.init(name, shape: shape, values: values.map(Double.init))
  }

  /// Checks shape, number of elements and finiteness.
  func validate(expected: [Int], meaning: String) throws(DynamicsError) {
    guard shape == expected else {
      throw DynamicsError(
        code: .wrongShape, place: name, message: "shape \(shape) where \(expected) is expected, \(meaning)")
    }
    var count = 1
    for extent in expected {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow else {
        throw DynamicsError(code: .tooLarge, place: name, message: "shape \(shape) has too many elements")
      }
      count = product
    }
    guard values.count == count else {
      throw DynamicsError(
        code: .wrongShape, place: name, message: "\(values.count) elements do not fill shape \(shape)")
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw DynamicsError(code: .notFinite, place: name, message: "element \(index) is \(values[index])")
    }
  }
}
