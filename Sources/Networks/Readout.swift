/// How outputs follow from the readout's weighted sum.
public enum Readout: String, Sendable, CaseIterable {
  /// o = 1 / (1 + exp(-s)).
  case sigmoid
  /// o = s.
  case linear
}
