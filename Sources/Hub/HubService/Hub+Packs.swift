import HTTPTypes
import Protocol

extension Hub {
  /// Bytes of a pack, from an offset: as many as are asked for, else all that follow, but at most 4 MiB at once.
  func pack(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    guard let shelf = packShelf, let hash = HubRoute.packHash(of: request.path),
      let offer = try shelf.offers().first(where: { $0.hash == hash })
    else {
      throw Refusal(.notFound)
    }
    let start = try request.number("from")
    let count = try request.value("bytes") == nil ? Int.max : request.number("bytes")
    guard start <= offer.size, count > 0 else { throw Refusal(.malformed) }
    guard let bytes = try shelf.bytes(of: offer, from: start, count: min(count, offer.size - start)) else {
      throw Refusal(.notFound)
    }
    return HubAnswer(status: 200, headers: [.contentType: "application/octet-stream"], body: bytes)
  }
}
