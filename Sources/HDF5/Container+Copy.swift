internal import CHDF5

extension Container where Self: ~Copyable {
  /// Copies an object of another place, which may be in another file, with its attributes and all that is below it.
  ///
  /// Values are copied as they are stored, compressed or not; links to other files stay links.
  ///
  /// - Parameters:
  ///   - object: Name or path of what to copy, seen from `source`.
  ///   - source: Where it is.
  ///   - name: Name or path of the copy, seen from here; groups on the way are made.
  /// - Throws: `notFound`, `alreadyExists`, `readOnly`, `noSpace`, ...; after `noSpace` the file that was to hold the copy
  ///   is given up, after any other it is as it was.
  public func copy<Source: Container & ~Copyable>(
    _ object: String, from source: borrowing Source, as name: String
  ) throws(HDF5Error) {
    let (original, originalPlace) = try source.place(of: object, in: "H5Ocopy")
    guard try source.exists(object) else {
      throw originalPlace.error(.notFound, in: "H5Ocopy", "no object of that name")
    }
    let (identifier, place) = try place(of: name, in: "H5Ocopy")
    guard try !exists(name) else {
      throw place.error(.alreadyExists, in: "H5Ocopy", "an object of that name is there")
    }
    let links = try linkCreation(at: place)
    do throws(HDF5Error) {
      try check("H5Ocopy", at: originalPlace) {
        H5Ocopy(original, object, identifier, name, shim_h5p_default(), links.identifier)
      }
    } catch {
      if error.code == .noSpace { location.session.giveUp() }
      throw error
    }
  }

  /// Gives an object another name, within this file.
  ///
  /// - Parameters:
  ///   - object: Its name or path now.
  ///   - name: Its name or path from now on; groups on the way are made.
  /// - Throws: `notFound`, `alreadyExists`, `readOnly`, ...
  public func move(_ object: String, to name: String) throws(HDF5Error) {
    let (identifier, place) = try place(of: object, in: "H5Lmove")
    guard try exists(object) else { throw place.error(.notFound, in: "H5Lmove", "no object of that name") }
    let (_, target) = try self.place(of: name, in: "H5Lmove")
    guard try !exists(name) else {
      throw target.error(.alreadyExists, in: "H5Lmove", "an object of that name is there")
    }
    let links = try linkCreation(at: target)
    try check("H5Lmove", at: target) {
      H5Lmove(identifier, object, identifier, name, links.identifier, shim_h5p_default())
    }
  }
}
