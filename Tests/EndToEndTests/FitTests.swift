import Foundation
import Testing

/// `remanence-analysis fit`: laws of a run and of anybody's table.
@Suite struct FitTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// What others read of `scaling.json`.
  private struct Laws: Decodable {
    struct Law: Decodable {
      let boundary: String
      let quantity: String
      let estimator: String
      let selection: String
      let labels: String
      let exponent: Double
      let standardError: Double?
      let ci95: [Double]?
      let method: String?
      let rSquared: Double?
      let n: Int
      let leftOut: [LeftOut]
      let published: Double?

      enum CodingKeys: String, CodingKey {
        case boundary, quantity, estimator, selection, labels, exponent, ci95, n, published
        case standardError = "standard_error"
        case method = "ci95_method"
        case rSquared = "r_squared"
        case leftOut = "left_out"
      }
    }
    struct LeftOut: Decodable { let reason: String }
    let fits: [Law]
  }

  private func laws(_ path: String) throws -> Laws {
    try JSONDecoder().decode(Laws.self, from: try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Counts of 1000 networks a cell that fail where rate > 5000 delay^-2.7, and are slow where rate < 900 delay^-2.7.
  private func counts(
    rates: [Double] = [0.3, 0.1, 0.03, 0.01], header: String? = nil, row: (Double, Double, [Int]) -> String
  ) -> String {
    let lines = rates.flatMap { rate in
      stride(from: 20.0, through: 400, by: 20).map { delay in
        func share(_ prefactor: Double) -> Double { 1 / (1 + exp(-4 * (log(rate / prefactor) + 2.7 * log(delay)))) }
        let failed = Int((1000 * share(5000)).rounded())
        let slow = Int((1000 * (1 - share(900))).rounded())
        return row(rate, delay, [failed, 1000 - failed - slow, slow])
      }
    }
    return ([header ?? "learning_rate,delay_ms,networks,not_learned,limit_cycle,slow_manifold"] + lines)
      .joined(separator: "\n") + "\n"
  }

  private var plainCounts: String {
    counts { rate, delay, counts in "\(rate),\(delay),1000,\(counts[0]),\(counts[1]),\(counts[2])" }
  }

  private func fit(_ arguments: [String]) async throws -> Ended {
    try await run(Installation.analysis, ["fit"] + arguments)
  }

  @Test func anybodysTableOfCounts() async throws {
    let table = try scratch.write(plainCounts, to: "counts.csv")
    let ended = try await fit(["--counts", table, "--output", scratch("fits"), "--replicates", "200"])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.output.contains("jointLogistic"))
    #expect(ended.output.hasSuffix("The fits: \(scratch("fits"))/scaling.json\n"))
    let laws = try laws(scratch("fits/scaling.json"))
    for boundary in ["notLearned", "slowManifold"] {
      let joint = try #require(laws.fits.first { $0.boundary == boundary && $0.estimator == "jointLogistic" })
      #expect(abs(joint.exponent + 2.7) < 0.05)
      #expect(joint.quantity == "delay_ms" && joint.labels == "mechanism" && joint.published == nil)
      #expect(joint.method == "parametric binomial bootstrap")
      let interval = try #require(joint.ci95)
      #expect(interval.count == 2 && interval[0] < joint.exponent && joint.exponent < interval[1])
    }
    // Keys are there also where they hold nothing.
    let text = try String(contentsOfFile: scratch("fits/scaling.json"), encoding: .utf8)
    for key in ["published", "r_squared", "profile_ci95", "exponent_with_left_out", "seeds"] {
      #expect(text.contains("\"\(key)\" : null"), "\(key)")
    }
    #expect(laws.fits.allSatisfy { $0.n >= 3 && ($0.rSquared.map { $0 <= 1 } ?? true) })
  }

  /// The same counts as a run's `cells.csv`, whole: networks that failed to run leave the denominator.
  @Test func aRunsCellsAreAccepted() async throws {
    let plain = try scratch.write(plainCounts, to: "counts.csv")
    let cells = counts(
      header:
        "learning_rate,cue_ms,delay_ms,reaction_ms,post_reaction_ms,networks,not_learned,unstable,diverged,limit_cycle,"
        + "slow_manifold,fixed_point,mixed,chaotic,unresolved,failed,published_0,published_1,published_2,published_3"
    ) { rate, delay, counts in
      let (low, high) = (counts[0] / 3, counts[0] - counts[0] / 3)
      return
        "\(rate),30.0,\(delay),50.0,0.0,1007,\(low),\(high - high / 2),\(high / 2),\(counts[1]),\(counts[2]),0,0,0,0,7,"
        + "\(counts[0]),\(counts[1]),\(counts[2]),0"
    }
    let table = try scratch.write(cells, to: "cells.csv")
    for (path, folder) in [(plain, "plain"), (table, "cells")] {
      let ended = try await fit(["--counts", path, "--output", scratch(folder), "--quiet", "--replicates", "100"])
      #expect(ended.status == 0 && ended.output == "" && ended.errors == "", "\(ended)")
    }
    let plainLaws = try laws(scratch("plain/scaling.json")).fits
    let cellLaws = try laws(scratch("cells/scaling.json")).fits
    for labels in ["mechanism", "published"] {
      let found = cellLaws.filter { $0.labels == labels }
      #expect(found.map(\.exponent) == plainLaws.map(\.exponent))
      #expect(found.map(\.ci95) == plainLaws.map(\.ci95))
    }
  }

  @Test func aDroppedRateIsASecondFit() async throws {
    let table = try scratch.write(plainCounts, to: "counts.csv")
    let ended = try await fit(
      ["--counts", table, "--output", scratch("fits"), "--drop-rate", "0.03", "--replicates", "100"])
    #expect(ended.status == 0, "\(ended)")
    let joint = try laws(scratch("fits/scaling.json")).fits.filter {
      $0.boundary == "notLearned" && $0.estimator == "jointLogistic"
    }
    #expect(joint.map(\.selection) == ["all", "byHand"])
    #expect(joint.map(\.n) == [80, 60])
    #expect(joint[1].leftOut.map(\.reason) == ["dropped: byHand"])
  }

  /// A run from training to laws, with seeds; too small for a law, which it says.
  @Test func aRunWithTooLittleForALaw() async throws {
    let configuration = try scratch.write(Configurations.cue, to: "cue.yaml")
    let trained = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run"), "--quiet"], ranks: nil)
    try #require(trained.status == 0, "\(trained)")
    let early = try await fit([scratch("run")])
    #expect(early.status == 65)
    #expect(early.errors.contains("networks.csv: no such file: the run has not been analysed yet (`remanence-analysis"))
    let labelled = try await run(Installation.analysis, [scratch("run"), "--no-figures"])
    #expect(labelled.status == 0, "\(labelled)")
    #expect(labelled.output.contains("No scaling law can be fitted: "))
    let fitted = try await fit([scratch("run"), "--quiet"])
    #expect(fitted.status == 65)
    #expect(fitted.errors.contains("no law can be fitted: notLearned: "))
    #expect(fitted.errors.contains("scaling.json has the reason of every estimator"))
  }

  @Test(arguments: [
    ([String](), Int32(64), "give a run folder, or --counts FILE with --output DIR"),
    (["--counts", "x.csv"], 64, "--counts needs --output DIR"),
    (["run", "--counts", "x.csv", "--output", "y"], 64, "give a run folder or --counts, not both"),
    (["run", "--output", "y"], 64, "--output goes with --counts"),
    (["run", "--replicates", "5"], 64, "--replicates lies between"),
    (["run", "--drop-rate", "-1"], 64, "--drop-rate"),
    (["--counts", "year.csv", "--output", "y", "--drop-rate", "0.5"], 65, "--drop-rate 0.5: no such learning rate"),
    (["--counts", ".", "--output", "y"], 74, ".: cannot be read (it must be a file"),
    (["--counts", "many.csv", "--output", "y"], 65, "many.csv:2:"),
    (["none"], 74, "none: no such folder"),
    (["--counts", "none.csv", "--output", "y"], 74, "none.csv: no such file"),
    (["--counts", "text.csv", "--output", "y"], 65, "text.csv"),
    (["--counts", "row.csv", "--output", "y"], 65, "row.csv:3: "),
    (["--counts", "one.csv", "--output", "y"], 65, "one.csv: no law can be fitted: "),
  ])
  func badInput(_ arguments: [String], _ status: Int32, _ message: String) async throws {
    try scratch.write("hello\nworld\n", to: "text.csv")
    try scratch.write(plainCounts, to: "year.csv")
    try scratch.write("learning_rate,delay_ms,networks,not_learned\n0.1,20,1000000000,5\n", to: "many.csv")
    try scratch.write(
      "learning_rate,delay_ms,networks,not_learned,limit_cycle,slow_manifold\n0.1,20,8,1,2,5\n0.1,40,8,nan,2,5\n",
      to: "row.csv")
    try scratch.write(
      counts(rates: [0.1]) { rate, delay, counts in "\(rate),\(delay),1000,\(counts[0]),\(counts[1]),\(counts[2])" },
      to: "one.csv")
    let ended = try await run(Installation.analysis, ["fit"] + arguments, folder: scratch.path)
    #expect(ended.status == status, "\(ended)")
    #expect(ended.errors.contains(message), "\(ended)")
  }
}
