package import HubStore
import Journal
import Protocol

/// What breaks one branch of a chain at a hub.
package enum HeldFault: Hashable, Sendable {
  /// Bytes whose hash is not the stored one.
  case wrongHash(sequence: Int)
  /// Something is missing that the device did not lose.
  case gap(expected: Int, found: Int)
  /// It ends at another place, or with another hash, than the store says.
  case wrongEnd
  /// The device did not sign the head.
  case headNotSigned
  /// The device is not known.
  case unknownDevice
  /// Other entries break a rule than the store says.
  case wrongQuarantine(found: Int)
  /// The kept receipt is not the hub's, or speaks of what is not held.
  case wrongReceipt
}

/// What was found in one branch of a chain.
package struct VerifiedBranch: Hashable, Sendable {
  package var chain: ChainState
  /// Entries whose hashes were derived again.
  package var entries = 0
  /// Nil where all holds.
  package var fault: HeldFault?
}

/// Derives each chain, signature and receipt of a hub again, from its stored bytes, in constant memory.
package struct HubVerifier: Sendable {
  private static let page = 500
  private let store: any HubStore
  private let hubKey: [UInt8]

  package init(store: any HubStore, hubKey: [UInt8]) {
    self.store = store
    self.hubKey = hubKey
  }

  /// Goes through all branches; `found` hears of each. True where everything holds.
  package func verify(_ found: (VerifiedBranch) throws -> Void) async throws -> Bool {
    var isWhole = true
    for chain in try await store.chains(of: nil) {
      let branch = try await verify(chain)
      if branch.fault != nil { isWhole = false }
      try found(branch)
    }
    return isWhole
  }

  /// One branch, as the store said that it was: what came later is not looked at.
  func verify(_ chain: ChainState) async throws -> VerifiedBranch {
    var branch = VerifiedBranch(chain: chain)
    guard let device = try await store.device(chain.device) else {
      branch.fault = .unknownDevice
      return branch
    }
    var walk = Walk(chain, receipt: chain.receipt.flatMap { Receipt(line: $0) })
    walk.losses = try await store.losses(of: chain)[...]
    while walk.place < chain.size, walk.fault == nil {
      let entries = try await store.entries(
        of: chain, after: walk.place, limit: min(Self.page, chain.size - walk.place))
      if entries.isEmpty { break }
      for entry in entries where walk.fault == nil { walk.verify(entry) }
      branch.entries += entries.count
    }
    walk.finish()
    branch.fault = walk.fault ?? endFault(walk, chain, device)
    return branch
  }

  private func endFault(_ walk: Walk, _ chain: ChainState, _ device: EnrolledDevice) -> HeldFault? {
    guard walk.place == chain.size, walk.hash == chain.head else { return .wrongEnd }
    let last = EntryID(device: chain.device, incarnation: chain.incarnation, sequence: chain.size)
    guard DeviceID(publicKey: device.publicKey) == chain.device,
      DeviceKey.isSigned(
        SignedHead.message(last: last, hash: chain.head), signature: chain.headSignature, publicKey: device.publicKey)
    else { return .headNotSigned }
    guard walk.quarantined == chain.quarantined else { return .wrongQuarantine(found: walk.quarantined) }
    guard chain.receipt != nil else { return nil }
    guard let receipt = walk.receipt, receipt.isSigned(by: hubKey), receipt.device == chain.device,
      receipt.incarnation == chain.incarnation, walk.isReceiptMet
    else { return .wrongReceipt }
    return nil
  }

  /// Where the walk along one branch stands.
  private struct Walk {
    let device: DeviceID
    let incarnation: Int
    let size: Int
    let receipt: Receipt?
    var losses: ArraySlice<LostRange> = []
    var place = 0
    var hash = EntryHash.zero
    var quarantined = 0
    var isReceiptMet: Bool
    var fault: HeldFault?

    init(_ chain: ChainState, receipt: Receipt?) {
      device = chain.device
      incarnation = chain.incarnation
      size = chain.size
      self.receipt = receipt
      isReceiptMet = receipt?.size == 0 && receipt?.head == .zero
    }

    mutating func verify(_ entry: HeldEntry) {
      passLosses(before: entry.sequence)
      guard entry.sequence == place + 1 else {
        fault = .gap(expected: place + 1, found: entry.sequence)
        return
      }
      guard EntryHash(of: entry.bytes) == entry.hash else {
        fault = .wrongHash(sequence: entry.sequence)
        return
      }
      let id = EntryID(device: device, incarnation: incarnation, sequence: entry.sequence)
      if BatchReading.entry(entry.bytes, entry.hash, at: id, after: hash, unit: "").reason != nil { quarantined += 1 }
      stand(at: entry.sequence, entry.hash)
    }

    mutating func finish() { if fault == nil { passLosses(before: size + 1) } }

    private mutating func passLosses(before sequence: Int) {
      while let loss = losses.first, loss.first == place + 1, loss.last < sequence {
        stand(at: loss.last, loss.hash)
        losses.removeFirst()
      }
    }

    private mutating func stand(at sequence: Int, _ hash: EntryHash) {
      place = sequence
      self.hash = hash
      if receipt?.size == sequence, receipt?.head == hash { isReceiptMet = true }
    }
  }
}
