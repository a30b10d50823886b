/// Finds the name that somebody may have meant, among those that exist.
public enum NearestName {
  /// The nearest of the candidates, if any is near enough to be a slip of the hand.
  ///
  /// Nearness is the edit distance of letters and digits alone, capitals counting as small ones; a third of the name, and
  /// at least two slips, are forgiven.
  public static func of(_ name: String, among candidates: [String]) -> String? {
    let plain = letters(name)
    let ranked = candidates.map { candidate in
      let letters = letters(candidate)
      return (name: candidate, length: letters.count, distance: distance(plain, letters))
    }
    guard !plain.isEmpty, let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    // As many slips as letters: nothing is left of the name.
    return best.distance <= max(2, plain.count / 3) && best.distance < max(plain.count, best.length) ? best.name : nil
  }

  private static func letters(_ name: String) -> [Character] {
    name.prefix(100).lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Optimal string alignment distance: insertions, deletions, replacements, and swaps of neighbours as one slip.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
