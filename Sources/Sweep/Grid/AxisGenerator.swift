import Foundation

/// Axis values computed from their ends; every end point is exact.
enum AxisGenerator {
  /// Why an axis cannot be made.
  enum Failure: Error, Equatable {
    case wrongSign, zeroStep, doesNotDivide(last: String), tooMany, notExact, notPositive, oneValueTwoEnds, notWhole
  }

  /// first, first + step, ..., last, in exact decimal arithmetic.
  ///
  /// Returns multiples of 10^exponent.
  static func range(
    first: ExactDecimal, last: ExactDecimal, step: ExactDecimal
  ) throws(Failure) -> (multiples: [Int128], exponent: Int) {
    guard step.mantissa != 0 else { throw .zeroStep }
    let exponent = min(first.exponent, last.exponent, step.exponent)
    guard let start = first.scaled(to: exponent), let end = last.scaled(to: exponent),
      let stride = step.scaled(to: exponent)
    else { throw .notExact }
    let (span, overflow) = end.subtractingReportingOverflow(start)
    guard !overflow else { throw .notExact }
    guard span == 0 || (span > 0) == (stride > 0) else { throw .wrongSign }
    let count = span / stride
    guard span % stride == 0 else {
      let reached = ExactDecimal(mantissa: start + count * stride, exponent: exponent)
      throw .doesNotDivide(last: reached.double.description)
    }
    guard count < Int128(Grid.axisLimit) else { throw .tooMany }
    return ((0...Int(count)).map { start + Int128($0) * stride }, exponent)
  }

  /// `count` evenly spaced numbers, as numpy.linspace: first + i * ((last - first) / (count - 1)), the last one exact.
  static func linspace(first: Double, last: Double, count: Int) throws(Failure) -> [Double] {
    guard count <= Grid.axisLimit else { throw .tooMany }
    guard count > 1 else {
      guard first == last else { throw .oneValueTwoEnds }
      return [first]
    }
    let step = (last - first) / Double(count - 1)
    guard step.isFinite else { throw .notExact }
    var values = (0..<count).map { first + Double($0) * step }
    values[count - 1] = last
    return values
  }

  /// `count` durations, evenly spaced and exact to the attosecond.
  static func linspace(first: Duration, last: Duration, count: Int) throws(Failure) -> [Duration] {
    guard count <= Grid.axisLimit else { throw .tooMany }
    guard count > 1 else {
      guard first == last else { throw .oneValueTwoEnds }
      return [first]
    }
    let span = last.attoseconds - first.attoseconds
    guard span % Int128(count - 1) == 0 else { throw .notWhole }
    let step = span / Int128(count - 1)
    return (0..<count).map { Duration(attoseconds: first.attoseconds + Int128($0) * step) }
  }

  /// `count` numbers evenly spaced in their logarithm, as numpy: 10 ** linspace(log10 first, log10 last, count), both
  /// ends exact.
  static func logspace(first: Double, last: Double, count: Int) throws(Failure) -> [Double] {
    guard first > 0, last > 0 else { throw .notPositive }
    var values = try linspace(first: log10(first), last: log10(last), count: count).map { pow(10, $0) }
    values[0] = first
    values[values.count - 1] = last
    return values
  }
}
