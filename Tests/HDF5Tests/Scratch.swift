import Foundation
import HDF5

/// A folder of one test, removed when the test ends.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("hdf5-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Path of a file in the folder.
  func path(_ name: String = "test.h5") -> String { folder.appendingPathComponent(name).path }
}

/// Metadata with as many dimensions as asked for.
func metadata(_ rank: Int) -> DatasetMetadata {
  DatasetMetadata(units: "1", longName: "test values", dimensions: (0..<rank).map { "axis\($0)" })
}

/// The error that a body throws, or nil.
func failure(_ body: () throws(HDF5Error) -> Void) -> HDF5Error? {
  do throws(HDF5Error) { try body() } catch { return error }
  return nil
}

/// Runs a program and returns its status and output.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
