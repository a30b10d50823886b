// The kernels of one instruction level.
#ifndef REMANENCE_KERNEL_TABLE_H
#define REMANENCE_KERNEL_TABLE_H

#include "kernels.h"

struct remanence_kernel_table {
  const char *level;
  void (*fill_normal)(struct remanence_stream stream, size_t count, float *out);
#define SCALAR float
#define KERNEL(result, name, parameters, arguments) result(*name##_f32) parameters;
#include "kernel_list.h"
#undef KERNEL
#undef SCALAR
#define SCALAR double
#define KERNEL(result, name, parameters, arguments) result(*name##_f64) parameters;
#include "kernel_list.h"
#undef KERNEL
#undef SCALAR
};

extern const struct remanence_kernel_table remanence_kernels_baseline;
#if defined(__x86_64__)
extern const struct remanence_kernel_table remanence_kernels_v3, remanence_kernels_v4;
#endif

#endif
