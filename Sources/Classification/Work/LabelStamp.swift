import HDF5

/// What a labelled network's group says of itself beside the evidence, so that a later analysis can take it over whole.
enum LabelStamp {
  static let ruleVersion = "rule_version"
  static let digest = "specimen_digest"
  static let labels = "labels"

  /// Adds a labelled network to a file, as the group `/networks/NAME`, which is there whole or not at all.
  ///
  /// The group is made in memory and copied, so that its bytes depend on nothing else in the file; it gets its name when
  /// the system has all of it.
  static func write(
    _ labels: NetworkLabels, _ evidence: DynamicsEvidence?, of name: String, digest: String, ruleVersion: String,
    to file: borrowing File
  ) throws {
    let memory = try File.inMemory(name: file.path + " (in memory)")
    let group = try memory.createGroup(name)
    try EvidenceFile.write(labels, evidence, to: group)
    try group.setAttribute(LabelStamp.ruleVersion, to: ruleVersion)
    try group.setAttribute(LabelStamp.digest, to: digest)
    try group.setAttribute(LabelStamp.labels, to: labels.json)
    try file.copy(name, from: memory, as: "unfinished/" + name)
    try file.flush()
    try file.move("unfinished/" + name, to: "networks/" + name)
    try file.flush()
  }

  /// Reads which labels a group holds; nil where it holds none.
  static func read(_ group: borrowing Group) throws(HDF5Error) -> (ruleVersion: String, digest: String, json: String)? {
    for name in [ruleVersion, digest, labels] where try !group.hasAttribute(name) { return nil }
    return (
      try group.attribute(ruleVersion, as: String.self), try group.attribute(digest, as: String.self),
      try group.attribute(labels, as: String.self)
    )
  }
}
