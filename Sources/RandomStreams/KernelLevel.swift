import CKernels

/// The instruction level the C kernels run at on this machine; recorded in every file.
///
/// The kernels give the same bits on every level, so this says how fast a run was, not what it computed.
public enum KernelLevel {
  /// `x86-64-v4`, `x86-64-v3` or `baseline`.
  public static var current: String { String(cString: remanence_kernel_level()) }
}
