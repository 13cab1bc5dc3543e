import Journal
import Protocol

extension Hub {
  /// The bytes of a pack: all of a small one, else the range that is asked for, of which at most 4 MiB are given at once.
  func pack(_ hash: String, _ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    guard let shelf = packShelf, let offer = try shelf.offers().first(where: { $0.hash == hash }) else {
      throw Refusal(.notFound)
    }
    var headers = [
      "content-type": "application/octet-stream", "accept-ranges": "bytes", "etag": "\"\(hash)\"",
    ]
    guard let header = request.raw.headers["range"] else {
      guard offer.size <= PackShelf.mostAtOnce else { throw Refusal(.tooLarge) }
      guard let bytes = try shelf.bytes(of: offer, from: 0, count: offer.size) else { throw Refusal(.notFound) }
      return HubAnswer(status: 200, headers: headers, body: bytes)
    }
    guard let range = Self.range(header, size: offer.size) else { throw Refusal(.malformed) }
    guard let bytes = try shelf.bytes(of: offer, from: range.lowerBound, count: range.count) else {
      throw Refusal(.notFound)
    }
    let last = range.lowerBound + bytes.count - 1
    headers["content-range"] = "bytes \(range.lowerBound)-\(last)/\(offer.size)"
    return HubAnswer(status: 206, headers: headers, body: bytes)
  }

  /// The bytes that `bytes=FIRST-LAST`, `bytes=FIRST-` or `bytes=-COUNT` names (RFC 9110, one range); nil where it names
  /// none of them.
  static func range(_ header: String, size: Int) -> Range<Int>? {
    guard header.hasPrefix("bytes=") else { return nil }
    let parts = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    if parts[0].isEmpty {
      guard let count = Int(parts[1]), count > 0, size > 0 else { return nil }
      return max(0, size - count)..<size
    }
    guard let first = Int(parts[0]), first >= 0, first < size else { return nil }
    guard !parts[1].isEmpty else { return first..<size }
    guard let last = Int(parts[1]), last >= first else { return nil }
    return first..<(last >= size ? size : last + 1)
  }
}
