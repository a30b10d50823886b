/// Which way a share goes along a line of the grid.
///
/// A fit that finds the other way has not found the boundary that was looked for.
public enum Trend: Sendable {
  /// Small at first, large in the end.
  case rising
  /// Large at first, small in the end.
  case falling
}
