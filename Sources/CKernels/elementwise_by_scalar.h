// Elementwise kernels of the training step, written once and compiled for Float32 and Float64.
//
// SCALAR is the type, VECTOR its vector, LANES the lanes of that, NAME(x) appends the suffix.

void NAME(tanh)(size_t count, const SCALAR *x, SCALAR *y) {
  for (size_t i = 0; i < count; i += LANES) {
    NAME(store_some)(y + i, NAME(vector_tanh)(NAME(load_some)(x + i, count - i)), count - i);
  }
}

void NAME(sigmoid)(size_t count, const SCALAR *x, SCALAR *y) {
  for (size_t i = 0; i < count; i += LANES) {
    NAME(store_some)(y + i, NAME(vector_sigmoid)(NAME(load_some)(x + i, count - i)), count - i);
  }
}

void NAME(initial_rates)(size_t count, SCALAR deviation, struct remanence_stream stream, SCALAR *rates) {
  struct round_keys keys = expand_key(stream.key);
  float xi[batch_size] __attribute__((aligned(64)));
  for (size_t i = 0; i < count; i += batch_size) {
    size_t part = count - i < batch_size ? count - i : batch_size;
    normal_batch(&keys, stream, i, part, xi);
    for (size_t k = 0; k < part; k += LANES) {
      NAME(store_some)(rates + i + k, NAME(vector_tanh)(deviation * NAME(vector_of)(xi + k)), part - k);
    }
  }
}

// One vector of the leaky step.
REMANENCE_INLINE void NAME(leaky_vector)(
  size_t count, SCALAR alpha, VECTOR disturbance, const SCALAR *rates, SCALAR *activation, SCALAR *next) {
  VECTOR z = NAME(vector_tanh)(NAME(load_some)(activation, count) + disturbance);
  VECTOR step = alpha * z;
  NAME(store_some)(next, FMA((VECTOR)(1 - alpha), NAME(load_some)(rates, count), step), count);
  NAME(store_some)(activation, FMA(-step, z, (VECTOR)alpha), count);
}

void NAME(leaky_step)(
  size_t count, SCALAR alpha, SCALAR noise, struct remanence_stream stream, const SCALAR *restrict rates,
  SCALAR *restrict activation, SCALAR *restrict next) {
  struct round_keys keys = expand_key(stream.key);
  float xi[batch_size] __attribute__((aligned(64))) = {0};
  for (size_t i = 0; i < count; i += batch_size) {
    size_t part = count - i < batch_size ? count - i : batch_size;
    if (noise != 0) normal_batch(&keys, stream, i, part, xi);
    size_t k = 0;
    for (; k + LANES <= part; k += LANES) {
      NAME(leaky_vector)
      (LANES, alpha, noise * NAME(vector_of)(xi + k), rates + i + k, activation + i + k, next + i + k);
    }
    if (k < part) {
      NAME(leaky_vector)
      (part - k, alpha, noise * NAME(vector_of)(xi + k), rates + i + k, activation + i + k, next + i + k);
    }
  }
}

// Adds (x - y)^2 of the first `count` lanes to eight Float64 sums: element i to sum i modulo 8.
REMANENCE_INLINE f64v NAME(add_squares)(f64v sum, size_t count, const SCALAR *x, const SCALAR *y) {
  double first[LANES] = {0}, second[LANES] = {0};
  for (size_t i = 0; i < LANES && i < count; i++) {
    first[i] = (double)x[i];
    second[i] = (double)y[i];
  }
  for (size_t i = 0; i < LANES; i += lanes_f64) {
    f64v d = load_f64(first + i) - load_f64(second + i);
    sum = FMA(d, d, sum);
  }
  return sum;
}

double NAME(readout_sigmoid)(
  size_t count, SCALAR scale, const SCALAR *restrict targets, SCALAR *restrict logits, SCALAR *restrict outputs) {
  f64v squares = 0;
  for (size_t i = 0; i < count; i += LANES) {
    VECTOR o = NAME(vector_sigmoid)(NAME(load_some)(logits + i, count - i));
    VECTOR error = o - NAME(load_some)(targets + i, count - i);
    NAME(store_some)(outputs + i, o, count - i);
    NAME(store_some)(logits + i, (scale * error) * (o * (1 - o)), count - i);
    squares = NAME(add_squares)(squares, count - i, outputs + i, targets + i);
  }
  return sum_of_eight(squares);
}

double NAME(readout_linear)(
  size_t count, SCALAR scale, const SCALAR *restrict targets, SCALAR *restrict logits, SCALAR *restrict outputs) {
  f64v squares = 0;
  for (size_t i = 0; i < count; i += LANES) {
    VECTOR o = NAME(load_some)(logits + i, count - i);
    NAME(store_some)(outputs + i, o, count - i);
    NAME(store_some)(logits + i, scale * (o - NAME(load_some)(targets + i, count - i)), count - i);
    squares = NAME(add_squares)(squares, count - i, outputs + i, targets + i);
  }
  return sum_of_eight(squares);
}

void NAME(delta)(
  size_t rows, size_t width, size_t channels, size_t all_channels, const SCALAR *restrict inputs,
  const SCALAR *restrict gradient, SCALAR *restrict slope, SCALAR *restrict edges) {
  for (size_t row = 0; row < rows; row++) {
    SCALAR *edge = edges + row * (1 + all_channels) * LANES;
    VECTOR bias = NAME(load)(edge);
    for (size_t i = 0; i < width; i += LANES) {
      size_t place = row * width + i;
      VECTOR delta = NAME(load)(gradient + place) * NAME(load)(slope + place);
      NAME(store)(slope + place, delta);
      bias += delta;
      for (size_t channel = 0; channel < channels; channel++) {
        SCALAR *sum = edge + (1 + channel) * LANES;
        NAME(store)(sum, FMA(delta, NAME(load)(inputs + channel * width + i), NAME(load)(sum)));
      }
    }
    NAME(store)(edge, bias);
  }
}

void NAME(add_to_lanes)(size_t width, const SCALAR *restrict x, SCALAR *restrict lane) {
  VECTOR sum = NAME(load)(lane);
  for (size_t i = 0; i < width; i += LANES) sum += NAME(load)(x + i);
  NAME(store)(lane, sum);
}

SCALAR NAME(sum_of_lanes)(const SCALAR *lane) {
  SCALAR sum[LANES];
  for (size_t i = 0; i < LANES; i++) sum[i] = lane[i];
  for (size_t half = LANES / 2; half > 0; half /= 2) {
    for (size_t i = 0; i < half; i++) sum[i] += sum[i + half];
  }
  return sum[0];
}

double NAME(sum_of_squares)(size_t count, const SCALAR *x) {
  const SCALAR zeros[LANES] = {0};
  f64v squares = 0;
  for (size_t i = 0; i < count; i += LANES) squares = NAME(add_squares)(squares, count - i, x + i, zeros);
  return sum_of_eight(squares);
}

void NAME(momentum_step)(
  size_t count, SCALAR rate, SCALAR momentum, SCALAR decay, const SCALAR *restrict gradient,
  SCALAR *restrict velocity, SCALAR *restrict parameters) {
  for (size_t i = 0; i < count; i++) {
    SCALAR g = gradient[i] + decay * parameters[i];
    velocity[i] = momentum * velocity[i] + g;
    parameters[i] = parameters[i] - rate * velocity[i];
  }
}
