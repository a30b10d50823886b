// Elementwise kernels of the training step in both precisions; elementwise_template.h holds the code.
#include "elementary.h"
#include "kernels.h"

#define LANES 8

REMANENCE_INLINE double sum_of_lanes(const double lane[LANES]) {
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

#define SCALAR float
#define NAME(stem) stem##_f32
#include "elementwise_template.h"
#undef SCALAR
#undef NAME

#define SCALAR double
#define NAME(stem) stem##_f64
#include "elementwise_template.h"
#undef SCALAR
#undef NAME

REMANENCE_LEVELS
void remanence_widen(size_t count, const float *restrict narrow, double *restrict wide) {
  for (size_t i = 0; i < count; i++) wide[i] = (double)narrow[i];
}

const char *remanence_kernel_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return "x86-64-v4";
  if (__builtin_cpu_supports("x86-64-v3")) return "x86-64-v3";
#endif
  return "baseline";
}
