extension NetworkDefinition {
  /// The leaky firing-rate network r' = (1 - a) r + a tanh(W r + b + noise), a = step / time constant, as published.
  ///
  /// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433.
  static let leakyRate = NetworkDefinition(
    kind: "leaky-rate", summary: "leaky firing rates with tanh",
    keys: [
      KeyDefinition(
        "network.units", .integer(1...4096), default: .value(.integer(100)), because: "published", "number of units N"),
      KeyDefinition(
        "network.step", .duration(allowsZero: false), default: .value(.duration(.milliseconds(5))),
        because: "published",
        "duration of one time step"),
      KeyDefinition(
        "network.time-constant", .duration(allowsZero: false), default: .value(.duration(.milliseconds(10))),
        because: "published", "time constant of the leak; not shorter than the step"),
      KeyDefinition(
        "network.process-noise", .number(.zeroOrMore), default: .value(.number(0.001)), because: "published",
        "standard deviation of the noise inside tanh, per step"),
      KeyDefinition(
        "network.initial-state", .number(.zeroOrMore), default: .value(.number(0.1)), because: "published",
        "s in r(0) = tanh(s xi), xi standard normal"),
      KeyDefinition(
        "network.readout", .choice(["sigmoid", "linear"]), default: .value(.text("sigmoid")), because: "published",
        "output nonlinearity"),
    ])
}
