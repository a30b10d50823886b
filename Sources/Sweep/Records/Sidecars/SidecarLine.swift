import Crypto

/// One line of a sidecar, which ends with a checksum of itself: a line that is damaged is no line.
enum SidecarLine: Sendable, Equatable {
  /// Whose networks the rank file holds: hash of the configuration.
  case run(hash: String)
  /// A network that the rank file holds.
  case network(SidecarRow)
  /// The first bytes of the rank file, and how many networks are in them.
  case file(length: Int, sum: String, networks: Int)

  /// As text, ended.
  var text: String {
    let body =
      switch self {
      case .run(let hash): "run \(hash)"
      case .network(let row): "network \(row.text)"
      case .file(let length, let sum, let networks): "file \(length) \(sum) \(networks)"
      }
    return "\(body) \(SidecarLine.check(Array(body.utf8)[...]))\n"
  }

  /// Reads a line without its end; nil for one that is not what its checksum says.
  init?(_ line: ArraySlice<UInt8>) {
    guard let end = line.lastIndex(of: UInt8(ascii: " ")), line.count > 20,
      SidecarLine.check(line[..<end]).utf8.elementsEqual(line[(end + 1)...])
    else { return nil }
    let words = line[..<end].split(separator: UInt8(ascii: " "))
    switch words[0] {
    case Array("network".utf8)[...]:
      guard let row = SidecarRow(words: words.dropFirst()) else { return nil }
      self = .network(row)
    case Array("file".utf8)[...]:
      guard words.count == 4, let length = integer(words[1]), let networks = integer(words[3]) else { return nil }
      self = .file(length: length, sum: String(decoding: words[2], as: UTF8.self), networks: networks)
    case Array("run".utf8)[...]:
      guard words.count == 2 else { return nil }
      self = .run(hash: String(decoding: words[1], as: UTF8.self))
    default: return nil
    }
  }

  /// The first eight bytes of SHA-256, in hexadecimal.
  private static func check(_ body: ArraySlice<UInt8>) -> String {
    var hash = SHA256()
    body.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().prefix(8).hexadecimal
  }
}

/// What a sidecar says of a network: its row of the summary, the key of its streams, its checksums.
package struct SidecarRow: Sendable, Equatable {
  let result: NetworkResult
  /// Key of the network's random streams: its identity.
  let streamKey: UInt64
  let checksum: RecordChecksum

  package init(result: NetworkResult, streamKey: UInt64, checksum: RecordChecksum) {
    self.result = result
    self.streamKey = streamKey
    self.checksum = checksum
  }

  /// The words of a line: id, both checksums, key, and the row.
  var text: String {
    let whole = [result.cell, result.seed, result.rank, result.attempt, result.status.rawValue, result.epochs]
    let numbers = [result.finalLoss, result.accuracy, result.reliability]
    let words =
      ["\(result.network)", checksum.record, checksum.content, String(streamKey, radix: 16)] + whole.map(\.description)
      + numbers.map(\.description) + [
        result.learned ? "1" : "0", result.stable ? "1" : "0", result.seconds.description,
      ]
    return words.joined(separator: " ")
  }

  /// Reads the words of a line; nil where one is missing or is no number.
  init?(words: ArraySlice<ArraySlice<UInt8>>) {
    guard words.count == 16 else { return nil }
    let first = words.startIndex
    var whole: [Int] = []
    for index in [0] + (4..<10) {
      guard let value = integer(words[first + index]) else { return nil }
      whole.append(value)
    }
    var numbers: [Double] = []
    for index in [10, 11, 12, 15] {
      guard let value = Double(String(decoding: words[first + index], as: UTF8.self)) else { return nil }
      numbers.append(value)
    }
    let text = { (index: Int) in String(decoding: words[first + index], as: UTF8.self) }
    guard let streamKey = UInt64(text(3), radix: 16), let status = NetworkStatus(rawValue: whole[5]) else { return nil }
    self.streamKey = streamKey
    checksum = RecordChecksum(content: text(2), record: text(1))
    result = NetworkResult(
      network: whole[0], cell: whole[1], seed: whole[2], rank: whole[3], attempt: whole[4], status: status,
      epochs: whole[6], finalLoss: numbers[0], accuracy: numbers[1], reliability: numbers[2],
      learned: words[first + 13].elementsEqual("1".utf8), stable: words[first + 14].elementsEqual("1".utf8),
      seconds: numbers[3])
  }
}

private func integer(_ word: ArraySlice<UInt8>) -> Int? { Int(String(decoding: word, as: UTF8.self)) }
