internal import CHDF5

/// Makes the dataspace of a shape; a scalar for [].
func makeDataspace(_ shape: [Int], at place: Place) throws(HDF5Error) -> Handle {
  guard shape.count <= 32 else { throw place.error(.wrongShape, in: "H5Screate", "more than 32 axes") }
  let lengths = shape.map(hsize_t.init)
  if shape.isEmpty { return try own("H5Screate", at: place) { H5Screate(H5S_SCALAR) } }
  return try own("H5Screate_simple", at: place) { H5Screate_simple(Int32(lengths.count), lengths, nil) }
}

/// The shape of a dataspace; throws `wrongShape` for one that holds nothing at all (a null dataspace).
func shape(of space: borrowing Handle, at place: Place) throws(HDF5Error) -> [Int] {
  let identifier = space.identifier
  guard H5Sget_simple_extent_type(identifier) != H5S_NULL else {
    throw place.error(.wrongShape, in: "H5Sget_simple_extent_type", "it is empty (a null dataspace)")
  }
  let rank = Int(try check("H5Sget_simple_extent_ndims", at: place) { H5Sget_simple_extent_ndims(identifier) })
  var lengths = [hsize_t](repeating: 0, count: max(rank, 1))
  try check("H5Sget_simple_extent_dims", at: place) { H5Sget_simple_extent_dims(identifier, &lengths, nil) }
  return lengths.prefix(rank).map { Int(clamping: $0) }
}

/// Makes the type of a variable-length UTF-8 text.
func makeTextType(at place: Place) throws(HDF5Error) -> Handle {
  let type = try own("H5Tcopy", at: place) { H5Tcopy(shim_h5t_c_s1()) }
  try check("H5Tset_size", at: place) { H5Tset_size(type.identifier, shim_h5t_variable()) }
  try check("H5Tset_cset", at: place) { H5Tset_cset(type.identifier, H5T_CSET_UTF8) }
  return type
}

/// Throws unless the text can be stored: HDF5 ends a text at its first zero byte.
func checkText(_ text: String, at place: Place) throws(HDF5Error) {
  guard !text.utf8.contains(0) else {
    throw place.error(.invalidName, in: "text", "the text contains a zero byte")
  }
}
