/// |found/expected - 1|; the size of `found` where nothing is expected, and 0 where both are the same infinity.
func relativeError(_ found: Double, _ expected: Double) -> Double {
  if found == expected { return 0 }
  return expected == 0 ? abs(found) : abs(found / expected - 1)
}
