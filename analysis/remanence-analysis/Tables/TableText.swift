import Foundation
import Sweep

/// The text of a table that a user named.
enum TableText {
  /// Reads a file.
  ///
  /// - Throws: `RunError` when there is none, it cannot be read, or is no text.
  static func read(_ path: String) throws(RunError) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw RunError(
        .folderUnusable, place: path, message: isThere ? "cannot be read" : "no such file",
        hint: isThere ? "it must be a file that you may read" : "check the path")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw RunError(.badFile, place: path, message: "not text in UTF-8", hint: "save it as CSV with that encoding")
    }
    return text
  }
}
