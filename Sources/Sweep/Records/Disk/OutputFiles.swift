import Foundation
import HDF5

/// Files that a program writes into a run folder beside the rank files: made under another name, moved into place whole.
///
/// Every file is first staged; `commit` then renames all of them, so a program that fails anywhere before leaves the
/// files of an earlier one as they were. Names of staged files carry host and process, so that programs working on the
/// same run do not mix. What was never committed is removed with the object, or by the next program on this host.
public final class OutputFiles {
  private let folder: String
  private let wayOut: String
  private var staged: [String] = []

  /// Names the folder, made when it is not there.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - wayOut: what errors advise where it cannot be written.
  /// - Throws: `RunError` when it cannot be made.
  public init(
    folder: String, wayOut: String = "the analysis writes into the run folder; copy the run to a place you may write to"
  ) throws(RunError) {
    self.folder = folder
    self.wayOut = wayOut
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw RunError(
        .folderUnusable, place: folder,
        message: "the folder cannot be made: \((cause ?? error as NSError).localizedDescription)",
        hint: wayOut)
    }
    removeAbandoned()
  }

  /// Stages a file of text.
  ///
  /// - Throws: `RunError` when it cannot be written.
  public func stage(_ text: String, as name: String) throws(RunError) {
    let path = temporary(name)
    staged.append(name)
    try write(Data(text.utf8), to: path)
  }

  /// Stages a value as JSON with sorted keys.
  ///
  /// - Throws: `RunError` when it cannot be written.
  public func stage(json value: some Encodable, as name: String) throws(RunError) {
    let path = temporary(name)
    staged.append(name)
    try write(encodedJSON(value, place: path), to: path)
  }

  private func write(_ data: Data, to path: String) throws(RunError) {
    do throws(RunError) {
      try AtomicFile.write(data, to: path)
    } catch {
      throw RunError(
        error.code, place: error.place, message: error.message,
        hint: error.code == .noSpace ? error.hint : wayOut)
    }
  }

  /// Creates an HDF5 file under its temporary name, with the attributes every file of a run carries.
  ///
  /// - Parameters:
  ///   - name: the file's final name.
  ///   - schema: what it is, such as `remanence-classification`.
  ///   - provenance: this program.
  ///   - run: the run it belongs to; nil where there is none.
  /// - Throws: `RunError` when it cannot be written.
  public func createHDF5(
    _ name: String, schema: String, provenance: Provenance, run: RunDescription?
  ) throws(RunError) -> File {
    let path = temporary(name)
    unlink(path)
    staged.append(name)
    do throws(HDF5Error) {
      let file = try File.create(path: path)
      try provenance.write(to: file, schema: schema, configuration: run?.config, hash: run?.configHash)
      return file
    } catch {
      throw OutputFiles.failure(path, error)
    }
  }

  /// Closes a file made by `createHDF5`; it waits for `commit` then.
  ///
  /// - Throws: `RunError` when the last of it cannot be written.
  public func close(_ file: consuming File, _ name: String) throws(RunError) {
    let path = temporary(name)
    do throws(HDF5Error) {
      try file.flush()
      try file.close()
    } catch {
      throw OutputFiles.failure(path, error)
    }
    AtomicFile.synchronise(path)
  }

  /// Moves everything staged into place.
  ///
  /// - Throws: `RunError` when a file cannot be renamed.
  public func commit() throws(RunError) {
    while let name = staged.first {
      guard rename(temporary(name), folder + "/" + name) == 0 else {
        throw RunError(
          .folderUnusable, place: folder + "/" + name,
          message: "cannot be renamed into place: \(String(cString: strerror(errno)))", hint: wayOut)
      }
      staged.removeFirst()
    }
    AtomicFile.synchroniseFolder(of: folder + "/.")
  }

  deinit { for name in staged { unlink(temporary(name)) } }

  /// An error of the HDF5 library as one of the run.
  public static func failure(_ path: String, _ error: HDF5Error) -> RunError {
    RunError(
      error.code == .noSpace ? .noSpace : .folderUnusable, place: path, message: "cannot be written: \(error)",
      hint: "the rank files hold every result; make room or get permission, and run the same command again")
  }

  private static let suffix = ".part"
  private static let host = "." + ProcessInfo.processInfo.hostName + "."

  private func temporary(_ name: String) -> String {
    "\(folder)/\(name)\(OutputFiles.host)\(getpid())\(OutputFiles.suffix)"
  }

  /// Removes what programs on this host that run no more have left behind.
  private func removeAbandoned() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard name.hasSuffix(OutputFiles.suffix), let host = name.range(of: OutputFiles.host, options: .backwards),
        let process = pid_t(name[host.upperBound...].dropLast(OutputFiles.suffix.count)), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }
}
