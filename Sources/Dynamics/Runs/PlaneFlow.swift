/// The motion of a map in a plane, for pictures: F(x) - x at the points of a grid on the plane, projected onto it.
///
/// The plane goes through the mean of a run along its two leading principal axes. What happens across it is not seen, so
/// arrows may pass through orbits that leave the plane.
public struct PlaneFlow: Sendable, Equatable {
  /// Coordinates of the grid along the first axis, `[G]`.
  public let first: [Double]
  /// Coordinates of the grid along the second axis, `[G]`.
  public let second: [Double]
  /// Projected motion per step, `[second, first, 2]`.
  public let motion: [Double]

  /// Points along each axis; 21.
  public static let gridSize = 21
  /// How far the grid reaches beyond the run, as a share of its extent on each side; 0.1.
  public static let marginShare = 0.1

  /// Evaluates a map on the plane of a run.
  ///
  /// - Parameters:
  ///   - map: the autonomous map.
  ///   - components: the run in the plane.
  /// - Throws: `DynamicsError` when the map has another number of variables.
  public init(of map: some SmoothMap, in components: RatesPrincipalComponents) throws(DynamicsError) {
    let axes = components.axes
    let size = map.dimension
    guard axes.dimension == size else {
      throw DynamicsError(
        code: .wrongShape, place: "plane", message: "a plane of \(axes.dimension) variables for a map of \(size)")
    }
    func grid(_ component: Int) -> [Double] {
      let values = stride(from: component, to: components.projections.count, by: 2).map { components.projections[$0] }
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      let margin = PlaneFlow.marginShare * (high - low)
      let steps = Double(PlaneFlow.gridSize - 1)
      return (0..<PlaneFlow.gridSize).map { low - margin + (high - low + 2 * margin) * Double($0) / steps }
    }
    first = grid(0)
    second = grid(1)
    var motion: [Double] = []
    var state = axes.mean
    var velocity = axes.mean
    for b in second {
      for a in first {
        for unit in 0..<size { state[unit] = axes.mean[unit] + a * axes.axes[unit] + b * axes.axes[size + unit] }
        map.velocity(at: state, into: &velocity)
        for axis in 0..<2 {
          motion.append((0..<size).reduce(0) { $0 + velocity[$1] * axes.axes[axis * size + $1] })
        }
      }
    }
    self.motion = motion
  }
}
