internal import CHDF5

/// An open group with exactly one owner; it closes when it goes out of scope.
public struct Group: ~Copyable, Container {
  /// Where the group is.
  public let location: Location

  init(session: Session, identifier: consuming Handle, path: String) {
    location = Location(session: session, identifier: identifier.release(), path: path)
  }

  /// Path of the group inside its file, such as "/networks/0000142".
  public var path: String { location.path }

  deinit {
    if location.session.isOpen { H5Gclose(location.identifier) }
  }
}

/// What a name inside a group refers to.
public enum ObjectKind: String, Sendable {
  /// A group.
  case group
  /// A dataset.
  case dataset
  /// A named type, or something this module does not read.
  case other
}

/// Something that holds named objects and attributes: a file (its root group) or a group.
///
/// Names may be paths ("weights/W_rec"), relative to this place; writing makes the groups on the way.
public protocol Container: ~Copyable {
  /// Where it is.
  var location: Location { get }
}

extension Container where Self: ~Copyable {
  /// Creates a group and the groups on the way to it; throws `alreadyExists` where the name is taken.
  public func createGroup(_ name: String) throws(HDF5Error) -> Group {
    let (identifier, place) = try place(of: name, in: "H5Gcreate2")
    let links = try linkCreation(at: place)
    let group = try own("H5Gcreate2", at: place, otherwise: .cannotCreate) {
      H5Gcreate2(identifier, name, links.identifier, shim_h5p_default(), shim_h5p_default())
    }
    return Group(session: location.session, identifier: group, path: place.object)
  }

  /// Opens a group; throws `notFound` where nothing has that name and `wrongType` where it is no group.
  public func openGroup(_ name: String) throws(HDF5Error) -> Group {
    let (identifier, place) = try place(of: name, in: "H5Gopen2")
    guard let kind = try kind(of: name) else { throw place.error(.notFound, in: "H5Gopen2", "no object of that name") }
    guard kind == .group else { throw place.error(.wrongType, in: "H5Gopen2", "it is a \(kind.rawValue), not a group") }
    let group = try own("H5Gopen2", at: place, otherwise: .cannotOpen) {
      H5Gopen2(identifier, name, shim_h5p_default())
    }
    return Group(session: location.session, identifier: group, path: place.object)
  }

  /// Opens a group, or creates it where nothing has that name.
  public func openOrCreateGroup(_ name: String) throws(HDF5Error) -> Group {
    if try exists(name) { return try openGroup(name) }
    return try createGroup(name)
  }

  /// Whether an object of that name can be reached; false also for a link whose target is missing.
  public func exists(_ name: String) throws(HDF5Error) -> Bool {
    let (identifier, place) = try place(of: name, in: "H5Lexists")
    var path = name.hasPrefix("/") ? "/" : ""
    for part in name.split(separator: "/") where part != "." {
      path += (path.isEmpty || path.hasSuffix("/") ? "" : "/") + part
      guard try check("H5Lexists", at: place, { H5Lexists(identifier, path, shim_h5p_default()) }) > 0 else {
        return false
      }
      // Negative: the target is a file that cannot be opened. To the caller that is as good as absent.
      guard H5Oexists_by_name(identifier, path, shim_h5p_default()) > 0 else { return false }
    }
    return true
  }

  /// What the name refers to, or nil where nothing can be reached under it.
  public func kind(of name: String) throws(HDF5Error) -> ObjectKind? {
    guard try exists(name) else { return nil }
    let (identifier, place) = try place(of: name, in: "H5Oopen")
    let object = try own("H5Oopen", at: place, otherwise: .cannotOpen) { H5Oopen(identifier, name, shim_h5p_default()) }
    switch H5Iget_type(object.identifier) {
    case H5I_GROUP: return .group
    case H5I_DATASET: return .dataset
    default: return .other
    }
  }

  /// Names of everything directly inside, sorted; links with missing targets included.
  public func childNames() throws(HDF5Error) -> [String] {
    let identifier = try location.open()
    let names = NameList()
    try check("H5Literate", at: location.place()) {
      shim_h5l_iterate(identifier, Unmanaged.passUnretained(names).toOpaque()) { context, name in
        guard let context, let name else { return }
        Unmanaged<NameList>.fromOpaque(context).takeUnretainedValue().names.append(String(cString: name))
      }
    }
    return withExtendedLifetime(names) { names.names.sorted() }
  }

  /// Links `name` to an object of another file, found when it is used.
  ///
  /// A relative `file` is looked for beside the file that holds the link, so a run folder can be moved as a whole.
  public func createExternalLink(_ name: String, toFile file: String, object: String) throws(HDF5Error) {
    let (identifier, place) = try place(of: name, in: "H5Lcreate_external")
    guard !file.isEmpty, !file.utf8.contains(0), !object.isEmpty, !object.utf8.contains(0) else {
      throw place.error(
        .invalidName, in: "H5Lcreate_external", "the target must be neither empty nor contain a zero byte")
    }
    let links = try linkCreation(at: place)
    try check("H5Lcreate_external", at: place, otherwise: .cannotCreate) {
      H5Lcreate_external(file, object, identifier, name, links.identifier, shim_h5p_default())
    }
  }

  /// The open identifier and the place of `name`, after checks of both.
  func place(of name: String, in call: String) throws(HDF5Error) -> (hid_t, Place) {
    let place = location.place(name)
    guard !name.isEmpty, !name.utf8.contains(0) else {
      throw place.error(.invalidName, in: call, "a name must be neither empty nor contain a zero byte")
    }
    return (try location.open(), place)
  }

  /// Properties of a new link: UTF-8 names, and the groups on the way are made.
  func linkCreation(at place: Place) throws(HDF5Error) -> Handle {
    let links = try own("H5Pcreate", at: place) { H5Pcreate(shim_h5p_link_create()) }
    try check("H5Pset_char_encoding", at: place) { H5Pset_char_encoding(links.identifier, H5T_CSET_UTF8) }
    try check("H5Pset_create_intermediate_group", at: place) { H5Pset_create_intermediate_group(links.identifier, 1) }
    return links
  }
}

/// Collects names inside a C callback.
final class NameList {
  var names: [String] = []
}
