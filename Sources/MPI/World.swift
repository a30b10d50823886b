internal import COpenMPI

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// All ranks of this program, and the owner of MPI's lifetime.
///
/// MPI starts once in a process, with `init()`, and ends with `finalize()`; whatever needs MPI borrows this value, so
/// nothing can be called before or after. All calls come from the thread that made it (MPI_THREAD_FUNNELED). Without
/// a launcher the world has one rank. A value that goes away without `finalize()` leaves MPI running, so that the
/// launcher sees a process that died; an error that escapes should end in `abort(status:)`.
public struct World: ~Copyable {
  /// This process, from 0.
  public let rank: Int
  /// Number of processes.
  public let size: Int
  /// Messages sent and not yet gone.
  let outbox: Outbox

  /// Starts MPI; throws `lifetime` where it was started before in this process.
  public init() throws(MPIError) {
    var started: Int32 = 0
    try check("MPI_Initialized", rank: nil) { MPI_Initialized(&started) }
    guard started == 0 else {
      throw MPIError(code: .lifetime, call: "MPI_Init_thread", cause: "MPI starts only once in a process", rank: nil)
    }
    var provided: Int32 = 0
    try check("MPI_Init_thread", rank: nil) { MPI_Init_thread(nil, nil, shim_mpi_thread_funneled(), &provided) }
    try check("MPI_Comm_set_errhandler", rank: nil) { shim_mpi_errors_return() }
    var rank: Int32 = 0
    var size: Int32 = 0
    try check("MPI_Comm_rank", rank: nil) { shim_mpi_comm_rank(&rank) }
    try check("MPI_Comm_size", rank: Int(rank)) { shim_mpi_comm_size(&size) }
    guard provided >= shim_mpi_thread_funneled() else {
      throw MPIError(
        code: .library, call: "MPI_Init_thread", cause: "the library offers no thread support (FUNNELED)",
        rank: Int(rank))
    }
    self.rank = Int(rank)
    self.size = Int(size)
    outbox = Outbox()
  }

  /// Name of the node, as MPI knows it.
  public var processorName: String {
    text(capacity: shim_mpi_max_processor_name()) { MPI_Get_processor_name($0, &$1) }
  }

  /// First line of what the linked library says about itself, such as "Open MPI v4.1.4, package: ...".
  public static var libraryVersion: String {
    let whole = text(capacity: shim_mpi_max_library_version_string()) { MPI_Get_library_version($0, &$1) }
    return whole.split(whereSeparator: \.isNewline).first.map(String.init) ?? whole
  }

  /// Version of the MPI standard that the linked library follows, such as "3.1".
  public static var standardVersion: String {
    var major: Int32 = 0
    var minor: Int32 = 0
    guard MPI_Get_version(&major, &minor) == shim_mpi_success() else {
      return "\(shim_mpi_version()).\(shim_mpi_subversion())"
    }
    return "\(major).\(minor)"
  }

  /// Ends MPI.
  ///
  /// Collective: waits for all ranks in most implementations.
  ///
  /// Messages still on their way get one second to leave; a message that nobody receives is then given up.
  public consuming func finalize() throws(MPIError) {
    let rank = rank
    try outbox.drain(seconds: 1, rank: rank)
    try check("MPI_Finalize", rank: rank) { MPI_Finalize() }
  }

  /// Ends every rank of the job at once; the launcher reports `status`.
  ///
  /// Without a running MPI, ends this process.
  ///
  /// Static, because the value is usually out of reach where an error ends up.
  public static func abort(status: Int32) -> Never {
    var started: Int32 = 0
    var ended: Int32 = 0
    _ = MPI_Initialized(&started)
    _ = MPI_Finalized(&ended)
    if started != 0, ended == 0 { _ = shim_mpi_abort(status) }
    // Also reached where MPI_Abort returns.
    exit(status)
  }
}

/// Runs a call and throws where it did not succeed.
func check(_ call: String, rank: Int?, _ body: () -> Int32) throws(MPIError) {
  let status = body()
  guard status != shim_mpi_success() else { return }
  let cause = text(capacity: shim_mpi_max_error_string()) { MPI_Error_string(status, $0, &$1) }
  throw MPIError(code: .library, call: call, cause: cause.isEmpty ? "error \(status)" : cause, rank: rank)
}

/// A text that a call writes into memory of a given capacity; empty where the call fails.
private func text(capacity: Int32, _ body: (UnsafeMutablePointer<CChar>, inout Int32) -> Int32) -> String {
  var bytes = [CChar](repeating: 0, count: Int(capacity) + 1)
  var length: Int32 = 0
  let status = bytes.withUnsafeMutableBufferPointer { buffer in
    buffer.baseAddress.map { body($0, &length) } ?? -1
  }
  guard status == shim_mpi_success() else { return "" }
  return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

extension World {
  /// The world's rank as MPI wants it, after a check.
  func checkedRank(_ other: Int, in call: String) throws(MPIError) -> Int32 {
    guard other >= 0, other < size else {
      throw MPIError(
        code: .invalidArgument, call: call, cause: "rank \(other) is not among the \(size) of this job", rank: rank)
    }
    return Int32(other)
  }

  /// A count as MPI wants it, after a check.
  func checkedCount(_ count: Int, in call: String) throws(MPIError) -> Int32 {
    guard let narrow = Int32(exactly: count) else {
      throw MPIError(
        code: .tooLarge, call: call, cause: "\(count) elements, at most \(Int32.max) go in one call", rank: rank)
    }
    return narrow
  }
}
