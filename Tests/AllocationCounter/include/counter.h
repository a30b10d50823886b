// How often the calling thread has asked for memory.
#ifndef REMANENCE_ALLOCATION_COUNTER_H
#define REMANENCE_ALLOCATION_COUNTER_H

#include <stddef.h>

unsigned long remanence_allocations_of_this_thread(void);

#endif
