import Dynamics
import HDF5
import Sweep

/// Reads one network that was trained elsewhere; what is wrong with it is said so that its author can mend it.
struct ImportedGroup {
  /// Path of the file.
  let path: String
  /// Name of the group below `/networks`.
  let name: String

  /// What every error advises that has nothing better.
  static let wayOut = "analysis/README.md has the format and an example"

  /// Most units of a network: its recurrent weights take 2 GB then.
  static let unitLimit = 16_384

  /// Reads and checks the network.
  ///
  /// - Throws: `RunError` for the first thing that is wrong, `HDF5Error` for a damaged file, `DynamicsError` for weights
  ///   that make no network.
  func specimen(in file: borrowing File) throws -> Specimen {
    let object = "networks/" + name
    guard try file.kind(of: object) == .group else { throw bad("is not a group", "store every network as a group") }
    let group = try file.openGroup(object)
    try word("nonlinearity", of: group, among: ["tanh"])
    try word("form", of: group, among: ["rates"])
    let readout: LeakyRateMap.Readout =
      try word("readout", of: group, among: ["sigmoid", "linear"]) == "linear" ? .linear : .sigmoid
    let alpha = try number("alpha", of: group)
    guard alpha > 0, alpha <= 1 else {
      throw bad("`alpha` is \(alpha)", "alpha = step / time constant is above 0 and at most 1")
    }
    let step = try number("step_ms", of: group)
    guard step >= 1e-6, step <= 1e9 else {
      throw bad("`step_ms` is \(step)", "give the duration of a time step in milliseconds, such as 5.0")
    }
    // To the nanosecond, so that 0.1 in Float32 is a tenth.
    let duration = Duration.nanoseconds(Int64((step * 1e6).rounded()))
    let task = try task(of: group, step: duration)
    let tensors = try tensors(of: group)
    // Building it checks shapes and values.
    let map = try LeakyRateMap(tensors: tensors, alpha: alpha, readout: readout)
    guard map.inputCount == task.task.inputCount else {
      throw bad(
        "`weights/W_in` has \(map.inputCount) input channels, the task `\(task.kind)` \(task.task.inputCount)",
        "W_in is [units, inputs]")
    }
    guard map.outputCount == task.task.outputCount else {
      throw bad(
        "`weights/W_out` has \(map.outputCount) output channels, the task `\(task.kind)` \(task.task.outputCount)",
        "W_out is [outputs, units]")
    }
    return Specimen(
      tensors: tensors, alpha: alpha, stepMilliseconds: duration.milliseconds, readout: readout, task: task.task,
      taskText: task.yaml, outcome: .notJudged, published: nil, streamKey: nil)
  }

  /// The weights; those of other names are not looked at.
  private func tensors(of group: borrowing Group) throws -> [NetworkTensor] {
    guard try group.kind(of: "weights") == .group else {
      throw bad("has no group `weights`", "it holds W_rec, W_in, W_out, b_rec, b_out and, where there is one, b_in")
    }
    let weights = try group.openGroup("weights")
    var tensors: [NetworkTensor] = []
    for name in ["W_rec", "W_in", "W_out", "b_rec", "b_in", "b_out"] {
      guard try weights.kind(of: name) == .dataset else {
        if name == "b_in", try weights.kind(of: name) == nil { continue }
        throw bad("has no dataset `weights/\(name)`", "write zeros where the network has no such weights")
      }
      let shape = try weights.shape(of: name)
      guard shape.count <= 2, shape.allSatisfy({ $0 <= ImportedGroup.unitLimit }) else {
        throw bad(
          "`weights/\(name)` has the shape \(shape)",
          "matrices are [to, from] and biases [to], with at most \(ImportedGroup.unitLimit) units")
      }
      do throws(HDF5Error) {
        let values = try weights.read([Double].self, name).values
        tensors.append(NetworkTensor(name, shape: shape, values: values))
      } catch {
        guard error.code == .wrongType else { throw error }
        throw bad("`weights/\(name)` holds no numbers (\(error.cause))", "store it as Float32 or Float64")
      }
    }
    return tensors
  }

  private func task(of group: borrowing Group, step: Duration) throws -> TaskSettings {
    let yaml = try text("task", of: group)
    do throws(ConfigurationErrors) {
      return try TaskSettings.parse(yaml: yaml, file: "`task`", step: step)
    } catch {
      let all = error.errors.map(\.description).joined(separator: "; ")
      throw bad(all, "`task` is the task section of a configuration as text; configs/README.md has its keys")
    }
  }

  @discardableResult
  private func word(_ attribute: String, of group: borrowing Group, among known: [String]) throws -> String {
    let found = try text(attribute, of: group)
    guard known.contains(found) else {
      let words = known.map { "`\($0)`" }.joined(separator: " or ")
      throw bad("`\(attribute)` is `\(found)`", "only \(words) can be analysed")
    }
    return found
  }

  private func text(_ attribute: String, of group: borrowing Group) throws -> String {
    try attributeExists(attribute, group)
    do throws(HDF5Error) {
      return try group.attribute(attribute, as: String.self)
    } catch {
      guard error.code == .wrongType || error.code == .wrongShape else { throw error }
      throw bad("`\(attribute)` is no text (\(error.cause))", "store one text")
    }
  }

  private func number(_ attribute: String, of group: borrowing Group) throws -> Double {
    try attributeExists(attribute, group)
    do throws(HDF5Error) {
      return try group.attribute(attribute, as: Double.self)
    } catch {
      guard error.code == .wrongType || error.code == .wrongShape else { throw error }
      throw bad("`\(attribute)` is no number (\(error.cause))", "store one number")
    }
  }

  private func attributeExists(_ attribute: String, _ group: borrowing Group) throws {
    guard try group.hasAttribute(attribute) else {
      throw bad("has no attribute `\(attribute)`", ImportedGroup.wayOut)
    }
  }

  private func bad(_ what: String, _ hint: String) -> RunError {
    RunError(.badFile, place: path, message: "/networks/\(name): \(what)", hint: hint)
  }
}
