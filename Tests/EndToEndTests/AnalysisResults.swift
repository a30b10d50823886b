import Foundation

/// What an analysis wrote, without the time at which it did: equal for equal results.
struct AnalysisResults: Equatable {
  private let files: [String: Data]

  /// Reads the results in a folder.
  init(_ folder: String) throws {
    files = try contents(of: folder).mapValues(AnalysisResults.withoutTimes)
  }

  /// Names of the files, hidden ones included.
  var names: [String] { files.keys.sorted() }

  /// Puts zeros into every time such as `2026-01-31T12:00:00Z`.
  private static func withoutTimes(_ data: Data) -> Data {
    var bytes = Array(data)
    let form = Array("0000-00-00T00:00:00Z".utf8)
    for start in bytes.indices.dropLast(form.count - 1) {
      let matches = form.indices.allSatisfy { place in
        let (found, wanted) = (bytes[start + place], form[place])
        return wanted == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(found) : found == wanted
      }
      if matches { bytes.replaceSubrange(start..<(start + form.count), with: form) }
    }
    return Data(bytes)
  }
}
