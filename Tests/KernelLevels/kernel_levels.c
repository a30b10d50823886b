// Prints one hash over the results of every kernel. KernelLevelTests.swift compiles it for each instruction level.
#include <stdio.h>
#include <string.h>

#include "kernels.h"

enum { count = 10007, rounds = 100 };

static unsigned long hash = 14695981039346656037ul;

// FNV-1a over the bytes.
static void add(const void *bytes, size_t size) {
  const unsigned char *byte = bytes;
  for (size_t i = 0; i < size; i++) hash = (hash ^ byte[i]) * 1099511628211ul;
}

static void single_precision(unsigned round) {
  static float noise[count], x[count], y[count], z[count], next[count];
  remanence_fill_normal(round, 1, 2, 3, count, noise);
  add(noise, sizeof noise);
  for (int i = 0; i < count; i++) x[i] = noise[i] * (float)(round % 20);
  remanence_tanh_f32(count, x, y);
  add(y, sizeof y);
  remanence_sigmoid_f32(count, x, z);
  add(z, sizeof z);
  remanence_leaky_step_f32(count, 0.4f, 0.001f, noise, y, x, next);
  add(x, sizeof x);
  add(next, sizeof next);
  double squares = remanence_readout_sigmoid_f32(count, 0.3f, z, x, y);
  add(&squares, sizeof squares);
  squares = remanence_readout_linear_f32(count, 0.3f, z, x, next);
  add(&squares, sizeof squares);
  squares = remanence_sum_of_squares_f32(count, x);
  add(&squares, sizeof squares);
  remanence_scale_slope_f32(count, x, y);
  remanence_momentum_step_f32(count, 0.1f, 0.9f, 1e-7f, x, y, z);
  add(z, sizeof z);
  remanence_initial_rates_f32(count, 0.1f, noise, y);
  add(y, sizeof y);
}

static void double_precision(unsigned round) {
  static float narrow[count];
  static double noise[count], x[count], y[count], z[count], next[count];
  remanence_fill_normal(round, 4, 5, 6, count, narrow);
  remanence_widen(count, narrow, noise);
  for (int i = 0; i < count; i++) x[i] = noise[i] * (double)(round % 20);
  remanence_tanh_f64(count, x, y);
  add(y, sizeof y);
  remanence_sigmoid_f64(count, x, z);
  add(z, sizeof z);
  remanence_leaky_step_f64(count, 0.4, 0.001, noise, y, x, next);
  add(x, sizeof x);
  add(next, sizeof next);
  double squares = remanence_readout_sigmoid_f64(count, 0.3, z, x, y);
  add(&squares, sizeof squares);
  remanence_momentum_step_f64(count, 0.1, 0.9, 1e-7, x, y, z);
  add(z, sizeof z);
}

int main(void) {
  for (unsigned round = 0; round < rounds; round++) {
    single_precision(round);
    double_precision(round);
  }
  printf("%lx\n", hash);
  return 0;
}
