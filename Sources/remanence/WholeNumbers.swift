import ArgumentParser

/// Whole numbers as an option takes them: `32,100,256`.
enum WholeNumbers {
  /// Reads a list; a number that is there twice counts once.
  ///
  /// - Parameter least: the smallest number that makes sense.
  static func parse(_ text: String, least: Int) throws -> [Int] {
    var numbers: [Int] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = word.trimmingPrefix { $0 == " " }
      guard let number = Int(word), number >= least else {
        throw ValidationError(
          "'\(word)' is not a whole number of at least \(least); write them with commas, such as 100,200")
      }
      if !numbers.contains(number) { numbers.append(number) }
    }
    return numbers
  }
}
