import CPlatform

/// Whose fault it is when the process breaks down: the rank's log gets a line then, see `remanence_watch_faults`.
///
/// One network at a time, on the thread that started watching. A fault outside of all networks is nobody's.
enum FaultWatch {
  /// Starts watching; where the system does not let it, faults go unattributed, and nothing else changes.
  static func start() { _ = remanence_watch_faults() }

  /// Computes something of a network, whose fault it is then.
  static func blame<Value, Failure: Error>(
    _ network: Int, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    remanence_blame_faults_on(Int32(clamping: network))
    defer { remanence_blame_faults_on(-1) }
    return try body()
  }

  /// In the middle of that: what follows, messages and files, is not the network's fault.
  static func pause() { remanence_blame_faults_on(-1) }

  /// Goes on with a network after a pause.
  static func resume(_ network: Int) { remanence_blame_faults_on(Int32(clamping: network)) }
}
