import RandomStreams

/// Sums over pairs of numbers that should not know of each other.
///
/// For independent standard normals, z_1 z_2 and (z_1^2 - 1) (z_2^2 - 1) / 2 have mean 0 and variance 1.
struct PairSums {
  private(set) var count = 0
  private var products = 0.0
  private var squareProducts = 0.0

  init() {}

  init(_ first: [Float], _ second: [Float]) {
    first.withUnsafeBufferPointer { a in second.withUnsafeBufferPointer { b in add(a, b) } }
  }

  static func += (sums: inout PairSums, others: PairSums) {
    sums.count += others.count
    sums.products += others.products
    sums.squareProducts += others.squareProducts
  }

  /// Adds pairs; the number of values is a multiple of 256.
  mutating func add(_ first: UnsafeBufferPointer<Float>, _ second: UnsafeBufferPointer<Float>) {
    precondition(first.count == second.count && first.count.isMultiple(of: 256), "whole chunks")
    let (a, b) = (UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second))
    for start in stride(from: 0, to: 4 * first.count, by: 1024) {
      var product = SIMD8<Float>()
      var squareProduct = SIMD8<Float>()
      for offset in stride(from: start, to: start + 1024, by: 32) {
        let x = a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        let y = b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        product += x * y
        squareProduct += (x * x - 1) * (y * y - 1)
      }
      products += Double(product.sum())
      squareProducts += Double(squareProduct.sum()) / 2
    }
    count += first.count
  }

  /// Correlation of the values, and of their squares.
  var correlations: (values: Double, squares: Double) {
    (products / Double(count), squareProducts / Double(count))
  }

  /// The two correlations in standard errors, named.
  func comparisons(_ name: String) -> [Comparison] {
    let (values, squares) = correlations
    let root = Double(count).squareRoot()
    return [
      Comparison("correlation \(values) of \(name)", deviations: values * root),
      Comparison("correlation \(squares) of the squares of \(name)", deviations: squares * root),
    ]
  }
}

/// The whole address of a stretch of numbers.
struct Address: Hashable, Sendable, CustomStringConvertible {
  var key: UInt64 = 0xfeed_5678_9abc_def0
  var purpose = RandomStream.Purpose.processNoise
  var epoch = 5
  var step = 9
  var block = 3

  func normals(_ count: Int) -> [Float] {
    RandomStream(key: key, purpose: purpose).normals(count: count, epoch: epoch, step: step, block: block)
  }

  var description: String {
    "key \(String(key, radix: 16)), \(purpose), epoch \(epoch), step \(step), block \(block)"
  }

  /// A part of an address, and the number of its bits.
  enum Part: String, CaseIterable, Sendable {
    case key, epoch, step, block

    var bits: Int {
      switch self {
      case .key: 64
      case .epoch, .step: 32
      case .block: 24
      }
    }
  }

  /// The address with the bits of one part changed where the mask has ones.
  func flipping(_ part: Part, _ mask: UInt64) -> Address {
    var other = self
    switch part {
    case .key: other.key ^= mask
    case .epoch: other.epoch ^= Int(mask)
    case .step: other.step ^= Int(mask)
    case .block: other.block ^= Int(mask)
    }
    return other
  }

  /// The address a number of places further on in one part.
  func advanced(_ part: Part, by distance: Int) -> Address {
    var other = self
    switch part {
    case .key: other.key &+= UInt64(distance)
    case .epoch: other.epoch += distance
    case .step: other.step += distance
    case .block: other.block += distance
    }
    return other
  }
}
