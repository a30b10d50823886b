import Foundation
import RandomStreams
import Testing

@Suite struct RandomStreamTests {
  private let stream = RandomStream(key: 0x0123_4567_89ab_cdef, purpose: .processNoise)

  @Test func aPrefixDoesNotDependOnTheLength() {
    let long = stream.normals(count: 5000, epoch: 1)
    let lengths = Array(0...300) + [511, 512, 513, 999, 1023, 1024, 1025, 2047, 2048, 2049, 4095, 4096, 4097]
    let wrong = lengths.filter { stream.normals(count: $0, epoch: 1) != Array(long.prefix($0)) }
    #expect(wrong.isEmpty, "lengths that give other numbers")
  }

  /// Memory may begin anywhere, and is not touched beyond the last element.
  @Test func memoryIsFilledAndNoMore() {
    let long = stream.normals(count: 1200, epoch: 1)
    var (touched, wrong): ([(Int, Int)], [(Int, Int)]) = ([], [])
    for start in 0...17 {
      for count in [0, 1, 3, 16, 63, 64, 65, 127, 128, 129, 255, 256, 257, 300, 1023, 1024, 1025] {
        var memory = [Float](repeating: 42, count: 1200)
        memory.withUnsafeMutableBufferPointer { memory in
          guard let base = memory.baseAddress else { return }
          stream.fillNormal(base + start, count: count, epoch: 1)
        }
        let around = memory[..<start] + memory[(start + count)...]
        if around.contains(where: { $0 != 42 }) { touched.append((start, count)) }
        if memory[start..<start + count] != long[..<count] { wrong.append((start, count)) }
      }
    }
    #expect(touched.isEmpty, "start and count where memory around was written")
    #expect(wrong.isEmpty, "start and count where numbers are other ones")
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

  @Test func uniformsLieInsideTheOpenInterval() {
    let values = stream.uniforms(count: 10_001, index: 1)
    #expect(values.count == 10_001)
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
    let mean = values.reduce(0, +) / 10_001
    #expect(abs(mean - 0.5) < 5 / (12.0 * 10_001).squareRoot())
    #expect(values.prefix(10) != stream.uniforms(count: 10, index: 2).prefix(10))
  }
}
