import MPI
import Testing

/// A world of one rank.
///
/// MPI starts only once in a process, so one test makes all the calls; several ranks are tested by launching the real
/// executable (EndToEndTests).
@Suite(.serialized) struct WorldTests {
  @Test func everyCallWithOneRank() throws {
    #expect(!World.libraryVersion.isEmpty && !World.libraryVersion.contains("\n"))
    #expect(World.standardVersion.split(separator: ".").count == 2)

    let world = try World()
    #expect(world.rank == 0)
    #expect(world.size == 1)
    #expect(!world.processorName.isEmpty)
    try world.checkLauncher(environment: [:])
    #expect(
      code { () throws(MPIError) in try world.checkLauncher(environment: ["PMI_SIZE": "2"]) } == .launcherMismatch)

    // A second start is refused and leaves the first one working.
    #expect(code { () throws(MPIError) in _ = try World() } == .lifetime)

    try world.barrier()
    #expect(try world.broadcast([UInt8]()) == [])
    #expect(try world.broadcast([UInt8](0...255)) == [UInt8](0...255))
    #expect(try world.broadcast([1.5, -2.5]) == [1.5, -2.5])
    #expect(try world.broadcast(Int64.min) == .min)
    #expect(try world.allReduce(Int64.max, .maximum) == .max)
    #expect(try world.allReduce(-0.5, .minimum) == -0.5)
    #expect(try world.allReduce(Int32(7), .sum) == 7)
    #expect(try world.allGather(42) == [42])
    #expect(try world.gather(rows: [1, 2, 3]) == [[1, 2, 3]])
    #expect(try world.gather(rows: []) == [[]])

    try startsAndTests(world)
    try sendsToItself(world)
    refusesWhatMPICannotTake(world)

    try world.finalize()
    #expect(code { () throws(MPIError) in _ = try World() } == .lifetime)
  }

  func startsAndTests(_ world: borrowing World) throws {
    var request = try world.startMaximum(of: 75)
    var result: Int32?
    for _ in 0..<1000 where result == nil { result = try request.test() }
    #expect(result == 75)
    #expect(try request.test() == 75)
  }

  func sendsToItself(_ world: borrowing World) throws {
    #expect(try world.poll(tag: 5) == nil)
    try world.send([1, 2, 3], to: 0, tag: 5)
    try world.send([], to: 0, tag: 5)
    try world.send([9], to: 0, tag: 6)
    #expect(try receive(world, tag: 6) == [9])
    #expect(try receive(world, tag: 5) == [1, 2, 3])
    #expect(try receive(world, tag: 5) == [])
    #expect(try world.poll(tag: 5) == nil)
    #expect(world.pendingMessages == 0)
  }

  func receive(_ world: borrowing World, tag: Int) throws -> [Double]? {
    for _ in 0..<1000 {
      if let message = try world.poll(tag: tag) {
        #expect(message.source == 0)
        return message.values
      }
    }
    return nil
  }

  func refusesWhatMPICannotTake(_ world: borrowing World) {
    #expect(code { () throws(MPIError) in try world.send([1], to: 1, tag: 0) } == .invalidArgument)
    #expect(code { () throws(MPIError) in try world.send([1], to: -1, tag: 0) } == .invalidArgument)
    #expect(code { () throws(MPIError) in try world.send([1], to: 0, tag: -1) } == .invalidArgument)
    #expect(code { () throws(MPIError) in _ = try world.poll(tag: 1 << 40) } == .invalidArgument)
    #expect(code { () throws(MPIError) in _ = try world.gather(rows: [1], to: 1) } == .invalidArgument)
    #expect(code { () throws(MPIError) in _ = try world.broadcast([1.0], from: 7) } == .invalidArgument)
  }
}

/// The code of the error that a body throws, or nil.
func code(_ body: () throws(MPIError) -> Void) -> MPIError.Code? {
  do throws(MPIError) { try body() } catch { return error.code }
  return nil
}
