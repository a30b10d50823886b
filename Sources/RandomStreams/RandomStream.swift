import CKernels

/// A stream of random numbers addressed by place, not by history: any element can be drawn at any time, on any rank.
///
/// Philox4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405) encrypts a 128-bit counter with a 64-bit key. The key is
/// the network's identity; the counter says what the number is for:
///
///     word 0: block of four elements    word 1: step or tensor    word 2: epoch
///     word 3: purpose in the top 8 bits, trial block below
public struct RandomStream: Sendable, Equatable {
  /// What the numbers are for; two purposes never share a number.
  public enum Purpose: UInt8, Sendable, CaseIterable {
    /// Initial weights, keyed by sweep seed and seed index alone.
    case initialWeights = 1
    /// State at the start of every trial.
    case initialState = 2
    /// Noise inside the recurrence.
    case processNoise = 3
    /// Inputs drawn by a task.
    case data = 4
    /// Simulations made by the analysis.
    case analysis = 5
  }

  /// Key of the stream.
  public let key: UInt64
  /// What the numbers are for.
  public let purpose: Purpose

  /// Names a stream.
  public init(key: UInt64, purpose: Purpose) {
    self.key = key
    self.purpose = purpose
  }

  /// Fills memory with standard normals in Float32.
  ///
  /// - Parameters:
  ///   - count: number of elements, from element 0 on.
  ///   - epoch: training epoch, from 0.
  ///   - step: time step within the trial, from 0.
  ///   - block: block of trials, from 0, below 2^24.
  public func fillNormal(
    _ out: UnsafeMutablePointer<Float>, count: Int, epoch: Int = 0, step: Int = 0, block: Int = 0
  ) {
    remanence_fill_normal(addressed(epoch: epoch, step: step, block: block), count, out)
  }

  /// The stream as kernels take it, for those that draw and use numbers in one loop.
  public func addressed(epoch: Int, step: Int, block: Int) -> remanence_stream {
    remanence_stream(
      key: key, word1: UInt32(truncatingIfNeeded: step), word2: UInt32(truncatingIfNeeded: epoch),
      word3: lastWord(block: block))
  }

  /// Standard normals as an array; see `fillNormal`.
  public func normals(count: Int, epoch: Int = 0, step: Int = 0, block: Int = 0) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress {
        fillNormal(base, count: count, epoch: epoch, step: step, block: block)
      }
      initialized = count
    }
  }

  /// Uniform numbers in the open interval (0, 1), midpoints of a grid of 2^-32.
  ///
  /// Sequence `index` is made of the same words as the normals of step `index` at epoch 0 and block 0, so a purpose uses one
  /// or the other.
  ///
  /// - Parameters:
  ///   - count: number of elements, from element 0 on.
  ///   - index: which of many independent sequences, such as the number of a weight tensor.
  public func uniforms(count: Int, index: Int) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(count + 3)
    var block: UInt32 = 0
    while values.count < count {
      let words = RandomStream.philox(
        counter: (block, UInt32(truncatingIfNeeded: index), 0, lastWord(block: 0)), key: key)
      for word in [words.0, words.1, words.2, words.3] {
        values.append((Double(word) + 0.5) * 0x1p-32)
      }
      block += 1
    }
    return Array(values.prefix(count))
  }

  /// One Philox4x32-10 block: four random words for a counter and a key.
  public static func philox(
    counter: (UInt32, UInt32, UInt32, UInt32), key: UInt64
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    let input = [counter.0, counter.1, counter.2, counter.3]
    var words: [UInt32] = [0, 0, 0, 0]
    remanence_philox(input, key, &words)
    return (words[0], words[1], words[2], words[3])
  }

  private func lastWord(block: Int) -> UInt32 {
    UInt32(purpose.rawValue) << 24 | UInt32(truncatingIfNeeded: block & 0xFF_FFFF)
  }
}
