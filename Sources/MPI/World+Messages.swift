internal import COpenMPI

// Small messages from one rank to another. Neither side waits.

extension World {
  /// Sends numbers to a rank and returns at once; the values are copied.
  ///
  /// An empty message is allowed.
  ///
  /// Messages to one rank with one tag arrive in order. Meant for a few numbers: those leave at once, whether or not
  /// the receiver looks.
  public func send(_ values: [Double], to receiver: Int, tag: Int) throws(MPIError) {
    let target = try checkedRank(receiver, in: "MPI_Isend")
    let count = try checkedCount(values.count, in: "MPI_Isend")
    let tag = try checkedTag(tag, in: "MPI_Isend")
    try outbox.reap(rank: rank)
    try outbox.post(values, count, to: target, tag: tag, rank: rank)
  }

  /// Takes one waiting message with this tag, from whichever rank; nil where none is waiting.
  public func poll(tag: Int) throws(MPIError) -> (source: Int, values: [Double])? {
    let tag = try checkedTag(tag, in: "MPI_Iprobe")
    try outbox.reap(rank: rank)
    var found: Int32 = 0
    var source: Int32 = 0
    var count: Int32 = 0
    try check("MPI_Iprobe", rank: rank) {
      shim_mpi_iprobe(tag, shim_type_double, &found, &source, &count)
    }
    guard found != 0 else { return nil }
    guard count >= 0 else {
      throw MPIError(
        code: .library, call: "MPI_Get_count", cause: "a message from rank \(source) holds no whole numbers", rank: rank
      )
    }
    var values = [Double](repeating: 0, count: Int(count))
    try check("MPI_Recv", rank: rank) {
      values.withUnsafeMutableBufferPointer { buffer in
        shim_mpi_recv(buffer.baseAddress, count, shim_type_double, source, tag)
      }
    }
    return (Int(source), values)
  }

  /// Number of messages sent and not yet gone.
  public var pendingMessages: Int { outbox.count }

  /// Tags up to 32767 work everywhere.
  private func checkedTag(_ tag: Int, in call: String) throws(MPIError) -> Int32 {
    guard (0...32_767).contains(tag) else {
      throw MPIError(code: .invalidArgument, call: call, cause: "tag \(tag) is not in 0...32767", rank: rank)
    }
    return Int32(tag)
  }
}

/// Keeps sent numbers in place until the library has let go of them.
final class Outbox {
  private struct Message {
    let request: UnsafeMutablePointer<shim_request>
    let numbers: UnsafeMutablePointer<Double>

    func free() {
      request.deallocate()
      numbers.deallocate()
    }
  }

  private var messages: [Message] = []

  var count: Int { messages.count }

  /// Starts a message.
  func post(
    _ values: [Double], _ count: Int32, to target: Int32, tag: Int32, rank: Int
  ) throws(MPIError) {
    let message = Message(request: .allocate(capacity: 1), numbers: .allocate(capacity: Swift.max(values.count, 1)))
    message.request.initialize(to: shim_request())
    for (index, value) in values.enumerated() { (message.numbers + index).initialize(to: value) }
    do throws(MPIError) {
      try check("MPI_Isend", rank: rank) {
        shim_mpi_isend(message.numbers, count, shim_type_double, target, tag, message.request)
      }
    } catch {
      message.free()
      throw error
    }
    messages.append(message)
  }

  /// Lets go of every message that has left.
  func reap(rank: Int) throws(MPIError) {
    var kept: [Message] = []
    var failure: MPIError?
    for message in messages {
      var done: Int32 = 0
      do throws(MPIError) {
        try check("MPI_Test", rank: rank) { shim_mpi_test(message.request, &done) }
      } catch {
        failure = failure ?? error
      }
      if done != 0 { message.free() } else { kept.append(message) }
    }
    messages = kept
    if let failure { throw failure }
  }

  /// Waits until all messages have left, for at most a number of seconds.
  func drain(seconds: Double, rank: Int) throws(MPIError) {
    let start = MPI_Wtime()
    while true {
      try reap(rank: rank)
      if messages.isEmpty || MPI_Wtime() - start > seconds { return }
    }
  }
}
