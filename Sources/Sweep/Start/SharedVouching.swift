import MPI

/// Reading every byte of all rank files, shared by all ranks: a folder may hold more than one rank could read in a while.
enum SharedVouching {
  /// How many networks are in each rank file when it is, byte for byte, what its sidecar says; nil where it is not.
  ///
  /// Collective.
  ///
  /// - Parameter names: the files; what other ranks than 0 pass is ignored.
  /// - Returns: at rank 0 one number per file, elsewhere nothing.
  static func networks(
    inRankFiles names: [String], of folder: RunFolder, world: borrowing World
  ) throws(MPIError) -> [Int?] {
    let text = try world.broadcast(Array(names.joined(separator: "\n").utf8))
    let all = String(decoding: text, as: UTF8.self).split(separator: "\n").map { folder.file(String($0)) }
    var found: [Double] = []
    for index in stride(from: world.rank, to: all.count, by: world.size) {
      guard let count = SidecarContents(ofRankFile: all[index])?.networks(inRankFile: all[index]) else { continue }
      found += [Double(index), Double(count)]
    }
    guard let rows = try world.gather(rows: found) else { return [] }
    var counts = [Int?](repeating: nil, count: all.count)
    for row in rows {
      for pair in stride(from: 0, to: row.count - 1, by: 2) { counts[Int(row[pair])] = Int(row[pair + 1]) }
    }
    return counts
  }
}
