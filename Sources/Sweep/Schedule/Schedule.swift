import MPI

/// How networks come to ranks.
public enum Schedule: String, Sendable, CaseIterable {
  /// Dealt out before the start, longest predicted cost first.
  case `static`
  /// Handed out by rank 0 as ranks become free, longest predicted cost first.
  case dynamic
}

/// Where a rank gets its networks from, one after the other.
protocol NetworkSource {
  /// What this rank is to do now; never waits.
  mutating func next(world: borrowing World) throws(MPIError) -> NextNetwork
  /// Answers what other ranks have asked; called between epochs and while this rank waits.
  mutating func serve(world: borrowing World) throws(MPIError)
  /// Gives nothing more to anybody: this rank stops.
  mutating func close()
}

/// What a rank is to do now.
enum NextNetwork: Equatable {
  /// Train this network.
  case network(Int)
  /// Ask again in a moment.
  case wait
  /// Nothing is left for this rank.
  case over
}

/// A list made before the start.
struct StaticSource: NetworkSource {
  private var list: ArraySlice<Int>

  /// The networks of one rank in their order.
  init(_ networks: [Int]) { list = networks[...] }

  mutating func next(world: borrowing World) -> NextNetwork { list.popFirst().map { .network($0) } ?? .over }

  func serve(world: borrowing World) {}

  mutating func close() { list = [] }
}
