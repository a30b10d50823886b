import Foundation
import Networks
import RandomStreams
import Testing

/// Every kernel gives the same bits at every instruction level, and products are the chains they are said to be.
///
/// The level is one for the whole process, so whatever changes it is a test of this suite. Others that run beside it are
/// not disturbed: all levels give the same bits.
@Suite(.serialized) struct KernelTests {
  /// Every kernel, in Float32 and Float64.
  static let cases = ["Float32", "Float64"].flatMap { scalar in
    KernelWork<Float>.names.map { Case(kernel: $0, scalar: scalar) }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let kernel: String
    let scalar: String
    var testDescription: String { "\(kernel) in \(scalar)" }

    /// Digests over ordinary and extreme numbers.
    func digests(_ sizes: KernelSizes) -> [UInt64?] {
      KernelNumbers.allCases.map {
        scalar == "Float32"
          ? KernelWork<Float>.digest(of: kernel, sizes, $0) : KernelWork<Double>.digest(of: kernel, sizes, $0)
      }
    }
  }

  @Test(arguments: cases) func everyLevelGivesTheSameBits(_ item: Case) throws {
    let before = KernelLevel.current
    defer { try? KernelLevel.use(before) }
    var all: [String: [UInt64?]] = [:]
    var few: [String: [UInt64?]] = [:]
    for level in KernelLevel.available {
      try KernelLevel.use(level)
      if level != "baseline" { all[level] = item.digests(.all) }
      few[level] = item.digests(.few)
    }
    #expect(Set(all.values).count <= 1, "\(all)")
    #expect(Set(few.values).count == 1, "\(few)")
    #expect(few.values.allSatisfy { Set($0).count == $0.count && !$0.contains(nil) }, "\(few)")
  }

  /// The list above has every kernel there is.
  @Test func everyKernelIsCompared() throws {
    let list = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/CKernels/include/kernel_list.h")
    let text = try String(contentsOf: list, encoding: .utf8)
    let declared = text.matches(of: /\nKERNEL\(\s*\w+, (\w+),/).map { String($0.1) }
    #expect(declared.count > 10 && Set(declared).union(["fill_normal"]) == Set(KernelWork<Float>.names))
  }

  @Test func whichLevelsThereWereIsSaid() {
    let missing = KernelLevel.all.filter { !KernelLevel.available.contains($0) }
    let remark =
      missing.isEmpty ? "" : "; not compared, because this machine lacks them: \(missing.joined(separator: ", "))"
    print("Instruction levels compared: \(KernelLevel.available.joined(separator: ", "))\(remark)")
    #expect(KernelLevel.available.contains("baseline"))
  }

  @Test(arguments: KernelLevel.available, [(1, 1, 1), (5, 3, 2), (7, 2, 63), (13, 7, 17), (25, 3, 100)])
  func productsAreChains(_ level: String, _ shape: (rows: Int, vectors: Int, depth: Int)) throws {
    let before = KernelLevel.current
    defer { try? KernelLevel.use(before) }
    try KernelLevel.use(level)
    expectChains(Float.self, shape.rows, shape.vectors * Float.lanes, shape.depth)
    expectChains(Double.self, shape.rows, shape.vectors * Double.lanes, shape.depth)
  }

  /// Every element to the last bit against fused multiply-adds in the order of the depth, and near the sum in Float64.
  private func expectChains<Scalar: KernelScalar & TestScalar>(
    _: Scalar.Type, _ rows: Int, _ columns: Int, _ depth: Int
  ) {
    let a = Scalar.sample(rows * depth, seed: 1, isExtreme: false)
    let transposed = (0..<(depth * rows)).map { a[$0 % rows * depth + $0 / rows] }
    let b = Scalar.sample(depth * columns, seed: 2, isExtreme: false)
    let before = Scalar.sample(rows * columns, seed: 3, isExtreme: false)
    let start = Scalar.sample(rows, seed: 4, isExtreme: false)
    let variants: [(start: [Scalar]?, beta: Scalar)] = [(start, 0), (nil, 0), (nil, 1), (nil, -0.7)]
    for (start, beta) in variants {
      var c = before
      Scalar.product(
        rows: rows, columns: columns, depth: depth, a, leadingA: depth, b, leadingB: columns, start: start, beta: beta,
        &c, leadingC: columns)
      var other = before
      Scalar.transposedProduct(
        rows: rows, columns: columns, depth: depth, transposed, leadingA: rows, b, leadingB: columns, start: start,
        beta: beta, &other, leadingC: columns)
      #expect(c == other)
      var mistakes = 0
      for row in 0..<rows {
        for column in 0..<columns {
          var chain = start?[row] ?? (beta == 0 ? 0 : beta * before[row * columns + column])
          var exact = Double(chain)
          var size = abs(exact)
          for k in 0..<depth {
            let (left, right) = (a[row * depth + k], b[k * columns + column])
            chain.addProduct(left, right)
            exact += Double(left) * Double(right)
            size += abs(Double(left) * Double(right))
          }
          let found = c[row * columns + column]
          let tolerance = Double(depth + 2) * (Double(Scalar.ulpOfOne) * size + Double(Scalar.leastNonzeroMagnitude))
          if found != chain || abs(Double(found) - exact) > tolerance {
            mistakes += 1
          }
        }
      }
      #expect(mistakes == 0, "\(Scalar.self), \(rows) x \(columns) x \(depth), start \(start != nil), beta \(beta)")
    }
  }
}
