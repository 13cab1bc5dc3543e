import HubStore
import Journal
import Protocol

/// Keeps orders of erasure in both places: the store, and the log that outlives it.
final class Erasing: Sendable {
  private let store: any HubStore
  private let log: ErasureLog?
  private static let page = 1_000

  init(store: any HubStore, log: ErasureLog?) {
    self.store = store
    self.log = log
  }

  /// Orders one; durable in both places when it returns. Says whether the hub holds the entry.
  func erase(
    receipt: EntryHash, unit: String, at time: Int64
  ) async throws -> (order: ErasureOrder, isKnown: Bool) {
    let (order, isKnown) = try await store.erase(receipt: receipt, unit: unit, at: time)
    try log?.append(ErasureLog.Line(order: order, unit: unit))
    return (order, isKnown)
  }

  /// Gives each place the orders that only the other has; says how many the store lacked, and how many lines of the log
  /// say nothing. A crash cuts one short at most, whose order was never acknowledged.
  func applyAgain() async throws -> (applied: Int, damaged: Int) {
    guard let log else { return (0, 0) }
    let (lines, damaged) = try log.read()
    var held: Set<String> = []
    var last = 0
    while true {
      let orders = try await store.erasures(for: nil, after: last, limit: Self.page)
      for erasure in orders {
        held.insert(erasure.order.receipt)
        try log.append(ErasureLog.Line(order: erasure.order, unit: erasure.unit))
      }
      guard orders.count == Self.page, let end = orders.last else { break }
      last = end.order.number
    }
    var applied = 0
    for line in lines where !held.contains(line.order.receipt) {
      _ = try await store.restoreErasure(HeldErasure(order: line.order, unit: line.unit))
      applied += 1
    }
    return (applied, damaged)
  }
}
