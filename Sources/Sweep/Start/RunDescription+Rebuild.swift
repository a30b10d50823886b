import Foundation
import HDF5

extension RunDescription {
  /// The description of a run whose run.json is lost, as its rank files tell; nil where none of them can be believed.
  ///
  /// Every rank file has the configuration that it was written under and those which that one grew from. The largest
  /// grid counts, for grids only grow. Networks that the run had under another one are found out by their streams.
  static func rebuilt(_ folder: RunFolder, provenance: Provenance) -> RunDescription? {
    var newest: SweepConfiguration?
    for path in folder.rankFiles.map(folder.file)
    where SidecarContents(ofRankFile: path)?.networks(inRankFile: path) != nil {
      guard let found = try? configuration(ofRankFile: path), found.table.count > newest?.table.count ?? 0 else {
        continue
      }
      newest = found
    }
    return newest.map { RunDescription($0, provenance: provenance) }
  }

  private static func configuration(ofRankFile path: String) throws -> SweepConfiguration {
    let file = try File.open(path: path)
    let newest = try SweepConfiguration.parse(yaml: file.attribute("config", as: String.self), file: path)
    guard try file.hasAttribute(RankFile.grownFromName) else { return newest }
    let earlier = try JSONDecoder().decode(
      [String].self, from: Data(file.attribute(RankFile.grownFromName, as: String.self).utf8))
    return try newest.grown(through: earlier.map { try SweepConfiguration.parse(yaml: $0, file: path) })
  }
}
