import Bytes
package import Journal

/// The hub's signed word for how much of a chain it holds, durably.
///
/// Only a receipt makes an entry "sent". It travels and is stored as one line of text.
package struct Receipt: Hashable, Sendable {
  package var hub: HubID
  /// One incarnation of the hub's data: 1, then one more after each restore from a backup.
  package var hubIncarnation: Int
  package var device: DeviceID
  package var incarnation: Int
  /// How many entries of the chain the hub holds, from the first without a gap but for what the device itself lost.
  package var size: Int
  /// The hash of the last of them.
  package var head: EntryHash
  /// Milliseconds since 1970 by the hub's clock.
  package var time: Int64
  /// Ed25519 by the hub, 64 bytes.
  package var signature: [UInt8]

  /// Signs a receipt.
  package init(
    hubIncarnation: Int, device: DeviceID, incarnation: Int, size: Int, head: EntryHash, time: Int64, key: HubKey
  ) throws {
    hub = key.id
    self.hubIncarnation = hubIncarnation
    self.device = device
    self.incarnation = incarnation
    self.size = size
    self.head = head
    self.time = time
    signature = []
    signature = try key.signature(over: Array(message.utf8))
  }

  /// The chain that it is about.
  package var chain: ChainID { ChainID(device: device, incarnation: incarnation) }

  private var message: String {
    "tiepsuc receipt 1 \(hub.rawValue) \(hubIncarnation) \(device.rawValue) \(incarnation) \(size) \(head.hex) \(time)"
  }

  /// Whether the hub with this key signed it.
  package func isSigned(by hubKey: [UInt8]) -> Bool {
    HubID(publicKey: hubKey) == hub
      && DeviceKey.isSigned(Array(message.utf8), signature: signature, publicKey: hubKey)
  }

  /// The line.
  package var line: String { "\(message) \(Base64.text(signature))" }

  /// Reads a line; nil where it has another form, or numbers that no hub has. It says nothing of the signature.
  package init?(line: String) {
    guard line.utf8.count <= 400 else { return nil }
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 11, parts[0] == "tiepsuc", parts[1] == "receipt", parts[2] == "1",
      Hex.bytes(parts[3])?.count == 16, let hubIncarnation = Int(parts[4]),
      (1...Limits.incarnations).contains(hubIncarnation), Hex.bytes(parts[5])?.count == 16,
      let incarnation = Int(parts[6]), (1...Limits.incarnations).contains(incarnation), let size = Int(parts[7]),
      (0...Limits.chainEntries).contains(size), let head = EntryHash(hex: parts[8]), let time = Int64(parts[9]),
      Limits.times.contains(time), let signature = Base64.bytes(String(parts[10])), signature.count == 64
    else { return nil }
    hub = HubID(rawValue: String(parts[3]))
    self.hubIncarnation = hubIncarnation
    device = DeviceID(rawValue: String(parts[5]))
    self.incarnation = incarnation
    self.size = size
    self.head = head
    self.time = time
    self.signature = signature
    // Only the one spelling of each number is a receipt.
    guard self.line == line else { return nil }
  }
}
