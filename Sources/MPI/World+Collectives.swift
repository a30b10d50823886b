internal import COpenMPI

// Calls that all ranks make together, in the same order. An argument that is wrong on every rank is an error on every
// rank, before anything is sent, so that no rank is left waiting.

extension World {
  /// Waits until all ranks are here.
  public func barrier() throws(MPIError) {
    try check("MPI_Barrier", rank: rank) { shim_mpi_barrier() }
  }

  /// Hands the root's values to all ranks; what other ranks pass is ignored, its length too.
  ///
  /// Any length: long rows travel in pieces.
  public func broadcast<T: MPIScalar>(_ values: [T], from root: Int = 0) throws(MPIError) -> [T] {
    let from = try checkedRank(root, in: "MPI_Bcast")
    let count = Int(try broadcast(Int64(values.count), from: root))
    var result = rank == root ? values : [T](repeating: .zero, count: count)
    let piece = Int(Int32.max) / 8
    var start = 0
    while start < count {
      let length = Swift.min(piece, count - start)
      try check("MPI_Bcast", rank: rank) {
        result.withUnsafeMutableBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return shim_mpi_success() }
          return shim_mpi_bcast(base + start, Int32(length), T.scalarKind.type, from)
        }
      }
      start += length
    }
    return result
  }

  /// Hands the root's value to all ranks.
  public func broadcast<T: MPIScalar>(_ value: T, from root: Int = 0) throws(MPIError) -> T {
    let from = try checkedRank(root, in: "MPI_Bcast")
    var result = value
    try check("MPI_Bcast", rank: rank) { shim_mpi_bcast(&result, 1, T.scalarKind.type, from) }
    return result
  }

  /// The maximum, minimum or sum over all ranks, on all ranks.
  ///
  /// A sum of floating-point numbers may depend on the number of ranks in its last bits.
  public func allReduce<T: MPIScalar>(_ value: T, _ reduction: Reduction) throws(MPIError) -> T {
    var input = value
    var result = T.zero
    try check("MPI_Allreduce", rank: rank) {
      shim_mpi_allreduce(&input, &result, 1, T.scalarKind.type, reduction.operation)
    }
    return result
  }

  /// One number of every rank, in order of rank, on all ranks.
  public func allGather(_ value: Int64) throws(MPIError) -> [Int64] {
    var input = value
    var result = [Int64](repeating: 0, count: size)
    try check("MPI_Allgather", rank: rank) {
      shim_mpi_allgather(&input, 1, &result, shim_type_int64)
    }
    return result
  }

  /// Every rank's rows at the root, in order of rank; nil on the other ranks.
  ///
  /// Lengths may differ and may be 0.
  ///
  /// - Throws: `tooLarge` on every rank where all rows together have more than 2^31 - 1 numbers.
  public func gather(rows: [Double], to root: Int = 0) throws(MPIError) -> [[Double]]? {
    let target = try checkedRank(root, in: "MPI_Gatherv")
    let counts = try allGather(Int64(rows.count))
    let total = try checkedCount(counts.reduce(into: 0) { $0 += Int($1) }, in: "MPI_Gatherv")
    let lengths = counts.map { Int32(truncatingIfNeeded: $0) }
    var offsets: [Int32] = []
    var next: Int32 = 0
    for length in lengths {
      offsets.append(next)
      next += length
    }
    var gathered = [Double](repeating: 0, count: rank == root ? Int(total) : 0)
    try check("MPI_Gatherv", rank: rank) {
      rows.withUnsafeBufferPointer { send in
        gathered.withUnsafeMutableBufferPointer { receive in
          shim_mpi_gatherv(
            send.baseAddress, Int32(send.count), receive.baseAddress, lengths, offsets, shim_type_double, target)
        }
      }
    }
    guard rank == root else { return nil }
    return zip(offsets, lengths).map { offset, length in Array(gathered[Int(offset)..<Int(offset + length)]) }
  }

  /// Starts the maximum over all ranks without waiting; the request tells when every rank has joined.
  public func startMaximum(of value: Int32) throws(MPIError) -> MaximumRequest {
    var request = MaximumRequest(rank: rank)
    try request.start(value)
    return request
  }
}

/// A maximum over all ranks that is still under way.
///
/// Given up before its end, it leaves its two numbers allocated, since the library may still write them.
public struct MaximumRequest: ~Copyable {
  private let rank: Int
  private let request: UnsafeMutablePointer<shim_request>
  /// This rank's value and the result.
  private let numbers: UnsafeMutablePointer<Int32>
  /// Whether the library may still write.
  private var isPending = false

  fileprivate init(rank: Int) {
    self.rank = rank
    request = .allocate(capacity: 1)
    request.initialize(to: shim_request())
    numbers = .allocate(capacity: 2)
    numbers.initialize(repeating: 0, count: 2)
  }

  fileprivate mutating func start(_ value: Int32) throws(MPIError) {
    numbers[0] = value
    try check("MPI_Iallreduce", rank: rank) {
      shim_mpi_iallreduce(numbers, numbers + 1, 1, shim_type_int32, shim_reduction_maximum, request)
    }
    isPending = true
  }

  /// The maximum, or nil while a rank is missing.
  ///
  /// Every call lets the library make progress; once the value is there, later calls give it again.
  public mutating func test() throws(MPIError) -> Int32? {
    guard isPending else { return numbers[1] }
    var done: Int32 = 0
    try check("MPI_Test", rank: rank) { shim_mpi_test(request, &done) }
    guard done != 0 else { return nil }
    isPending = false
    return numbers[1]
  }

  deinit {
    guard !isPending else { return }
    request.deallocate()
    numbers.deallocate()
  }
}
