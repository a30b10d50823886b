import Foundation
import MPI

// Collective calls: all ranks make them together, in the same order.

extension World {
  /// Rank 0 works, the others sleep until it is done, so that their cores are free.
  func alone(_ work: () -> Void) throws(MPIError) {
    try barrier()
    if rank == 0 { work() }
    var everybody = try startMaximum(of: 0)
    while try everybody.test() == nil { Thread.sleep(forTimeInterval: 0.002) }
  }

  /// Every rank repeats its piece for a while; returns this rank's pieces per second.
  ///
  /// Who has measured goes on until the last one has, so that nobody is measured beside a core that waits.
  func together(seconds: Double, _ piece: () -> Void) throws(MPIError) -> Double {
    try barrier()
    // A core that has slept is slow for a while: its clock, its caches, its turn on a shared host. 50 ms are too short.
    _ = Slice(seconds: 4 * seconds, piece)
    let slice = Slice(seconds: seconds, piece)
    var everybody = try startMaximum(of: 0)
    while try everybody.test() == nil { piece() }
    return slice.rate
  }
}
