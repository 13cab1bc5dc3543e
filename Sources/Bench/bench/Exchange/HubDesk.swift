import Bytes
import Foundation
import HTTPTypes
import HubService
import HubStore
import Journal
import Protocol

/// A hub in this process, and a desk that pushes to it.
struct HubDesk {
  private let hub: Hub
  private let stock: Stock
  private let now: Int64

  /// Begins a hub on an empty store, and lets the desk in.
  init(_ stock: Stock, store: any HubStore) async throws {
    self.stock = stock
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    self.now = now
    var settings = HubSettings()
    // The limits are for networks; here only the work is timed.
    settings.rates.device = .init(burst: 1_000_000, perSecond: 1_000_000)
    hub = try await Hub.open(store: store, key: HubKey(), settings: settings) { now }
    var chance = SystemRandomNumberGenerator()
    let code = EnrolCode.long(using: &chance)
    try await store.add(
      StoredCode(lookup: code.lookup, secret: code.secret, unit: Stock.unit, role: .desk, expires: now + 60_000))
    let device = EnrolledDevice(
      id: stock.key.device, publicKey: stock.key.publicKey, unit: Stock.unit, role: .desk, sealingKey: nil,
      enrolled: now)
    guard case .enrolled = try await store.redeem(code.lookup, for: device, now: now) else {
      throw failure("The hub did not let the desk in.")
    }
  }

  /// Pushes batches, so many under way at once; each push is signed beforehand. Returns entries a second.
  func push(_ sealed: [[UInt8]], window: Int) async throws -> Double {
    let requests = try sealed.map { try signed($0) }
    let hub = hub
    let start = Pty.now()
    try await withThrowingTaskGroup(of: HubAnswer.self) { group in
      for (index, request) in requests.enumerated() {
        if index >= window { try Self.check(await group.next()) }
        group.addTask { await hub.answer(request) }
      }
      while let answer = try await group.next() { try Self.check(answer) }
    }
    return Double(stock.entries.count) / (Double(Pty.now() - start) / 1e9)
  }

  private static func check(_ answer: HubAnswer?) throws {
    guard let answer, answer.status == 200, PushAnswer(bytes: answer.body)?.receipt.isEmpty == false else {
      throw failure("The hub refused a batch (\(answer?.status ?? 0)).")
    }
  }

  private func signed(_ body: [UInt8]) throws -> HubRequest {
    var request = HubRequest(.post, Route.push, headers: [.prefer: "wait=10"], body: body)
    let nonce = Hex.text((0..<16).map { _ in UInt8.random(in: 0...255) })
    let signature = try RequestSignature.sign(
      request, to: hub.identity.hub, time: now, clock: now, nonce: nonce, key: stock.key)
    request.headers[.authorization] = signature.header
    return request
  }
}
