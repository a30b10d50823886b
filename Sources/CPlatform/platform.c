#define _GNU_SOURCE
#include "platform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

static volatile sig_atomic_t first_signal = 0;
static volatile sig_atomic_t arrivals = 0;

static void note_signal(int number) {
  if (first_signal == 0) first_signal = number;
  arrivals = arrivals + 1;
  if (arrivals >= 3) {
    signal(number, SIG_DFL);
    raise(number);
  }
}

int remanence_watch_signal(int number) {
  struct sigaction action = {0};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL);
}

int remanence_stop_signal(void) { return first_signal; }

int remanence_reserve(int descriptor, off_t offset, off_t bytes) {
  if (fallocate(descriptor, FALLOC_FL_KEEP_SIZE, offset, bytes) == 0) return 0;
  if (errno != EOPNOTSUPP) return -1;
  // Where the file system cannot reserve, the C library writes the blocks, and the file grows until it is closed.
  errno = posix_fallocate(descriptor, offset, bytes);
  return errno == 0 ? 0 : -1;
}

int remanence_duplicate(int descriptor) { return descriptor < 0 ? -1 : fcntl(descriptor, F_DUPFD_CLOEXEC, 0); }

void remanence_unlock_and_close(int descriptor) {
  if (descriptor < 0) return;
  flock(descriptor, LOCK_UN);
  close(descriptor);
}

void remanence_limit_child(unsigned seconds) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  alarm(seconds);
}
