import Foundation
import RandomStreams

/// Moments and a fine histogram of many normals, from all over the addresses that a training uses.
struct NoiseSample {
  /// 2^27 normals of one network.
  ///
  /// With so many, a standard deviation that is wrong by a thousandth lies 16 standard errors off.
  static let shared = NoiseSample(key: 0x5eed_0123_4567_89ab, epochs: 32, steps: 64, blocks: 4, elements: 1 << 14)

  /// Bins per unit; edges are multiples of 1 / 1024 from -8 to 8.
  static let resolution = 1024
  static let limit = 8

  /// How many normals.
  let count: Int
  /// How many of them are below -8, at or above 8, infinite or not a number.
  private(set) var outside = 0
  /// How many lie in each bin, from -8 up.
  private(set) var histogram = [Int](repeating: 0, count: 2 * limit * resolution)
  /// Sums of the first four powers.
  private var powerSums = SIMD4<Double>()

  private init(key: UInt64, epochs: Int, steps: Int, blocks: Int, elements: Int) {
    let stream = RandomStream(key: key, purpose: .processNoise)
    count = epochs * steps * blocks * elements
    withUnsafeTemporaryAllocation(of: Float.self, capacity: elements) { values in
      for epoch in 0..<epochs {
        for step in 0..<steps {
          for block in 0..<blocks {
            guard let base = values.baseAddress else { return }
            stream.fillNormal(base, count: elements, epoch: epoch, step: step, block: block)
            addPowers(UnsafeBufferPointer(values))
            addToHistogram(UnsafeBufferPointer(values))
          }
        }
      }
    }
  }

  private mutating func addPowers(_ values: UnsafeBufferPointer<Float>) {
    let bytes = UnsafeRawBufferPointer(values)
    // Partial sums of 64 terms in Float32 keep their rounding far below the standard errors.
    for start in stride(from: 0, to: values.count, by: 512) {
      var first = SIMD8<Float>()
      var second = first
      var third = first
      var fourth = first
      for i in stride(from: start, to: start + 512, by: 8) {
        let z = bytes.loadUnaligned(fromByteOffset: 4 * i, as: SIMD8<Float>.self)
        let square = z * z
        first += z
        second += square
        third += square * z
        fourth += square * square
      }
      powerSums += SIMD4(
        Double(first.sum()), Double(second.sum()), Double(third.sum()), Double(fourth.sum()))
    }
  }

  private mutating func addToHistogram(_ values: UnsafeBufferPointer<Float>) {
    let (limit, resolution) = (Double(NoiseSample.limit), Double(NoiseSample.resolution))
    histogram.withUnsafeMutableBufferPointer { bins in
      for value in values {
        let z = Double(value)
        if z >= -limit && z < limit { bins[Int((z + limit) * resolution)] += 1 } else { outside += 1 }
      }
    }
  }

  /// The average of a power.
  private func moment(_ power: Int) -> Double { powerSums[power - 1] / Double(count) }

  /// Mean.
  var mean: Double { moment(1) }
  /// Central second moment; with so many values n or n - 1 is no matter.
  var variance: Double { moment(2) - mean * mean }
  /// Third standardised central moment.
  var skewness: Double {
    (moment(3) - 3 * mean * moment(2) + 2 * pow(mean, 3)) / pow(variance, 1.5)
  }
  /// Fourth standardised central moment.
  var kurtosis: Double {
    (moment(4) - 4 * mean * moment(3) + 6 * mean * mean * moment(2) - 3 * pow(mean, 4)) / (variance * variance)
  }

  /// How many values are below an edge.
  func countBelow(_ edge: Double) -> Int {
    histogram[..<Int((edge + Double(NoiseSample.limit)) * Double(NoiseSample.resolution))].reduce(0, +)
  }

  /// How many values are at or above an edge.
  func countFrom(_ edge: Double) -> Int {
    histogram[Int((edge + Double(NoiseSample.limit)) * Double(NoiseSample.resolution))...].reduce(0, +)
  }
}
