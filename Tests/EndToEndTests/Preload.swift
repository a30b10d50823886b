import Testing

/// Compiles C to a library for LD_PRELOAD, whose functions stand before those that a program would call, and returns its
/// path.
func preload(_ source: String, in scratch: Scratch) async throws -> String {
  let source = try scratch.write(source, to: "preload.c")
  let library = scratch("preload.so")
  // Lazy: a program that is no MPI program may pass it on to one that is.
  let ended = try await run("cc", ["-shared", "-fPIC", "-O1", "-Wl,-z,lazy", "-o", library, source, "-ldl"])
  try #require(ended.status == 0, "\(ended)")
  return library
}
