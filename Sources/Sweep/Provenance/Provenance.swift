import Foundation
import HDF5
import LinearAlgebra
import MPI
import RandomStreams

/// Where numbers come from: program, machine, libraries.
///
/// It goes into every file.
public struct Provenance: Sendable {
  /// Version of the program.
  public static let version = "0.1.0"
  /// Name, version and, where the build left it beside the executable, revision.
  public let source: String
  /// The command as it was typed.
  public let commandLine: String
  /// Host name.
  public let host: String
  /// The kernels that training's numbers come from.
  public let kernels: KernelSet
  /// Instruction level that they run at; it has no effect on the numbers.
  public let kernelLevel: String
  /// What to know when training is slow for want of instructions; nil when it is not.
  var slowKernels: String? {
    #if arch(x86_64)
      guard kernelLevel == "baseline" else { return nil }
      return "kernels run at level baseline, many times slower than they could: this processor has no AVX2 and FMA, a "
        + "virtual machine hides them, or REMANENCE_KERNEL_LEVEL asks for it"
    #else
      return nil
    #endif
  }

  /// Processor type that OpenBLAS chose its kernels for; training does not compute with them.
  public let coreName: String
  /// OpenBLAS, without its name.
  public let openBLASVersion: String
  /// MPI library.
  public let mpiVersion: String
  /// HDF5 library.
  public let hdf5Version: String
  /// Batch job, where there is one.
  public let job: String?

  /// The provenance of this process.
  public static func current(mpiVersion: String) -> Provenance {
    let environment = ProcessInfo.processInfo.environment
    return Provenance(
      source: "remanence \(version)" + (revision.map { " (\($0))" } ?? ""),
      commandLine: CommandLine.arguments.map(Provenance.quoted).joined(separator: " "),
      host: ProcessInfo.processInfo.hostName,
      kernels: .current, kernelLevel: KernelLevel.current, coreName: OpenBLAS.coreName,
      openBLASVersion: OpenBLAS.version, mpiVersion: mpiVersion, hdf5Version: HDF5Library.version,
      job: environment["SLURM_JOB_ID"].map { "slurm \($0)" })
  }

  /// A word as a shell reads it back.
  static func quoted(_ word: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:+@%")
    guard word.isEmpty || !word.allSatisfy(plain.contains) else { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// The revision the executable was built from: the build writes it into a file beside the executable.
  private static var revision: String? {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let text = try? String(contentsOf: folder.appendingPathComponent("remanence-revision"), encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What every file names as the sources of the science.
  static let references =
    "Kurtkaya, Dinc et al. 2025, Dynamical phases of short-term memory mechanisms in RNNs, arXiv:2502.17433"

  /// MPI, HDF5 and OpenBLAS with their versions.
  public var libraries: [String] { [mpiVersion, "HDF5 \(hdf5Version)", "OpenBLAS \(openBLASVersion)"] }

  /// Now, in ISO 8601 with the zone.
  public static var now: String { ISO8601DateFormatter().string(from: Date()) }

  /// Writes the attributes that every file of the run carries.
  func write<File: Container & ~Copyable>(
    to file: borrowing File, schema: String, configuration: String?, hash: String?
  ) throws(HDF5Error) {
    try file.setAttribute("schema_name", to: schema)
    try file.setAttribute("schema_version", to: "1.0")
    try file.setAttribute("created", to: Provenance.now)
    try file.setAttribute("source", to: source)
    try file.setAttribute("command_line", to: commandLine)
    try file.setAttribute("host", to: host)
    try file.setAttribute("kernels", to: kernels.description)
    // The level of all kernels, under the name it has elsewhere and the one that readers know.
    try file.setAttribute("kernel_level", to: kernelLevel)
    try file.setAttribute("tanh_level", to: kernelLevel)
    try file.setAttribute("cpu_core_name", to: coreName)
    try file.setAttribute("mpi_version", to: mpiVersion)
    try file.setAttribute("hdf5_version", to: hdf5Version)
    try file.setAttribute("openblas_version", to: openBLASVersion)
    if let configuration { try file.setAttribute("config", to: configuration) }
    if let hash { try file.setAttribute("config_hash", to: hash) }
    try file.setAttribute("references", to: Provenance.references)
  }
}
