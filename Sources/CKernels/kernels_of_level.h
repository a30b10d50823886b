// All kernels at one instruction level, and the table that names them. The including file says which:
// LEVEL_TABLE, LEVEL_NAME, TILE_ROWS and TILE_VECTORS.
#include "elementary.h"
#include "kernel_table.h"
#include "normals.h"
#include "transpose_block.h"

// Random numbers of both precisions are the same: Float64 widens those of Float32.
REMANENCE_INLINE f32v vector_of_f32(const float *xi) { return load_f32(xi); }

REMANENCE_INLINE f64v vector_of_f64(const float *xi) {
  float some[lanes_f64];
  __builtin_memcpy(some, xi, sizeof some);
  f64v wide;
  for (int i = 0; i < lanes_f64; i++) wide[i] = (double)some[i];
  return wide;
}

REMANENCE_INLINE double sum_of_eight(f64v lane) {
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

static void fill_normal(struct remanence_stream stream, size_t count, float *out) {
  struct round_keys keys = expand_key(stream.key);
  float xi[batch_size] __attribute__((aligned(64)));
  for (size_t i = 0; i < count; i += batch_size) {
    size_t part = count - i < batch_size ? count - i : batch_size;
    normal_batch(&keys, stream, i, part, xi);
    __builtin_memcpy(out + i, xi, part * sizeof(float));
  }
}

#define KERNEL(result, name, parameters, arguments) static result NAME(name) parameters;

#define SCALAR float
#define VECTOR f32v
#define LANES lanes_f32
#define NAME(stem) stem##_f32
#include "kernel_list.h"
#include "elementwise_by_scalar.h"
#include "product_by_scalar.h"
#undef SCALAR
#undef VECTOR
#undef LANES
#undef NAME

#define SCALAR double
#define VECTOR f64v
#define LANES lanes_f64
#define NAME(stem) stem##_f64
#include "kernel_list.h"
#include "elementwise_by_scalar.h"
#include "product_by_scalar.h"
#undef SCALAR
#undef VECTOR
#undef LANES
#undef NAME
#undef KERNEL

#define SCALAR float
const struct remanence_kernel_table LEVEL_TABLE = {
  .level = LEVEL_NAME,
  .fill_normal = fill_normal,
#define KERNEL(result, name, parameters, arguments) .name##_f32 = name##_f32,
#include "kernel_list.h"
#undef KERNEL
#define KERNEL(result, name, parameters, arguments) .name##_f64 = name##_f64,
#include "kernel_list.h"
#undef KERNEL
};
#undef SCALAR
