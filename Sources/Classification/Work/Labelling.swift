import Dynamics
import Foundation
import MPI
import Sweep

/// Labels networks on all ranks: those that have labels already keep them, the others are shared out.
///
/// 1. Rank 0 looks for labels of earlier analyses.
/// 2. Every rank reads its share of the networks, every size-th, and finds out which of them are labelled already.
/// 3. It labels the others, one by one, into a part file of its own.
/// 4. Rank 0 learns where the labels of every network are: `LabelledNetworks` puts them together.
///
/// What a network is labelled depends neither on ranks nor on what was taken over.
public struct Labelling {
  /// The classifier.
  public let classifier: NetworkClassifier
  /// The folder of the results; parts are beside them.
  public let folder: String
  /// Whether labels of earlier analyses are left aside.
  public let startsAgain: Bool

  /// Describes the work.
  public init(_ classifier: NetworkClassifier, folder: String, startsAgain: Bool) {
    self.classifier = classifier
    self.folder = folder
    self.startsAgain = startsAgain
  }

  /// What rank 0 tells the others at the start.
  private struct Start: Codable {
    let partName: String
    let earlier: EarlierLabels
  }

  /// A network of a rank's share.
  private struct Item {
    let index: Int
    let digest: String
    /// The file that holds its labels; nil where it is to be labelled.
    let file: Int?
  }

  /// Does the work.
  ///
  /// - Returns: where all labels are, at rank 0; nil elsewhere.
  /// - Throws: on all ranks where any of them throws; see `Team.together`.
  public func work<Source: SpecimenSource>(
    on source: inout Source, team: borrowing Team, observer: some LabellingObserver
  ) throws -> LabelledNetworks? {
    let removable = try team.first { PartName.abandoned(in: folder) } ?? []
    let start = try begin(team, parts: removable, observer)
    let share = try team.together { try readShare(of: &source, start.earlier, team) }
    let left = share.filter { $0.file == nil }
    let taken = try team.sum(share.count - left.count)
    let total = try team.sum(left.count)
    if team.rank == 0 { observer.started(taken: taken, left: total) }
    try team.together { try label(left, of: &source, into: start.partName, team, observer, total: total) }
    let numbers = share.flatMap { [Double($0.index), Double($0.file ?? -1), Labelling.mark($0.digest)] }
    guard let shares = try team.gather(numbers) else { return nil }
    observer.finished()
    return LabelledNetworks(
      labelling: self, places: places(shares, start),
      parts: removable + shares.indices.map { PartName.path(folder, start.partName, rank: $0) })
  }

  private func begin(
    _ team: borrowing Team, parts: [String], _ observer: some LabellingObserver
  ) throws -> Start {
    let start = try team.first {
      let results = "\(folder)/\(EvidenceFile.name)"
      let files = FileManager.default.fileExists(atPath: results) ? parts + [results] : parts
      let earlier =
        startsAgain
        ? EarlierLabels() : EarlierLabels(in: files, ruleVersion: classifier.ruleVersion, warn: observer.warned)
      return try JSONEncoder().encode(Start(partName: PartName.make(in: folder), earlier: earlier))
    }
    return try JSONDecoder().decode(Start.self, from: Data(team.broadcast(start.map(Array.init) ?? [])))
  }

  /// Reads this rank's networks, so that one that cannot be read is met before the work begins.
  private func readShare<Source: SpecimenSource>(
    of source: inout Source, _ earlier: EarlierLabels, _ team: borrowing Team
  ) throws -> [Item] {
    let order = source.order
    var share: [Item] = []
    for place in stride(from: team.rank, to: order.count, by: team.size) {
      if try team.isCalledOff() { return [] }
      let index = order[place]
      let digest = try source.specimen(index).digest
      share.append(Item(index: index, digest: digest, file: earlier.entry(source.name(index), digest: digest)?.file))
    }
    return share
  }

  private func label<Source: SpecimenSource>(
    _ items: [Item], of source: inout Source, into partName: String, _ team: borrowing Team,
    _ observer: some LabellingObserver, total: Int
  ) throws {
    var part = PartFile(
      path: PartName.path(folder, partName, rank: team.rank), ruleVersion: classifier.ruleVersion)
    for (done, item) in items.enumerated() {
      if try team.isCalledOff() { break }
      if team.rank == 0 { observer.progressed(done * total / items.count) }
      let (labels, evidence) = try classify(source.specimen(item.index), item.index, of: source)
      try part.add(labels, evidence, of: source.name(item.index), digest: item.digest)
    }
    try part.close()
  }

  /// Labels one network.
  func classify<Source: SpecimenSource>(
    _ specimen: Specimen, _ index: Int, of source: Source
  ) throws(RunError) -> (NetworkLabels, DynamicsEvidence?) {
    do throws(DynamicsError) {
      return try classifier.classify(specimen)
    } catch {
      throw source.refusal(index, error)
    }
  }

  /// The first 48 bits of a digest, as a number that can travel.
  static func mark(_ digest: String) -> Double { Double(Int(digest.prefix(12), radix: 16) ?? 0) }

  /// The place of every network, from the index, the file and the mark that all ranks sent of theirs.
  private func places(_ shares: [[Double]], _ start: Start) -> [Int: LabelledNetworks.Place] {
    var places: [Int: LabelledNetworks.Place] = [:]
    for (rank, numbers) in shares.enumerated() {
      for row in stride(from: 0, to: numbers.count - 2, by: 3) {
        let file = Int(numbers[row + 1])
        let isTaken = start.earlier.files.indices.contains(file)
        places[Int(numbers[row])] = LabelledNetworks.Place(
          path: isTaken ? start.earlier.files[file] : PartName.path(folder, start.partName, rank: rank),
          mark: numbers[row + 2])
      }
    }
    return places
  }
}
