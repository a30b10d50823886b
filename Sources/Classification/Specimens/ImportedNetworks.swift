import Dynamics
import HDF5
import Sweep

/// Networks that were trained elsewhere, in one HDF5 file: a group per network below `/networks`.
///
/// analysis/README.md has the format. Everything is checked before it is used, and an error names file, group and what is
/// at fault.
public struct ImportedNetworks: SpecimenSource {
  /// Path of the file.
  public let path: String
  /// Names of the networks' groups, sorted.
  public let names: [String]
  private let open: OpenFile

  /// Opens a file and lists its networks.
  ///
  /// - Throws: `RunError` for a file that cannot be read, or that has no networks.
  public init(path: String) throws(RunError) {
    self.path = path
    do throws(HDF5Error) {
      open = try OpenFile(path)
    } catch {
      throw ImportedNetworks.unreadable(path, error)
    }
    let names: [String]?
    do throws(HDF5Error) {
      names = try open.file.kind(of: "networks") == .group ? try open.file.openGroup("networks").childNames() : nil
    } catch {
      throw ImportedNetworks.unreadable(path, error)
    }
    guard let names, !names.isEmpty else {
      throw RunError(
        .badFile, place: path, message: names == nil ? "it has no group `/networks`" : "its group `/networks` is empty",
        hint: "store every network as a group of its own below `/networks`; analysis/README.md shows how")
    }
    self.names = names
  }

  public var count: Int { names.count }
  public var order: [Int] { Array(names.indices) }
  public func name(_ index: Int) -> String { names[index] }

  public mutating func specimen(_ index: Int) throws(RunError) -> Specimen {
    let reader = ImportedGroup(path: path, name: names[index])
    do {
      return try reader.specimen(in: open.file)
    } catch let error as RunError {
      throw error
    } catch let error as DynamicsError {
      throw refusal(index, error)
    } catch {
      throw RunError(.badFile, place: path, message: "\(error)", hint: ImportedGroup.wayOut)
    }
  }

  public func refusal(_ index: Int, _ error: DynamicsError) -> RunError {
    RunError(
      .badFile, place: path, message: "/networks/\(names[index])/weights/\(error)", hint: ImportedGroup.wayOut)
  }

  private static func unreadable(_ path: String, _ error: HDF5Error) -> RunError {
    switch error.code {
    case .notFound:
      RunError(.folderUnusable, place: path, message: "no such file", hint: "check the path given to --weights")
    case .readOnly, .locked:
      RunError(.folderUnusable, place: path, message: "\(error)", hint: "check its permissions")
    default:
      RunError(
        .badFile, place: path, message: "not a readable HDF5 file: \(error)",
        hint: "write it with h5py or any other HDF5 library, and close it")
    }
  }
}
