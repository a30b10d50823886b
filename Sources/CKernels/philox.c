// Philox4x32-10, a counter-based generator, and normals made from it.
//
// Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405.
#include "elementary.h"
#include "kernels.h"

enum { lanes = 16, group = 64 };

// Ten rounds on scalars, so that a loop over lanes becomes vector code.
REMANENCE_INLINE void philox_rounds(uint32_t *w0, uint32_t *w1, uint32_t *w2, uint32_t *w3, uint64_t key) {
  uint32_t c0 = *w0, c1 = *w1, c2 = *w2, c3 = *w3;
  uint32_t key0 = (uint32_t)key, key1 = (uint32_t)(key >> 32);
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; round++) {
    uint64_t product0 = (uint64_t)0xD2511F53u * c0;
    uint64_t product1 = (uint64_t)0xCD9E8D57u * c2;
    c0 = (uint32_t)(product1 >> 32) ^ c1 ^ key0;
    c2 = (uint32_t)(product0 >> 32) ^ c3 ^ key1;
    c1 = (uint32_t)product1;
    c3 = (uint32_t)product0;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  *w0 = c0;
  *w1 = c1;
  *w2 = c2;
  *w3 = c3;
}

void remanence_philox(const uint32_t counter[4], uint64_t key, uint32_t words[4]) {
  for (int i = 0; i < 4; i++) words[i] = counter[i];
  philox_rounds(&words[0], &words[1], &words[2], &words[3], key);
}

// Box-Muller: radius from 31 bits, so that the tail reaches 6.6 standard deviations; angle from 24 bits.
REMANENCE_INLINE void box_muller(uint32_t word0, uint32_t word1, float *z0, float *z1) {
  float u = (float)(int32_t)(word0 >> 1) * 0x1p-31f + 0x1p-32f;
  float turns = (float)(int32_t)(word1 >> 8) * 0x1p-24f;
  // The builtin is the same square root without errno, which a vector loop cannot keep.
  float radius = __builtin_elementwise_sqrt(-2.0f * remanence_log_f32(u));
  float sine, cosine;
  remanence_turn_f32(turns, &sine, &cosine);
  *z0 = radius * cosine;
  *z1 = radius * sine;
}

REMANENCE_INLINE void fill_group(
  uint64_t key, uint32_t block, uint32_t c1, uint32_t c2, uint32_t c3, float *restrict out) {
  for (uint32_t lane = 0; lane < lanes; lane++) {
    uint32_t w0 = block + lane, w1 = c1, w2 = c2, w3 = c3;
    philox_rounds(&w0, &w1, &w2, &w3, key);
    float z0, z1, z2, z3;
    box_muller(w0, w1, &z0, &z1);
    box_muller(w2, w3, &z2, &z3);
    out[lane] = z0;
    out[lanes + lane] = z1;
    out[2 * lanes + lane] = z2;
    out[3 * lanes + lane] = z3;
  }
}

REMANENCE_LEVELS
void remanence_fill_normal(uint64_t key, uint32_t c1, uint32_t c2, uint32_t c3, size_t count, float *restrict out) {
  size_t whole = count / group * group;
  for (size_t i = 0; i < whole; i += group) {
    fill_group(key, (uint32_t)(i / 4), c1, c2, c3, out + i);
  }
  if (whole < count) {
    float last[group];
    fill_group(key, (uint32_t)(whole / 4), c1, c2, c3, last);
    for (size_t i = whole; i < count; i++) out[i] = last[i - whole];
  }
}
