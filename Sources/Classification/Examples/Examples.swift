import Dynamics
import HDF5
import Sweep

/// The networks to show: of every mechanism that learns, the clearest ones and the one nearest to a threshold.
public struct Examples {
  /// One of them.
  public struct Example {
    /// Its index among the networks.
    public let index: Int
    /// Its mechanism.
    public let mechanism: Mechanism
    /// Why it was chosen.
    public let why: String
  }

  /// Clearest networks of a mechanism.
  public static let clearest = 3

  /// The examples, mechanism by mechanism.
  public let all: [Example]

  /// Chooses among labelled networks.
  ///
  /// - Parameter labels: labels by the index of the network.
  public init(_ labels: [Int: NetworkLabels]) {
    var chosen: [Example] = []
    for mechanism in Mechanism.allCases {
      let ranked = labels.filter { $0.value.mechanism == mechanism && !$0.value.fates.isEmpty }
        .sorted { ($1.value.margin ?? -1, $0.key) < ($0.value.margin ?? -1, $1.key) }
      for entry in ranked.prefix(Examples.clearest) {
        chosen.append(Example(index: entry.key, mechanism: mechanism, why: "clearest"))
      }
      // Labels that met no threshold have no margin; they are the last.
      if let nearest = ranked.dropFirst(Examples.clearest).last(where: { $0.value.margin != nil }) {
        chosen.append(Example(index: nearest.key, mechanism: mechanism, why: "nearest to a threshold"))
      }
    }
    all = chosen
  }

  /// Writes all of them, with the motion around them.
  ///
  /// - Throws: what cannot be read or written.
  public func write<Source: SpecimenSource>(
    to file: borrowing File, _ classifier: NetworkClassifier, of source: inout Source
  ) throws {
    for example in all {
      let network = try source.specimen(example.index)
      try EvidenceFile.add(
        example, classifier.planeFlow(of: network), name: source.name(example.index), to: file)
    }
  }
}

extension NetworkClassifier {
  /// The motion of a network in the plane of its noise-free run, input as in its delay; nil where the run is not finite.
  public func planeFlow(of network: Specimen) throws(DynamicsError) -> PlaneFlow? {
    let task = network.task.withoutPostReaction
    let inputs = try TrialInputs(
      conditionCount: task.conditionCount, stepCount: task.stepCount, inputCount: task.inputCount
    ) { task.input(condition: $0, step: $1) }
    let map = try LeakyRateMap(tensors: network.tensors, alpha: network.alpha, readout: network.readout)
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    guard run.isFinite else { return nil }
    let held = try HeldLeakyRate(map, input: inputs.input(condition: 0, step: TrialPhases(of: task).cueEnd))
    return try PlaneFlow(of: held, in: RatesPrincipalComponents(of: run))
  }
}
