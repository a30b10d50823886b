// The kernels for any machine: what the compiler makes of 64-byte vectors without being told more.
//
// An x86-64 processor without AVX2 has no fused multiply-add; the system's library then computes it, correctly and slowly.
#define LEVEL_TABLE remanence_kernels_baseline
#define LEVEL_NAME "baseline"
#define TILE_ROWS 6
#define TILE_VECTORS 1
#include "kernels_of_level.h"
