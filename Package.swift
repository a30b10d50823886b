// swift-tools-version: 6.1
import PackageDescription

// One room per idea, and arrows in one direction only:
//
//   system libraries and C kernels -> wrappers -> Tasks, Networks -> Training -> Sweep -> executables
//                                     wrappers -> Dynamics -> Classification -> remanence-analysis
//                              RandomStreams, CMinpack -> ScalingLaws -> remanence-analysis
//                                             Spelling -> Sweep, ScalingLaws
//
// System libraries are found through pkg-config, so a site's own MPI or HDF5 is chosen with PKG_CONFIG_PATH alone.
// No unsafe flags: the package builds with a plain `swift build`.

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "remanence",
  products: [
    .executable(name: "remanence", targets: ["remanence"]),
    .executable(name: "remanence-analysis", targets: ["remanence-analysis"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    // System libraries: a module map and a header of macro shims.
    .systemLibrary(name: "COpenMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5-serial", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CMinpack", pkgConfig: "cminpack", providers: [.apt(["libcminpack-dev"])]),

    // C that computes, and what Swift cannot ask the system for.
    .target(name: "CKernels"),
    .target(name: "CPlatform"),

    // Thin typed wrappers.
    .target(name: "MPI", dependencies: ["COpenMPI"]),
    .target(name: "HDF5", dependencies: ["CHDF5", "CPlatform"]),
    .target(name: "LinearAlgebra", dependencies: ["COpenBLAS"]),

    // The science.
    .target(name: "RandomStreams", dependencies: ["CKernels"]),
    .target(name: "Spelling"),
    .target(name: "Tasks"),
    .target(name: "Networks", dependencies: ["CKernels", "LinearAlgebra", "RandomStreams", "Tasks"]),
    .target(name: "Training", dependencies: ["LinearAlgebra", "Networks", "Tasks"]),
    .target(name: "Dynamics", dependencies: ["LinearAlgebra"]),
    .target(
      name: "ScalingLaws", dependencies: ["CMinpack", "Dynamics", "LinearAlgebra", "RandomStreams", "Spelling", csv]),

    // The run.
    .target(
      name: "Sweep",
      dependencies: [
        "CKernels", "CPlatform", "HDF5", "LinearAlgebra", "MPI", "Networks", "RandomStreams", "Spelling", "Tasks",
        "Training", crypto, yams,
      ]),
    .target(
      name: "Classification",
      dependencies: [
        "Dynamics", "HDF5", "LinearAlgebra", "MPI", "Networks", "RandomStreams", "Sweep", "Tasks", "Training", crypto,
      ]),
    .executableTarget(name: "remanence", dependencies: ["Sweep", argumentParser]),
    .executableTarget(
      name: "remanence-analysis",
      dependencies: [
        "Classification", "Dynamics", "HDF5", "LinearAlgebra", "MPI", "ScalingLaws", "Sweep", argumentParser,
      ],
      path: "analysis/remanence-analysis"),

    // Counts allocations of the test program; C, for it replaces the allocator.
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),

    // Tests mirror the rooms; EndToEndTests launches the built executables.
    .testTarget(name: "MPITests", dependencies: ["MPI"]),
    .testTarget(name: "HDF5Tests", dependencies: ["HDF5"]),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"]),
    .testTarget(name: "RandomStreamsTests", dependencies: ["RandomStreams"]),
    .testTarget(name: "SpellingTests", dependencies: ["Spelling"]),
    .testTarget(name: "TasksTests", dependencies: ["Tasks"]),
    .testTarget(name: "NetworksTests", dependencies: ["Networks"]),
    .testTarget(name: "TrainingTests", dependencies: ["AllocationCounter", "Training"]),
    .testTarget(name: "DynamicsTests", dependencies: ["Dynamics"]),
    .testTarget(name: "ScalingLawsTests", dependencies: ["Dynamics", "RandomStreams", "ScalingLaws"]),
    .testTarget(name: "SweepTests", dependencies: ["Sweep"]),
    .testTarget(name: "ClassificationTests", dependencies: ["Classification", "Dynamics", "Tasks"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["Dynamics", "HDF5", "RandomStreams", "Sweep", "remanence", "remanence-analysis", subprocess]),
  ],
  swiftLanguageModes: [.v6]
)
