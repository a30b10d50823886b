// Transposes of square blocks held in registers.
//
// A stage of distance h exchanges bit h of the row number with bit h of the lane number; once every bit is exchanged, the block
// is transposed.
#ifndef REMANENCE_TRANSPOSE_BLOCK_H
#define REMANENCE_TRANSPOSE_BLOCK_H

#include "vectors.h"

#define EXCHANGE(block, size, h, first, second)                     \
  _Pragma("clang loop unroll(full)") for (int k = 0; k < size; k++) { \
    if (k & h) continue;                                            \
    __typeof__(block[0]) upper = block[k], lower = block[k + h];    \
    block[k] = __builtin_shufflevector(upper, lower, first);        \
    block[k + h] = __builtin_shufflevector(upper, lower, second);   \
  }

#define LANES_OF(...) __VA_ARGS__

REMANENCE_INLINE void transpose_block_f32(f32v block[16]) {
  EXCHANGE(
    block, 16, 1, LANES_OF(0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30),
    LANES_OF(1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31))
  EXCHANGE(
    block, 16, 2, LANES_OF(0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29),
    LANES_OF(2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31))
  EXCHANGE(
    block, 16, 4, LANES_OF(0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27),
    LANES_OF(4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31))
  EXCHANGE(
    block, 16, 8, LANES_OF(0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),
    LANES_OF(8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31))
}

REMANENCE_INLINE void transpose_block_f64(f64v block[8]) {
  EXCHANGE(block, 8, 1, LANES_OF(0, 8, 2, 10, 4, 12, 6, 14), LANES_OF(1, 9, 3, 11, 5, 13, 7, 15))
  EXCHANGE(block, 8, 2, LANES_OF(0, 1, 8, 9, 4, 5, 12, 13), LANES_OF(2, 3, 10, 11, 6, 7, 14, 15))
  EXCHANGE(block, 8, 4, LANES_OF(0, 1, 2, 3, 8, 9, 10, 11), LANES_OF(4, 5, 6, 7, 12, 13, 14, 15))
}

#undef LANES_OF
#undef EXCHANGE

#endif
