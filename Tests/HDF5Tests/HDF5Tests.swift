import Testing

/// All tests of this module, one at a time: a program that one test starts would inherit the files, and with them the
/// locks, that another test has open at that moment.
@Suite(.serialized) enum HDF5Tests {}
