// How a kernel is compiled: one copy per instruction level, the best one chosen when the program is loaded. A test defines
// REMANENCE_ONE_LEVEL to compile each level by itself.
#ifndef REMANENCE_LEVELS_H
#define REMANENCE_LEVELS_H

#if defined(__x86_64__) && !defined(REMANENCE_ONE_LEVEL)
#define REMANENCE_LEVELS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define REMANENCE_LEVELS
#endif

#define REMANENCE_INLINE static inline __attribute__((always_inline))

#endif
