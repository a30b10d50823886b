import COpenBLAS

/// The BLAS in use: which kernels it chose, and how many threads it takes.
public enum OpenBLAS {
  /// The processor type whose kernels run, such as `SkylakeX` or `Haswell`; another one may give other bits.
  public static var coreName: String { String(cString: openblas_get_corename()) }

  /// Version and build options, such as `OpenBLAS 0.3.21 ... DYNAMIC_ARCH ... Haswell MAX_THREADS=64`.
  public static var configuration: String { String(cString: openblas_get_config()) }

  /// Version alone, such as `0.3.21`.
  public static var version: String {
    configuration.split(separator: " ").dropFirst().first.map(String.init) ?? "unknown"
  }

  /// Restricts BLAS to the calling thread: ranks are the parallelism here, and threads change bits.
  public static func useOneThread() { openblas_set_num_threads(1) }
}
