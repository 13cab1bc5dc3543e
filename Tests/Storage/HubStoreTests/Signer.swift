import HubFixtures
import Journal
import Protocol
import Synchronization

/// Signs receipts for a chain, and counts them.
final class Signer: Sendable {
  private let chain: SampleChain
  private let incarnation: Int
  private let key = HubKey()
  private let signed = Mutex(0)

  init(_ chain: SampleChain, incarnation: Int) {
    self.chain = chain
    self.incarnation = incarnation
  }

  var count: Int { signed.withLock { $0 } }

  @Sendable func sign(_ size: Int, _ head: EntryHash) throws -> Receipt {
    signed.withLock { $0 += 1 }
    return try Receipt(
      hubIncarnation: incarnation, device: chain.device, incarnation: chain.incarnation, size: size, head: head,
      time: Int64(count), key: key)
  }
}
