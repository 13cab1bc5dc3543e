/// Names a chain: one incarnation of a device's log.
package struct ChainID: Hashable, Sendable, Codable {
  package var device: DeviceID
  /// 1, then one more each time the log had to start anew.
  package var incarnation: Int

  package init(device: DeviceID, incarnation: Int) {
    self.device = device
    self.incarnation = incarnation
  }

  /// The name of the chain's entry at a place.
  package func entry(_ sequence: Int) -> EntryID {
    EntryID(device: device, incarnation: incarnation, sequence: sequence)
  }
}

/// How long a chain is, and the hash that its next entry builds on.
package struct ChainHead: Hashable, Sendable {
  package var chain: ChainID
  /// The sequence of the last entry; 0 where there is none.
  package var size: Int
  /// The hash of that entry; ``EntryHash/zero`` where there is none.
  package var hash: EntryHash

  package init(chain: ChainID, size: Int, hash: EntryHash) {
    self.chain = chain
    self.size = size
    self.hash = hash
  }

  /// The last entry; its sequence is 0 where there is none.
  package var last: EntryID { chain.entry(size) }

  /// What a device signs to stand by its chain up to here.
  package var message: [UInt8] { SignedHead.message(last: last, hash: hash) }
}

/// A range of a chain whose entries the device lost to a damaged disk. It may be a long one: compared, never walked
/// through.
package struct LostRange: Hashable, Sendable {
  /// The sequence of the first lost entry.
  package var first: Int
  /// The sequence of the last one; not below `first`.
  package var last: Int
  /// The hash of the last one, which the next entry builds on.
  package var hash: EntryHash

  package init(first: Int, last: Int, hash: EntryHash) {
    self.first = first
    self.last = last
    self.hash = hash
  }
}

extension EntryID {
  /// The chain that the entry is of.
  package var chain: ChainID { ChainID(device: device, incarnation: incarnation) }
}

extension SignedHead {
  /// What is signed.
  package var head: ChainHead { ChainHead(chain: last.chain, size: last.sequence, hash: hash) }
}
