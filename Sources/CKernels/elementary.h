// Elementary functions on vectors, without branches.
//
// Only operations that IEEE 754 rounds correctly are used (sum, product, quotient, square root, fused multiply-add), so the
// bits are the same on every machine. Coefficients are minimax fits made for this file.
#ifndef REMANENCE_ELEMENTARY_H
#define REMANENCE_ELEMENTARY_H

#include "vectors.h"

// The two parts of exp(y), y in [-87, 0]: y = n ln 2 + f with |f| <= ln 2 / 2; returns exp(f) - 1 and gives the power 2^n.
REMANENCE_INLINE f32v exponent_f32(f32v y, f32v *power) {
  const f32v magic = 12582912.0f;  // 1.5 * 2^23: adding it rounds to a whole number, kept in the low bits
  f32v rounded = FMA(y, (f32v)1.44269504f, magic);
  f32v f = FMA(rounded - magic, (f32v)-0.693147181f, y);
  f32v q = 1.39464412e-3f;
  q = FMA(q, f, (f32v)8.36657853e-3f);
  q = FMA(q, f, (f32v)4.16662821e-2f);
  q = FMA(q, f, (f32v)1.66665430e-1f);
  q = FMA(q, f, (f32v)5.00000006e-1f);
  u32v bits = (u32v)((i32v)rounded - (0x4B400000 - 127)) << 23;
  *power = (f32v)bits;
  return FMA(q * f, f, f);
}

// The same in Float64, y in [-700, 0].
REMANENCE_INLINE f64v exponent_f64(f64v y, f64v *power) {
  const f64v magic = 6755399441055744.0;  // 1.5 * 2^52
  f64v rounded = FMA(y, (f64v)1.4426950408889634, magic);
  f64v n = rounded - magic;
  f64v f = FMA(n, (f64v)-1.9082149292705877e-10, FMA(n, (f64v)-0.69314718036912382, y));
  f64v q = 1.0 / 6227020800.0;
  q = FMA(q, f, (f64v)(1.0 / 479001600.0));
  q = FMA(q, f, (f64v)(1.0 / 39916800.0));
  q = FMA(q, f, (f64v)(1.0 / 3628800.0));
  q = FMA(q, f, (f64v)(1.0 / 362880.0));
  q = FMA(q, f, (f64v)(1.0 / 40320.0));
  q = FMA(q, f, (f64v)(1.0 / 5040.0));
  q = FMA(q, f, (f64v)(1.0 / 720.0));
  q = FMA(q, f, (f64v)(1.0 / 120.0));
  q = FMA(q, f, (f64v)(1.0 / 24.0));
  q = FMA(q, f, (f64v)(1.0 / 6.0));
  q = FMA(q, f, (f64v)0.5);
  u64v bits = (u64v)((i64v)rounded - (0x4338000000000000 - 1023)) << 52;
  *power = (f64v)bits;
  return FMA(q * f, f, f);
}

// tanh |x| = -e / (2 + e) with e = exp(-2 |x|) - 1; beyond the clamp the quotient is 1 to the last bit.
REMANENCE_INLINE f32v vector_tanh_f32(f32v x) {
  f32v y = -2.0f * __builtin_elementwise_abs(x);
  y = y < -40.0f ? (f32v)-40.0f : y;
  f32v power;
  f32v p = exponent_f32(y, &power);
  f32v e = FMA(power, p, power - 1.0f);
  return __builtin_elementwise_copysign(e / (2.0f + e), x);
}

REMANENCE_INLINE f64v vector_tanh_f64(f64v x) {
  f64v y = -2.0 * __builtin_elementwise_abs(x);
  y = y < -80.0 ? (f64v)-80.0 : y;
  f64v power;
  f64v p = exponent_f64(y, &power);
  f64v e = FMA(power, p, power - 1.0);
  return __builtin_elementwise_copysign(e / (2.0 + e), x);
}

// Logistic function from q = exp(-|x|): 1 / (1 + q) on the right of zero, q / (1 + q) on the left.
REMANENCE_INLINE f32v vector_sigmoid_f32(f32v x) {
  f32v y = -__builtin_elementwise_abs(x);
  y = y < -87.0f ? (f32v)-87.0f : y;
  f32v power;
  f32v p = exponent_f32(y, &power);
  f32v q = FMA(power, p, power);
  return (x < 0.0f ? q : (f32v)1.0f) / (1.0f + q);
}

REMANENCE_INLINE f64v vector_sigmoid_f64(f64v x) {
  f64v y = -__builtin_elementwise_abs(x);
  y = y < -700.0 ? (f64v)-700.0 : y;
  f64v power;
  f64v p = exponent_f64(y, &power);
  f64v q = FMA(power, p, power);
  return (x < 0.0 ? q : (f64v)1.0) / (1.0 + q);
}

// -2 ln u of u in (0, 1]: u = 2^k m with m in [sqrt(1/2), sqrt(2)), then a polynomial in m - 1.
REMANENCE_INLINE f32v minus_two_log_f32(f32v u) {
  i32v bits = (i32v)u;
  i32v k = (bits - 0x3F3504F3) >> 23;
  f32v f = (f32v)((u32v)bits - ((u32v)k << 23)) - 1.0f;
  f32v q = -1.74008611e-1f;
  q = FMA(q, f, (f32v)2.85349724e-1f);
  q = FMA(q, f, (f32v)-2.98295384e-1f);
  q = FMA(q, f, (f32v)3.31551735e-1f);
  q = FMA(q, f, (f32v)-3.99261274e-1f);
  q = FMA(q, f, (f32v)5.00026741e-1f);
  q = FMA(q, f, (f32v)-6.66678215e-1f);
  q = FMA(q, f, (f32v)1.0f);
  f32v series = FMA(f * f, q, -2.0f * f);
  return FMA(__builtin_convertvector(k, f32v), (f32v)-1.38629436f, series);
}

// Sine and cosine of `turns` whole turns, |turns| <= 1/4: the cosine is not negative.
REMANENCE_INLINE void half_turn_f32(f32v turns, f32v *sine, f32v *cosine) {
  f32v square = turns * turns;
  f32v s = 39.7109129f;
  s = FMA(s, square, (f32v)-76.5749914f);
  s = FMA(s, square, (f32v)81.6022312f);
  s = FMA(s, square, (f32v)-41.3416775f);
  s = FMA(s, square, (f32v)6.28318527f);
  f32v c = -24.9822351f;
  c = FMA(c, square, (f32v)60.1440146f);
  c = FMA(c, square, (f32v)-85.4535716f);
  c = FMA(c, square, (f32v)64.9393466f);
  c = FMA(c, square, (f32v)-19.7392085f);
  c = FMA(c, square, (f32v)1.0f);
  *sine = s * turns;
  *cosine = c;
}

#endif
