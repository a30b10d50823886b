// Which level's kernels run, and the public functions that call them.
#include "kernel_table.h"

#include <string.h>

static const struct remanence_kernel_table *kernels = &remanence_kernels_baseline;

#if defined(__x86_64__)
static int machine_has(const struct remanence_kernel_table *table) {
  __builtin_cpu_init();
  if (table == &remanence_kernels_v4) return __builtin_cpu_supports("x86-64-v4");
  if (table == &remanence_kernels_v3) return __builtin_cpu_supports("x86-64-v3");
  return 1;
}

static const struct remanence_kernel_table *const tables[] = {
  &remanence_kernels_v4, &remanence_kernels_v3, &remanence_kernels_baseline};
#else
static int machine_has(const struct remanence_kernel_table *table) { return table != 0; }

static const struct remanence_kernel_table *const tables[] = {&remanence_kernels_baseline};
#endif

enum { table_count = sizeof tables / sizeof tables[0] };

// Before main, so that nothing has to ask whether it has happened.
__attribute__((constructor)) static void choose_best(void) {
  for (size_t i = 0; i < table_count; i++) {
    if (machine_has(tables[i])) {
      kernels = tables[i];
      return;
    }
  }
}

const char *remanence_kernel_level(void) { return kernels->level; }

int remanence_use_kernel_level(const char *name) {
  for (size_t i = 0; i < table_count; i++) {
    if (strcmp(tables[i]->level, name) == 0 && machine_has(tables[i])) {
      kernels = tables[i];
      return 0;
    }
  }
  return 1;
}

void remanence_fill_normal(struct remanence_stream stream, size_t count, float *out) {
  kernels->fill_normal(stream, count, out);
}

#define SCALAR float
#define KERNEL(result, name, parameters, arguments) \
  result remanence_##name##_f32 parameters { return kernels->name##_f32 arguments; }
#include "kernel_list.h"
#undef KERNEL
#undef SCALAR

#define SCALAR double
#define KERNEL(result, name, parameters, arguments) \
  result remanence_##name##_f64 parameters { return kernels->name##_f64 arguments; }
#include "kernel_list.h"
#undef KERNEL
#undef SCALAR
