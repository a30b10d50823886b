// The C that computes: elementwise kernels and random numbers, compiled once per instruction level and chosen at run time.
//
// Every kernel gives the same bits on every level: only operations that IEEE 754 rounds correctly are used, and the
// compiler may not fuse them. Arrays may be unaligned; nothing here allocates, prints or fails.
//
// Legend: rows = units or channels, width = trials in a block, t = time step.
#ifndef REMANENCE_KERNELS_H
#define REMANENCE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Instruction level the kernels run at on this machine: "x86-64-v4", "x86-64-v3" or "baseline".
const char *remanence_kernel_level(void);

// One Philox4x32-10 block (Salmon et al. 2011, doi:10.1145/2063384.2063405).
void remanence_philox(const uint32_t counter[4], uint64_t key, uint32_t words[4]);

// `count` standard normals of the stream (key, c1, c2, c3).
//
// Elements come in groups of 64 = 16 lanes x 4 words. Lane l of group g is the Philox block with counter
// (16 g + l, c1, c2, c3); its words (w0, w1) and (w2, w3) give two Box-Muller pairs z0..z3, and z_k is element
// 64 g + 16 k + l. The definition does not mention a vector width, so every width gives the same numbers.
void remanence_fill_normal(uint64_t key, uint32_t c1, uint32_t c2, uint32_t c3, size_t count, float *out);

// y = tanh(x), elementwise; at most 3 ulp in Float32 and Float64; odd, |y| <= 1, NaN stays NaN.
void remanence_tanh_f32(size_t count, const float *x, float *y);
void remanence_tanh_f64(size_t count, const double *x, double *y);

// y = 1 / (1 + exp(-x)), elementwise.
void remanence_sigmoid_f32(size_t count, const float *x, float *y);
void remanence_sigmoid_f64(size_t count, const double *x, double *y);

// One leaky step of `count` units x trials:
//   z = tanh(activation + noise * xi);  next = (1 - alpha) rates + alpha z;  activation <- alpha (1 - z^2)
// The slope replaces the activation, which is all that the backward pass needs.
void remanence_leaky_step_f32(
  size_t count, float alpha, float noise, const float *xi, const float *rates, float *activation, float *next);
void remanence_leaky_step_f64(
  size_t count, double alpha, double noise, const double *xi, const double *rates, double *activation, double *next);

// rates = tanh(deviation * xi): the random state at the start of a trial.
void remanence_initial_rates_f32(size_t count, float deviation, const float *xi, float *rates);
void remanence_initial_rates_f64(size_t count, double deviation, const double *xi, double *rates);

// wide = narrow: the same random numbers for the Float64 path.
void remanence_widen(size_t count, const float *narrow, double *wide);

// Readout of `count` trials of one channel at one step, squared error and its gradient:
//   o = logistic(logits) or logits;  logits <- scale * (o - y) * do/dlogit;  returns the sum of (o - y)^2
// The sum runs in eight Float64 lanes in a fixed order.
double remanence_readout_sigmoid_f32(size_t count, float scale, const float *targets, float *logits, float *outputs);
double remanence_readout_sigmoid_f64(size_t count, double scale, const double *targets, double *logits, double *outputs);
double remanence_readout_linear_f32(size_t count, float scale, const float *targets, float *logits, float *outputs);
double remanence_readout_linear_f64(size_t count, double scale, const double *targets, double *logits, double *outputs);

// Sum of squares, in eight Float64 lanes in a fixed order.
double remanence_sum_of_squares_f32(size_t count, const float *x);
double remanence_sum_of_squares_f64(size_t count, const double *x);

// slope <- gradient * slope, elementwise.
void remanence_scale_slope_f32(size_t count, const float *gradient, float *slope);
void remanence_scale_slope_f64(size_t count, const double *gradient, double *slope);

// Stochastic gradient descent with momentum m, weight decay d and learning rate e, in place:
//   g <- gradient + d * parameter;  velocity <- m * velocity + g;  parameter <- parameter - e * velocity
void remanence_momentum_step_f32(
  size_t count, float rate, float momentum, float decay, const float *gradient, float *velocity, float *parameters);
void remanence_momentum_step_f64(
  size_t count, double rate, double momentum, double decay, const double *gradient, double *velocity,
  double *parameters);

#endif
