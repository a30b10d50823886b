import Foundation

/// The machine a benchmark ran on.
enum Machine {
  /// Name of the processor, as Linux tells it; nil where it does not.
  static var processor: String? {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("model name") }),
      let colon = line.firstIndex(of: ":")
    else { return nil }
    let name = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    return name.isEmpty ? nil : name
  }
}
