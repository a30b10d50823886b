/// How matrices lie in memory so that kernels are fast: whole cache lines, and rows that do not get in each other's way.
public enum KernelLayout {
  /// Float32 numbers of a cache line, and of the widest vector.
  public static let line = 16

  /// A count rounded up to whole cache lines of Float32.
  public static func wholeLines(_ count: Int) -> Int { (count + line - 1) / line * line }

  /// Distance between rows of so many columns: an odd number of cache lines.
  ///
  /// The rows of a tile then do not compete for the same places in the cache, which they would at a power of two.
  public static func leadingDimension(_ columns: Int) -> Int { (wholeLines(columns) / line | 1) * line }
}
