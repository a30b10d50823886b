/// A random orthogonal matrix, `[size, size]` row-major: fixed numbers, orthonormalised row by row, twice for rounding.
func orthogonalMatrix(_ size: Int, seed: UInt64) -> [Double] {
  var rows: [[Double]] = []
  for index in 0..<size {
    var row = fixedNumbers(size, seed: seed &+ UInt64(index))
    for _ in 0..<2 {
      for other in rows {
        let share = zip(row, other).reduce(0.0) { $0 + $1.0 * $1.1 }
        row = zip(row, other).map { $0 - share * $1 }
      }
    }
    let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
    rows.append(row.map { $0 / length })
  }
  return rows.flatMap { $0 }
}

/// Q diag(values) Q^T, `[size, size]` row-major.
func symmetricMatrix(values: [Double], basis: [Double]) -> [Double] {
  let size = values.count
  var matrix = [Double](repeating: 0, count: size * size)
  for (k, value) in values.enumerated() {
    for row in 0..<size {
      for column in 0..<size { matrix[row * size + column] += value * basis[k * size + row] * basis[k * size + column] }
    }
  }
  return matrix
}
