import Foundation

/// An attempt that may go on: its file is there, and no other attempt that goes on works on any of its networks.
///
/// Why two attempts never train the same network, whoever starts when: an attempt first makes its file, with a number
/// that no other has; then it lists the folder, and gives the number up where there is a higher one; then it looks at
/// all lower ones, and leaves where one goes on with a network of its own. Say X and Y both went on, X with the lower number. Had X's
/// file been there when Y looked, Y would have left. So it came later, after Y's; but then X found Y's higher number and gave
/// its own up. Of attempts that start at once one goes on: the one that finds none before it.
///
/// The same argument says that of the attempts that go on at most one found none at all before it, so that one may repair
/// what belongs to nobody (`mayRepair`).
struct BegunAttempt: Sendable {
  /// What its file says.
  private(set) var attempt: Attempt
  /// Its file.
  private let file: AttemptFile
  /// Attempts that were going on beside it when it began.
  let others: Set<Int>

  /// Whether this attempt may change files that earlier attempts left: no other one is at it.
  var mayRepair: Bool { others.isEmpty }

  /// Now, by the clock of the file system.
  var now: Double { file.now }

  /// How often a start looks again, 0.2 s apart, before it is refused.
  private static let looks = 15

  /// Makes the attempt's file; it is gone again when this throws.
  ///
  /// - Throws: `RunError` when the folder cannot be written, or another attempt works on the same networks.
  init(
    _ folder: RunFolder, _ configuration: SweepConfiguration, part: NetworkPart, shard: Shard?, ranks: Int,
    provenance: Provenance
  ) throws(RunError) {
    var number = folder.newestAttempt + 1
    while true {
      let attempt = Attempt(
        number: number, ranks: ranks, shard: shard, configuration: configuration, provenance: provenance)
      guard let file = try AttemptFile.create(attempt, in: folder) else {
        number += 1
        continue
      }
      if let last = folder.attempts.last, last > number {
        file.remove()
        number = last + 1
        continue
      }
      let rivals = Rivals(configuration: configuration, part: part, shard: shard)
      func look() -> (signs: [Liveness.Sign], rival: Liveness.Sign?) {
        let signs = Liveness(folder: folder, now: file.now).signs(below: number)
        return (signs, signs.first(where: rivals.contains))
      }
      var found = look()
      // The rival may be about to give up its number, or to die: ranks outlive a launcher that was killed by a second.
      for _ in 0..<BegunAttempt.looks where found.rival != nil {
        Thread.sleep(forTimeInterval: 0.2)
        found = look()
      }
      if let rival = found.rival {
        file.remove()
        throw BegunAttempt.refusal(folder, rival)
      }
      self.attempt = attempt
      self.file = file
      others = Set(found.signs.map(\.number))
      return
    }
  }

  /// Notes that all ranks have closed their files.
  mutating func noteTrained() throws(RunError) {
    attempt.trained = Provenance.now
    try file.note(attempt)
  }

  /// Notes how the attempt ended.
  mutating func noteEnd(status: Int32, finished: Int) throws(RunError) {
    attempt.end = Provenance.now
    attempt.status = status
    attempt.finished = finished
    try file.note(attempt)
    file.release()
  }

  /// Takes the attempt back: it has changed nothing.
  func remove() { file.remove() }

  private static func refusal(_ folder: RunFolder, _ sign: Liveness.Sign) -> RunError {
    var words = ["attempt \(sign.number) is going on and trains networks that this one would"]
    if let attempt = sign.attempt {
      if let shard = attempt.shard { words.append("shard \(shard)") }
      words.append("host \(attempt.host)")
      if let job = attempt.job { words.append("job \(job)") }
      words.append("process \(attempt.pid)")
      words.append("since \(attempt.begin)")
    }
    words.append("last sign of life \(Int(max(sign.age, 0))) s ago")
    return RunError(
      .folderInUse, place: folder.path, message: words.joined(separator: ", "),
      hint:
        "wait for its end, or end it; one whose node was lost counts as going on for \(Int(Liveness.patience)) s more; "
        + "shards that share no network may run beside each other")
  }
}

/// Which attempts work on networks of this one.
private struct Rivals {
  let configuration: SweepConfiguration
  let part: NetworkPart
  let shard: Shard?

  func contains(_ sign: Liveness.Sign) -> Bool {
    guard let attempt = sign.attempt, attempt.configHash == configuration.hash else { return true }
    let other = attempt.shard.flatMap { Shard($0) }
    guard attempt.shard == nil || other != nil else { return true }
    if let shard, let other, shard.count == other.count { return shard == other && !part.networks.isEmpty }
    guard let theirs = try? NetworkPart(other, of: configuration) else { return true }
    return part.overlaps(theirs)
  }
}
