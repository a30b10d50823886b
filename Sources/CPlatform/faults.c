#define _GNU_SOURCE
#include "faults.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

static const int fault_signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE};
enum { fault_signal_count = sizeof fault_signals / sizeof fault_signals[0] };

static struct sigaction earlier_actions[fault_signal_count];
static volatile sig_atomic_t blamed_network = -1;
static volatile sig_atomic_t watched_thread = 0;
static volatile sig_atomic_t descriptor_of_log = -1;
static _Alignas(16) char handler_stack[1 << 16];

// Everything below the next line runs in the handler: no call that is not async-signal-safe, no allocation, no lock.

// Writes a number with leading zeros and returns the place behind it.
static char *put_number(char *place, long number, int width) {
  char digits[20];
  int count = 0;
  do {
    digits[count++] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  while (width-- > count) *place++ = '0';
  while (count > 0) *place++ = digits[--count];
  return place;
}

static char *put_text(char *place, const char *text) {
  while (*text) *place++ = *text++;
  return place;
}

// The time as ISO 8601; the calendar is Hinnant's (howardhinnant.github.io/date_algorithms.html, civil_from_days), since
// gmtime may take a lock.
static char *put_time(char *place) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  const long seconds = now.tv_sec % 86400;
  const long days = now.tv_sec / 86400 + 719468;  // since 0000-03-01
  const long era = days / 146097;
  const long day_of_era = days % 146097;
  const long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long month_from_march = (5 * day_of_year + 2) / 153;
  const long day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const long month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const long year = year_of_era + era * 400 + (month <= 2);
  place = put_text(put_number(place, year, 4), "-");
  place = put_text(put_number(place, month, 2), "-");
  place = put_text(put_number(place, day, 2), "T");
  place = put_text(put_number(place, seconds / 3600, 2), ":");
  place = put_text(put_number(place, seconds / 60 % 60, 2), ":");
  return put_text(put_number(place, seconds % 60, 2), "Z");
}

static void write_line(int number) {
  char line[96];
  char *end = put_text(put_time(line), " fault ");
  end = put_text(put_number(end, blamed_network, 0), " signal ");
  end = put_text(put_number(end, number, 0), "\n");
  if (write(descriptor_of_log, line, (size_t)(end - line)) < 0) return;  // There is nobody left to tell.
}

// Memory that failed is the machine's fault.
static int is_memory_failure(int number, int code) {
  return number == SIGBUS && (code == BUS_MCEERR_AR || code == BUS_MCEERR_AO);
}

// The processor's faults have codes above zero; abort and raise send a signal from this process to itself.
static int is_own(int number, const siginfo_t *information) {
  if (information->si_code > 0) return !is_memory_failure(number, information->si_code);
  return information->si_pid == getpid();
}

static void note_fault(int number, siginfo_t *information, void *context) {
  (void)context;
  const int error = errno;
  // Other threads are MPI's and the heartbeat's; what they break no network has broken.
  const int is_blamed = blamed_network >= 0 && gettid() == watched_thread;
  if (is_blamed && descriptor_of_log >= 0 && is_own(number, information)) write_line(number);
  for (int i = 0; i < fault_signal_count; i++)
    if (fault_signals[i] == number) sigaction(number, &earlier_actions[i], NULL);
  // The instruction that failed is tried again on return, and fails again, now without this handler; what was sent, or
  // stands behind its instruction, is sent again.
  const int comes_again = information->si_code > 0 && number != SIGTRAP && number != SIGABRT &&
                          !is_memory_failure(number, information->si_code);
  if (!comes_again) raise(number);
  errno = error;
}

// Down to here.

int remanence_watch_faults(void) {
  static int is_watching = 0;
  if (is_watching) return 0;
  is_watching = 1;
  watched_thread = gettid();
  const stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  if (sigaltstack(&stack, NULL) != 0) return -1;
  struct sigaction action = {0};
  action.sa_sigaction = note_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < fault_signal_count; i++)
    if (sigaction(fault_signals[i], &action, &earlier_actions[i]) != 0) return -1;
  return 0;
}

void remanence_note_faults_in(int descriptor) { descriptor_of_log = descriptor; }

void remanence_blame_faults_on(int network) { blamed_network = network; }
