import Foundation
import HDF5
import Testing

/// The Python that has h5py, as far as this machine has one.
private let python = "/usr/bin/python3"
private let hasH5py = (try? run(python, ["-c", "import h5py"]).status) == 0
private let h5dump = "/usr/bin/h5dump"
private let hasH5dump = FileManager.default.isExecutableFile(atPath: h5dump)

extension HDF5Tests {
  /// What other programs make of our files, and we of theirs.
  @Suite struct InteropTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    func writeSample() throws -> String {
      let file = try File.create(path: scratch.path())
      try file.setAttribute("source", to: "remanence µ")
      try file.setAttribute("complete", to: true)
      try file.setAttribute("learning_rate", to: 0.1)
      try file.setAttribute("seeds", to: [Int64(1), 2])
      let values = (0..<24).map { Float($0) * 0.5 }
      try file.write(
        values, shape: [2, 3, 4], as: "trajectories/rates",
        metadata: DatasetMetadata(units: "1", longName: "rates", dimensions: ["trial", "time", "unit"]),
        layout: .compressed)
      try file.write([0.25], shape: [], as: "scalar", metadata: metadata(0))
      try file.write([Double](), shape: [0, 3], as: "empty", metadata: metadata(2))
      try file.write(["a", "β"], as: "labels", metadata: metadata(1))
      try file.close()
      return scratch.path()
    }

    @Test(.enabled(if: hasH5py, "needs /usr/bin/python3 with h5py"))
    func h5pyReadsOurs() throws {
      let script = """
        import h5py, numpy, sys
        with h5py.File(sys.argv[1]) as f:
            assert f.attrs['source'] == 'remanence µ' and isinstance(f.attrs['source'], str)
            assert f.attrs['complete'] == 1 and f.attrs['complete'].dtype == numpy.uint8
            assert f.attrs['complete_flag_meanings'] == '0: false, 1: true'
            assert f.attrs['learning_rate'] == 0.1
            assert list(f.attrs['seeds']) == [1, 2]
            d = f['trajectories/rates']
            assert d.shape == (2, 3, 4) and d.dtype == numpy.float32
            assert d.compression == 'gzip' and d.compression_opts == 4 and d.shuffle and d.chunks == (2, 3, 4)
            assert d.attrs['dimensions'] == 'trial time unit' and d.attrs['units'] == '1'
            assert (d[...].ravel() == numpy.arange(24) * 0.5).all()
            assert f['scalar'][()] == 0.25 and f['scalar'].shape == ()
            assert f['empty'].shape == (0, 3)
            assert list(f['labels'].asstr()) == ['a', 'β']
        """
      let result = try run(python, ["-c", script, try writeSample()])
      #expect(result.status == 0, "\(result.output)")
    }

    @Test(.enabled(if: hasH5dump, "needs /usr/bin/h5dump"))
    func h5dumpReadsOurs() throws {
      let result = try run(h5dump, ["-p", "-H", try writeSample()])
      #expect(result.status == 0, "\(result.output)")
      for part in ["COMPRESSION DEFLATE { LEVEL 4 }", "PREPROCESSING SHUFFLE", "H5T_CSET_UTF8", "H5T_IEEE_F32LE"] {
        #expect(result.output.contains(part))
      }
    }

    @Test(.enabled(if: hasH5py, "needs /usr/bin/python3 with h5py"))
    func weReadWhatH5pyWrites() throws {
      let script = """
        import h5py, numpy, sys
        with h5py.File(sys.argv[1], 'w') as f:
            g = f.create_group('networks/mine')
            g.attrs['text'] = 'läuft'
            g.attrs['bytes'] = numpy.bytes_('fixed')
            g.attrs['row'] = ['a', 'b']
            g.attrs['one'] = numpy.array(['single'], dtype=h5py.string_dtype())
            g.attrs['step_ms'] = 5
            g.attrs['alpha'] = numpy.float32(0.5)
            g.attrs['flag'] = True
            g.attrs['nothing'] = h5py.Empty('f')
            g.create_dataset('weights/W_rec', data=numpy.arange(6.0).reshape(2, 3).astype('>f8'))
            g.create_dataset('half', data=numpy.float16([0.5, 2]))
            g.create_dataset('flags', data=numpy.array([True, False]))
            g.create_dataset('fixed', data=numpy.array([b'one', b'three']))
            g.create_dataset('compound', data=numpy.zeros(2, dtype='i4,f8'))
            g.create_dataset('null', data=h5py.Empty('f'))
            g.create_dataset('grid', data=numpy.array([['a', 'b']], dtype=object), dtype=h5py.string_dtype())
            g.create_dataset('huge', shape=(1 << 20, 1 << 20, 1 << 10), dtype='f8', chunks=(1, 1, 1))
        """
      let result = try run(python, ["-c", script, scratch.path()])
      try #require(result.status == 0, "\(result.output)")
      let file = try File.open(path: scratch.path())
      let group = try file.openGroup("networks/mine")
      #expect(try group.attribute("text", as: String.self) == "läuft")
      #expect(try group.attribute("bytes", as: String.self) == "fixed")
      #expect(try group.attribute("one", as: String.self) == "single")
      #expect(try group.attribute("step_ms", as: Double.self) == 5)
      #expect(try group.attribute("alpha", as: Double.self) == 0.5)
      #expect(try group.attribute("flag", as: Bool.self))
      #expect(try group.read([Float].self, "weights/W_rec", shape: [2, 3]).values == [0, 1, 2, 3, 4, 5])
      #expect(try group.read([Float].self, "half").values == [0.5, 2])
      #expect(try group.read([UInt8].self, "flags").values == [1, 0])
      #expect(try group.read([String].self, "fixed").values == ["one", "three"])
      #expect(try group.read([String].self, "grid").shape == [1, 2])
      #expect(try group.metadata(of: "half") == DatasetMetadata(units: "", longName: "", dimensions: ""))

      func code(_ body: () throws(HDF5Error) -> Void) -> HDF5Error.Code? { failure(body)?.code }
      #expect(code { () throws(HDF5Error) in _ = try group.read([Double].self, "compound") } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try group.read([Double].self, "null") } == .wrongShape)
      #expect(code { () throws(HDF5Error) in _ = try group.read([Double].self, "huge") } == .wrongShape)
      #expect(code { () throws(HDF5Error) in _ = try group.attribute("row", as: String.self) } == .wrongShape)
      #expect(code { () throws(HDF5Error) in _ = try group.attribute("nothing", as: Double.self) } == .wrongShape)
    }
  }
}
