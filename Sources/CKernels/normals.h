// Philox4x32-10, a counter-based generator, and normals made from it, 64 at a time.
//
// Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", doi:10.1145/2063384.2063405.
#ifndef REMANENCE_NORMALS_H
#define REMANENCE_NORMALS_H

#include "elementary.h"
#include "kernels.h"

enum { group_lanes = 16, group_size = 64, philox_rounds = 10 };

// The keys of all rounds; the same for a whole stream.
struct round_keys {
  uint32_t first[philox_rounds], second[philox_rounds];
};

REMANENCE_INLINE struct round_keys expand_key(uint64_t key) {
  struct round_keys keys;
  for (uint32_t round = 0; round < philox_rounds; round++) {
    keys.first[round] = (uint32_t)key + round * 0x9E3779B9u;
    keys.second[round] = (uint32_t)(key >> 32) + round * 0xBB67AE85u;
  }
  return keys;
}

// Eight blocks at once. Words are the low halves of 64-bit lanes; the high halves may hold anything.
struct eight_blocks {
  u64v w0, w1, w2, w3;
};

// The same word in all lanes. In both halves: were the high ones known to be zero, the compiler would take that as a reason to
// multiply all 64 bits.
REMANENCE_INLINE u64v all_lanes(uint32_t word) { return (u64v)(u32v)word; }

REMANENCE_INLINE void philox_round(struct eight_blocks *b, uint32_t first_key, uint32_t second_key) {
  const u64v low = 0xFFFFFFFFu;
  u64v product0 = (b->w0 & low) * 0xD2511F53u;
  u64v product1 = (b->w2 & low) * 0xCD9E8D57u;
  b->w0 = (product1 >> 32) ^ b->w1 ^ all_lanes(first_key);
  b->w2 = (product0 >> 32) ^ b->w3 ^ all_lanes(second_key);
  b->w1 = product1;
  b->w3 = product0;
}

// Words of sixteen lanes from those of the even and the odd ones.
REMANENCE_INLINE u32v merged(u64v even, u64v odd) { return (u32v)((even & 0xFFFFFFFFu) | (odd << 32)); }

// Box-Muller: radius from 31 bits of the first word, so that the tail reaches 6.6 standard deviations; the second word gives
// the sign of the cosine in its top bit and a half turn in the 24 bits below it.
REMANENCE_INLINE void box_muller(u32v word0, u32v word1, f32v *z0, f32v *z1) {
  f32v u = FMA(__builtin_convertvector((i32v)(word0 >> 1), f32v), (f32v)0x1p-31f, (f32v)0x1p-32f);
  f32v turns = __builtin_convertvector((i32v)(word1 << 1) >> 8, f32v) * 0x1p-25f;
  f32v radius = __builtin_elementwise_sqrt(minus_two_log_f32(u));
  f32v sine, cosine;
  half_turn_f32(turns, &sine, &cosine);
  *z0 = radius * (f32v)((u32v)cosine ^ (word1 & 0x80000000u));
  *z1 = radius * sine;
}

// Elements that are made at a time: few enough to stay in the first-level cache.
enum { batch_size = 1024 };

// Groups whose rounds are interleaved: one alone would wait for its own products.
enum { groups_at_once = 4 };

// Words 4 * block ... of a stream, group by group, at least `count` of them and at most a batch; `block` a multiple of 16.
REMANENCE_INLINE void philox_words(
  const struct round_keys *keys, struct remanence_stream stream, uint32_t block, size_t count, uint32_t *words) {
  const u64v even_lanes = {0, 2, 4, 6, 8, 10, 12, 14};
  for (size_t i = 0; i < count; i += groups_at_once * group_size) {
    struct eight_blocks half[2 * groups_at_once];
#pragma clang loop unroll(full)
    for (uint32_t h = 0; h < 2 * groups_at_once; h++) {
      half[h].w0 = even_lanes + all_lanes(block + (uint32_t)(i / 4) + group_lanes * (h / 2) + h % 2);
      half[h].w1 = all_lanes(stream.word1);
      half[h].w2 = all_lanes(stream.word2);
      half[h].w3 = all_lanes(stream.word3);
    }
#pragma clang loop unroll(full)
    for (int round = 0; round < philox_rounds; round++) {
#pragma clang loop unroll(full)
      for (int h = 0; h < 2 * groups_at_once; h++) philox_round(&half[h], keys->first[round], keys->second[round]);
    }
#pragma clang loop unroll(full)
    for (size_t g = 0; g < groups_at_once; g++) {
      const struct eight_blocks *even = &half[2 * g], *odd = &half[2 * g + 1];
      uint32_t *group = words + i + g * group_size;
      store_u32(group, merged(even->w0, odd->w0));
      store_u32(group + 16, merged(even->w1, odd->w1));
      store_u32(group + 32, merged(even->w2, odd->w2));
      store_u32(group + 48, merged(even->w3, odd->w3));
    }
  }
}

// At most batch_size normals of a stream from element `first` on, a multiple of 64; `xi` has room for a whole batch.
//
// Words first, then normals, each in a short loop of its own: in one long loop body the processor cannot look far enough ahead
// to overlap the rounds of one group with the arithmetic of another.
REMANENCE_INLINE void normal_batch(
  const struct round_keys *keys, struct remanence_stream stream, size_t first, size_t count, float *xi) {
  uint32_t words[batch_size] __attribute__((aligned(64)));
  philox_words(keys, stream, (uint32_t)(first / 4), count, words);
  for (size_t i = 0; i < count; i += 32) {
    f32v z0, z1;
    box_muller(load_u32(words + i), load_u32(words + i + 16), &z0, &z1);
    store_f32(xi + i, z0);
    store_f32(xi + i + 16, z1);
  }
}

#endif
