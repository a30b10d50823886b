/// A fixed block of scalars on a 64-byte boundary: one cache line, one AVX-512 register.
///
/// It owns its memory and frees it when it ends. All elements start at zero. Nothing in it allocates after creation.
public struct AlignedBuffer<Scalar: BLASScalar>: ~Copyable {
  /// Where the scalars are; valid as long as the buffer lives.
  public let pointer: UnsafeMutablePointer<Scalar>
  /// Number of scalars.
  public let count: Int

  /// Allocates `count` zeros.
  ///
  /// - Parameter count: number of scalars, zero or more.
  public init(count: Int) {
    precondition(count >= 0, "a buffer cannot have a negative size")
    let bytes = max(count, 1) * MemoryLayout<Scalar>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    pointer = raw.bindMemory(to: Scalar.self, capacity: max(count, 1))
    pointer.initialize(repeating: 0, count: max(count, 1))
    self.count = count
  }

  /// Allocates a copy of an array.
  public init(_ values: [Scalar]) {
    self.init(count: values.count)
    values.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { pointer.update(from: base, count: source.count) }
    }
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }

  /// Element access with bounds checks; kernels use `pointer`.
  public subscript(index: Int) -> Scalar {
    get {
      precondition(index >= 0 && index < count, "index out of range")
      return pointer[index]
    }
    set {
      precondition(index >= 0 && index < count, "index out of range")
      pointer[index] = newValue
    }
  }

  /// The elements as an array.
  public var array: [Scalar] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// Sets every element.
  public func fill(_ value: Scalar) { pointer.update(repeating: value, count: count) }

  /// Whether every element is finite.
  public var isFinite: Bool { UnsafeBufferPointer(start: pointer, count: count).allSatisfy(\.isFinite) }
}
