import HubStore
import Journal
import Protocol

extension Hub {
  /// Orders the erasure of the contact that belongs to a receipt code, in the asker's unit.
  func erase(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    guard requester.device.role != .trainer else { throw Refusal(.wrongRole) }
    guard let wish = ErasureRequest(bytes: request.raw.body) else { throw Refusal(.malformed) }
    let unit = requester.device.unit
    let answer: ErasureAnswer
    switch (wish.receipt.map { EntryHash(hex: $0) }, wish.code.map { ReceiptCode($0) }) {
    case (let receipt??, nil): answer = try await erase(receipt, unit)
    case (nil, let code??): answer = try await erase(code, unit, for: requester.device.id)
    default: throw Refusal(.malformed)
    }
    metrics.count { $0.erasures += 1 }
    return Self.json(try answer.bytes)
  }

  private func erase(_ receipt: EntryHash, _ unit: String) async throws -> ErasureAnswer {
    // A receipt that nobody holds yet may still be on its way; one that only other units hold is none of this unit's.
    let holders = try await store.devices(holding: receipt)
    if !holders.isEmpty {
      let devices = try await store.devices(of: unit)
      guard devices.contains(where: { holders.contains($0.id) }) else { throw Refusal(.wrongUnit) }
    }
    let (order, isKnown) = try await erasing.erase(receipt: receipt, unit: unit, at: clock())
    return ErasureAnswer(orders: [order], isKnown: isKnown)
  }

  /// Finds the code under the keys of the unit's devices. Where none holds it, the entry may still be on its way from any
  /// of them, and each order is one that the asker pays for.
  private func erase(_ code: ReceiptCode, _ unit: String, for device: DeviceID) async throws -> ErasureAnswer {
    var receipts: [EntryHash] = []
    for known in try await store.devices(of: unit) {
      guard let box = known.receiptKey, let bytes = key.open(box, place: Self.receiptPlace(known.id)),
        let key = ReceiptKey(bytes: bytes)
      else { continue }
      let receipt = key.hash(of: code)
      if try await store.devices(holding: receipt).contains(known.id) { return try await erase(receipt, unit) }
      receipts.append(receipt)
    }
    deviceRate.charge(device.rawValue, receipts.count, now: clock())
    var orders: [ErasureOrder] = []
    for receipt in receipts { orders.append(try await erasing.erase(receipt: receipt, unit: unit, at: clock()).order) }
    guard !orders.isEmpty else { throw Refusal(.malformed, detail: "no device of the unit gave its key") }
    return ErasureAnswer(orders: orders, isKnown: false)
  }
}
