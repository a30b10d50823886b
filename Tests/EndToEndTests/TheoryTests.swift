import Foundation
import Testing

/// `remanence-analysis theory`: the keys that other people's scripts read, the files, and what it refuses.
@Suite struct TheoryTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// What scripts read.
  struct Report: Decodable, Equatable {
    struct Law: Decodable, Equatable {
      let model, response: String
      let delay, response_duration, critical_rate_closed_form, critical_rate_measured: [Double]
      let exponent, standard_error, r_squared, exponent_closed_form, exponent_asymptotic: Double
    }
    struct Curve: Decodable, Equatable {
      let parameter, loss: [Double]
    }
    struct Path: Decodable, Equatable {
      let rate, rate_over_critical: Double
      let parameter, loss: [Double]
      let enters_zone: Bool
    }
    struct Landscape: Decodable, Equatable {
      let model: String
      let delay, response_duration, minimum, zone_edge, critical_rate, largest_difference: Double
      let closed_form, simulated: Curve
      let descents: [Path]
    }
    struct Search: Decodable, Equatable {
      let starts, steps: Int
    }
    let schema: String
    let models: [Law]
    let landscapes: [Landscape]
    let search: Search
  }

  private func report(_ text: String) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(text.utf8))
  }

  @Test func jsonKeepsItsContract() async throws {
    let ended = try await run(Installation.analysis, ["theory", "--json"], folder: scratch.path)
    try #require(ended.status == 0, "\(ended)")
    #expect(ended.remarks.isEmpty, "\(ended)")
    #expect(try contents(of: scratch.path).isEmpty, "nothing is written without --output")
    let report = try report(ended.output)
    #expect(report.schema == "remanence-theory 1.0")
    #expect(report.models.map(\.model) == ["slowPoint", "slowPoint", "limitCycle", "limitCycle"])
    #expect(report.models.map(\.response) == ["short", "equal", "short", "equal"])
    for (law, exponent) in zip(report.models, [-4.89, -4.00, -2.93, -2.00]) {
      #expect(law.delay.min() == 20 && law.delay.max() == 320)
      #expect(law.response_duration == (law.response == "short" ? law.delay.map { _ in 5 } : law.delay))
      #expect(law.critical_rate_closed_form.count == law.delay.count)
      #expect(law.critical_rate_measured.count == law.delay.count)
      for (measured, closed) in zip(law.critical_rate_measured, law.critical_rate_closed_form) {
        #expect(abs(measured / closed - 1) < 0.06)
      }
      #expect(abs(law.exponent - exponent) < 0.1)
      #expect(abs(law.exponent_closed_form - exponent) < 0.1)
    }
    #expect(report.landscapes.map(\.model) == ["slowPoint", "limitCycle"])
    for landscape in report.landscapes {
      #expect(landscape.largest_difference < 1e-7)
      #expect(landscape.descents.map(\.enters_zone) == [false, true])
    }
  }

  @Test func theTableSaysTheSame() async throws {
    let ended = try await run(Installation.analysis, ["theory"], folder: scratch.path)
    #expect(ended.status == 0 && ended.remarks.isEmpty, "\(ended)")
    for pattern in [
      "\nslow point +5 +20 +2\\.740e-05 +[0-9.]+e-05 +1\\.0[0-9]+\n",
      "\nlimit cycle += delay +320 +4\\.069e-07 +[0-9.]+e-07 +1\\.0[0-9]+\n",
      "\nslow point +5 +-4\\.[89][0-9] .* -5\n", "\nlimit cycle += delay +-2\\.00 .* -2\n",
    ] {
      #expect(try ended.output.contains(Regex(pattern)), "\(pattern):\n\(ended)")
    }
    #expect(try contents(of: scratch.path).isEmpty)
  }

  @Test func outputHasNumbersAndFigure() async throws {
    let ended = try await run(
      Installation.analysis, ["theory", "--output", "new/theory", "--json", "--quiet"],
      environment: ["REMANENCE_PYTHON": Installation.python], folder: scratch.path)
    #expect(ended.status == 0 && ended.remarks.isEmpty, "\(ended)")
    let files = try contents(of: scratch("new/theory"))
    #expect(Set(files.keys) == ["theory.json", "theory.png"])
    #expect(files["theory.png"]?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
    let stored = String(decoding: files["theory.json"] ?? Data(), as: UTF8.self)
    #expect(stored == ended.output, "the file and standard output are the same")
    #expect(try report(stored).models.count == 4)
  }

  @Test func withoutPythonTheNumbersCome() async throws {
    let ended = try await run(
      Installation.analysis, ["theory", "--output", scratch("theory"), "--quiet"],
      environment: ["REMANENCE_FIGURES": try scratch.makeFolder("empty")])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.output.isEmpty, "\(ended)")
    #expect(ended.errors.contains("warning: REMANENCE_FIGURES="), "\(ended)")
    #expect(ended.errors.contains("has no theory.py"), "\(ended)")
    #expect(ended.errors.contains("only the picture is missing"), "\(ended)")
    #expect(try Set(contents(of: scratch("theory")).keys) == ["theory.json"])
  }

  @Test(
    arguments: [
      (["--delays", "3"], 64, "Unknown option '--delays'"),
      (["--output"], 64, "Missing value for '--output"),
      (["--output", ""], 64, "--output must name a folder"),
      (["somewhere"], 64, "Unexpected argument 'somewhere'"),
      (["--output", "precious"], 74, "precious: the folder cannot be made: .*\\(choose an --output folder"),
    ] as [([String], Int32, String)])
  func isRefused(_ options: [String], status: Int32, pattern: String) async throws {
    try scratch.write("a file", to: "precious")
    let ended = try await run(Installation.analysis, ["theory"] + options, folder: scratch.path)
    #expect(ended.status == status, "\(ended)")
    #expect(try ended.errors.contains(Regex(pattern)), "\(ended)")
    #expect(ended.output.isEmpty, "\(ended)")
    #expect(try Set(contents(of: scratch.path).keys) == ["precious"], "everything is as it was")
  }

  @Test func helpHasExamples() async throws {
    let ended = try await run(Installation.analysis, ["theory", "--help"])
    #expect(ended.status == 0)
    #expect(ended.output.contains("remanence-analysis theory --output theory"), "\(ended)")
    let whole = try await run(Installation.analysis, ["--help"])
    #expect(whole.output.contains("remanence-analysis theory [--json] [--output <dir>] [--quiet]"), "\(whole)")
  }
}
