import HDF5

/// A file that is open for reading and that several values share.
final class OpenFile {
  let file: File

  init(_ path: String) throws(HDF5Error) { file = try File.open(path: path) }
}
