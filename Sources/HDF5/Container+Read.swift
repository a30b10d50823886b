internal import CHDF5

extension Container where Self: ~Copyable {
  /// Reads a whole dataset of numbers; see `Element` for the conversions that are allowed.
  ///
  /// - Parameters:
  ///   - type: What to read it as, such as `[Float].self`.
  ///   - name: Name or path of the dataset.
  ///   - expected: The shape it must have; nil for any.
  /// - Throws: `notFound`, `wrongType`, `wrongShape`, ...
  public func read<T: Element>(
    _ type: [T].Type, _ name: String, shape expected: [Int]? = nil
  ) throws(HDF5Error) -> Dataset<T> {
    let dataset = try openDataset(name)
    try T.numberKind.checkReadable(from: dataset.type, at: dataset.place, in: "H5Dread")
    let count = try dataset.count(expecting: expected)
    let values = try Storage.dataset.readNumbers(T.self, count: count, from: dataset.handle, at: dataset.place)
    return Dataset(shape: dataset.shape, values: values)
  }

  /// Reads a whole dataset of texts, of fixed or variable length.
  public func read(
    _ type: [String].Type, _ name: String, shape expected: [Int]? = nil
  ) throws(HDF5Error) -> Dataset<String> {
    let dataset = try openDataset(name)
    guard case .text = StoredType(dataset.type) else {
      throw dataset.place.error(.wrongType, in: "H5Dread", "stored as \(StoredType(dataset.type)), asked for text")
    }
    let count = try dataset.count(expecting: expected)
    let texts = try Storage.dataset.readTexts(
      count: count, as: dataset.type, in: dataset.space, from: dataset.handle, at: dataset.place)
    return Dataset(shape: dataset.shape, values: texts)
  }

  /// Shape of a dataset, without reading its values.
  public func shape(of name: String) throws(HDF5Error) -> [Int] { try openDataset(name).shape }

  /// The metadata of a dataset; parts that a foreign file leaves out are empty.
  public func metadata(of name: String) throws(HDF5Error) -> DatasetMetadata {
    DatasetMetadata(
      units: try optionalText("units", of: name), longName: try optionalText("long_name", of: name),
      dimensions: try optionalText("dimensions", of: name))
  }

  private func optionalText(_ attribute: String, of name: String) throws(HDF5Error) -> String {
    try hasAttribute(attribute, of: name) ? try self.attribute(attribute, as: String.self, of: name) : ""
  }

  private func openDataset(_ name: String) throws(HDF5Error) -> OpenDataset {
    let (parent, place) = try place(of: name, in: "H5Dopen2")
    guard let kind = try kind(of: name) else {
      throw place.error(.notFound, in: "H5Dopen2", "no object of that name")
    }
    guard kind == .dataset else {
      throw place.error(.wrongType, in: "H5Dopen2", "it is a \(kind.rawValue), not a dataset")
    }
    let handle = try own("H5Dopen2", at: place, otherwise: .cannotOpen) { H5Dopen2(parent, name, shim_h5p_default()) }
    let space = try own("H5Dget_space", at: place) { H5Dget_space(handle.identifier) }
    let type = try own("H5Dget_type", at: place) { H5Dget_type(handle.identifier) }
    let found = try HDF5.shape(of: space, at: place)
    return OpenDataset(handle: handle, space: space, type: type, shape: found, place: place)
  }
}

/// An open dataset with what reading needs.
private struct OpenDataset: ~Copyable {
  let handle: Handle
  let space: Handle
  let type: Handle
  let shape: [Int]
  let place: Place

  /// Number of elements, after the check of the shape.
  func count(expecting expected: [Int]?) throws(HDF5Error) -> Int {
    if let expected, expected != shape {
      throw place.error(.wrongShape, in: "H5Dread", "its shape is \(shape), expected \(expected)")
    }
    guard let count = elementCount(of: shape) else {
      throw place.error(.wrongShape, in: "H5Dread", "its shape \(shape) is too large for this machine's memory")
    }
    return count
  }
}
