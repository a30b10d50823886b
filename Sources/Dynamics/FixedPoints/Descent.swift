/// One start on its way down q: where it ends.
struct Descent<System: SmoothSystem> {
  /// How a start ends.
  enum Outcome {
    /// At a root.
    case root(NewtonRoot.End)
    /// At a minimum of q that is no root.
    case slowPoint(NewtonRoot.End)
    /// At, or on the way to, a point that is known; or at a slow point too fast to be of interest.
    case known
    /// Nowhere.
    case unfinished
  }

  let system: System
  let options: CriticalPointSearch.Options
  let newton: NewtonRoot
  /// Scale of the starts.
  let scale: Double

  /// Follows a start to its end.
  func follow(from start: [Double], known: FoundPoints) throws(DynamicsError) -> Outcome {
    var model = LocalModel(of: system, at: start)
    var marquardt = LevenbergMarquardt(initialDamping: options.initialDamping)
    var slowness = SlownessMinimum(scale: scale, options: options)
    var iterations = 0
    var quiet = 0
    var isStalled = false
    var newtonBelow = Double.infinity

    // As many of the first method as of the others; halved, for doubling might overflow.
    while iterations / 2 < options.maximumIterations {
      guard model.isFinite else { return .unfinished }
      if known.contains(model.state) { return .known }
      if model.q < newtonBelow, let next = try newtonStart(model) {
        if known.leads(from: model.state, to: next) { return .known }
        let reach = 4 * distance(model.state, next)
        let end = try newton.iterate(system, from: model, limit: newton.isAtRest(model) ? nil : reach)
        iterations += end.iterations
        guard !end.converged else { return .root(end.after(iterations)) }
        // A ghost, mostly: not again before q has fallen to a hundredth of where Newton's method came to.
        newtonBelow = end.model.q / 100
        model = end.model
        continue
      }
      iterations += 1
      if !isStalled, iterations <= options.maximumIterations {
        guard let next = try marquardt.step(system, from: model) else {
          isStalled = true
          continue
        }
        quiet = next.q > (1 - options.stallShare) * model.q ? quiet + 1 : 0
        model = next
        isStalled = quiet >= 3
        continue
      }
      if let limit = options.maximumSpeed, model.speed > 10 * limit { return .known }
      switch try slowness.step(system, from: model) {
      case .moved(let next): model = next
      case .failed: return .unfinished
      case .minimum(let lastStep):
        if let limit = options.maximumSpeed, model.speed > limit { return .known }
        return .slowPoint(
          NewtonRoot.End(model: model, lastStep: lastStep, iterations: iterations, converged: true))
      }
    }
    return .unfinished
  }

  /// Where a whole Newton step leads, when it is worth to go on with Newton's method; nil otherwise.
  private func newtonStart(_ model: LocalModel) throws(DynamicsError) -> [Double]? {
    if newton.isAtRest(model) { return model.state }
    guard let step = try model.newtonStep(), length(step) <= scale else { return nil }
    let next = sum(model.state, 1, step)
    let speed = length(LocalModel.velocity(of: system, at: next))
    return speed <= options.newtonContraction * model.speed ? next : nil
  }
}

extension NewtonRoot.End {
  /// The same end, after more iterations than those of Newton's method.
  func after(_ iterations: Int) -> NewtonRoot.End {
    NewtonRoot.End(model: model, lastStep: lastStep, iterations: iterations, converged: converged)
  }
}
