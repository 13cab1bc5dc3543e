import Exchange
import Synchronization

/// Collects opened contacts.
final class SaidContacts: Sendable {
  private let held = Mutex<[OpenedContact]>([])
  func add(_ contact: OpenedContact) { held.withLock { $0.append(contact) } }
  var all: [OpenedContact] { held.withLock { $0 } }
}
