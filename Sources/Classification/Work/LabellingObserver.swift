/// What a classification tells while it goes on; called at rank 0 only, and the executable decides what is shown.
public protocol LabellingObserver {
  /// Something the user should know.
  func warned(_ text: String)
  /// The work begins.
  ///
  /// - Parameters:
  ///   - taken: networks whose labels are there already.
  ///   - left: networks to be labelled.
  func started(taken: Int, left: Int)
  /// About how many of the networks to be labelled are done, over all ranks.
  func progressed(_ done: Int)
  /// The last one is done.
  func finished()
}
