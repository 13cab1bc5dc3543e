import Protocol

extension Hub {
  /// Bytes of a pack, from an offset: as many as are asked for, else all that follow, but at most 4 MiB at once.
  func pack(_ hash: String, _ asked: Asked, _ asker: Asker) async throws -> HubAnswer {
    guard let shelf = packShelf, let offer = try shelf.offers().first(where: { $0.hash == hash }) else {
      throw Refusal(.notFound)
    }
    let start = try asked.number("from")
    let count = try asked.value("bytes") == nil ? Int.max : asked.number("bytes")
    guard start <= offer.size, count > 0 else { throw Refusal(.malformed) }
    guard let bytes = try shelf.bytes(of: offer, from: start, count: min(count, offer.size - start)) else {
      throw Refusal(.notFound)
    }
    return HubAnswer(status: 200, headers: ["content-type": "application/octet-stream"], body: bytes)
  }
}
