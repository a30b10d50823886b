/// The duration that a boundary is a function of; the raw value is its column, in ms.
public enum DurationColumn: String, Sendable, CaseIterable {
  /// How long a cue is to be remembered.
  case delay = "delay_ms"
  /// How long the answer lasts, in the control without memory.
  case reaction = "reaction_ms"
}
