#define _GNU_SOURCE
#include "platform.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t first_signal = 0;
// When it came, in nanoseconds; set once, by whichever thread gets a signal first.
static _Atomic int64_t first_time = 0;

// Launchers pass a signal on that the terminal or the batch system has sent to every process already.
static const int64_t echo_nanoseconds = 2000000000;

static void note_signal(int number) {
  struct timespec clock;
  clock_gettime(CLOCK_MONOTONIC, &clock);
  const int64_t now = (int64_t)clock.tv_sec * 1000000000 + clock.tv_nsec;
  int64_t first = 0;
  if (atomic_compare_exchange_strong(&first_time, &first, now)) {
    first_signal = number;
    return;
  }
  if (now - first < echo_nanoseconds) return;
  signal(number, SIG_DFL);
  raise(number);
}

static const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};

int remanence_watch_signal(int number) {
  struct sigaction action = {0};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  // No signal interrupts the handler of another one, but for faults.
  sigfillset(&action.sa_mask);
  for (size_t index = 0; index < sizeof faults / sizeof *faults; index++) sigdelset(&action.sa_mask, faults[index]);
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

// Of the open file, not of the process: closing another descriptor of the same file does not give these locks up, and
// NFS passes them on to its server.
static struct flock whole_file(short kind) {
  struct flock lock = {0};
  lock.l_type = kind;
  lock.l_whence = SEEK_SET;
  return lock;
}

int remanence_lock(int descriptor) {
  struct flock lock = whole_file(F_WRLCK);
  return fcntl(descriptor, F_OFD_SETLK, &lock);
}

int remanence_is_locked(int descriptor) {
  struct flock lock = whole_file(F_RDLCK);
  return fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

void remanence_block_signals(void) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
}

void remanence_limit_child(unsigned seconds) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  alarm(seconds);
}
