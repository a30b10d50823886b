import Foundation

/// What a motion that does not come to rest is, by the signs of its exponents.
enum MovingFate {
  /// Judges a stretch; the stretches before tangents are carried give no judgement.
  static func judge(
    _ segment: OrbitSegment, of map: some SmoothMap, _ start: Fate, _ options: FateOptions
  ) throws(DynamicsError) -> Fate {
    var fate = start
    guard segment.tangentCount > 0 else { return fate }
    let exponents = LyapunovExponents(growths: segment.growths[...], count: segment.tangentCount)
    fate.exponents = exponents
    let signs = exponents.signs
    switch (signs[0], signs.count > 1 ? signs[1] : .negative) {
    case (.positive, _): return chaos(fate, segment, map, options)
    case (.zero, .negative): return closedCurve(fate, segment, exponents, options)
    case (.zero, .zero): return torus(fate, segment, map, options)
    case (.negative, _): return lockedOrbit(fate, segment, exponents, options)
    default:
      fate.reason = "exponentUnclear"
      return fate
    }
  }

  private static func sharpness(_ exponents: LyapunovExponents, _ i: Int, _ name: String) -> Check {
    Check(name, abs(exponents.values[i]), 3 * exponents.errors[i])
  }

  /// Growth, in nats over the window, from which on a positive exponent can be chaos; 5.
  ///
  /// Nearby orbits have then parted by more than a hundred times while the motion kept its size. A look at an escape,
  /// or at the birth of a cycle, has a positive exponent as well, but a motion that grows so much does not keep its
  /// size.
  static let chaoticGrowth = 5.0

  /// Chaos: a positive exponent, confirmed by the divergence of two nearby orbits; then the spectrum.
  ///
  /// An orbit that stays where it is unstable, on a point or a periodic orbit, has a positive exponent too, and
  /// returns.
  private static func chaos(
    _ start: Fate, _ segment: OrbitSegment, _ map: some SmoothMap, _ options: FateOptions
  ) -> Fate {
    var fate = start
    guard let exponents = fate.exponents else { return fate }
    guard ExactReturn.steps(of: segment) == nil else {
      fate.reason = "unstableOrbit"
      return fate
    }
    let (early, late) = segment.spreads()
    let growth = Check("growthOverWindow", exponents.values[0] * Double(segment.stepCount), chaoticGrowth)
    let size = Check("sizeKept", abs(log(late / early)), log(2))
    guard growth.value > growth.threshold, size.value <= size.threshold else {
      fate.reason = "stillGrowing"
      return fate
    }
    // Along the same stretch and over the same steps, so that what fluctuates does so in both.
    let direct = DirectDivergence.rate(of: map, from: segment.start, steps: segment.stepCount)
    fate.directDivergence = direct
    let difference = Check(
      "divergenceAgrees", abs(direct / segment.plainExponent - 1), options.divergenceAgreement)
    guard difference.value <= difference.threshold else {
      fate.reason = "chaosNotConfirmed"
      return fate
    }
    fate.kind = .chaotic
    fate.reason = "positiveExponent"
    fate.checks = [sharpness(exponents, 0, "positiveExponent"), difference, growth, size]
    // Two exponents are known; the others take a run of their own.
    if map.dimension > exponents.values.count {
      fate.exponents = MoreExponents.compute(map, from: fate.finalState, steps: segment.stepCount)
    }
    return fate
  }

  /// A closed invariant curve: one exponent zero, the rest negative, and two periods that agree.
  private static func closedCurve(
    _ start: Fate, _ segment: OrbitSegment, _ exponents: LyapunovExponents, _ options: FateOptions
  ) -> Fate {
    var fate = start
    guard let (recurrence, section) = periods(of: segment) else {
      fate.reason = "noRecurrence"
      return fate
    }
    let agreement = Check("periodsAgree", abs(section / recurrence - 1), options.periodAgreement)
    guard agreement.value <= agreement.threshold else {
      fate.reason = "periodsDisagree"
      return fate
    }
    fate.kind = .limitCycle
    fate.reason = "closedCurve"
    fate.checks = [agreement]
    if exponents.sign(0) == .zero {
      fate.checks.append(Check("firstExponentZero", abs(exponents.values[0]), exponents.errors[0]))
    }
    if exponents.values.count > 1 { fate.checks.append(sharpness(exponents, 1, "secondExponentNegative")) }
    fate.cycle = CycleEvidence(
      segment, period: section, recurrence: recurrence, locked: nil,
      multipliers: exponents.values.dropFirst().map { exp($0 * section) })
    return fate
  }

  /// The period by recurrence and by section, per turn; nil when nothing comes back.
  private static func periods(of segment: OrbitSegment) -> (recurrence: Double, section: Double)? {
    let (states, size) = (segment.states, segment.dimension)
    guard let recurrence = Recurrence.period(of: states, dimension: size) else { return nil }
    let crossings = SectionCrossings(of: states, dimension: size)
    guard let section = crossings.period(near: recurrence) else { return nil }
    let turns = TurnCount.turns(
      of: states, dimension: size, period: section, atMost: crossings.count(within: recurrence))
    return (recurrence / Double(turns), section / Double(turns))
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// A periodic orbit of the map: all exponents negative, and an exact return after a whole number of steps.
  private static func lockedOrbit(
    _ start: Fate, _ segment: OrbitSegment, _ exponents: LyapunovExponents, _ options: FateOptions
  ) -> Fate {
    var fate = start
    guard let steps = ExactReturn.steps(of: segment), steps > 1 else {
      return slowlyLocking(fate, segment, exponents, options)
    }
    // The section counts the turns within the exact return; without turns the return is the period.
    let found = periods(of: segment)
    let recurrence = found?.recurrence ?? Double(steps)
    let counted = found.map { max(1, Int((Double(steps) / $0.section).rounded())) } ?? 1
    // Turns that share a divisor with the steps would close earlier than they do: each of them differs from the next,
    // as after a doubling of the period, and only all together are once around.
    let turns = counted / greatestCommonDivisor(counted, steps)
    let period = Double(steps) / Double(turns)
    fate.kind = .limitCycle
    fate.reason = "lockedOrbit"
    fate.checks = [sharpness(exponents, 0, "leadingExponentNegative")]
    fate.cycle = CycleEvidence(
      segment, period: period, recurrence: recurrence, locked: steps,
      multipliers: exponents.values.map { exp($0 * period) })
    return fate
  }

  /// A closed invariant curve on which the orbit is slowly drawn to a periodic one: the leading exponent is just below
  /// zero, the next further below, and the motion keeps its size, which a spiral towards a focus does not.
  private static func slowlyLocking(
    _ start: Fate, _ segment: OrbitSegment, _ exponents: LyapunovExponents, _ options: FateOptions
  ) -> Fate {
    var fate = closedCurve(start, segment, exponents, options)
    guard fate.kind == .limitCycle else {
      fate.reason = "noExactReturn"
      return fate
    }
    let (early, late) = segment.spreads(period: fate.cycle?.period ?? 1)
    let shrinking = Check("sizeKept", abs(late / early - 1), options.sizeKept)
    let gap = exponents.values.count > 1 ? exponents.values[0] - exponents.values[1] : .infinity
    let separation = Check("exponentsApart", gap, 3 * (exponents.errors.last ?? 0))
    guard shrinking.value <= shrinking.threshold, separation.value > separation.threshold else {
      var refused = start
      refused.reason = "noExactReturn"
      return refused
    }
    fate.reason = "slowlyLocking"
    fate.checks += [shrinking, separation]
    return fate
  }

  /// Two zero exponents: motion on a torus.
  private static func torus(
    _ start: Fate, _ segment: OrbitSegment, _ map: some SmoothMap, _ options: FateOptions
  ) -> Fate {
    var fate = start
    // A spiral towards a neutral point has two small exponents as well; on a torus the size does not change.
    let (early, late) = segment.spreads()
    guard abs(late / early - 1) <= 2 * options.sizeKept else {
      fate.reason = "stillShrinking"
      return fate
    }
    let more = MoreExponents.compute(map, from: fate.finalState, steps: segment.stepCount)
    guard more.signs.first == .zero, more.signs.allSatisfy({ $0 == .zero || $0 == .negative }) else {
      fate.reason = "exponentUnclear"
      return fate
    }
    fate.exponents = more
    fate.kind = .quasiPeriodic
    fate.reason = "zeroExponents\(more.signs.count { $0 == .zero })"
    return fate
  }
}

/// More exponents than the two that every orbit gets.
enum MoreExponents {
  /// Up to 8 leading exponents, over a new stretch that begins at a state.
  static func compute(_ map: some SmoothMap, from state: [Double], steps: Int) -> LyapunovExponents {
    var state = state
    let count = min(8, map.dimension)
    var tangents = Orthonormal.frame(count: count, dimension: map.dimension)
    // The frame turns into place during the first quarter.
    _ = OrbitSegment(of: map, state: &state, tangents: &tangents, steps: steps / 4, keeping: 1, bound: .infinity)
    let segment = OrbitSegment(
      of: map, state: &state, tangents: &tangents, steps: steps, keeping: 1, bound: .infinity)
    return LyapunovExponents(growths: segment.growths[...], count: count)
  }
}

/// The largest exponent without derivatives: how fast two nearby orbits part.
enum DirectDivergence {
  /// Steps in which the separation turns into the growing direction.
  static func skipped(of steps: Int) -> Int { steps / 8 }

  /// Logarithmic growth per step of a distance that is set back to `distance` after every step.
  static func rate(of map: some SmoothMap, from start: [Double], steps: Int) -> Double {
    let size = map.dimension
    let distance = 1e-7 * (1 + Vector.length(start))
    var here = start
    let direction = Orthonormal.frame(count: 1, dimension: size)
    var there = zip(start, direction).map { $0 + distance * $1 }
    var next = here
    var sum = 0.0
    // The separation turns into the growing direction first.
    let skipped = skipped(of: steps)
    for step in 0..<steps {
      map.step(from: here, to: &next)
      swap(&here, &next)
      map.step(from: there, to: &next)
      swap(&there, &next)
      let apart = Vector.distance(here, there)
      guard apart > 0, apart.isFinite else { return .nan }
      if step >= skipped { sum += log(apart / distance) }
      for index in 0..<size { there[index] = here[index] + (there[index] - here[index]) * distance / apart }
    }
    return sum / Double(max(1, steps - skipped))
  }
}
