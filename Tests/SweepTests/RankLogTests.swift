import Foundation
import Sweep
import Testing

/// What rank logs say, and what is made of it: who ended a process, who was lost, who is quarantined or comes last.
@Suite struct RankLogTests {
  let scratch = Scratch()

  private func ending(_ lines: String...) -> RankLogEnding {
    RankLogEnding(log: Data(lines.map { "2026-01-31T12:00:00Z \($0)\n" }.joined().utf8))
  }

  private func write(_ lines: String, rank: Int, attempt: Int) throws {
    let folder = RunFolder(path: scratch.path)
    let path = folder.file(RunFolder.rankLogName(rank: rank, attempt: attempt))
    try Data(lines.split(separator: "/").map { "2026-01-31T12:00:00Z \($0)\n" }.joined().utf8)
      .write(to: URL(fileURLWithPath: path))
  }

  private func losses(_ attempts: Set<Int>) -> EarlierLosses {
    EarlierLosses(RunFolder(path: scratch.path), attempts: attempts)
  }

  @Test(arguments: [
    RankLog.Event.begin(network: 142, epoch: 0), .checkpoint(network: 0, epoch: 500), .done(network: 142),
    .diverged(network: 3), .failed(network: 142, message: "training needs 3 GB (use fewer)"),
    .fault(network: 142, signal: 11), .stop(cause: "asked to stop (SIGUSR1)"),
    .warning("network 3 has no new checkpoint"),
  ])
  func everyLineReadsBack(_ event: RankLog.Event) {
    #expect(RankLog.Event(line: "2026-01-31T12:00:00Z \(event.text)") == event)
  }

  @Test(arguments: [
    "", "begin", "2026 begin", "2026 begin x epoch 1", "2026 begin -1 epoch 1", "2026 begin 1 epoch", "2026 begin 1",
    "2026 begin 1 epoch x", "2026 fault 1 signal", "2026 fault 1 epoch 11", "2026 done 1 2", "2026 d 1",
  ])
  func aDamagedLineIsNone(_ line: String) { #expect(RankLog.Event(line: line[...]) == nil) }

  @Test func aLogIsAppendedTo() throws {
    let folder = RunFolder(path: scratch.path)
    let log = RankLog(folder: folder, rank: 3, attempt: 2)
    #expect(!FileManager.default.fileExists(atPath: log.path), "made with its first line")
    log.note(.begin(network: 7, epoch: 0))
    for epoch in 1...100 { log.note(.checkpoint(network: 7, epoch: epoch)) }
    log.note(.failed(network: 7, message: "two\nlines"))
    #expect(log.path.hasSuffix("/rank-0003.a02.log"))
    let lines = try String(contentsOfFile: log.path, encoding: .utf8).split(separator: "\n")
    #expect(
      lines.map { $0.drop { $0 != " " }.dropFirst() } == [
        "begin 7 epoch 0", "checkpoint 7 epoch 1", "failed 7 two lines",
      ])
    #expect(lines.allSatisfy { $0.prefixMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /#) != nil })
  }

  @Test func theLastWordCounts() {
    #expect(ending("begin 1 epoch 0").networkInProgress == 1)
    #expect(ending("begin 1 epoch 0", "done 1", "begin 2 epoch 5", "checkpoint 2 epoch 9").networkInProgress == 2)
    for last in ["done 1", "diverged 1", "failed 1 why", "stop asked to end (SIGTERM)"] {
      #expect(ending("begin 1 epoch 0", last).networkInProgress == nil)
    }
    #expect(ending("begin 1 epoch 0", "fault 1 signal 11").fault?.signal == 11)
    #expect(ending("begin 1 epoch 0", "fault 2 signal 11").fault == nil, "not the network that was begun")
    #expect(ending("begin 1 epoch 0", "done 1", "fault 1 signal 11").fault == nil)
    let torn = RankLogEnding(log: Data("2026 begin 1 epoch 0\n2026 fault 1 signal 1".utf8))
    #expect(torn.fault == nil && torn.networkInProgress == 1)
    #expect(RankLogEnding(log: Data([0xFF, 0, 10, 32, 32, 32, 10])) == RankLogEnding(log: Data()))
  }

  @Test func twoFaultsQuarantine() throws {
    try write("begin 5 epoch 0/fault 5 signal 11", rank: 0, attempt: 1)
    try write("begin 6 epoch 0", rank: 1, attempt: 1)
    try write("begin 6 epoch 0", rank: 0, attempt: 2)
    try write("begin 5 epoch 0/fault 5 signal 4", rank: 1, attempt: 2)
    #expect(Precautions(losses([1]), settled: []) == Precautions())
    #expect(Precautions(losses([]), settled: []) == Precautions())
    let found = Precautions(losses([1, 2]), settled: [])
    #expect(
      found.quarantine(ofNetwork: 5)
        == "quarantined: it ended the process twice (signal 11 in attempt 1, signal 4 in attempt 2)")
    #expect(found.quarantine(ofNetwork: 6) == nil && found.late.isEmpty)
    #expect(Precautions(losses([1, 2]), settled: [5]) == Precautions())
    // What was counted for an earlier quarantine is forgotten.
    try write("begin 5 epoch 0/fault 5 signal 6", rank: 0, attempt: 4)
    #expect(Precautions(losses([1, 2, 4]), settled: [], quarantines: [5: 3]) == Precautions())
    #expect(Precautions(losses([1, 2, 4]), settled: []).quarantine(ofNetwork: 5)?.contains("3 times") == true)
    try write("begin 5 epoch 0/fault 5 signal 6", rank: 0, attempt: 5)
    #expect(
      Precautions(losses([1, 2, 4, 5]), settled: [], quarantines: [5: 3]).quarantine(ofNetwork: 5)?
        .hasSuffix("(signal 6 in attempt 4, signal 6 in attempt 5)") == true)
  }

  /// Of a long log the end is read, wherever that cuts its lines.
  @Test(arguments: 0..<40) func theEndOfALongLog(_ length: Int) throws {
    let lines = String(repeating: "begin 1 epoch 0/done 1/", count: 200)
    for attempt in 1...2 {
      try write(
        "warning " + String(repeating: "x", count: length) + "/\(lines)begin 5 epoch 0/fault 5 signal 11", rank: 0,
        attempt: attempt)
    }
    #expect(Precautions(losses([1, 2]), settled: []).quarantined.keys.sorted() == [5])
  }

  @Test func threeLossesMakeLate() throws {
    for attempt in 1...3 {
      try write("begin 5 epoch 0", rank: 0, attempt: attempt)
      try write("begin 7 epoch 0/stop asked to end (SIGTERM)", rank: 1, attempt: attempt)
    }
    #expect(Precautions(losses([1, 2]), settled: []) == Precautions())
    let found = Precautions(losses([1, 2, 3]), settled: [])
    #expect(found.late == [5] && found.quarantined.isEmpty)
    #expect(Precautions(losses([1, 2, 3]), settled: [], checkpoints: [5: 1]) == Precautions())
    #expect(Precautions(losses([1, 2, 3]), settled: [5]) == Precautions())
    // Where another network broke the process down, nobody else is suspected.
    try write("begin 6 epoch 0/fault 6 signal 11", rank: 2, attempt: 3)
    #expect(Precautions(losses([1, 2, 3]), settled: []) == Precautions())
  }

  @Test func precautionsTravel() throws {
    #expect(Precautions(numbers: Precautions().numbers) == Precautions())
    for attempt in 1...3 {
      try write("begin 5 epoch 0", rank: 0, attempt: attempt)
      try write("begin 9 epoch 0", rank: 1, attempt: attempt)
      try write("begin 3 epoch 0/fault 3 signal 11", rank: 2, attempt: 10 + attempt)
      try write("begin 2 epoch 0/fault 2 signal 8", rank: 2, attempt: 20 + attempt)
    }
    let found = Precautions(losses([1, 2, 3, 11, 12, 13, 21, 22]), settled: [])
    #expect(found.late == [5, 9] && found.quarantined.keys.sorted() == [2, 3])
    #expect(Precautions(numbers: found.numbers) == found)
  }

  /// An error of the training is the network's; one that comes from between the epochs is the run's.
  @Test func whoseErrorItIs() throws {
    struct OfTheRun: Error {}
    let small = try parse(CheckpointFileTests.yaml).training(ofNetwork: 0)
    #expect(throws: OfTheRun.self) { _ = try small.work(from: nil) { _, _ in throw OfTheRun() } }
    guard case .stopped = try small.work(from: nil, betweenEpochs: { _, _ in false }) else {
      Issue.record("it was to be stopped")
      return
    }
    guard case .trained(let outcome) = try small.work(from: nil, betweenEpochs: { _, _ in true }) else {
      Issue.record("it was to be trained")
      return
    }
    #expect(outcome.epochs == 40)
    let yaml = CheckpointFileTests.yaml.replacing("trials: 4, delay: 10 ms", with: "trials: 65536, delay: 4900 s")
    let large = try parse(yaml).training(ofNetwork: 0)
    guard case .failed(let error) = try large.work(from: nil, betweenEpochs: { _, _ in throw OfTheRun() }) else {
      Issue.record("it was to fail")
      return
    }
    #expect("\(error)".contains("of memory"))
  }

  @Test(
    arguments: [
      ("failed", RetryRequest.failed), ("quarantined", .quarantined), ("3", .networks([3])),
      ("141,3,3", .networks([3, 141])), ("", nil), ("3,", nil), ("failed,3", nil), ("-1", nil), ("+1", nil),
      ("3 4", nil),
      ("all", nil), ("99999999999999999999", nil),
    ] as [(String, RetryRequest?)])
  func whatMayBeRetried(_ text: String, _ request: RetryRequest?) { #expect(RetryRequest(text) == request) }
}
