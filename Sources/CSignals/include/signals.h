// The one signal handler: it counts, and nothing else. Swift reads the counts between epochs.
#ifndef REMANENCE_SIGNALS_H
#define REMANENCE_SIGNALS_H

// Starts counting a signal instead of dying of it; the third arrival restores the default action and raises it again, so
// an impatient user is never ignored. Returns 0, or -1 with errno set.
int remanence_watch_signal(int number);

// The first watched signal that has arrived, or 0.
int remanence_stop_signal(void);

#endif
