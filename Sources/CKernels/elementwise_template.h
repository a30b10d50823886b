// Elementwise kernels of the training step, written once and compiled for Float32 and Float64.
//
// SCALAR is the type, NAME(x) appends its suffix.

// Sum of (x - y)^2 in eight Float64 lanes, so that its order does not depend on the vector width.
REMANENCE_INLINE double NAME(squared_distance)(size_t count, const SCALAR *x, const SCALAR *y) {
  double lane[LANES] = {0};
  size_t whole = count / LANES * LANES;
  for (size_t i = 0; i < whole; i += LANES) {
    for (int k = 0; k < LANES; k++) {
      double d = (double)x[i + k] - (double)y[i + k];
      lane[k] += d * d;
    }
  }
  for (size_t i = whole; i < count; i++) {
    double d = (double)x[i] - (double)y[i];
    lane[i - whole] += d * d;
  }
  return sum_of_lanes(lane);
}

REMANENCE_LEVELS
void NAME(remanence_tanh)(size_t count, const SCALAR *x, SCALAR *y) {
  for (size_t i = 0; i < count; i++) y[i] = NAME(remanence_tanh_one)(x[i]);
}

REMANENCE_LEVELS
void NAME(remanence_sigmoid)(size_t count, const SCALAR *x, SCALAR *y) {
  for (size_t i = 0; i < count; i++) y[i] = NAME(remanence_sigmoid_one)(x[i]);
}

REMANENCE_LEVELS
void NAME(remanence_leaky_step)(
  size_t count, SCALAR alpha, SCALAR noise, const SCALAR *restrict xi, const SCALAR *restrict rates,
  SCALAR *restrict activation, SCALAR *restrict next) {
  SCALAR keep = 1 - alpha;
  for (size_t i = 0; i < count; i++) {
    SCALAR z = NAME(remanence_tanh_one)(activation[i] + noise * xi[i]);
    next[i] = keep * rates[i] + alpha * z;
    activation[i] = alpha * (1 - z * z);
  }
}

REMANENCE_LEVELS
void NAME(remanence_initial_rates)(
  size_t count, SCALAR deviation, const SCALAR *restrict xi, SCALAR *restrict rates) {
  for (size_t i = 0; i < count; i++) rates[i] = NAME(remanence_tanh_one)(deviation * xi[i]);
}

REMANENCE_LEVELS
double NAME(remanence_readout_sigmoid)(
  size_t count, SCALAR scale, const SCALAR *restrict targets, SCALAR *restrict logits, SCALAR *restrict outputs) {
  for (size_t i = 0; i < count; i++) {
    SCALAR o = NAME(remanence_sigmoid_one)(logits[i]);
    outputs[i] = o;
    logits[i] = (scale * (o - targets[i])) * (o * (1 - o));
  }
  return NAME(squared_distance)(count, outputs, targets);
}

REMANENCE_LEVELS
double NAME(remanence_readout_linear)(
  size_t count, SCALAR scale, const SCALAR *restrict targets, SCALAR *restrict logits, SCALAR *restrict outputs) {
  for (size_t i = 0; i < count; i++) {
    outputs[i] = logits[i];
    logits[i] = scale * (outputs[i] - targets[i]);
  }
  return NAME(squared_distance)(count, outputs, targets);
}

REMANENCE_LEVELS
double NAME(remanence_sum_of_squares)(size_t count, const SCALAR *x) {
  double lane[LANES] = {0};
  size_t whole = count / LANES * LANES;
  for (size_t i = 0; i < whole; i += LANES) {
    for (int k = 0; k < LANES; k++) lane[k] += (double)x[i + k] * (double)x[i + k];
  }
  for (size_t i = whole; i < count; i++) lane[i - whole] += (double)x[i] * (double)x[i];
  return sum_of_lanes(lane);
}

REMANENCE_LEVELS
void NAME(remanence_scale_slope)(size_t count, const SCALAR *restrict gradient, SCALAR *restrict slope) {
  for (size_t i = 0; i < count; i++) slope[i] = gradient[i] * slope[i];
}

REMANENCE_LEVELS
void NAME(remanence_momentum_step)(
  size_t count, SCALAR rate, SCALAR momentum, SCALAR decay, const SCALAR *restrict gradient,
  SCALAR *restrict velocity, SCALAR *restrict parameters) {
  for (size_t i = 0; i < count; i++) {
    SCALAR g = gradient[i] + decay * parameters[i];
    velocity[i] = momentum * velocity[i] + g;
    parameters[i] = parameters[i] - rate * velocity[i];
  }
}
