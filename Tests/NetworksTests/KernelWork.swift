import CKernels
import Networks
import RandomStreams

/// Sizes to go through.
struct KernelSizes: Sendable {
  let counts: [Int]
  let rows: [Int]
  /// Columns of products in vectors.
  let vectors: [Int]
  let depths: [Int]

  /// Every height and remainder of a tile.
  static let all = KernelSizes(
    counts: [1, 15, 16, 17, 63, 64, 65, 1000, 1024, 1025, 5000], rows: Array(1...25), vectors: [1, 2, 3, 4, 7],
    depths: [1, 2, 63, 100])
  /// For a level where a fused multiply-add may be a call into the system's library.
  static let few = KernelSizes(
    counts: [1, 15, 17, 65, 1025], rows: [1, 5, 6, 7, 12, 13, 25], vectors: [1, 2, 3, 7], depths: [1, 2, 63])
}

/// What numbers the kernels are given.
enum KernelNumbers: UInt64, CaseIterable, Sendable {
  /// Of ordinary size, some of them zeros of either sign or subnormal.
  case ordinary = 1
  /// Among them infinities, NaN, and the largest and the smallest there are.
  case extreme = 2
}

/// Every kernel once, on sizes that leave nothing whole: what each leaves behind, as one number.
struct KernelWork<Scalar: KernelScalar & TestScalar> {
  let sizes: KernelSizes
  let numbers: KernelNumbers
  private var hash = Digest()
  private var isOverrun = false

  init(_ sizes: KernelSizes, _ numbers: KernelNumbers) { (self.sizes, self.numbers) = (sizes, numbers) }

  private var stream: remanence_stream {
    RandomStream(key: 0x0123_4567_89ab_cdef, purpose: .processNoise).addressed(
      epoch: 3, step: 5, block: Int(numbers.rawValue))
  }

  /// Names as in `kernel_list.h`.
  static var names: [String] { Array(kernels.keys).sorted() }

  /// The digest of everything a kernel wrote and returned; nil when it wrote beyond an end, or there is no such kernel.
  static func digest(of kernel: String, _ sizes: KernelSizes, _ numbers: KernelNumbers) -> UInt64? {
    guard let work = kernels[kernel] else { return nil }
    var one = KernelWork(sizes, numbers)
    work(&one)
    return one.isOverrun ? nil : one.hash.value
  }

  private static var kernels: [String: (inout KernelWork) -> Void] {
    [
      "tanh": { $0.tanh() }, "sigmoid": { $0.sigmoid() }, "initial_rates": { $0.initialRates() },
      "leaky_step": { $0.leakyStep() }, "readout_sigmoid": { $0.readout(.sigmoid) },
      "readout_linear": { $0.readout(.linear) }, "delta": { $0.delta() }, "add_to_lanes": { $0.addToLanes() },
      "sum_of_lanes": { $0.sumOfLanes() }, "sum_of_squares": { $0.sumOfSquares() },
      "momentum_step": { $0.momentumStep() },
      "product": { $0.product(Scalar.product) { rows, depth in (rows, depth) } },
      "transposed_product": { $0.product(Scalar.transposedProduct) { rows, depth in (depth, rows) } },
      "transpose": { $0.transpose() }, "fill_normal": { $0.fillNormal() },
    ]
  }

  /// Numbers to begin with; the place after the last one is there to see that nothing writes it.
  private func make(_ count: Int, seed: UInt64) -> [Scalar] {
    Scalar.sample(count, seed: seed &* 16 &+ numbers.rawValue, isExtreme: numbers == .extreme) + [.guardValue]
  }

  private mutating func keep<Value: TestScalar>(_ written: [Value]) {
    hash.add(written)
    if written.last != .guardValue { isOverrun = true }
  }

  private mutating func tanh() {
    for count in sizes.counts {
      var y = make(count, seed: 1)
      Scalar.tanh(count, make(count, seed: 2), &y)
      keep(y)
    }
  }

  private mutating func sigmoid() {
    for count in sizes.counts {
      var y = make(count, seed: 1)
      Scalar.sigmoid(count, make(count, seed: 2), &y)
      keep(y)
    }
  }

  private mutating func fillNormal() {
    for count in sizes.counts {
      var xi = [Float](repeating: 0, count: count) + [.guardValue]
      remanence_fill_normal(stream, count, &xi)
      keep(xi)
    }
  }

  private mutating func initialRates() {
    for count in sizes.counts {
      var rates = make(count, seed: 1)
      Scalar.initialRates(count, deviation: 0.7, stream, &rates)
      keep(rates)
    }
  }

  private mutating func leakyStep() {
    for count in sizes.counts {
      for noise in [0, 0.01, 2] as [Scalar] {
        var activation = make(count, seed: 1)
        var next = make(count, seed: 2)
        Scalar.leakyStep(count, alpha: 0.3, noise: noise, stream, make(count, seed: 3), &activation, &next)
        keep(activation)
        keep(next)
      }
    }
  }

  private mutating func readout(_ readout: Readout) {
    for count in sizes.counts {
      var logits = make(count, seed: 1)
      var outputs = make(count, seed: 2)
      let sum = Scalar.readout(count, readout, scale: 0.3, make(count, seed: 3), &logits, &outputs)
      keep(logits)
      keep(outputs)
      hash.add([sum])
    }
  }

  private mutating func delta() {
    for rows in sizes.rows {
      for vectors in sizes.vectors {
        let width = vectors * Scalar.lanes
        for (channels, allChannels) in [(0, 0), (0, 2), (1, 1), (2, 3)] {
          var slope = make(rows * width, seed: 1)
          var edges = make(rows * (1 + allChannels) * Scalar.lanes, seed: 2)
          Scalar.delta(
            rows: rows, width: width, channels: channels, allChannels: allChannels,
            inputs: make(channels * width, seed: 3), gradient: make(rows * width, seed: 4), slope: &slope, edges: &edges
          )
          keep(slope)
          keep(edges)
        }
      }
    }
  }

  private mutating func addToLanes() {
    for vectors in sizes.vectors + [100] {
      var lane = make(Scalar.lanes, seed: 1)
      Scalar.addToLanes(vectors * Scalar.lanes, make(vectors * Scalar.lanes, seed: 2), &lane)
      keep(lane)
    }
  }

  private mutating func sumOfLanes() {
    for seed in 1...100 { hash.add([Scalar.sumOfLanes(make(Scalar.lanes, seed: UInt64(seed)))]) }
  }

  private mutating func sumOfSquares() {
    for count in sizes.counts { hash.add([Scalar.sumOfSquares(count, make(count, seed: 1))]) }
  }

  private mutating func momentumStep() {
    for count in sizes.counts {
      var velocity = make(count, seed: 1)
      var parameters = make(count, seed: 2)
      Scalar.momentumStep(
        count, rate: 0.1, momentum: 0.9, decay: 1e-7, make(count, seed: 3), &velocity, &parameters)
      keep(velocity)
      keep(parameters)
    }
  }

  private typealias Product = (
    Int, Int, Int, UnsafePointer<Scalar>, Int, UnsafePointer<Scalar>, Int, UnsafePointer<Scalar>?, Scalar,
    UnsafeMutablePointer<Scalar>, Int
  ) -> Void

  /// Leading dimensions are longer than the rows, so that places between rows would show a wrong write.
  private mutating func product(_ product: Product, shape: (Int, Int) -> (rows: Int, columns: Int)) {
    for rows in sizes.rows {
      for columns in sizes.vectors.map({ $0 * Scalar.lanes }) {
        for depth in sizes.depths {
          let (rowsOfA, columnsOfA) = shape(rows, depth)
          let a = make(rowsOfA * (columnsOfA + 3), seed: 1)
          let b = make(depth * (columns + 5), seed: 2)
          for (start, beta) in [(make(rows, seed: 3), 0), (nil, 0), (nil, 1), (nil, -0.7)] as [([Scalar]?, Scalar)] {
            var c = make(rows * (columns + 7), seed: 4)
            product(rows, columns, depth, a, columnsOfA + 3, b, columns + 5, start, beta, &c, columns + 7)
            keep(c)
          }
        }
      }
    }
  }

  private mutating func transpose() {
    for rows in sizes.rows {
      for columns in sizes.vectors.map({ $0 * Scalar.lanes }) {
        let filled = (rows + Scalar.lanes - 1) / Scalar.lanes * Scalar.lanes
        var b = make(columns * (filled + 3), seed: 1)
        Scalar.transpose(
          rows: rows, columns: columns, make(rows * (columns + 5), seed: 2), leadingA: columns + 5, &b,
          leadingB: filled + 3)
        keep(b)
      }
    }
  }
}

/// FNV-1a over bit patterns; all NaN count as one.
///
/// IEEE 754 leaves sign and payload of a NaN open, and processors differ in them.
struct Digest {
  private(set) var value: UInt64 = 14_695_981_039_346_656_037

  mutating func add<Scalar: TestScalar>(_ values: [Scalar]) {
    for value in values { self.value = (self.value ^ value.canonicalBits) &* 1_099_511_628_211 }
  }
}

/// A scalar with test data of its own.
protocol TestScalar: BinaryFloatingPoint {
  /// The bits; one pattern for every NaN.
  var canonicalBits: UInt64 { get }
}

extension Float: TestScalar {
  var canonicalBits: UInt64 { isNaN ? .max : UInt64(bitPattern) }
}

extension Double: TestScalar {
  var canonicalBits: UInt64 { isNaN ? .max : bitPattern }
}

extension TestScalar {
  static var guardValue: Self { 4321.5 }

  /// Values that behave differently from others, of either sign.
  private static var special: [Self] { [0, leastNonzeroMagnitude, leastNormalMagnitude / 2, leastNormalMagnitude] }
  private static var extreme: [Self] { [infinity, greatestFiniteMagnitude, 1e30, 1e-30, 90, 20, nan] }

  /// Numbers between -4 and 4, every seventh a special one.
  static func sample(_ count: Int, seed: UInt64, isExtreme: Bool) -> [Self] {
    var state = seed
    func word() -> UInt64 {  // SplitMix64
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    let rare = isExtreme ? special + extreme : special
    return (0..<count).map { index in
      let bits = word()
      let magnitude = bits % 7 == 0 ? rare[Int((bits >> 8) % UInt64(rare.count))] : Self(bits >> 11) * 0x1p-51
      return word() % 2 == 0 ? magnitude : -magnitude
    }
  }
}
