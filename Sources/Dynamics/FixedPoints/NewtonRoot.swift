/// The fixed point near a state, by damped Newton iteration with the analytic Jacobian.
///
///     x <- x - t J^-1 v,   J = dv/dx,   t = 1, 1/2, 1/4, ... until |v| decreases enough
///
/// The answer is a point only when the iteration truly converged: the velocity is zero to rounding, and the whole last
/// step is tiny. Near the ghost of a saddle-node bifurcation |v| is small while Newton's steps stay large; no point then.
///
/// Where a whole line of fixed points passes, or several coincide, J is singular and Newton's step is noise along the
/// singular directions. Then the step is taken without them, and the nearest point of the line is the answer.
///
/// Cost: one Jacobian and one LU factorisation per step, 2/3 N^3 operations; one spectrum, 10 N^3, when a root is found.
public struct NewtonRoot: Sendable {
  /// What counts as converged, and when to give up.
  public struct Options: Sendable, Equatable {
    /// Largest last step of a converged iteration: |dx| <= `stepTolerance` (1 + |x|).
    ///
    /// 1e-9. Convergence is quadratic, so the point itself is then good to rounding. The steps at a ghost are about the
    /// square root of its speed, so larger values let slow ghosts in; near rounding, ill-conditioned roots are lost.
    public var stepTolerance = 1e-9
    /// Largest velocity of a converged iteration: |v| <= `residualTolerance` (1 + |x|) (1 + |J|).
    ///
    /// 1e-13, a few hundred units of rounding in what is summed to make v. Smaller values lose roots of large networks;
    /// larger ones weaken the second guard against ghosts. A ghost slower than this cannot be told from a root.
    public var residualTolerance = 1e-13
    /// Directions p in which |J p| is below this share of 1 + |J| are left out where J is singular.
    ///
    /// 1e-6: rounding of v, 1e-16, divided by this stays below `stepTolerance`. It takes no part as long as Newton's
    /// method converges by itself.
    public var singularShare = 1e-6
    /// Most steps before giving up.
    ///
    /// 100. A simple root takes 5 to 10; at a pitchfork every step only gains a third, which makes about 60.
    public var maximumIterations = 100
    /// How far from its start the iteration may go; nil for no limit.
    ///
    /// Newton's method may run to a root far away. Callers who ask "is there a root here" set a limit.
    public var maximumDistance: Double?
    /// How near the border of stability an eigenvalue counts as neutral; see `CriticalPoint.defaultNeutralTolerance`.
    public var neutralTolerance = CriticalPoint.defaultNeutralTolerance

    /// The defaults.
    public init() {}
  }

  /// What counts as converged, and when to give up.
  public let options: Options

  /// Chooses options.
  ///
  /// - Throws: `DynamicsError` naming the option that is negative, not finite or, for iterations, below one.
  public init(_ options: Options = Options()) throws(DynamicsError) {
    try NewtonRoot.check(options)
    self.options = options
  }

  /// Looks for the root near a state.
  ///
  /// - Parameters:
  ///   - system: map or flow.
  ///   - state: where to start, `[dimension]`.
  /// - Returns: the root with its spectrum; nil when the iteration does not converge, leaves `maximumDistance`, or meets
  ///   velocities that are not finite.
  /// - Throws: `DynamicsError`: a start of the wrong size, or one that is NaN or infinite; a spectrum that does not
  ///   converge.
  public func root(of system: some SmoothSystem, near state: [Double]) throws(DynamicsError) -> CriticalPoint? {
    try NewtonRoot.check(state, dimension: system.dimension, place: "start of Newton's method")
    let end = try iterate(system, from: LocalModel(of: system, at: state), limit: options.maximumDistance)
    guard end.converged else { return nil }
    return CriticalPoint(
      state: end.model.state, q: end.model.q, lastStep: end.lastStep, iterations: end.iterations, kind: .root,
      time: system.time, eigenvalues: try end.model.eigenvalues(time: system.time),
      neutralTolerance: options.neutralTolerance)
  }

  /// Where an iteration ended.
  struct End {
    /// The model at the last state; |v| there is no larger than at the start.
    let model: LocalModel
    /// Length of the last whole Newton step; infinite when there was none.
    let lastStep: Double
    /// Number of steps.
    let iterations: Int
    /// Whether the last state is a root.
    let converged: Bool
  }

  /// The iteration alone, without the spectrum.
  ///
  /// - Parameters:
  ///   - system: map or flow.
  ///   - start: velocity and Jacobian where it starts.
  ///   - limit: how far from there it may go.
  func iterate(_ system: some SmoothSystem, from start: LocalModel, limit: Double?) throws(DynamicsError) -> End {
    var model = start
    var lastStep = Double.infinity
    for iteration in 1...options.maximumIterations {
      let failure = End(model: model, lastStep: lastStep, iterations: iteration - 1, converged: false)
      guard model.isFinite else { return failure }
      var candidate = try model.newtonStep()
      if candidate == nil { candidate = try model.regularisedStep(relative: options.singularShare) }
      guard let step = candidate else { return failure }
      lastStep = length(step)
      let atRest = isAtRest(model)
      if atRest, isTiny(step, model) { return finish(system, model, step, iteration) }
      if let next = descend(system, model, step) {
        if let limit, distance(next.state, start.state) > limit { return failure }
        model = LocalModel(of: system, at: next.state, velocity: next.velocity)
        continue
      }
      // No further descent: at a root |v| is rounding already, and a large step is the fault of a singular J.
      guard atRest, let regularised = try model.regularisedStep(relative: options.singularShare),
        isTiny(regularised, model)
      else { return failure }
      return finish(system, model, regularised, iteration)
    }
    return End(model: model, lastStep: lastStep, iterations: options.maximumIterations, converged: false)
  }

  /// Whether the velocity is zero to rounding.
  func isAtRest(_ model: LocalModel) -> Bool {
    model.speed <= options.residualTolerance * (1 + length(model.state)) * (1 + model.jacobianNorm)
  }

  private func isTiny(_ step: [Double], _ model: LocalModel) -> Bool {
    length(step) <= options.stepTolerance * (1 + length(model.state))
  }

  /// The longest step that decreases |v| enough, t p with t from 1 halved down to 1/1024; nil when none does.
  private func descend(
    _ system: some SmoothSystem, _ model: LocalModel, _ step: [Double]
  ) -> (state: [Double], velocity: [Double])? {
    var share = 1.0
    while share >= 1.0 / 1024 {
      let state = sum(model.state, share, step)
      let velocity = LocalModel.velocity(of: system, at: state)
      // Along Newton's direction |v| falls as (1 - t); a ten-thousandth of that is asked for.
      if length(velocity) < (1 - 1e-4 * share) * model.speed {
        return (state, velocity)
      }
      share /= 2
    }
    return nil
  }

  /// Takes the last step where it helps.
  private func finish(
    _ system: some SmoothSystem, _ model: LocalModel, _ step: [Double], _ iteration: Int
  ) -> End {
    let final = LocalModel(of: system, at: sum(model.state, 1, step))
    return End(
      model: final.isFinite && final.q <= model.q ? final : model, lastStep: length(step), iterations: iteration,
      converged: true)
  }

  /// Checks a state given from outside.
  static func check(_ state: [Double], dimension: Int, place: String) throws(DynamicsError) {
    guard state.count == dimension, dimension >= 1 else {
      throw DynamicsError(
        code: .wrongShape, place: place, message: "\(state.count) values are no state of \(dimension) variables")
    }
    guard dimension <= elementLimit / dimension else {
      throw DynamicsError(
        code: .tooLarge, place: place,
        message: "a Jacobian of \(dimension) variables is more than \(elementLimit) numbers")
    }
    if let index = state.firstIndex(where: { !$0.isFinite }) {
      throw DynamicsError(code: .notFinite, place: place, message: "element \(index) is \(state[index])")
    }
  }

  /// Checks options given from outside.
  static func check(_ options: Options) throws(DynamicsError) {
    let positive = [
      ("stepTolerance", options.stepTolerance), ("residualTolerance", options.residualTolerance),
      ("singularShare", options.singularShare), ("maximumDistance", options.maximumDistance ?? 1),
    ]
    for (name, value) in positive where !(value > 0 && value.isFinite) {
      throw DynamicsError(code: .badParameter, place: name, message: "must be positive and finite, not \(value)")
    }
    guard options.neutralTolerance >= 0, options.neutralTolerance.isFinite else {
      throw DynamicsError(
        code: .badParameter, place: "neutralTolerance",
        message: "must be finite and not negative, not \(options.neutralTolerance)")
    }
    guard options.maximumIterations >= 1 else {
      throw DynamicsError(
        code: .badParameter, place: "maximumIterations",
        message: "at least one iteration is needed, not \(options.maximumIterations)")
    }
  }
}
