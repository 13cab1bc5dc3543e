import Bytes
package import Journal

/// What people call a desk, e.g. "Bàn 1": told at its enrolment, and changed by its lead or itself.
package enum DeskName {
  /// Letters of the longest.
  package static let longest = 40

  /// A typed name with single blanks; nil where it is too long, or holds what no name of a desk does: a control, or a number
  /// like a person's. An empty one takes the name away.
  package static func clean(_ typed: String) -> String? {
    TypedLine.clean(typed, atMost: longest)
  }
}

/// Gives a desk another name: POST to ``Route/names``; the answer is the same message, as it is kept.
package struct DeskNaming: Message, Hashable {
  package var device: DeviceID
  /// ``DeskName/clean(_:)``.
  package var name: String

  package init(device: DeviceID, name: String) {
    self.device = device
    self.name = name
  }
}

/// One branch of a desk's chain at the hub.
package struct UnitChain: Message, Hashable {
  package var incarnation: Int
  /// 0, or the number of the fork.
  package var branch: Int
  package var size: Int
  package var quarantined: Int
  package var lost: Int

  package init(incarnation: Int, branch: Int, size: Int, quarantined: Int, lost: Int) {
    self.incarnation = incarnation
    self.branch = branch
    self.size = size
    self.quarantined = quarantined
    self.lost = lost
  }
}

/// One delivery of a desk's entries to the hub: batches that came close together count as one.
package struct DeskExchange: Message, Hashable {
  /// When the last batch of it came, in milliseconds since 1970 by the hub's clock.
  package var time: Int64
  package var entries: Int
  /// Who brought it, where it was not the desk itself.
  package var carrier: DeviceID?

  package init(time: Int64, entries: Int, carrier: DeviceID?) {
    self.time = time
    self.entries = entries
    self.carrier = carrier
  }
}

/// One desk of a unit, as the hub knows it.
package struct UnitDesk: Message, Hashable {
  package var device: DeviceID
  /// Empty where nobody gave it one.
  package var name: String
  package var role: DeviceRole
  /// Milliseconds since 1970 by the hub's clock.
  package var enrolled: Int64
  /// When it was last heard of, itself or by what others brought of it; in milliseconds since 1970 by the hub's clock.
  package var seen: Int64
  package var isRevoked: Bool
  /// How far its clock was ahead of the hub's at its last request, in milliseconds.
  package var skew: Int64
  package var chains: [UnitChain]
  /// Newest first, at most ``mostExchanges``.
  package var exchanges: [DeskExchange]

  /// Deliveries that are told of one desk.
  package static let mostExchanges = 5

  package init(
    device: DeviceID, name: String, role: DeviceRole, enrolled: Int64, seen: Int64, isRevoked: Bool, skew: Int64,
    chains: [UnitChain], exchanges: [DeskExchange]
  ) {
    self.device = device
    self.name = name
    self.role = role
    self.enrolled = enrolled
    self.seen = seen
    self.isRevoked = isRevoked
    self.skew = skew
    self.chains = chains
    self.exchanges = exchanges
  }

  /// Entries that the hub holds, each once where branches share it.
  package var held: Int { chains.reduce(0) { $1.branch == 0 ? $0 &+ $1.size &- $1.lost : $0 } }
  package var quarantined: Int { chains.reduce(0) { $0 &+ $1.quarantined } }
  /// Two laptops write under its name.
  package var isForked: Bool { chains.contains { $0.branch > 0 } }

  /// Whether no number is one that no hub tells.
  var isBounded: Bool {
    [enrolled, seen].allSatisfy(Limits.times.contains) && chains.count <= 256
      && exchanges.count <= Self.mostExchanges && DeskName.clean(name) == name
      && chains.allSatisfy {
        (1...Limits.incarnations).contains($0.incarnation) && (0...256).contains($0.branch)
          && [$0.size, $0.quarantined, $0.lost].allSatisfy((0...Limits.chainEntries).contains)
      }
      && exchanges.allSatisfy { Limits.times.contains($0.time) && (0...Limits.chainEntries).contains($0.entries) }
  }
}

/// Desks of a lead's unit, as the hub knows them, the lead's own among them: answer of ``Route/desks``.
package struct UnitDesks: Message, Hashable {
  /// Milliseconds since 1970 by the hub's clock.
  package var time: Int64
  /// In the order of their enrolment.
  package var desks: [UnitDesk]
  /// Entries that a lead wants corrected, newest first, at most ``EntryMark/mostTold``.
  @LaterList package var marks: [EntryMark]
  /// What was done with the unit's periods, oldest first, at most the newest ``PeriodStep/mostTold``.
  @LaterList package var periods: [PeriodStep]
  /// Whether people may help at the unit's desks, newest first, at most ``PersonStanding/mostTold``.
  @LaterList package var standings: [PersonStanding]
  /// Leads' steps on petitions of the unit's desks, newest first, at most ``PetitionStep/mostTold``.
  @LaterList package var petitions: [PetitionStep]

  package init(
    time: Int64, desks: [UnitDesk], marks: [EntryMark] = [], periods: [PeriodStep] = [],
    standings: [PersonStanding] = [], petitions: [PetitionStep] = []
  ) {
    self.petitions = petitions
    self.standings = standings
    self.periods = periods
    self.time = time
    self.desks = desks
    self.marks = marks
  }

  /// Whether no list is longer, and no number larger, than a hub makes it.
  package var isBounded: Bool {
    Limits.times.contains(time) && desks.count <= Limits.unitDesks && desks.allSatisfy(\.isBounded)
      && marks.areBounded(EntryMark.mostTold) && standings.areBounded(PersonStanding.mostTold)
      && petitions.areBounded(PetitionStep.mostTold)
      && periods.count <= PeriodStep.mostTold && periods.allSatisfy(\.isSound)
  }
}

/// A stretch of a desk's chain, as the hub hands it to a lead: the answer of ``Route/entries``.
///
/// What proves it is the device's signature of the chain's end, which the hub holds and passes on: whoever has followed all
/// stretches to there knows that they are the device's own.
///
/// `TSC1`, public key (32), incarnation, base, size (LEB128), hash of the base (32), size of the chain (LEB128), its hash
/// (32), signature of that head (64), and the items, packed as in a batch.
package struct ChainPage: Hashable, Sendable {
  static let magic = Array("TSC1".utf8)

  /// The items, what they build on, and the device's key.
  package var batch: Batch
  /// The end of the chain, as its device signed it.
  package var signed: SignedHead

  package init(_ batch: Batch, signed: SignedHead) {
    self.batch = batch
    self.signed = signed
  }

  /// As it travels. Throws `tooLarge` where it does not fit: take fewer entries.
  package var bytes: [UInt8] {
    get throws(BatchFault) {
      guard batch.items.count <= Limits.batchEntries, batch.losses <= Limits.batchLosses,
        let (packed, end) = BatchCodec.pack(batch)
      else { throw .tooLarge }
      var writer = ByteWriter()
      writer.raw(Self.magic)
      writer.raw(batch.publicKey)
      writer.number(batch.base.chain.incarnation)
      writer.number(batch.base.size)
      writer.number(end.size)
      writer.raw(batch.base.hash.bytes)
      writer.number(signed.last.sequence)
      writer.raw(signed.hash.bytes)
      writer.raw(signed.signature)
      writer.raw(packed)
      guard writer.bytes.count <= Limits.batchBytes else { throw .tooLarge }
      return writer.bytes
    }
  }

  /// Reads bytes from outside; nothing of them is known to be true but what ``SignedHead/check(publicKey:)`` covers.
  package init(bytes: [UInt8]) throws(BatchFault) {
    guard bytes.count <= Limits.batchBytes else { throw .tooLarge }
    guard bytes.starts(with: Self.magic.dropLast()), bytes.count > Self.magic.count else { throw .malformed }
    guard bytes[3] == Self.magic[3] else { throw .newerFormat }
    var reader = ByteReader(bytes[Self.magic.count...])
    guard let key = reader.raw(32),
      let incarnation = reader.number(atMost: Limits.incarnations), incarnation > 0,
      let base = reader.number(atMost: Limits.chainEntries), let size = reader.number(atMost: Limits.chainEntries),
      size >= base, let baseHash = reader.hash(), let end = reader.number(atMost: Limits.chainEntries),
      let hash = reader.hash(), let signature = reader.raw(64)
    else { throw .malformed }
    guard base > 0 || baseHash == .zero else { throw .malformed }
    let chain = ChainID(device: DeviceID(publicKey: Array(key)), incarnation: incarnation)
    let start = ChainHead(chain: chain, size: base, hash: baseHash)
    (batch, _) = try BatchCodec.unpack(reader.rest, publicKey: Array(key), base: start, size: size)
    guard batch.size == size else { throw .malformed }
    signed = SignedHead(last: chain.entry(end), hash: hash, signature: Array(signature))
  }
}
