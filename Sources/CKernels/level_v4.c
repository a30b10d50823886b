// The kernels for AVX-512: thirty-two registers of 64 bytes, so a tile of 12 x 2 vectors takes twenty-four.
#if defined(__x86_64__)
#define LEVEL_TABLE remanence_kernels_v4
#define LEVEL_NAME "x86-64-v4"
#define TILE_ROWS 12
#define TILE_VECTORS 2
#include "kernels.h"
// Without the minimal width the compiler would cut vectors in two: it tunes for processors that slowed down at 64 bytes.
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#include "kernels_of_level.h"
#pragma clang attribute pop
#endif
