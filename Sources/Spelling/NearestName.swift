/// Finds what somebody may have meant.
enum Suggestion {
  /// The nearest of the candidates, if any is near enough to be a slip of the hand.
  ///
  /// Nearness is the edit distance with swaps of neighbours (one slip each), after `_` became `-` and capitals became
  /// small; a third of the word, and at least two slips, are forgiven.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let plain = normalised(word)
    let ranked = candidates.map { (candidate: $0, distance: distance(plain, normalised($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, plain.count / 3) && best.distance < max(plain.count, 2) ? best.candidate : nil
  }

  /// A hint in words: the nearest candidate, or else all of them.
  static func hint(for word: String, among candidates: [String]) -> String? {
    if let best = nearest(to: word, among: candidates) { return "did you mean `\(best)`?" }
    guard !candidates.isEmpty else { return nil }
    return "known: " + candidates.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static func normalised(_ word: String) -> String {
    String(word.prefix(100).map { $0 == "_" ? "-" : Character($0.lowercased().first.map(String.init) ?? "-") })
  }

  /// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left)
    let b = Array(right)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
