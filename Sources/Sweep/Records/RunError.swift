/// Why a run cannot start, go on or be read, and the exit status that says so.
public struct RunError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable {
    /// The folder cannot be made, read or written.
    case folderUnusable
    /// The folder holds something that is not a run of this program.
    case foreignFolder
    /// An attempt that is going on works on the same networks.
    case folderInUse
    /// The folder holds a run of another configuration.
    case otherConfiguration
    /// Ranks or attempts compute with different kernels.
    case otherKernels
    /// A file is damaged or was not written by this program.
    case badFile
    /// A file was written by a newer version of this program.
    case newerVersion
    /// There is nothing to read yet.
    case emptyRun
    /// A network that is to be trained again has not failed.
    case notFailed
    /// The disk, or the quota, is full.
    case noSpace
  }

  /// What went wrong.
  public let code: Code
  /// The file or folder.
  public let place: String
  /// What was found and what was expected.
  public let message: String
  /// The way out.
  public let hint: String?

  /// Creates an error.
  public init(_ code: Code, place: String, message: String, hint: String? = nil) {
    self.code = code
    self.place = place
    self.message = message
    self.hint = hint
  }

  /// One line: place, what, way out.
  public var description: String { "\(place): \(message)" + (hint.map { " (\($0))" } ?? "") }

  /// Exit status of the program: 65 for bad content, 74 for input and output.
  public var exitStatus: Int32 {
    switch code {
    case .otherConfiguration, .otherKernels, .badFile, .newerVersion, .emptyRun, .notFailed: 65
    case .folderUnusable, .foreignFolder, .folderInUse, .noSpace: 74
    }
  }
}
