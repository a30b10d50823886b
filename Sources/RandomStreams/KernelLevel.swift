import CKernels

/// The instruction level the C kernels run at; recorded in every file.
///
/// The kernels give the same bits on every level, so this says how fast a run was, not what it computed. At first it is
/// the best level this machine has.
public enum KernelLevel {
  /// The environment variable that forces a level, for tests and for comparing speed.
  public static let variable = "REMANENCE_KERNEL_LEVEL"

  /// Every level there is, fastest first.
  public static let all = ["x86-64-v4", "x86-64-v3", "baseline"]

  /// The levels this machine has, fastest first.
  public static let available: [String] = {
    let before = current
    defer { _ = remanence_use_kernel_level(before) }
    return all.filter { remanence_use_kernel_level($0) == 0 }
  }()

  /// The level in use, one of `available`.
  public static var current: String { String(cString: remanence_kernel_level()) }

  /// Uses another level from now on, for the whole process.
  ///
  /// - Throws: when there is no such level, or this machine lacks it; the level in use then stays.
  public static func use(_ name: String) throws(KernelLevelError) {
    guard remanence_use_kernel_level(name) != 0 else { return }
    throw KernelLevelError(
      code: all.contains(name) ? .notOnThisMachine : .unknownLevel, name: name, available: available)
  }

  /// Uses the level that the environment asks for, if any; executables call this once, before they compute.
  ///
  /// - Throws: when there is no such level, or this machine lacks it.
  public static func use(environment: [String: String]) throws(KernelLevelError) {
    guard let name = environment[variable], !name.isEmpty else { return }
    try use(name)
  }
}

/// An instruction level that cannot be used.
public struct KernelLevelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong with it.
  public enum Code: String, Sendable {
    /// There is no level of that name.
    case unknownLevel
    /// The processor, or the build, lacks the level.
    case notOnThisMachine
  }

  /// What is wrong.
  public let code: Code
  /// The level that was asked for.
  public let name: String
  /// The levels that can be used here, fastest first.
  public let available: [String]

  /// Creates an error.
  public init(code: Code, name: String, available: [String]) {
    self.code = code
    self.name = name
    self.available = available
  }

  /// One line: what was asked for, and what can be.
  public var description: String {
    let problem =
      switch code {
      case .unknownLevel: "there is no such instruction level"
      case .notOnThisMachine: "this machine lacks that instruction level"
      }
    return "\(KernelLevel.variable) is '\(name)': \(problem) "
      + "(unset it, or write one of those there are here: \(available.joined(separator: ", ")))"
  }
}
