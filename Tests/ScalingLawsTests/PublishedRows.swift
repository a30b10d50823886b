import Foundation
import ScalingLaws

/// Published counts of networks, the only ones that are known exactly.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433, figures.
enum PublishedRows {
  /// A learning rate without post-reaction period, of 100 networks, at delays 0, 20, ..., 400 ms.
  struct Row: Sendable {
    let learningRate: Double
    let notLearned: [Double]
    let limitCycle: [Double]

    static let networks = 100.0

    var slowManifold: [Double] { zip(notLearned, limitCycle).map { Row.networks - $0 - $1 } }
  }

  static let delays = stride(from: 0.0, through: 400, by: 20).map { $0 }

  static let rows = [
    Row(
      learningRate: 0.1,
      notLearned: [0, 0, 0, 0, 19, 22, 18, 35, 26, 29, 36, 46, 57, 60, 64, 61, 70, 72, 74, 73, 83],
      limitCycle: [0, 17, 37, 42, 49, 55, 65, 57, 68, 69, 64, 54, 43, 40, 36, 39, 30, 28, 26, 27, 17]),
    Row(
      learningRate: pow(10, -9.0 / 7),
      notLearned: [0, 0, 0, 0, 2, 18, 26, 29, 24, 25, 28, 28, 38, 51, 55, 61, 67, 70, 76, 76, 80],
      limitCycle: [0, 12, 37, 42, 51, 48, 49, 55, 65, 71, 70, 69, 58, 49, 45, 39, 33, 30, 24, 24, 20]),
    Row(
      learningRate: 0.01,
      notLearned: [0, 0, 0, 0, 0, 0, 0, 0, 17, 33, 45, 36, 40, 53, 44, 49, 67, 63, 62, 70, 66],
      limitCycle: [0, 11, 33, 40, 41, 43, 54, 59, 46, 42, 42, 45, 50, 38, 47, 39, 32, 35, 35, 27, 33]),
  ]

  /// Learning rate 0.1 with a post-reaction period, of 20 networks.
  static let postNotLearned: [Double] = [0, 0, 0, 0, 4, 3, 4, 6, 6, 12, 13, 12, 15, 12, 19, 15, 18, 19, 17, 17, 17]

  /// The rows as a table without seeds.
  static var table: PhaseTable {
    PhaseTable(
      .delay,
      cells: rows.flatMap { row in
        delays.indices.map { place in
          PhaseTable.Cell(
            learningRate: row.learningRate, duration: delays[place],
            counts: [row.notLearned[place], row.limitCycle[place], row.slowManifold[place], 0].map { Int($0) })
        }
      })
  }
}
