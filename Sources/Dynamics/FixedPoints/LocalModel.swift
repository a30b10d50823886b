import LinearAlgebra

/// Velocity and Jacobian of a system at one state, and the steps that follow from them.
struct LocalModel {
  /// Number of state variables N.
  let dimension: Int
  /// x, `[N]`.
  let state: [Double]
  /// v(x), `[N]`.
  let velocity: [Double]
  /// |v|^2 / 2; infinite or NaN where the velocity is.
  let q: Double
  /// dv/dx, `[N, N]` row-major.
  let jacobian: [Double]
  /// Root of the sum of squares of the Jacobian.
  let jacobianNorm: Double

  /// Evaluates both.
  init(of system: some SmoothSystem, at state: [Double]) {
    let velocity = LocalModel.velocity(of: system, at: state)
    self.init(of: system, at: state, velocity: velocity)
  }

  /// Evaluates the Jacobian where the velocity is known.
  init(of system: some SmoothSystem, at state: [Double], velocity: [Double]) {
    dimension = system.dimension
    self.state = state
    self.velocity = velocity
    q = squaredLength(velocity) / 2
    jacobian = LocalModel.jacobian(of: system, at: state)
    jacobianNorm = length(jacobian)
  }

  /// Whether velocity and Jacobian are finite, and their squares too.
  var isFinite: Bool { q.isFinite && jacobianNorm.isFinite }

  /// |v|.
  var speed: Double { (2 * q).squareRoot() }

  /// J^T v, the gradient of q.
  var gradient: [Double] { transposedProduct(velocity) }

  /// v(x), `[N]`.
  static func velocity(of system: some SmoothSystem, at state: [Double]) -> [Double] {
    let size = state.count
    return [Double](unsafeUninitializedCapacity: size) { buffer, count in
      buffer.initialize(repeating: 0)
      state.withUnsafeBufferPointer { state in
        guard let state = state.baseAddress, let target = buffer.baseAddress else { return }
        system.velocity(at: state, into: target)
      }
      count = size
    }
  }

  /// dv/dx, `[N, N]` row-major.
  static func jacobian(of system: some SmoothSystem, at state: [Double]) -> [Double] {
    let size = state.count * state.count
    return [Double](unsafeUninitializedCapacity: size) { buffer, count in
      buffer.initialize(repeating: 0)
      state.withUnsafeBufferPointer { state in
        guard let state = state.baseAddress, let target = buffer.baseAddress else { return }
        system.velocityJacobian(at: state, into: target)
      }
      count = size
    }
  }

  /// J p.
  func product(_ vector: [Double]) -> [Double] { multiply(.none, vector) }

  /// J^T p.
  func transposedProduct(_ vector: [Double]) -> [Double] { multiply(.transposed, vector) }

  private func multiply(_ transposition: Transposition, _ vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: dimension)
    jacobian.withUnsafeBufferPointer { jacobian in
      vector.withUnsafeBufferPointer { vector in
        result.withUnsafeMutableBufferPointer { result in
          guard let jacobian = jacobian.baseAddress, let vector = vector.baseAddress, let result = result.baseAddress
          else { return }
          Double.multiply(
            transposition, rows: dimension, columns: dimension, alpha: 1, jacobian, leadingA: dimension, vector,
            beta: 0, result)
        }
      }
    }
    return result
  }

  /// Newton's step, -J^-1 v; nil where the Jacobian is singular to rounding.
  func newtonStep() throws(DynamicsError) -> [Double]? {
    do {
      let factors = try LUFactorization(of: jacobian, size: dimension)
      // Rounding leaves pivots of a few units where there should be zeros; the factor is a margin over what was seen.
      guard factors.pivotRatio > 64 * Double.ulpOfOne * Double(dimension) else { return nil }
      let step = try factors.solve(velocity.map { -$0 })
      return step.allSatisfy(\.isFinite) ? step : nil
    } catch {
      throw DynamicsError(error, place: "Newton step")
    }
  }

  /// Newton's step, without directions along which the velocity hardly changes.
  ///
  /// Minimises |J p + v|^2 + mu^2 |p|^2 with mu = `relative` (1 + |J|), by LU factorisation of
  ///
  ///     | mu 1    J    | | s |   | -v |
  ///     | J^T   -mu 1  | | p | = |  0 |
  ///
  /// whose singular values are (sigma^2 + mu^2)^(1/2): well conditioned, where J^T J would square the condition.
  func regularisedStep(relative: Double) throws(DynamicsError) -> [Double]? {
    let mu = relative * (1 + jacobianNorm)
    let size = 2 * dimension
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<dimension {
      matrix[row * size + row] = mu
      matrix[(dimension + row) * size + dimension + row] = -mu
      for column in 0..<dimension {
        let element = jacobian[row * dimension + column]
        matrix[row * size + dimension + column] = element
        matrix[(dimension + column) * size + row] = element
      }
    }
    do {
      let factors = try LUFactorization(of: matrix, size: size)
      guard !factors.isSingular else { return nil }
      let right = velocity.map { -$0 } + [Double](repeating: 0, count: dimension)
      let step = Array(try factors.solve(right)[dimension...])
      return step.allSatisfy(\.isFinite) ? step : nil
    } catch {
      throw DynamicsError(error, place: "regularised Newton step")
    }
  }

  /// Eigenvalues of DF for a map, of Df for a flow.
  func eigenvalues(time: SystemTime) throws(DynamicsError) -> [Eigenvalue] {
    var matrix = jacobian
    if time == .discrete { for unit in 0..<dimension { matrix[unit * dimension + unit] += 1 } }
    do {
      return try Eigenvalues(of: matrix, size: dimension).values
    } catch {
      throw DynamicsError(error, place: "spectrum")
    }
  }
}

/// Sum of squares.
func squaredLength(_ vector: some Sequence<Double>) -> Double { vector.reduce(0) { $0 + $1 * $1 } }

/// Euclidean length.
func length(_ vector: some Sequence<Double>) -> Double { squaredLength(vector).squareRoot() }

/// Euclidean distance of two states.
func distance(_ first: [Double], _ second: [Double]) -> Double {
  zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
}

/// x + factor p.
func sum(_ state: [Double], _ factor: Double, _ step: [Double]) -> [Double] {
  zip(state, step).map { $0 + factor * $1 }
}
