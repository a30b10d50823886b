import MPI

/// The messages of a dynamic schedule.
///
/// A rank asks with two numbers: whether it is idle or asks ahead, for a network to do after the one it has just begun;
/// and how many answers it has had so far. Rank 0 answers with the id of a network, or `over`. Nobody waits for a message:
/// rank 0 trains too, and looks for questions between its epochs. So that no rank idles through an epoch of rank 0's,
/// ranks ask one network ahead.
private enum Message {
  static let question = 3
  static let answer = 4
  static let ahead = 0.0
  static let idle = 1.0
  static let over = -1.0
}

/// Rank 0 of a dynamic schedule: it hands out networks, and takes its own from the same queue.
///
/// Towards the end a network that lies ready at a busy rank would be missing elsewhere. Questions asked ahead are
/// therefore put off once no more than two networks for each rank are left; idle ranks are always answered.
struct DynamicOwner: NetworkSource {
  private var queue: ArraySlice<Int>
  /// Answers sent to each rank.
  private var answers: [Int]
  /// Ranks whose question was put off.
  private var putOff: Set<Int> = []

  /// The networks of all ranks in the order in which they are to be begun.
  init(_ networks: [Int], ranks: Int) {
    queue = networks[...]
    answers = Array(repeating: 0, count: ranks)
  }

  mutating func next(world: borrowing World) throws(MPIError) -> NextNetwork {
    try serve(world: world)
    return queue.popFirst().map { .network($0) } ?? .over
  }

  mutating func serve(world: borrowing World) throws(MPIError) {
    while let (rank, question) = try world.poll(tag: Message.question) {
      // A rank that became idle before the answer to its question ahead has reached it: that answer will do.
      guard question.count == 2, question[1] == Double(answers[rank]) else { continue }
      if question[0] == Message.idle || queue.isEmpty || queue.count > 2 * answers.count {
        try answer(rank, world)
      } else {
        putOff.insert(rank)
      }
    }
    guard queue.isEmpty else { return }
    for rank in putOff { try answer(rank, world) }
  }

  private mutating func answer(_ rank: Int, _ world: borrowing World) throws(MPIError) {
    putOff.remove(rank)
    answers[rank] += 1
    try world.send([queue.popFirst().map(Double.init) ?? Message.over], to: rank, tag: Message.answer)
  }

  mutating func close() { queue = [] }
}

/// Any other rank of a dynamic schedule.
///
/// An answer settles all questions sent before it: of one asked ahead and the one that says "idle" only one is answered.
struct DynamicClient: NetworkSource {
  private var ready: Int?
  private var answers = 0
  private var hasSaidIdle = false
  private var isOver = false

  mutating func next(world: borrowing World) throws(MPIError) -> NextNetwork {
    try listen(world)
    if let network = ready {
      ready = nil
      try ask(Message.ahead, world)
      return .network(network)
    }
    if isOver { return .over }
    if !hasSaidIdle {
      hasSaidIdle = true
      try ask(Message.idle, world)
    }
    return .wait
  }

  func serve(world: borrowing World) {}

  mutating func close() {
    ready = nil
    isOver = true
  }

  private func ask(_ state: Double, _ world: borrowing World) throws(MPIError) {
    try world.send([state, Double(answers)], to: 0, tag: Message.question)
  }

  private mutating func listen(_ world: borrowing World) throws(MPIError) {
    while let (_, answer) = try world.poll(tag: Message.answer) {
      answers += 1
      hasSaidIdle = false
      ready = answer.first.flatMap { Int(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil }
      isOver = ready == nil
    }
  }
}
