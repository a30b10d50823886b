import Dynamics
import HDF5

extension EvidenceFile {
  /// `/examples/NAME`: a network to show, with the motion in the plane of its principal components.
  public static func add(
    _ example: Examples.Example, _ flow: PlaneFlow?, name: String, to file: borrowing File
  ) throws(HDF5Error) {
    let group = try file.createGroup("examples/" + name)
    try group.setAttribute("mechanism", to: example.mechanism.rawValue)
    try group.setAttribute("why", to: example.why)
    guard let flow else { return }
    try group.write(
      flow.motion.map(Float.init), shape: [flow.second.count, flow.first.count, 2], as: "flow",
      metadata: DatasetMetadata(
        units: "1/step", longName: "F(r) - r on the plane of the principal components, projected onto it",
        dimensions: ["second", "first", "component"]))
    for (name, values) in [("grid_first", flow.first), ("grid_second", flow.second)] {
      try group.write(
        values, as: name,
        metadata: DatasetMetadata(
          units: "1", longName: "coordinates of the grid along an axis", dimensions: ["point"]))
    }
  }
}
