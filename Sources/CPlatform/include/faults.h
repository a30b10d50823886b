// Who was being computed when the process broke down: one line in an open file, written as the process dies.
#ifndef REMANENCE_FAULTS_H
#define REMANENCE_FAULTS_H

// Starts watching for faults: ILL, TRAP, SEGV, BUS, ABRT, FPE. (A broken precondition of Swift is ILL on x86-64 and TRAP
// on arm64.) The handler writes a line such as
//
//     2026-01-31T12:00:00Z fault 142 signal 11
//
// then lets the signal take the course it would have taken without it: the handler that was there before, such as Open
// MPI's, which shows the stack, then the core dump and the exit status. It runs on a stack of its own, for the other one may
// be what broke. Faults that others made are not noted: signals sent by another process, memory that failed.
//
// For the calling thread, which is the one that computes; faults of others are nobody's. Returns 0, or -1 with errno set.
int remanence_watch_faults(void);

// The file for such lines; below zero for none.
void remanence_note_faults_in(int descriptor);

// The network that is being computed from now on; below zero for none: then a fault is nobody's, and nothing is written.
void remanence_blame_faults_on(int network);

#endif
