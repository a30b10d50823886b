import Foundation
import Testing

/// Faults from outside of the program: a library for LD_PRELOAD that breaks down in a call which training makes.
///
/// Training allocates its parameters in blocks whose size only networks of the same number of units have, so that one
/// network of a sweep is hit and no other.
struct Faults {
  /// How the process ends.
  enum Kind: String, CaseIterable, Sendable {
    case segmentation, trap, abort

    /// What the shell says of a process that ends so.
    var status: Int32 { 128 + signal }
    var signal: Int32 {
      switch self {
      case .segmentation: SIGSEGV
      case .trap: Faults.trapSignal
      case .abort: SIGABRT
      }
    }
  }

  /// What a broken precondition of Swift raises.
  #if arch(x86_64)
    static let trapSignal = SIGILL
  #else
    static let trapSignal = SIGTRAP
  #endif

  private let library: String

  /// Compiles the library.
  init(in scratch: Scratch) async throws {
    library = try await preload(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>

      static void fail(const char *kind) {
        if (strcmp(kind, "segmentation") == 0) *(volatile int *)0 = 1;
        if (strcmp(kind, "trap") == 0) __builtin_trap();
        abort();
      }

      int posix_memalign(void **place, size_t alignment, size_t bytes) {
        static int (*original)(void **, size_t, size_t);
        if (!original) original = (int (*)(void **, size_t, size_t))dlsym(RTLD_NEXT, "posix_memalign");
        const char *size = getenv("FAULT_AT_BYTES");
        if (size && alignment == 64 && bytes == (size_t)atol(size)) fail(getenv("FAULT_KIND"));
        return original(place, alignment, bytes);
      }

      int rename(const char *from, const char *to) {
        static int (*original)(const char *, const char *);
        if (!original) original = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
        const char *name = getenv("FAULT_AT_RENAME");
        if (name && strstr(to, name)) fail(getenv("FAULT_KIND"));
        return original(from, to);
      }
      """, in: scratch)
  }

  /// Breaks down where a network is given its parameters.
  func whereParametersAreMade(_ kind: Kind, count: Int) -> [String: String] {
    ["LD_PRELOAD": library, "FAULT_KIND": kind.rawValue, "FAULT_AT_BYTES": "\(4 * count)"]
  }

  /// Breaks down where a file is to get a name that holds a word.
  func whereAFileIsRenamed(_ kind: Kind, _ word: String) -> [String: String] {
    ["LD_PRELOAD": library, "FAULT_KIND": kind.rawValue, "FAULT_AT_RENAME": word]
  }
}
