// The C that computes: matrix products, elementwise kernels and random numbers, compiled once per instruction level and chosen
// at run time.
//
// Every kernel gives the same bits on every level: only operations that IEEE 754 rounds correctly are used, in an order that
// does not mention a vector width, and the compiler may not fuse them by itself. Nothing here allocates, prints or fails.
//
// Legend: rows = units or channels, width = trials in a block, t = time step. Suffix f32 = Float32, f64 = Float64.
#ifndef REMANENCE_KERNELS_H
#define REMANENCE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Instruction level in use: "x86-64-v4", "x86-64-v3" or "baseline"; at first the best this machine has.
const char *remanence_kernel_level(void);

// Uses another level from now on; returns 0, or 1 when there is no such level or this machine lacks it. Not thread-safe.
int remanence_use_kernel_level(const char *name);

// A stream of random numbers: a Philox key and all words of its counter but the first.
struct remanence_stream {
  uint64_t key;
  uint32_t word1, word2, word3;
};

// One Philox4x32-10 block (Salmon et al. 2011, doi:10.1145/2063384.2063405).
void remanence_philox(const uint32_t counter[4], uint64_t key, uint32_t words[4]);

// `count` standard normals of a stream.
//
// Elements come in groups of 64 = 16 lanes x 4 words. Lane l of group g is the Philox block with counter
// (16 g + l, word1, word2, word3); its words (w0, w1) and (w2, w3) give two Box-Muller pairs (z0, z1) and (z2, z3), and z_k is
// element 64 g + 16 k + l. A pair from words (v, w): with u = floor(v / 2) 2^-31 + 2^-32 and t = the 24 bits of w below the
// top one, as a signed number, times 2^-25 turns,
//   radius = sqrt(-2 ln u);  z0 = +-radius cos(2 pi t), minus when w's top bit is set;  z1 = radius sin(2 pi t)
void remanence_fill_normal(struct remanence_stream stream, size_t count, float *out);

// Lanes of sums over trials: sixteen of Float32, eight of Float64.
enum { remanence_lanes_f32 = 16, remanence_lanes_f64 = 8 };

// The kernels of kernel_list.h, as remanence_<name>_f32 and remanence_<name>_f64.
#define SCALAR float
#define KERNEL(result, name, parameters, arguments) result remanence_##name##_f32 parameters;
#include "kernel_list.h"
#undef KERNEL
#undef SCALAR
#define SCALAR double
#define KERNEL(result, name, parameters, arguments) result remanence_##name##_f64 parameters;
#include "kernel_list.h"
#undef KERNEL
#undef SCALAR

#endif
