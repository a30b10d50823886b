import Foundation
import RandomStreams
import Testing

/// Which element gets which number: the definition in kernels.h, and some numbers written down.
///
/// These tests change with the definition; the others of this folder hold for every right generator. `PhiloxTests` has
/// the published answers of Philox.
@Suite struct KnownAnswerTests {
  private let stream = RandomStream(key: 0x0123_4567_89ab_cdef, purpose: .processNoise)

  /// The definition in kernels.h, written out with the system's functions in Float64.
  private func expectDefinition(of stream: RandomStream, count: Int, epoch: Int, step: Int, block: Int) {
    let fast = stream.normals(count: count, epoch: epoch, step: step, block: block)
    var worst = 0.0
    for element in 0..<count {
      let (group, inGroup) = (element / 64, element % 64)
      let (part, lane) = (inGroup / 16, inGroup % 16)
      let words = RandomStream.philox(
        counter: (
          UInt32(16 * group + lane), UInt32(step), UInt32(epoch), UInt32(stream.purpose.rawValue) << 24 | UInt32(block)
        ), key: stream.key)
      let (first, second) = part < 2 ? (words.0, words.1) : (words.2, words.3)
      let u = Double(first >> 1) * 0x1p-31 + 0x1p-32
      let angle = 2 * Double.pi * Double(Int32(bitPattern: second << 1) >> 8) * 0x1p-25
      let cosine = second >> 31 == 0 ? cos(angle) : -cos(angle)
      let radius = (-2 * log(u)).squareRoot()
      let exact = radius * (part % 2 == 0 ? cosine : sin(angle))
      // u below 1 is rounded to a multiple of 2^-24, which moves a radius near 0.
      let allowed = 4e-6 + min(0x1p-24 / radius, 0x1p-12)
      let ratio = abs(Double(fast[element]) - exact) / allowed
      worst = ratio.isNaN ? .infinity : max(worst, ratio)
    }
    #expect(worst < 1, "the largest difference, as a share of what is allowed")
  }

  @Test(arguments: [1, 63, 64, 65, 700, 2500]) func normalsFollowTheirDefinition(count: Int) {
    expectDefinition(of: stream, count: count, epoch: 3, step: 5, block: 2)
  }

  /// The first normals of a stream, to the last bit.
  @Test func firstNormals() {
    let bits: [UInt32] = [
      0xbfa2_58bd, 0x3dac_0de1, 0xbd75_ab07, 0xbf2e_ae2b,
      0xbda3_63b4, 0x3f99_d00b, 0xbe87_d062, 0xbf81_6dbf,
    ]
    #expect(stream.normals(count: 8, epoch: 3, step: 5, block: 2).map(\.bitPattern) == bits)
  }

  @Test func uniformsFollowTheirDefinition() {
    let words = RandomStream.philox(counter: (1, 7, 0, 3 << 24), key: stream.key)
    let exact = [words.0, words.1, words.2, words.3].map { (Double($0) + 0.5) * 0x1p-32 }
    #expect(Array(stream.uniforms(count: 8, index: 7).suffix(4)) == exact)
  }

  /// A place where a word of a block is all zeros or all ones, found by trying 2^33 blocks.
  struct Extreme: Sendable, CustomTestStringConvertible {
    let word: Int
    let value: UInt32
    let block: UInt32
    let step: UInt32
    var testDescription: String { "word \(word) is \(String(value, radix: 16))" }
  }

  /// The least and the largest radius and angle: finite numbers, the largest that a word can give among them.
  @Test(arguments: [
    Extreme(word: 0, value: 0, block: 1, step: 63_746_335),
    Extreme(word: 0, value: .max, block: 0, step: 3_825_079_394),
    Extreme(word: 1, value: 0, block: 0, step: 2_284_487_338),
    Extreme(word: 1, value: .max, block: 0, step: 757_796_800),
    Extreme(word: 2, value: 0, block: 1, step: 1_173_344_487),
    Extreme(word: 2, value: .max, block: 0, step: 2_302_634_400),
    Extreme(word: 3, value: 0, block: 1, step: 2_675_750_603),
    Extreme(word: 3, value: .max, block: 0, step: 600_650_451),
  ]) func extremeWords(_ place: Extreme) {
    let stream = RandomStream(key: 0xfeed_5678_9abc_def0, purpose: .processNoise)
    let words = RandomStream.philox(counter: (place.block, place.step, 0, 3 << 24), key: stream.key)
    #expect([words.0, words.1, words.2, words.3][place.word] == place.value)
    // The block's numbers are among these in any order that keeps neighbouring blocks together.
    let numbers = stream.normals(count: 1024, step: Int(place.step))
    let largest = (2 * log(0x1p32)).squareRoot()
    #expect(numbers.allSatisfy { $0.isFinite && abs(Double($0)) <= largest + 1e-6 })
    expectDefinition(of: stream, count: 64, epoch: 0, step: Int(place.step), block: 0)
  }
}
