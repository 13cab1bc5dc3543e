import HubStore
import Journal
import Protocol

extension Hub {
  /// Orders the erasure of the contact that belongs to a receipt code, in the asker's unit.
  func erase(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    guard requester.device.role != .trainer else { throw Refusal(.wrongRole) }
    guard let wish = ErasureRequest(bytes: request.raw.body), let receipt = EntryHash(hex: wish.receipt) else {
      throw Refusal(.malformed)
    }
    // A code that nobody holds yet may still be on its way; one that only other units hold is none of this unit's.
    let holders = try await store.devices(holding: receipt)
    if !holders.isEmpty {
      let unit = try await store.devices(of: requester.device.unit)
      guard unit.contains(where: { holders.contains($0.id) }) else { throw Refusal(.wrongUnit) }
    }
    let (order, isKnown) = try await erasing.erase(receipt: receipt, unit: requester.device.unit, at: clock())
    metrics.count { $0.erasures += 1 }
    return Self.json(try ErasureAnswer(order: order, isKnown: isKnown).bytes)
  }
}
