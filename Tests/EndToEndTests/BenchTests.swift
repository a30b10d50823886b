import Foundation
import Testing

/// `remanence bench`: the keys that other people's scripts read, and whether its numbers are those of a sweep.
@Suite struct BenchTests {
  /// What scripts read.
  struct Report: Decodable {
    struct Case: Decodable {
      let units, trials: Int
      let delay_ms, network_epochs_per_second, useful_gflops, share, share_low, share_high: Double
      let steps: Int
      let seconds: [String: Double]
    }
    struct Sgemm: Decodable {
      let openblas_1024, small_kernel: Double
      let small_kernel_shape: String
    }
    struct Ranks: Decodable {
      struct Case: Decodable {
        let units, trials, rounds: Int
        let delay_ms, alone_epochs_per_second, all_epochs_per_second_minimum, all_epochs_per_second_mean: Double
        let ratio, sgemm_alone_gflops, sgemm_all_gflops, sgemm_ratio, excess, excess_low, excess_high: Double
      }
      let count: Int
      let cases: [Case]
    }
    let best_sgemm_gflops: Double
    let sgemm: Sgemm
    let kernels, kernel_level: String
    let cases: [Case]
    let ranks: Ranks?
  }

  private func report(_ options: [String], ranks: Int? = nil, exclusive: Bool = false) async throws -> Report {
    let ended = try await run(
      Installation.remanence, ["bench", "--json"] + options, ranks: ranks, exclusive: exclusive)
    try #require(ended.status == 0, "\(ended)")
    #expect(ended.errors.isEmpty, "no progress where nobody watches: \(ended)")
    return try JSONDecoder().decode(Report.self, from: Data(ended.output.utf8))
  }

  @Test func jsonKeepsItsContract() async throws {
    let report = try await report(["--seconds", "0.01"])
    #expect(report.best_sgemm_gflops > 0 && report.sgemm.openblas_1024 > 0 && report.sgemm.small_kernel > 0)
    #expect(report.sgemm.small_kernel_shape.contains("x"))
    #expect(!report.kernels.isEmpty && !report.kernel_level.isEmpty)
    #expect(report.ranks == nil)
    #expect(report.cases.count == 24)
    #expect(Set(report.cases.map(\.units)) == [32, 100, 256, 512])
    #expect(Set(report.cases.map(\.delay_ms)) == [0, 200, 400])
    #expect(Set(report.cases.map(\.trials)) == [16, 128])
    for item in report.cases {
      #expect(
        Set(item.seconds.keys) == ["gemm", "weight_gradient", "tanh", "noise", "backward_elementwise", "rest"])
      #expect(item.seconds.values.allSatisfy { $0 >= 0 })
      let epoch = 1 / item.network_epochs_per_second
      #expect(abs(item.seconds.values.reduce(0, +) / epoch - 1) < 1e-9, "the phases make up the epoch")
      let useful = 6e-9 * Double(item.units * item.units * item.trials * item.steps) / epoch
      #expect(abs(item.useful_gflops / useful - 1) < 1e-9, "three products of 2 N N B per step")
      #expect(item.share > 0 && item.share_low <= item.share && item.share <= item.share_high)
    }
  }

  @Test func optionsPickCases() async throws {
    let report = try await report(["--seconds", "0.01", "--units", "16,8,16", "--trials", "4", "--delay", "0,20"])
    #expect(report.cases.map(\.units) == [16, 16, 8, 8])
    #expect(report.cases.map(\.delay_ms) == [0, 20, 0, 20])
    #expect(report.cases.map(\.steps) == [16, 20, 16, 20])
    #expect(report.cases.allSatisfy { $0.trials == 4 })
  }

  @Test(arguments: [nil, 2]) func ranksAreMeasuredAtOnce(ranks: Int?) async throws {
    let report = try await report(["--ranks", "--seconds", "0.01", "--units", "16,32"], ranks: ranks)
    let found = try #require(report.ranks)
    #expect(found.count == ranks ?? 1)
    #expect(report.cases.map(\.units) == [16, 32])
    #expect(found.cases.map(\.units) == [16, 32])
    for item in found.cases {
      #expect(item.trials == 128 && item.delay_ms == 200 && item.rounds >= 3)
      #expect(item.all_epochs_per_second_minimum > 0)
      #expect(item.all_epochs_per_second_minimum <= item.all_epochs_per_second_mean)
      #expect(item.ratio > 0 && item.sgemm_ratio > 0 && item.sgemm_alone_gflops > 0 && item.sgemm_all_gflops > 0)
      #expect(item.excess_low <= item.excess && item.excess <= item.excess_high)
      if ranks == nil { #expect(item.ratio == 1 && item.sgemm_ratio == 1 && item.excess == 0) }
    }
  }

  @Test func singleKernelsAreTimed() async throws {
    let table = try await run(Installation.remanence, ["bench", "--kernels", "--units", "1,20"])
    #expect(table.status == 0, "\(table)")
    for pattern in [
      "kernels: .*, level .*; OpenBLAS ", "\nforward product +20 +[0-9.]+ +[0-9.]+ +[0-9.]+\n", "\ntranspose +1 ",
    ] {
      #expect(try table.output.contains(Regex(pattern)), "\(pattern):\n\(table)")
    }
    let json = try await run(Installation.remanence, ["bench", "--kernels", "--units", "20", "--json"])
    #expect(json.output.contains("\"nanoseconds_per_element\""), "\(json)")
    let refused = try await run(Installation.remanence, ["bench", "--kernels", "--ranks"])
    #expect(
      refused.status == 64 && refused.errors.contains("--kernels goes with --units and --json only"), "\(refused)")
  }

  @Test func theTableNamesKernelsAndEveryCase() async throws {
    let ended = try await run(
      Installation.remanence, ["bench", "--ranks", "--seconds", "0.01", "--units", "16", "--delay", "0"], ranks: 2)
    #expect(ended.status == 0, "\(ended)")
    for pattern in [
      "best SGEMM: .* GFLOP/s \\(OpenBLAS [0-9.]+ .* at 1024x1024x1024: .*, own kernel at [0-9]+x[0-9]+x[0-9]+: ",
      "kernels: .*, level ", "machine: ", "\\n   16    128   0 ms .* [0-9.]+ \\[[0-9.]+-[0-9.]+\\]",
      "rank 0 alone, and 2 ranks at once", "excess",
    ] { #expect(try ended.output.contains(Regex(pattern)), "\(pattern):\n\(ended)") }
    #expect(ended.output.split(separator: "\n").allSatisfy { $0.count <= 120 }, "\(ended)")
    #expect(ended.output.matches(of: /best SGEMM/).count == 1, "one rank speaks: \(ended)")
  }

  @Test(arguments: [
    (["--units", "100,x"], "'x' is not a whole number of at least 1"),
    (["--units", ""], "'' is not a whole number of at least 1"),
    (["--units", "0"], "'0' is not a whole number of at least 1"),
    (["--units", "99999999999999999999"], "is not a whole number"),
    (["--units", "5000"], "no case of 5000 units.*whole number from 1 to 4096"),
    (["--units", "4096", "--delay", "4900000"], "4900000 ms delay need .* GB of memory.*use smaller cases"),
    (["--trials", "16,,128"], "'' is not a whole number of at least 1"),
    (["--delay=-5"], "'-5' is not a whole number of at least 0"),
    (["--delay", "3"], "3 ms; expected a multiple of `network.step`, 5 ms .*nearest are 0 ms and 5 ms"),
    (["--seconds", "nan"], "--seconds must be a positive number, at most 3600"),
  ])
  func badOptionsAreRefused(_ options: [String], _ pattern: String) async throws {
    let ended = try await run(Installation.remanence, ["bench", "--seconds", "0.01"] + options)
    #expect(ended.status == 64, "\(ended)")
    #expect(try ended.errors.contains(Regex(pattern)), "\(pattern):\n\(ended)")
    #expect(ended.output.isEmpty)
  }

  @Test func severalRanksNeedTheirOption() async throws {
    let ended = try await run(Installation.remanence, ["bench"], ranks: 2)
    #expect(ended.status == 64, "\(ended)")
    #expect(ended.errors.contains("there are 2 ranks: add --ranks"), "\(ended)")
    #expect(ended.output.isEmpty)
  }

  /// The epochs that `bench` times are those of a sweep: both take the same time within a tenth.
  ///
  /// They take turns. Work that comes and goes beside them leaves the fastest of each alone, work that stays slows both and
  /// leaves the middle ratio of the pairs alone; either is enough. No time is asserted.
  @Test func aSweepTakesTheTimeThatBenchSays() async throws {
    let scratch = try Scratch()
    let configuration = try scratch.write(
      """
      name: bench
      network: { units: 100 }
      task: { kind: delayed-cue-discrimination, delay: 100 ms, trials: 128 }
      training: { epochs: 300 }

      """, to: "bench.yaml")

    func benchSeconds() async throws -> Double {
      let report = try await report(
        ["--units", "100", "--trials", "128", "--delay", "100", "--seconds", "0.5"], exclusive: true)
      return 1 / (try #require(report.cases.first?.network_epochs_per_second))
    }

    func sweepSeconds(_ name: String) async throws -> Double {
      let ended = try await run(
        Installation.remanence, ["train", configuration, "--output", scratch(name), "--quiet"], exclusive: true)
      try #require(ended.status == 0, "\(ended)")
      let table = try Table(path: scratch("\(name)/summary.csv"))
      let seconds = try #require(table["seconds"].first.flatMap(Double.init))
      return seconds / (try #require(table["epochs"].first.flatMap(Double.init)))
    }

    // Three pairs on a quiet machine; more where either has not had a quiet moment yet.
    var (bench, sweep) = ([Double](), [Double]())
    var ratios: [Double] = []
    for pair in 1...12 {
      bench.append(try await benchSeconds())
      sweep.append(try await sweepSeconds("run-\(pair)"))
      let fastest = (sweep.min() ?? 0) / (bench.min() ?? 0)
      let middle = zip(sweep, bench).map(/).sorted()[pair / 2]
      ratios = [fastest, middle]
      if pair >= 3, ratios.contains(where: { abs($0 - 1) < 0.1 }) { return }
    }
    Issue.record("a sweep's epochs took \(ratios) times as long as those of bench: the fastest, and in the middle")
  }
}
