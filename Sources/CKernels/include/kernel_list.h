// Every kernel once: KERNEL(result, name, (parameters), (arguments)). Whoever includes this says what KERNEL and SCALAR are.
//
// Matrices are row-major; a leading dimension is the distance between the starts of two rows. `lanes` is
// remanence_lanes_f32 or remanence_lanes_f64; a width is a multiple of it, counts are any number.

// y = tanh(x), elementwise; at most 3 ulp; odd, |y| <= 1, NaN stays NaN.
KERNEL(void, tanh, (size_t count, const SCALAR *x, SCALAR *y), (count, x, y))

// y = 1 / (1 + exp(-x)), elementwise.
KERNEL(void, sigmoid, (size_t count, const SCALAR *x, SCALAR *y), (count, x, y))

// rates = tanh(deviation * xi): the random state at the start of a trial; xi are the first `count` normals of the stream.
KERNEL(
  void, initial_rates, (size_t count, SCALAR deviation, struct remanence_stream stream, SCALAR *rates),
  (count, deviation, stream, rates))

// One leaky step of `count` units x trials, with xi the first `count` normals of the stream:
//   z = tanh(activation + noise * xi);  next = (1 - alpha) rates + alpha z;  activation <- alpha (1 - z^2)
// The slope replaces the activation, which is all that the backward pass needs. No noise, no random numbers.
KERNEL(
  void, leaky_step,
  (size_t count, SCALAR alpha, SCALAR noise, struct remanence_stream stream, const SCALAR *rates, SCALAR *activation,
   SCALAR *next),
  (count, alpha, noise, stream, rates, activation, next))

// Readout of `count` trials of one channel at one step, squared error and its gradient:
//   o = logistic(logits) or logits;  logits <- scale * (o - y) * do/dlogit;  returns the sum of (o - y)^2
// The sum runs in eight Float64 lanes in a fixed order.
KERNEL(
  double, readout_sigmoid, (size_t count, SCALAR scale, const SCALAR *targets, SCALAR *logits, SCALAR *outputs),
  (count, scale, targets, logits, outputs))
KERNEL(
  double, readout_linear, (size_t count, SCALAR scale, const SCALAR *targets, SCALAR *logits, SCALAR *outputs),
  (count, scale, targets, logits, outputs))

// From dL/dr and slope to delta, and the sums that give the gradients of biases and input weights; `[rows][width]`:
//   slope <- gradient * slope;   edges[row][0] += slope;   edges[row][1 + channel] += slope * inputs[channel]
// Edges are `[rows][1 + all channels][lanes]`: trial b adds to lane b modulo lanes. With `channels` 0 no input is looked at.
KERNEL(
  void, delta,
  (size_t rows, size_t width, size_t channels, size_t all_channels, const SCALAR *inputs, const SCALAR *gradient,
   SCALAR *slope, SCALAR *edges),
  (rows, width, channels, all_channels, inputs, gradient, slope, edges))

// lane[l] += sum of x over elements l, l + lanes, ...: one row of edges; width a multiple of lanes.
KERNEL(void, add_to_lanes, (size_t width, const SCALAR *x, SCALAR *lane), (width, x, lane))

// The sum of the lanes of one row of edges, pairwise.
KERNEL(SCALAR, sum_of_lanes, (const SCALAR *lane), (lane))

// Sum of squares, in eight Float64 lanes in a fixed order.
KERNEL(double, sum_of_squares, (size_t count, const SCALAR *x), (count, x))

// Stochastic gradient descent with momentum m, weight decay d and learning rate e, in place:
//   g <- gradient + d * parameter;  velocity <- m * velocity + g;  parameter <- parameter - e * velocity
KERNEL(
  void, momentum_step,
  (size_t count, SCALAR rate, SCALAR momentum, SCALAR decay, const SCALAR *gradient, SCALAR *velocity,
   SCALAR *parameters),
  (count, rate, momentum, decay, gradient, velocity, parameters))

// Matrix product with a start:  C = start + A B,  start[row] in every column, or C = beta C + A B when start is null.
// A [rows, depth], B [depth, columns], C [rows, columns]; columns a multiple of lanes. Every element of C is one chain of fused
// multiply-adds in the order of the depth.
KERNEL(
  void, product,
  (size_t rows, size_t columns, size_t depth, const SCALAR *a, size_t leading_a, const SCALAR *b, size_t leading_b,
   const SCALAR *start, SCALAR beta, SCALAR *c, size_t leading_c),
  (rows, columns, depth, a, leading_a, b, leading_b, start, beta, c, leading_c))

// The same with A stored transposed, [depth, rows].
KERNEL(
  void, transposed_product,
  (size_t rows, size_t columns, size_t depth, const SCALAR *a, size_t leading_a, const SCALAR *b, size_t leading_b,
   const SCALAR *start, SCALAR beta, SCALAR *c, size_t leading_c),
  (rows, columns, depth, a, leading_a, b, leading_b, start, beta, c, leading_c))

// B = A^T for A [rows, columns]; columns a multiple of lanes. Rows are filled up with zeros to a multiple of lanes.
KERNEL(
  void, transpose, (size_t rows, size_t columns, const SCALAR *a, size_t leading_a, SCALAR *b, size_t leading_b),
  (rows, columns, a, leading_a, b, leading_b))
