/// Finds the column that somebody may have meant.
enum NearestName {
  /// The nearest of the candidates, if any is near enough to be a slip of the hand.
  ///
  /// Nearness is the edit distance of letters and digits alone, capitals counting as small ones; a third of the name, and at
  /// least two slips, are forgiven.
  static func of(_ name: String, among candidates: [String]) -> String? {
    let plain = letters(name)
    let ranked = candidates.map { (name: $0, distance: distance(plain, letters($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, plain.count / 3) && best.distance < plain.count ? best.name : nil
  }

  private static func letters(_ name: String) -> [Character] {
    name.prefix(100).lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Levenshtein distance: insertions, deletions and replacements.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var last = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var row = [i + 1]
      for j in right.indices {
        row.append(min(last[j + 1] + 1, row[j] + 1, last[j] + (character == right[j] ? 0 : 1)))
      }
      last = row
    }
    return last[right.count]
  }
}
