internal import CHDF5

// Attributes. `of` names the object that carries the attribute, "." (the default) being this place itself. Setting an
// attribute that exists replaces it, whatever its type was.

extension Container where Self: ~Copyable {
  /// Stores a text: a scalar of variable length in UTF-8, which h5py reads as `str`.
  public func setAttribute(_ name: String, to text: String, of object: String = ".") throws(HDF5Error) {
    let handle = try openObject(object, attribute: name)
    try writeAttribute(name, text: text, on: handle.identifier, at: location.place(object))
  }

  /// Stores one number.
  public func setAttribute<T: Element>(_ name: String, to value: T, of object: String = ".") throws(HDF5Error) {
    let handle = try openObject(object, attribute: name)
    try writeAttribute(name, [value], shape: [], on: handle.identifier, at: location.place(object))
  }

  /// Stores a row of numbers, which may be empty.
  public func setAttribute<T: Element>(_ name: String, to values: [T], of object: String = ".") throws(HDF5Error) {
    let handle = try openObject(object, attribute: name)
    try writeAttribute(name, values, shape: [values.count], on: handle.identifier, at: location.place(object))
  }

  /// Stores a truth value as one byte, with its reading beside it in `NAME_flag_meanings`.
  public func setAttribute(_ name: String, to flag: Bool, of object: String = ".") throws(HDF5Error) {
    let handle = try openObject(object, attribute: name)
    let place = location.place(object)
    try writeAttribute(name + "_flag_meanings", text: "0: false, 1: true", on: handle.identifier, at: place)
    try writeAttribute(name, [UInt8(flag ? 1 : 0)], shape: [], on: handle.identifier, at: place)
  }

  /// Whether the object carries such an attribute; throws `notFound` where there is no such object.
  public func hasAttribute(_ name: String, of object: String = ".") throws(HDF5Error) -> Bool {
    let handle = try openObject(object, attribute: name)
    return try attributeExists(name, on: handle.identifier, at: location.place(object, attribute: name))
  }

  /// Reads a text, of fixed or variable length.
  public func attribute(_ name: String, as type: String.Type, of object: String = ".") throws(HDF5Error) -> String {
    let attribute = try openAttribute(name, of: object)
    guard case .text = StoredType(attribute.type) else {
      throw attribute.place.error(
        .wrongType, in: "H5Aread", "stored as \(StoredType(attribute.type)), asked for text")
    }
    try attribute.checkSingle()
    let texts = try Storage.attribute.readTexts(
      count: 1, as: attribute.type, in: attribute.space, from: attribute.handle, at: attribute.place)
    return texts.first ?? ""
  }

  /// Reads one number; see `Element` for the conversions that are allowed.
  public func attribute<T: Element>(_ name: String, as type: T.Type, of object: String = ".") throws(HDF5Error) -> T {
    let attribute = try openAttribute(name, of: object)
    try attribute.checkSingle()
    guard let value = try attribute.numbers(T.self).first else {
      throw attribute.place.error(.wrongShape, in: "H5Aread", "it holds no value")
    }
    return value
  }

  /// Reads the numbers of an attribute with at most one axis.
  public func attribute<T: Element>(
    _ name: String, as type: [T].Type, of object: String = "."
  ) throws(HDF5Error) -> [T] {
    let attribute = try openAttribute(name, of: object)
    guard attribute.shape.count <= 1 else {
      throw attribute.place.error(.wrongShape, in: "H5Aread", "its shape is \(attribute.shape), expected one axis")
    }
    return try attribute.numbers(T.self)
  }

  /// Reads a truth value: any stored integer or boolean, where all but 0 is true.
  public func attribute(_ name: String, as type: Bool.Type, of object: String = ".") throws(HDF5Error) -> Bool {
    try self.attribute(name, as: Int64.self, of: object) != 0
  }

  /// Writes a text on an object that is open.
  func writeAttribute(_ name: String, text: String, on object: hid_t, at place: Place) throws(HDF5Error) {
    let place = Place(file: place.file, object: place.object + "@" + name)
    try checkText(text, at: place)
    let type = try makeTextType(at: place)
    let attribute = try createAttribute(name, type: type.identifier, shape: [], on: object, at: place)
    try Storage.attribute.writeTexts([text], as: type, to: attribute, at: place)
    try attribute.close("H5Aclose", at: place)
  }

  private func writeAttribute<T: Element>(
    _ name: String, _ values: [T], shape: [Int], on object: hid_t, at place: Place
  ) throws(HDF5Error) {
    let place = Place(file: place.file, object: place.object + "@" + name)
    let attribute = try createAttribute(name, type: T.numberKind.type, shape: shape, on: object, at: place)
    try values.withUnsafeBufferPointer { (buffer) throws(HDF5Error) in
      try Storage.attribute.writeNumbers(buffer, to: attribute, at: place)
    }
    try attribute.close("H5Aclose", at: place)
  }

  private func createAttribute(
    _ name: String, type: hid_t, shape: [Int], on object: hid_t, at place: Place
  ) throws(HDF5Error) -> Handle {
    if try attributeExists(name, on: object, at: place) {
      try check("H5Adelete", at: place) { H5Adelete(object, name) }
    }
    let space = try makeDataspace(shape, at: place)
    return try own("H5Acreate2", at: place, otherwise: .cannotCreate) {
      H5Acreate2(object, name, type, space.identifier, shim_h5p_default(), shim_h5p_default())
    }
  }

  private func attributeExists(_ name: String, on object: hid_t, at place: Place) throws(HDF5Error) -> Bool {
    try check("H5Aexists", at: place) { H5Aexists(object, name) } > 0
  }

  /// Opens the object that carries an attribute.
  private func openObject(_ object: String, attribute name: String) throws(HDF5Error) -> Handle {
    let (identifier, place) = try place(of: object, in: "H5Oopen")
    guard !name.isEmpty, !name.utf8.contains(0) else {
      throw place.error(
        .invalidName, in: "H5Aopen", "an attribute's name must be neither empty nor contain a zero byte")
    }
    guard try exists(object) else { throw place.error(.notFound, in: "H5Oopen", "no object of that name") }
    return try own("H5Oopen", at: place, otherwise: .cannotOpen) { H5Oopen(identifier, object, shim_h5p_default()) }
  }

  /// Names of the attributes of an object, sorted.
  func attributeNames(of object: String) throws(HDF5Error) -> [String] {
    let (identifier, place) = try place(of: object, in: "H5Oopen")
    let handle = try own("H5Oopen", at: place, otherwise: .cannotOpen) {
      H5Oopen(identifier, object, shim_h5p_default())
    }
    let names = NameList()
    try check("H5Aiterate2", at: place) {
      shim_h5a_iterate(handle.identifier, Unmanaged.passUnretained(names).toOpaque()) { context, name in
        guard let context, let name else { return }
        Unmanaged<NameList>.fromOpaque(context).takeUnretainedValue().names.append(String(cString: name))
      }
    }
    return withExtendedLifetime(names) { names.names.sorted() }
  }

  /// Shape and stored type of an attribute.
  func attributeType(_ name: String, of object: String) throws(HDF5Error) -> (
    shape: [Int], type: StoredType, words: String
  ) {
    let attribute = try openAttribute(name, of: object)
    return (attribute.shape, StoredType(attribute.type), StoredType.words(attribute.type))
  }

  private func openAttribute(_ name: String, of object: String) throws(HDF5Error) -> OpenAttribute {
    let place = location.place(object, attribute: name)
    let owner = try openObject(object, attribute: name)
    guard try attributeExists(name, on: owner.identifier, at: place) else {
      throw place.error(.notFound, in: "H5Aopen", "no attribute of that name")
    }
    let handle = try own("H5Aopen", at: place, otherwise: .cannotOpen) {
      H5Aopen(owner.identifier, name, shim_h5p_default())
    }
    let space = try own("H5Aget_space", at: place) { H5Aget_space(handle.identifier) }
    let type = try own("H5Aget_type", at: place) { H5Aget_type(handle.identifier) }
    let found = try HDF5.shape(of: space, at: place)
    return OpenAttribute(handle: handle, space: space, type: type, shape: found, place: place)
  }
}

/// An open attribute with what reading needs.
private struct OpenAttribute: ~Copyable {
  let handle: Handle
  let space: Handle
  let type: Handle
  let shape: [Int]
  let place: Place

  /// Throws unless there is exactly one value; an axis of length 1 counts (MATLAB writes those).
  func checkSingle() throws(HDF5Error) {
    guard elementCount(of: shape) == 1 else {
      throw place.error(.wrongShape, in: "H5Aread", "its shape is \(shape), expected one value")
    }
  }

  func numbers<T: Element>(_ kind: T.Type) throws(HDF5Error) -> [T] {
    try T.numberKind.checkReadable(from: type, at: place, in: "H5Aread")
    guard let count = elementCount(of: shape) else {
      throw place.error(.wrongShape, in: "H5Aread", "its shape \(shape) is too large for this machine's memory")
    }
    return try Storage.attribute.readNumbers(T.self, count: count, from: handle, at: place)
  }
}
