// Vectors of 64 bytes, whatever the machine has: the compiler splits them where registers are narrower.
//
// Every lane computes by itself, so the numbers do not depend on how a vector is split.
#ifndef REMANENCE_VECTORS_H
#define REMANENCE_VECTORS_H

#include <stddef.h>
#include <stdint.h>

#define REMANENCE_INLINE static inline __attribute__((always_inline))

// Vectors are only passed to inlined functions, so how a call would pass them does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

// Products and sums are fused only where the code says so: the compiler may not decide it machine by machine.
#pragma STDC FP_CONTRACT OFF

typedef float f32v __attribute__((ext_vector_type(16)));
typedef int32_t i32v __attribute__((ext_vector_type(16)));
typedef uint32_t u32v __attribute__((ext_vector_type(16)));
typedef double f64v __attribute__((ext_vector_type(8)));
typedef int64_t i64v __attribute__((ext_vector_type(8)));
typedef uint64_t u64v __attribute__((ext_vector_type(8)));

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "halves of 64-bit lanes are taken apart as 32-bit ones");

enum { lanes_f32 = 16, lanes_f64 = 8 };

// x y + z, rounded once.
#define FMA(x, y, z) __builtin_elementwise_fma((x), (y), (z))

REMANENCE_INLINE f32v load_f32(const float *place) {
  f32v value;
  __builtin_memcpy(&value, place, sizeof value);
  return value;
}

REMANENCE_INLINE void store_f32(float *place, f32v value) { __builtin_memcpy(place, &value, sizeof value); }

REMANENCE_INLINE f64v load_f64(const double *place) {
  f64v value;
  __builtin_memcpy(&value, place, sizeof value);
  return value;
}

REMANENCE_INLINE void store_f64(double *place, f64v value) { __builtin_memcpy(place, &value, sizeof value); }

REMANENCE_INLINE u32v load_u32(const uint32_t *place) {
  u32v value;
  __builtin_memcpy(&value, place, sizeof value);
  return value;
}

REMANENCE_INLINE void store_u32(uint32_t *place, u32v value) { __builtin_memcpy(place, &value, sizeof value); }

// The first `count` lanes, at most all; the others are zero.
REMANENCE_INLINE f32v load_some_f32(const float *place, size_t count) {
  if (count >= lanes_f32) return load_f32(place);
  f32v value = 0;
  __builtin_memcpy(&value, place, count * sizeof(float));
  return value;
}

REMANENCE_INLINE void store_some_f32(float *place, f32v value, size_t count) {
  __builtin_memcpy(place, &value, count >= lanes_f32 ? sizeof value : count * sizeof(float));
}

REMANENCE_INLINE f64v load_some_f64(const double *place, size_t count) {
  if (count >= lanes_f64) return load_f64(place);
  f64v value = 0;
  __builtin_memcpy(&value, place, count * sizeof(double));
  return value;
}

REMANENCE_INLINE void store_some_f64(double *place, f64v value, size_t count) {
  __builtin_memcpy(place, &value, count >= lanes_f64 ? sizeof value : count * sizeof(double));
}

#endif
