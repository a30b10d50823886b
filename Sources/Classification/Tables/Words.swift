import Foundation

/// `1 network`, `2 networks`.
public func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// A share in percent with one decimal; a dash where there is no whole.
public func percent(_ part: Int, _ whole: Int) -> String {
  whole > 0 ? String(format: "%.1f %%", 100 * Double(part) / Double(whole)) : "-"
}

/// An outcome as people write it: `limitCycle` is `limit cycle`.
public func words(_ outcome: String) -> String {
  outcome.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
}
