import Foundation
import Testing

/// A table with a header, such as summary.csv; the tables of this program quote nothing.
struct Table: Equatable {
  let columns: [String]
  let rows: [[String]]

  init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    columns = try #require(lines.first, "\(path) is empty")
    rows = Array(lines.dropFirst())
    #expect(rows.allSatisfy { $0.count == columns.count }, "\(path) has rows of different lengths")
  }

  private init(columns: [String], rows: [[String]]) { (self.columns, self.rows) = (columns, rows) }

  /// The table without some columns.
  func without(_ names: Set<String>) -> Table {
    let kept = columns.indices.filter { !names.contains(columns[$0]) }
    return Table(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }

  /// One column.
  subscript(column: String) -> [String] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    return rows.map { $0[index] }
  }
}

/// Runs a Python program that has `import h5py, glob, json, sys` behind it; a failure is an issue of the test.
func python(_ program: String, _ arguments: [String] = [], folder: String? = nil) async throws -> String {
  let ended = try await run(
    Installation.python, ["-c", "import h5py, glob, json, os, sys\n" + program] + arguments, folder: folder)
  try #require(ended.status == 0, "\(Installation.python): \(ended)")
  return ended.output
}

/// What h5py finds in the rank files of a run folder.
struct Records: Decodable, Equatable {
  /// A network's stored numbers.
  struct Network: Decodable, Equatable {
    /// Name of a dataset below `weights/`, `history/` or `trajectories/` -> its type, shape and bytes, as a digest.
    let digests: [String: String]
    let epochs: Int
    /// First and last value of the recorded loss; the largest number stands for one that is not finite.
    let firstLoss, lastLoss: Double
  }

  /// Complete networks by name of their group.
  let networks: [String: Network]
  /// Groups that were begun and never finished.
  let incomplete: [String]

  static func read(_ folder: String) async throws -> Records {
    let program = """
      import hashlib, math
      def finite(value):
          return float(value) if math.isfinite(value) else sys.float_info.max
      networks, incomplete = {}, []
      for path in sorted(glob.glob(os.path.join(sys.argv[1], 'rank-*.h5'))):
          with h5py.File(path, 'r') as file:
              for name, group in file.get('networks', {}).items():
                  if group.attrs.get('complete') != 1:
                      incomplete.append(name)
                      continue
                  digests = {}
                  for part in ('weights', 'history', 'trajectories'):
                      for key, data in group[part].items():
                          text = f'{data.dtype.str} {data.shape} '.encode() + data[...].tobytes()
                          digests[f'{part}/{key}'] = hashlib.sha256(text).hexdigest()
                  assert name not in networks, f'{name} is complete twice'
                  loss = group['history/loss']
                  networks[name] = {'digests': digests, 'epochs': int(group.attrs['epochs']),
                                    'firstLoss': finite(loss[0]), 'lastLoss': finite(loss[-1])}
      json.dump({'networks': networks, 'incomplete': incomplete}, sys.stdout)
      """
    let text = try await python(program, [folder])
    return try JSONDecoder().decode(Records.self, from: Data(text.utf8))
  }
}
