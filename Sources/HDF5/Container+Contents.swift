internal import CHDF5

/// One attribute or dataset as it is met on a walk through a file.
public struct StoredValue: Sendable {
  /// Where it is, seen from the start of the walk: `weights/W_rec`, or `weights/W_rec@units` for an attribute.
  public let path: String
  /// Stored type, such as `float32`, `int64` or `text`; `float32 of another layout` where its bits mean something else than
  /// this machine's.
  public let type: String
  /// Length of each axis.
  public let shape: [Int]
  /// Values in row-major order: floats in their own width, integers as 64 bits, texts as UTF-8 ended by zero bytes.
  public let bytes: [UInt8]
}

extension Container where Self: ~Copyable {
  /// Walks through everything this place holds, in one order for equal contents: attributes by name, then what is below, by
  /// name.
  ///
  /// Every value is read. The order and the values depend on the contents alone, not on how a file lays them out.
  ///
  /// - Parameter visit: called for each attribute and dataset.
  /// - Throws: where something cannot be read, or is of a type that this module does not read.
  public func walk(_ visit: (StoredValue) -> Void) throws(HDF5Error) {
    try walkAttributes(of: ".", path: "", visit)
    try walkChildren(path: "", visit)
  }

  /// Visits the attributes of this place alone, by name.
  ///
  /// - Throws: as `walk`.
  public func walkAttributes(_ visit: (StoredValue) -> Void) throws(HDF5Error) {
    try walkAttributes(of: ".", path: "", visit)
  }

  fileprivate func walkChildren(path: String, _ visit: (StoredValue) -> Void) throws(HDF5Error) {
    for name in try childNames() {
      let childPath = path.isEmpty ? name : "\(path)/\(name)"
      switch try kind(of: name) {
      case .group:
        let group = try openGroup(name)
        try group.walkAttributes(of: ".", path: childPath, visit)
        try group.walkChildren(path: childPath, visit)
      case .dataset:
        visit(try storedDataset(name, path: childPath))
        try walkAttributes(of: name, path: childPath, visit)
      case .other, nil:
        throw location.place(name).error(.wrongType, in: "H5Oopen", "neither a group nor a dataset")
      }
    }
  }

  private func storedDataset(_ name: String, path: String) throws(HDF5Error) -> StoredValue {
    let (parent, place) = try place(of: name, in: "H5Dopen2")
    let dataset = try own("H5Dopen2", at: place, otherwise: .cannotOpen) { H5Dopen2(parent, name, shim_h5p_default()) }
    let type = try own("H5Dget_type", at: place) { H5Dget_type(dataset.identifier) }
    let shape = try shape(of: name)
    let stored = StoredType(type)
    let bytes: [UInt8] =
      switch stored {
      case .floating(bytes: 4): rawBytes(try read([Float].self, name).values)
      case .floating: rawBytes(try read([Double].self, name).values)
      case .integer(_, signed: true): rawBytes(try read([Int64].self, name).values)
      case .integer: rawBytes(try read([UInt64].self, name).values)
      case .text: rawBytes(try read([String].self, name).values)
      case .other(let name): throw place.error(.wrongType, in: "H5Dread", "stored as \(name)")
      }
    return StoredValue(path: path, type: StoredType.words(type), shape: shape, bytes: bytes)
  }

  fileprivate func walkAttributes(
    of object: String, path: String, _ visit: (StoredValue) -> Void
  ) throws(HDF5Error) {
    for name in try attributeNames(of: object) {
      let (shape, stored, words) = try attributeType(name, of: object)
      let bytes: [UInt8] =
        switch stored {
        case .floating(bytes: 4): rawBytes(try attribute(name, as: [Float].self, of: object))
        case .floating: rawBytes(try attribute(name, as: [Double].self, of: object))
        case .integer(_, signed: true): rawBytes(try attribute(name, as: [Int64].self, of: object))
        case .integer: rawBytes(try attribute(name, as: [UInt64].self, of: object))
        case .text: rawBytes([try attribute(name, as: String.self, of: object)])
        case .other(let found):
          throw location.place(object, attribute: name).error(.wrongType, in: "H5Aread", "stored as \(found)")
        }
      visit(StoredValue(path: "\(path)@\(name)", type: words, shape: shape, bytes: bytes))
    }
  }
}

private func rawBytes<T: Element>(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }

private func rawBytes(_ texts: [String]) -> [UInt8] { texts.flatMap { Array($0.utf8) + [0] } }
