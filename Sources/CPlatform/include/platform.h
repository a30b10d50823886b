// What the operating system offers and Swift cannot say: a signal handler, room on the disk, and locks.
#ifndef REMANENCE_PLATFORM_H
#define REMANENCE_PLATFORM_H

#include <sys/types.h>

// Starts noting a signal instead of dying of it. A further one, of whatever number, that comes two seconds or more after the
// first restores the default action and raises it again, so an impatient user is never ignored; earlier ones are taken for
// echoes of the first. The handler notes, and nothing else; Swift reads between epochs. Returns 0, or -1 with errno set.
int remanence_watch_signal(int number);

// The first watched signal that has arrived, or 0.
int remanence_stop_signal(void);

// Takes room for a file beyond its end, without changing its size where the file system can. Returns 0, or -1 with errno
// set.
int remanence_reserve(int descriptor, off_t offset, off_t bytes);

// A second descriptor of an open file, which programs started from here do not get; -1 for a descriptor below zero.
int remanence_duplicate(int descriptor);

// Gives up the lock of an open file, whoever else has a descriptor of it, and closes this one; nothing below zero.
void remanence_unlock_and_close(int descriptor);

// Locks an open file for as long as it is open, against other opened ones of any process; returns 0, or -1 with errno set
// where somebody else has the lock or the file system has none. The lock goes with the last copy of the descriptor, that
// is, with the process, however it ends.
int remanence_lock(int descriptor);

// Whether somebody else has the lock of an open file; 0 also where the file system has none.
int remanence_is_locked(int descriptor);

// Keeps all signals away from the calling thread: they are for the others.
void remanence_block_signals(void);

// Limits a child process that looks into a file which may be damaged: it leaves no core dump and ends after so many seconds.
void remanence_limit_child(unsigned seconds);

#endif
