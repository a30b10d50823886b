// The kernels for AVX2: sixteen registers of 32 bytes, so a tile of 6 x 1 vectors of 64 bytes takes twelve.
#if defined(__x86_64__)
#define LEVEL_TABLE remanence_kernels_v3
#define LEVEL_NAME "x86-64-v3"
#define TILE_ROWS 6
#define TILE_VECTORS 1
#include "kernels.h"
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "kernels_of_level.h"
#pragma clang attribute pop
#endif
