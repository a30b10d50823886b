import Foundation
import MPI

/// The processes that work together on an analysis: all ranks of a job, or one process without any MPI.
///
/// Every rank calls `together`, `sum`, `gather` and `broadcast` in the same order. An error of one rank becomes an error
/// of all, so that all can leave in good order and nobody waits for ever.
public struct Team: ~Copyable {
  private let world: World?

  /// A process by itself.
  public init() { world = nil }

  /// All ranks of a job.
  public init(_ world: consuming World) { self.world = consume world }

  /// This process, from 0.
  public var rank: Int {
    switch world {
    case .some(let world): world.rank
    case .none: 0
    }
  }

  /// Number of processes.
  public var size: Int {
    switch world {
    case .some(let world): world.size
    case .none: 1
    }
  }

  /// Ends MPI where it runs; waits for all ranks.
  public consuming func finalize() throws(MPIError) {
    switch consume world {
    case .some(let world): try world.finalize()
    case .none: return
    }
  }

  // MARK: Numbers

  /// Hands rank 0's values to all ranks.
  public func broadcast<T: MPIScalar>(_ values: [T]) throws(MPIError) -> [T] {
    switch world {
    case .some(let world): try world.broadcast(values)
    case .none: values
    }
  }

  /// The sum over all ranks, on all ranks.
  public func sum(_ value: Int) throws(MPIError) -> Int {
    switch world {
    case .some(let world): Int(try world.allReduce(Int64(value), .sum))
    case .none: value
    }
  }

  /// Every rank's numbers at rank 0, in order of rank; nil on the other ranks.
  public func gather(_ numbers: [Double]) throws(MPIError) -> [[Double]]? {
    switch world {
    case .some(let world): try world.gather(rows: numbers)
    case .none: [numbers]
    }
  }

  // MARK: Work

  /// Every rank does its part and waits for the others; where one of them throws, all throw.
  ///
  /// A long part looks now and then whether the work `isCalledOff`.
  ///
  /// - Throws: alone, what the part throws; else `TeamFailure` with the error of the lowest rank that has one, and
  ///   `MPIError`.
  public func together<Value>(_ part: () throws -> Value) throws -> Value {
    switch world {
    case .some(let world): try Team.agree(world, Result(catching: part))
    case .none: try part()
    }
  }

  /// Rank 0 does something, and the others wait; where it throws, all throw.
  ///
  /// - Returns: what rank 0 made; nil on the other ranks.
  public func first<Value>(_ part: () throws -> Value) throws -> Value? {
    let isFirst = rank == 0
    return try together { isFirst ? try part() : nil }
  }

  /// Whether another rank's part has failed, so that this one's is in vain.
  public func isCalledOff() throws(MPIError) -> Bool {
    switch world {
    case .some(let world): try world.poll(tag: Team.calledOff) != nil
    case .none: false
    }
  }

  private static let calledOff = 3

  /// Waits, without a busy loop, until every rank has done its part.
  private static func agree<Value>(
    _ world: borrowing World, _ result: Result<Value, any Error>
  ) throws -> Value {
    var failure = TeamFailure(exitStatus: 0, text: "")
    if case .failure(let error) = result {
      if error is MPIError { throw error }
      failure = TeamFailure(error)
      for other in 0..<world.size where other != world.rank { try world.send([], to: other, tag: calledOff) }
    }
    var request = try world.startMaximum(of: failure.exitStatus)
    while true {
      if let largest = try request.test() {
        if largest == 0 { return try result.get() }
        break
      }
      Thread.sleep(forTimeInterval: 0.005)
    }
    let statuses = try world.allGather(Int64(failure.exitStatus))
    let failed = statuses.firstIndex { $0 != 0 } ?? 0
    let text = try world.broadcast(Array(failure.text.utf8), from: failed)
    throw TeamFailure(
      exitStatus: Int32(truncatingIfNeeded: statuses[failed]),
      text: world.rank == 0 ? String(decoding: text, as: UTF8.self) : "")
  }
}
