import LinearAlgebra

/// Levenberg-Marquardt steps on q = |v|^2 / 2: (J^T J + mu 1) p = -J^T v.
///
/// The damping mu follows the ratio of the true to the predicted decrease of q.
///
/// Source: Nielsen, Damping parameter in Marquardt's method, 1999 (IMM-REP-1999-05, Technical University of Denmark).
struct LevenbergMarquardt {
  private let initialDamping: Double
  private var damping: Double?
  private var growth = 2.0

  /// Starts with a damping that is a share of the largest diagonal element of J^T J.
  init(initialDamping: Double) { self.initialDamping = initialDamping }

  /// Takes one step that decreases q; nil when no damping gives one.
  mutating func step(_ system: some SmoothSystem, from model: LocalModel) throws(DynamicsError) -> LocalModel? {
    let normal = model.normalMatrix()
    let gradient = model.gradient
    let largest = (0..<model.dimension).reduce(0) { max($0, normal[$1 * (model.dimension + 1)]) }
    guard largest > 0 else { return nil }
    var damping = self.damping ?? initialDamping * largest
    defer { self.damping = damping }
    // Damping grows by 2, 4, 8, ...: 30 trials go beyond any number.
    for _ in 0..<30 {
      guard damping.isFinite else { return nil }
      guard let step = try normal.solve(shift: damping, gradient.map { -$0 }) else {
        damping *= growth
        growth *= 2
        continue
      }
      let state = sum(model.state, 1, step)
      guard state != model.state else { return nil }
      let velocity = LocalModel.velocity(of: system, at: state)
      let decrease = model.q - squaredLength(velocity) / 2
      let predicted = zip(step, gradient).reduce(0) { $0 + $1.0 * (damping * $1.0 - $1.1) } / 2
      if decrease > 0, predicted > 0 {
        let ratio = 2 * decrease / predicted - 1
        damping *= max(1.0 / 3, 1 - ratio * ratio * ratio)
        growth = 2
        return LocalModel(of: system, at: state, velocity: velocity)
      }
      damping *= growth
      growth *= 2
    }
    return nil
  }
}

/// A symmetric matrix to which a multiple of the identity is added before a system is solved with it.
struct ShiftedMatrix {
  let size: Int
  let elements: [Double]

  subscript(index: Int) -> Double { elements[index] }

  /// LU factors of A + shift 1; nil when it is singular or overflows.
  func factors(shift: Double) throws(DynamicsError) -> LUFactorization? {
    var matrix = elements
    for row in 0..<size { matrix[row * (size + 1)] += shift }
    do {
      let factors = try LUFactorization(of: matrix, size: size)
      return factors.isSingular ? nil : factors
    } catch {
      guard error.code != .notFinite else { return nil }
      throw DynamicsError(error, place: "Levenberg-Marquardt step")
    }
  }

  /// The solution of (A + shift 1) x = b; nil when there is none in finite numbers.
  func solve(shift: Double, _ right: [Double]) throws(DynamicsError) -> [Double]? {
    guard let factors = try factors(shift: shift) else { return nil }
    return try factors.finiteSolution(right)
  }
}

extension LUFactorization {
  /// The solution of one system; nil where it is not finite.
  func finiteSolution(_ right: [Double]) throws(DynamicsError) -> [Double]? {
    guard right.allSatisfy({ $0.isFinite }) else { return nil }
    do {
      let solution = try solve(right)
      return solution.allSatisfy { $0.isFinite } ? solution : nil
    } catch {
      throw DynamicsError(error, place: "linear system")
    }
  }
}

extension LocalModel {
  /// J^T J.
  func normalMatrix() -> ShiftedMatrix {
    let size = dimension
    let elements = [Double](unsafeUninitializedCapacity: size * size) { buffer, count in
      buffer.initialize(repeating: 0)
      jacobian.withUnsafeBufferPointer { jacobian in
        guard let jacobian = jacobian.baseAddress, let target = buffer.baseAddress else { return }
        Double.multiply(
          .transposed, .none, rows: size, columns: size, depth: size, alpha: 1, jacobian, leadingA: size, jacobian,
          leadingB: size, beta: 0, target, leadingC: size)
      }
      count = size * size
    }
    return ShiftedMatrix(size: size, elements: elements)
  }
}
