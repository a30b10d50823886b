import HDF5
import Networks

/// A finished network as its rank file holds it: what the analysis needs beside the row of the summary.
public struct StoredNetwork: Sendable {
  /// Key of its random streams.
  public let streamKey: UInt64
  /// Step over time constant, in (0, 1].
  public let alpha: Double
  /// Duration of a time step in milliseconds.
  public let stepMilliseconds: Double
  /// How outputs are read from rates.
  public let readout: Readout
  /// Whether it learned by the published window, whichever window decides in this run.
  public let learnedPublished: Bool
  /// Whether it kept what it had learned, by the published window.
  public let stablePublished: Bool
  /// Weight tensors by name, in PyTorch's orientation.
  public let weights: [NamedTensor]
  /// Learning curve.
  public let curve: StoredCurve
}

/// A learning curve read back from a rank file.
public struct StoredCurve: Sendable, Equatable {
  /// Epochs from 0, ascending.
  public let epochs: [Int]
  /// Loss before the update of that epoch.
  public let loss: [Double]
  /// Accuracy over the window in use.
  public let accuracy: [Double]

  /// Groups the columns of a curve, all of one length.
  public init(epochs: [Int], loss: [Double], accuracy: [Double]) {
    self.epochs = epochs
    self.loss = loss
    self.accuracy = accuracy
  }
}

/// An open rank file, from which networks are read one by one.
public struct RankFileNetworks: ~Copyable {
  private let file: File
  private let path: String

  /// Opens a file; `BelievedRankFile` says which networks it has.
  ///
  /// - Throws: `RunError` for a file that cannot be read.
  public init(path: String) throws(RunError) {
    self.path = path
    do throws(HDF5Error) {
      file = try File.open(path: path)
    } catch {
      throw RankFileNetworks.damaged(path, error)
    }
  }

  /// Reads a network that was trained, `done` or `diverged`; a failed one has nothing to read.
  ///
  /// - Parameter network: its id.
  /// - Throws: `RunError` where something of it is missing, damaged or of another shape than it must have.
  public func network(_ network: Int) throws(RunError) -> StoredNetwork {
    do throws(HDF5Error) {
      let group = try file.openGroup(RunFolder.groupName(network: network))
      let readout = try group.attribute("readout", as: String.self)
      guard let readout = Readout(rawValue: readout) else {
        throw HDF5Error(
          code: .wrongType, call: "readout", file: path, object: "\(group.path)@readout",
          cause: "unknown readout '\(readout)'")
      }
      return StoredNetwork(
        streamKey: try group.attribute("stream_key", as: UInt64.self),
        alpha: try group.attribute("alpha", as: Double.self),
        stepMilliseconds: try group.attribute("step_ms", as: Double.self), readout: readout,
        learnedPublished: try group.attribute("learned_published", as: Bool.self),
        stablePublished: try group.attribute("stable_published", as: Bool.self),
        weights: try RankFileNetworks.weights(group), curve: try RankFileNetworks.curve(group))
    } catch {
      throw RankFileNetworks.damaged(path, error)
    }
  }

  /// Reads the learning curve of a network that was trained, and nothing else of it.
  ///
  /// - Parameter network: its id.
  /// - Throws: `RunError` where the curve is missing or damaged.
  public func curve(_ network: Int) throws(RunError) -> StoredCurve {
    do throws(HDF5Error) {
      return try RankFileNetworks.curve(file.openGroup(RunFolder.groupName(network: network)))
    } catch {
      throw RankFileNetworks.damaged(path, error)
    }
  }

  /// The checksum of what a network became; nil in a file of an earlier version of the program.
  ///
  /// - Parameter network: its id.
  /// - Throws: `RunError` where the network cannot be read.
  func contentChecksum(_ network: Int) throws(RunError) -> String? {
    do throws(HDF5Error) {
      return try RecordChecksum.stored(in: file.openGroup(RunFolder.groupName(network: network)))?.content
    } catch {
      throw RankFileNetworks.damaged(path, error)
    }
  }

  /// Why a network failed, and whether it was quarantined; nil where it did not fail.
  ///
  /// - Parameter network: its id.
  /// - Throws: `RunError` where the network cannot be read.
  func failure(_ network: Int) throws(RunError) -> (message: String, isQuarantined: Bool)? {
    do throws(HDF5Error) {
      let group = try file.openGroup(RunFolder.groupName(network: network))
      guard try group.hasAttribute("message") else { return nil }
      // Files of earlier versions of the program do not have it.
      let isKnown = try group.hasAttribute("quarantined")
      let isQuarantined = isKnown ? try group.attribute("quarantined", as: Bool.self) : false
      return (try group.attribute("message", as: String.self), isQuarantined)
    } catch {
      throw RankFileNetworks.damaged(path, error)
    }
  }

  private static func weights(_ group: borrowing Group) throws(HDF5Error) -> [NamedTensor] {
    let weights = try group.openGroup("weights")
    var tensors: [NamedTensor] = []
    for name in try weights.childNames() {
      let dataset = try weights.read([Float].self, name)
      let metadata = try weights.metadata(of: name)
      tensors.append(
        NamedTensor(
          name: name, longName: metadata.longName, shape: dataset.shape, dimensions: metadata.dimensionNames,
          values: dataset.values))
    }
    return tensors
  }

  private static func curve(_ group: borrowing Group) throws(HDF5Error) -> StoredCurve {
    let epochs = try group.read([Int64].self, "history/epoch").values.map(Int.init)
    return StoredCurve(
      epochs: epochs, loss: try group.read([Double].self, "history/loss", shape: [epochs.count]).values,
      accuracy: try group.read([Double].self, "history/accuracy", shape: [epochs.count]).values)
  }

  private static func damaged(_ path: String, _ error: HDF5Error) -> RunError {
    RunError(
      .badFile, place: path, message: "not a readable rank file: \(error)",
      hint: "move it out of the run folder; its networks will be trained again")
  }
}
