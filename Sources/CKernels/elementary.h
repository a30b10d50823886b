// Elementary functions without branches, so that loops over them become vector code.
//
// Fused multiply-add is off: the result must not depend on whether the machine has it.
#ifndef REMANENCE_ELEMENTARY_H
#define REMANENCE_ELEMENTARY_H

#include <math.h>
#include <stdint.h>

#include "levels.h"

#pragma STDC FP_CONTRACT OFF

typedef union { float value; int32_t bits; } remanence_float_bits;
typedef union { double value; int64_t bits; } remanence_double_bits;

// The two parts of exp(y), y in [-87, 0]: y = n ln 2 + f with |f| <= ln 2 / 2; returns exp(f) - 1 and gives the power 2^n.
REMANENCE_INLINE float remanence_exponent_f32(float y, float *power) {
  const float magic = 12582912.0f;  // 1.5 * 2^23: adding it rounds to a whole number, kept in the low bits
  remanence_float_bits rounded, scale;
  rounded.value = y * 1.44269504f + magic;
  float n = rounded.value - magic;
  float f = (y - n * 0.693145752f) - n * 1.42860677e-6f;
  float p = 1.0f / 5040.0f;
  p = p * f + 1.0f / 720.0f;
  p = p * f + 1.0f / 120.0f;
  p = p * f + 1.0f / 24.0f;
  p = p * f + 1.0f / 6.0f;
  p = p * f + 0.5f;
  p = (p * f) * f + f;
  scale.bits = (int32_t)((uint32_t)(rounded.bits - 0x4B400000 + 127) << 23);
  *power = scale.value;
  return p;
}

// The same in Float64, y in [-700, 0].
REMANENCE_INLINE double remanence_exponent_f64(double y, double *power) {
  const double magic = 6755399441055744.0;  // 1.5 * 2^52
  remanence_double_bits rounded, scale;
  rounded.value = y * 1.4426950408889634 + magic;
  double n = rounded.value - magic;
  double f = (y - n * 0.69314718036912382) - n * 1.9082149292705877e-10;
  double p = 1.0 / 6227020800.0;
  p = p * f + 1.0 / 479001600.0;
  p = p * f + 1.0 / 39916800.0;
  p = p * f + 1.0 / 3628800.0;
  p = p * f + 1.0 / 362880.0;
  p = p * f + 1.0 / 40320.0;
  p = p * f + 1.0 / 5040.0;
  p = p * f + 1.0 / 720.0;
  p = p * f + 1.0 / 120.0;
  p = p * f + 1.0 / 24.0;
  p = p * f + 1.0 / 6.0;
  p = p * f + 0.5;
  p = (p * f) * f + f;
  scale.bits = (int64_t)((uint64_t)(rounded.bits - 0x4338000000000000 + 1023) << 52);
  *power = scale.value;
  return p;
}

// tanh |x| = -e / (2 + e) with e = exp(-2 |x|) - 1; beyond the clamp the quotient is 1 to the last bit.
REMANENCE_INLINE float remanence_tanh_one_f32(float x) {
  float y = -2.0f * fabsf(x);
  y = y < -40.0f ? -40.0f : y;
  float power;
  float p = remanence_exponent_f32(y, &power);
  float e = power * p + (power - 1.0f);
  return copysignf(-e / (2.0f + e), x);
}

REMANENCE_INLINE double remanence_tanh_one_f64(double x) {
  double y = -2.0 * fabs(x);
  y = y < -80.0 ? -80.0 : y;
  double power;
  double p = remanence_exponent_f64(y, &power);
  double e = power * p + (power - 1.0);
  return copysign(-e / (2.0 + e), x);
}

// Logistic function from q = exp(-|x|): 1 / (1 + q) on the right of zero, q / (1 + q) on the left.
REMANENCE_INLINE float remanence_sigmoid_one_f32(float x) {
  float y = -fabsf(x);
  y = y < -87.0f ? -87.0f : y;
  float power;
  float p = remanence_exponent_f32(y, &power);
  float q = power * p + power;
  float r = 1.0f / (1.0f + q);
  return x < 0.0f ? q * r : r;
}

REMANENCE_INLINE double remanence_sigmoid_one_f64(double x) {
  double y = -fabs(x);
  y = y < -700.0 ? -700.0 : y;
  double power;
  double p = remanence_exponent_f64(y, &power);
  double q = power * p + power;
  double r = 1.0 / (1.0 + q);
  return x < 0.0 ? q * r : r;
}

// Natural logarithm of u in (0, 1]: u = 2^k m with m in [sqrt(1/2), sqrt(2)), then the series of atanh.
REMANENCE_INLINE float remanence_log_f32(float u) {
  remanence_float_bits mantissa;
  mantissa.value = u;
  int32_t k = (mantissa.bits - 0x3F3504F3) >> 23;
  mantissa.bits -= k << 23;
  float s = (mantissa.value - 1.0f) / (mantissa.value + 1.0f);
  float s2 = s * s;
  float p = 2.0f / 9.0f;
  p = p * s2 + 2.0f / 7.0f;
  p = p * s2 + 2.0f / 5.0f;
  p = p * s2 + 2.0f / 3.0f;
  p = p * s2 + 2.0f;
  return (float)k * 0.693147181f + p * s;
}

// Sine and cosine of a whole turn: angle in turns, [0, 1).
REMANENCE_INLINE void remanence_turn_f32(float turns, float *sine, float *cosine) {
  int32_t quarter = (int32_t)(turns * 4.0f + 0.5f);
  float x = (turns - (float)quarter * 0.25f) * 6.28318531f;  // |x| <= pi / 4
  float x2 = x * x;
  float s = -1.0f / 5040.0f;
  s = s * x2 + 1.0f / 120.0f;
  s = s * x2 - 1.0f / 6.0f;
  s = (s * x2) * x + x;
  float c = 1.0f / 40320.0f;
  c = c * x2 - 1.0f / 720.0f;
  c = c * x2 + 1.0f / 24.0f;
  c = c * x2 - 0.5f;
  c = c * x2 + 1.0f;
  float first = (quarter & 1) ? c : s;
  float second = (quarter & 1) ? s : c;
  *sine = (quarter & 2) ? -first : first;
  *cosine = ((quarter + 1) & 2) ? -second : second;
}

#endif
