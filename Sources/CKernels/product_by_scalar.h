// Matrix products, written once and compiled for Float32 and Float64.
//
// A tile of C, at most TILE_ROWS x TILE_VECTORS vectors, stays in registers over the whole depth. Tiles differ from machine to
// machine, numbers do not: every element of C is one chain of fused multiply-adds in the order of the depth.
//
// Legend: A(i, k) = a[i * row_stride + k * depth_stride]; B and C row-major with leading dimensions.

// rows and vectors are constants where this is called, so all loops over them unroll and the tile lives in registers.
REMANENCE_INLINE void NAME(tile)(
  size_t rows, size_t vectors, size_t depth, const SCALAR *restrict a, size_t row_stride, size_t depth_stride,
  const SCALAR *restrict b, size_t leading_b, const SCALAR *start, SCALAR beta, SCALAR *restrict c, size_t leading_c) {
  VECTOR sum[TILE_ROWS][TILE_VECTORS];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) {
      sum[i][v] = start ? (VECTOR)start[i] : beta == 0 ? (VECTOR)0 : beta * NAME(load)(c + i * leading_c + v * LANES);
    }
  }
  for (size_t k = 0; k < depth; k++) {
    VECTOR row[TILE_VECTORS];
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) row[v] = NAME(load)(b + k * leading_b + v * LANES);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < rows; i++) {
      VECTOR factor = a[i * row_stride + k * depth_stride];
#pragma clang loop unroll(full)
      for (size_t v = 0; v < vectors; v++) sum[i][v] = FMA(factor, row[v], sum[i][v]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) NAME(store)(c + i * leading_c + v * LANES, sum[i][v]);
  }
}

// A panel of `vectors` vectors of columns, tile by tile downwards.
REMANENCE_INLINE void NAME(panel)(
  size_t rows, size_t vectors, size_t depth, const SCALAR *a, size_t row_stride, size_t depth_stride, const SCALAR *b,
  size_t leading_b, const SCALAR *start, SCALAR beta, SCALAR *c, size_t leading_c) {
  size_t i = 0;
#define TILE(height)                                                                                       \
  NAME(tile)(                                                                                              \
    height, vectors, depth, a + i * row_stride, row_stride, depth_stride, b, leading_b, start ? start + i : 0, \
    beta, c + i * leading_c, leading_c)
#define LAST_TILE(height) \
  case height:            \
    TILE(height);         \
    break;
  for (; i + TILE_ROWS <= rows; i += TILE_ROWS) TILE(TILE_ROWS);
  switch (rows - i) {
    LAST_TILE(1)
    LAST_TILE(2)
    LAST_TILE(3)
    LAST_TILE(4)
    LAST_TILE(5)
#if TILE_ROWS > 6
    LAST_TILE(6)
    LAST_TILE(7)
    LAST_TILE(8)
    LAST_TILE(9)
    LAST_TILE(10)
    LAST_TILE(11)
#endif
  }
#undef LAST_TILE
#undef TILE
}

REMANENCE_INLINE void NAME(product_of_strides)(
  size_t rows, size_t columns, size_t depth, const SCALAR *a, size_t row_stride, size_t depth_stride, const SCALAR *b,
  size_t leading_b, const SCALAR *start, SCALAR beta, SCALAR *c, size_t leading_c) {
  size_t j = 0;
  for (; j + TILE_VECTORS * LANES <= columns; j += TILE_VECTORS * LANES) {
    NAME(panel)
    (rows, TILE_VECTORS, depth, a, row_stride, depth_stride, b + j, leading_b, start, beta, c + j, leading_c);
  }
#if TILE_VECTORS > 1
  if (j < columns) {
    NAME(panel)(rows, 1, depth, a, row_stride, depth_stride, b + j, leading_b, start, beta, c + j, leading_c);
  }
#endif
}

void NAME(product)(
  size_t rows, size_t columns, size_t depth, const SCALAR *a, size_t leading_a, const SCALAR *b, size_t leading_b,
  const SCALAR *start, SCALAR beta, SCALAR *c, size_t leading_c) {
  NAME(product_of_strides)(rows, columns, depth, a, leading_a, 1, b, leading_b, start, beta, c, leading_c);
}

void NAME(transposed_product)(
  size_t rows, size_t columns, size_t depth, const SCALAR *a, size_t leading_a, const SCALAR *b, size_t leading_b,
  const SCALAR *start, SCALAR beta, SCALAR *c, size_t leading_c) {
  NAME(product_of_strides)(rows, columns, depth, a, 1, leading_a, b, leading_b, start, beta, c, leading_c);
}

void NAME(transpose)(
  size_t rows, size_t columns, const SCALAR *restrict a, size_t leading_a, SCALAR *restrict b, size_t leading_b) {
  for (size_t i = 0; i < rows; i += LANES) {
    for (size_t j = 0; j < columns; j += LANES) {
      VECTOR block[LANES];
#pragma clang loop unroll(full)
      for (size_t k = 0; k < LANES; k++) block[k] = i + k < rows ? NAME(load)(a + (i + k) * leading_a + j) : (VECTOR)0;
      NAME(transpose_block)(block);
#pragma clang loop unroll(full)
      for (size_t k = 0; k < LANES; k++) NAME(store)(b + (j + k) * leading_b + i, block[k]);
    }
  }
}
