import LinearAlgebra

/// Newton's method on q = |v|^2 / 2 itself, for minima at which v does not vanish.
///
/// The second derivative of q is H = J^T J + sum_i v_i (second derivative of v_i). At a slow point J is singular, so in
/// the direction that matters the second term is all there is, and Levenberg-Marquardt, which leaves it out, creeps.
/// Here H p comes from a difference of Jacobians, (J(x + h p)^T v - J(x)^T v) / h, and H p = -J^T v is solved by
/// conjugate gradients behind (J^T J + mu 1)^-1: as many products as there are nearly singular directions, and a few.
struct SlownessMinimum {
  /// What a step came to.
  enum Step {
    /// q decreased.
    case moved(LocalModel)
    /// This is a minimum, the step would have been that long.
    case minimum(lastStep: Double)
    /// q cannot be decreased, and this is no minimum.
    case failed
  }

  private let scale: Double
  private let options: CriticalPointSearch.Options

  init(scale: Double, options: CriticalPointSearch.Options) {
    self.scale = scale
    self.options = options
  }

  /// Takes one step, or says that there is none to take.
  mutating func step(_ system: some SmoothSystem, from model: LocalModel) throws(DynamicsError) -> Step {
    let normal = model.normalMatrix()
    // Second derivatives of v are of the order of |J| per unit of the scale of the states; 1 stands in where J vanishes.
    let shift = max(
      model.speed * (1 + model.jacobianNorm) / scale, Double.ulpOfOne * model.jacobianNorm * model.jacobianNorm)
    guard shift > 0 else { return .failed }
    guard let preconditioner = try normal.factors(shift: shift) else { return .failed }
    let gradient = model.gradient
    guard let step = try newtonStep(system, model, preconditioner, gradient: gradient) else { return .failed }
    let size = length(step)
    if size > options.slowStepShare * scale, let next = descend(system, model, step, gradient: gradient) {
      return .moved(next)
    }
    guard size <= options.slowMergeShare * scale else { return .failed }
    // A tiny step, or a short one that rounding does not let go lower.
    if let lower = try slowerNeighbour(system, model, preconditioner) { return .moved(lower) }
    return .minimum(lastStep: size)
  }

  /// Solves H p = -J^T v; where q curves downwards, gives a direction of descent instead.
  private func newtonStep(
    _ system: some SmoothSystem, _ model: LocalModel, _ preconditioner: LUFactorization, gradient: [Double]
  ) throws(DynamicsError) -> [Double]? {
    var step = [Double](repeating: 0, count: model.dimension)
    var residual = gradient.map { -$0 }
    guard var direction = try preconditioner.finiteSolution(residual) else { return nil }
    var product = dot(residual, direction)
    let target = 1e-6 * product
    for iteration in 0..<50 {
      guard product > target, product > 0 else { return step }
      let image = curvature(system, model, along: direction, gradient: gradient)
      let bend = dot(direction, image)
      guard bend > 0 else { return iteration == 0 ? direction : step }
      let share = product / bend
      step = sum(step, share, direction)
      residual = sum(residual, -share, image)
      guard let next = try preconditioner.finiteSolution(residual) else { return nil }
      let nextProduct = dot(residual, next)
      direction = sum(next, nextProduct / product, direction)
      product = nextProduct
    }
    return step
  }

  /// H p.
  private func curvature(
    _ system: some SmoothSystem, _ model: LocalModel, along direction: [Double], gradient: [Double]
  ) -> [Double] {
    let size = length(direction)
    guard size > 0 else { return direction }
    // The root of rounding balances rounding against the third derivative.
    let difference = 1.5e-8 * max(scale, length(model.state)) / size
    let shifted = LocalModel(
      of: system, at: sum(model.state, difference, direction), velocity: model.velocity)
    let straight = model.transposedProduct(model.product(direction))
    // `shifted` holds the Jacobian there beside the velocity here, so its gradient is J(x + h p)^T v(x).
    let moved = shifted.gradient
    return straight.indices.map { straight[$0] + (moved[$0] - gradient[$0]) / difference }
  }

  /// Goes along a step, no further than the scale, halving it until q decreases enough.
  private func descend(
    _ system: some SmoothSystem, _ model: LocalModel, _ step: [Double], gradient: [Double]
  ) -> LocalModel? {
    let slope = dot(step, gradient)
    guard slope < 0 else { return nil }
    var share = min(1, scale / length(step))
    for _ in 0..<40 {
      let state = sum(model.state, share, step)
      let velocity = LocalModel.velocity(of: system, at: state)
      if squaredLength(velocity) / 2 <= model.q + 1e-4 * share * slope, squaredLength(velocity) / 2 < model.q {
        return LocalModel(of: system, at: state, velocity: velocity)
      }
      share /= 2
    }
    return nil
  }

  /// A slower state at the merge distance along the direction in which v changes least; nil at a minimum.
  private func slowerNeighbour(
    _ system: some SmoothSystem, _ model: LocalModel, _ preconditioner: LUFactorization
  ) throws(DynamicsError) -> LocalModel? {
    // Inverse iteration: the direction is the last right singular vector of J. A billionth is rounding of q.
    var direction = (0..<model.dimension).map { StartStates.number(1, 0, $0) }
    for _ in 0..<4 {
      guard let next = try preconditioner.finiteSolution(direction), length(next) > 0 else { return nil }
      direction = sum([Double](repeating: 0, count: model.dimension), 1 / length(next), next)
    }
    var best: LocalModel?
    for side in [1.0, -1.0] {
      let state = sum(model.state, side * options.slowMergeShare * scale, direction)
      let velocity = LocalModel.velocity(of: system, at: state)
      if squaredLength(velocity) / 2 < (1 - 1e-9) * min(model.q, best?.q ?? .infinity) {
        best = LocalModel(of: system, at: state, velocity: velocity)
      }
    }
    return best
  }
}

private func dot(_ first: [Double], _ second: [Double]) -> Double { zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } }
