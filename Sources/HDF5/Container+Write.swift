internal import CHDF5

extension Container where Self: ~Copyable {
  /// Writes a new dataset.
  ///
  /// - Parameters:
  ///   - values: The values in row-major order; as many as the shape has elements.
  ///   - shape: Length of each axis, slowest first; [] for a scalar, and any length may be 0. Nil means one axis.
  ///   - name: Name or path of the new dataset; groups on the way are made.
  ///   - metadata: Stored as the attributes `units`, `long_name` and `dimensions`; names one dimension per axis.
  ///   - layout: Contiguous unless asked otherwise; scalars and empty datasets are contiguous always.
  /// - Throws: `wrongShape`, `alreadyExists`, `readOnly`, `noSpace`, ...
  public func write<T: Element>(
    _ values: [T], shape: [Int]? = nil, as name: String, metadata: DatasetMetadata, layout: Layout = .contiguous
  ) throws(HDF5Error) {
    let shape = shape ?? [values.count]
    try values.withUnsafeBufferPointer { (buffer) throws(HDF5Error) in
      try write(buffer, shape: shape, as: name, metadata: metadata, layout: layout)
    }
  }

  /// Writes a new dataset from memory that the caller owns; see the array form.
  public func write<T: Element>(
    _ values: UnsafeBufferPointer<T>, shape: [Int], as name: String, metadata: DatasetMetadata,
    layout: Layout = .contiguous
  ) throws(HDF5Error) {
    let (_, place) = try place(of: name, in: "H5Dcreate2")
    guard elementCount(of: shape) == values.count else {
      throw place.error(.wrongShape, in: "H5Dcreate2", "\(values.count) values given for the shape \(shape)")
    }
    let creation = try datasetCreation(shape, layout: layout, bytesPerElement: MemoryLayout<T>.stride, at: place)
    let dataset = try createDataset(name, type: T.numberKind.type, shape, creation, metadata, at: place)
    try finish(dataset, at: place) { (dataset) throws(HDF5Error) in
      try Storage.dataset.writeNumbers(values, to: dataset, at: place)
    }
  }

  /// Writes a new dataset with one axis of texts (variable length, UTF-8).
  public func write(_ texts: [String], as name: String, metadata: DatasetMetadata) throws(HDF5Error) {
    let (_, place) = try place(of: name, in: "H5Dcreate2")
    for text in texts { try checkText(text, at: place) }
    let type = try makeTextType(at: place)
    let creation = try datasetCreation([texts.count], layout: .contiguous, bytesPerElement: 16, at: place)
    let dataset = try createDataset(name, type: type.identifier, [texts.count], creation, metadata, at: place)
    try finish(dataset, at: place) { (dataset) throws(HDF5Error) in
      try Storage.dataset.writeTexts(texts, as: type, to: dataset, at: place)
    }
  }

  /// Writes the values of a new dataset and closes it.
  ///
  /// Where writing fails (a full disk), the library may crash when it is asked to close what it could not write, so the
  /// whole file is given up.
  private func finish(
    _ dataset: consuming Handle, at place: Place, _ write: (borrowing Handle) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    do throws(HDF5Error) {
      try write(dataset)
    } catch {
      location.session.giveUp()
      _ = dataset.release()
      throw error
    }
    try dataset.close("H5Dclose", at: place)
  }

  /// Creates a dataset with its metadata, still without values.
  private func createDataset(
    _ name: String, type: hid_t, _ shape: [Int], _ creation: borrowing Handle, _ metadata: DatasetMetadata,
    at place: Place
  ) throws(HDF5Error) -> Handle {
    guard metadata.dimensionNames.count == shape.count else {
      throw place.error(
        .wrongShape, in: "H5Dcreate2",
        "'\(metadata.dimensions)' names \(metadata.dimensionNames.count) dimensions, "
          + "the shape \(shape) has \(shape.count)")
    }
    let parent = try location.open()
    let space = try makeDataspace(shape, at: place)
    let links = try linkCreation(at: place)
    let creationIdentifier = creation.identifier
    let dataset = try own("H5Dcreate2", at: place, otherwise: .cannotCreate) {
      H5Dcreate2(parent, name, type, space.identifier, links.identifier, creationIdentifier, shim_h5p_default())
    }
    try writeAttribute("units", text: metadata.units, on: dataset.identifier, at: place)
    try writeAttribute("long_name", text: metadata.longName, on: dataset.identifier, at: place)
    try writeAttribute("dimensions", text: metadata.dimensions, on: dataset.identifier, at: place)
    return dataset
  }

  /// Properties of a new dataset.
  ///
  /// No times are stored, so equal content gives equal bytes.
  private func datasetCreation(
    _ shape: [Int], layout: Layout, bytesPerElement: Int, at place: Place
  ) throws(HDF5Error) -> Handle {
    let creation = try own("H5Pcreate", at: place) { H5Pcreate(shim_h5p_dataset_create()) }
    let identifier = creation.identifier
    try check("H5Pset_obj_track_times", at: place) { H5Pset_obj_track_times(identifier, false) }
    guard let chunk = layout.chunk(for: shape, bytesPerElement: bytesPerElement) else { return creation }
    guard chunk.count == shape.count, zip(chunk, shape).allSatisfy({ $0 >= 1 && $0 <= $1 }) else {
      throw place.error(.wrongShape, in: "H5Pset_chunk", "chunks of \(chunk) do not fit the shape \(shape)")
    }
    let lengths = chunk.map(hsize_t.init)
    try check("H5Pset_chunk", at: place) { H5Pset_chunk(identifier, Int32(lengths.count), lengths) }
    try check("H5Pset_shuffle", at: place) { H5Pset_shuffle(identifier) }
    try check("H5Pset_deflate", at: place) { H5Pset_deflate(identifier, Layout.deflateLevel) }
    return creation
  }
}
