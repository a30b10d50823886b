import Foundation

/// `1 network`, `2 networks`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// A share in percent with one decimal; a dash where there is no whole.
func percent(_ part: Int, _ whole: Int) -> String {
  whole > 0 ? String(format: "%.1f %%", 100 * Double(part) / Double(whole)) : "-"
}

/// An outcome as people write it: `limitCycle` is `limit cycle`.
func words(_ outcome: String) -> String {
  outcome.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
}

/// A time in words: `45 s`, `3 min 20 s`, `5 h 10 min`.
func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "unknown" }
  let whole = Int(seconds.rounded())
  switch whole {
  case ..<60: return "\(whole) s"
  case ..<3600: return "\(whole / 60) min \(whole % 60) s"
  default: return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
