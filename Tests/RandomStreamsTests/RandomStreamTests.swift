import Foundation
import RandomStreams
import Testing

@Suite struct RandomStreamTests {
  private let stream = RandomStream(key: 0x0123_4567_89ab_cdef, purpose: .processNoise)

  /// The definition in kernels.h, written out with the system's functions in Float64.
  @Test(arguments: [1, 63, 64, 65, 700])
  func normalsFollowTheirDefinition(count: Int) {
    let fast = stream.normals(count: count, epoch: 3, step: 5, block: 2)
    for element in 0..<count {
      let (group, inGroup) = (element / 64, element % 64)
      let (part, lane) = (inGroup / 16, inGroup % 16)
      let words = RandomStream.philox(
        counter: (UInt32(16 * group + lane), 5, 3, UInt32(RandomStream.Purpose.processNoise.rawValue) << 24 | 2),
        key: stream.key)
      let (first, second) = part < 2 ? (words.0, words.1) : (words.2, words.3)
      let u = Double(first >> 1) * 0x1p-31 + 0x1p-32
      let angle = 2 * Double.pi * Double(Int32(bitPattern: second << 1) >> 8) * 0x1p-25
      let cosine = second >> 31 == 0 ? cos(angle) : -cos(angle)
      let exact = (-2 * log(u)).squareRoot() * (part % 2 == 0 ? cosine : sin(angle))
      #expect(abs(Double(fast[element]) - exact) < 4e-6)
    }
  }

  @Test func aPrefixDoesNotDependOnTheLength() {
    let long = stream.normals(count: 1000, epoch: 1)
    for count in [1, 15, 16, 64, 100, 999] {
      #expect(stream.normals(count: count, epoch: 1) == Array(long.prefix(count)))
    }
  }

  @Test func everyPartOfTheAddressMatters() {
    let base = stream.normals(count: 64, epoch: 1, step: 2, block: 3)
    #expect(base != stream.normals(count: 64, epoch: 2, step: 2, block: 3))
    #expect(base != stream.normals(count: 64, epoch: 1, step: 3, block: 3))
    #expect(base != stream.normals(count: 64, epoch: 1, step: 2, block: 4))
    #expect(
      base != RandomStream(key: stream.key + 1, purpose: .processNoise).normals(count: 64, epoch: 1, step: 2, block: 3))
    #expect(
      base != RandomStream(key: stream.key, purpose: .initialState).normals(count: 64, epoch: 1, step: 2, block: 3))
  }

  /// Bounds are five standard errors of each moment for 2^20 independent normals.
  @Test func momentsAreNormal() {
    let count = 1 << 20
    let values = stream.normals(count: count).map(Double.init)
    let moment = { (power: Double) in values.map { pow($0, power) }.reduce(0, +) / Double(count) }
    let error = 5 / Double(count).squareRoot()
    #expect(abs(moment(1)) < error)
    #expect(abs(moment(2) - 1) < error * 2.0.squareRoot())
    #expect(abs(moment(3)) < error * 15.0.squareRoot())
    #expect(abs(moment(4) - 3) < error * 96.0.squareRoot())
    let neighbours = zip(values, values.dropFirst()).map(*).reduce(0, +) / Double(count)
    #expect(abs(neighbours) < error)
  }

  @Test func uniformsLieInsideTheOpenInterval() {
    let values = stream.uniforms(count: 10_001, index: 1)
    #expect(values.count == 10_001)
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
    let mean = values.reduce(0, +) / 10_001
    #expect(abs(mean - 0.5) < 5 / (12.0 * 10_001).squareRoot())
    #expect(values.prefix(10) != stream.uniforms(count: 10, index: 2).prefix(10))
  }
}
