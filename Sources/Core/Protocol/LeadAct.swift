package import Journal
import Reports

/// What a lead says about the unit's journals and people, signed by the lead's laptop, so that anybody may carry it: to the hub
/// (``Route/acts``), or on a stick to the desk that it is about. Exactly one of its fields is there.
package struct LeadAct: Message, Hashable {
  /// An entry that its desk is to correct.
  package var mark: EntryMark?
  /// A period that is signed, or opened again.
  package var period: PeriodStep?
  /// Whether somebody may help at a desk.
  package var standing: PersonStanding?
  /// What becomes of a petition that was said at a desk.
  package var petition: PetitionStep?

  package init(_ mark: EntryMark) { self.mark = mark }
  package init(_ period: PeriodStep) { self.period = period }
  package init(_ standing: PersonStanding) { self.standing = standing }
  package init(_ petition: PetitionStep) { self.petition = petition }

  /// What it says about a desk; nil where it is about a period.
  package var word: (any LeadWord)? {
    let words: [(any LeadWord)?] = [mark, standing, petition]
    return words.compactMap(\.self).first
  }

  /// As it travels: in an ``Envelope`` of the laptop that says it.
  package func signed(by key: DeviceKey) throws -> [UInt8] {
    try Envelope(try bytes, .leadAct, key: key).bytes
  }

  /// The act, and whose laptop signed it; nil where that cannot be read, was changed, or says what no lead says. Whether
  /// the signer leads the unit is still to be asked.
  package static func open(_ bytes: [UInt8]) -> (act: LeadAct, signer: DeviceID)? {
    guard let (payload, key) = Envelope(bytes: bytes, limit: Limits.messageBytes)?.payload(.leadAct),
      let act = LeadAct(bytes: payload), act.isSound
    else { return nil }
    return (act, DeviceID(publicKey: key))
  }

  /// Whether it says what a lead's laptop says.
  package var isSound: Bool {
    let said = [
      mark?.isSound, period.map { $0.isSound && $0.voice == .unit }, standing?.isSound, petition?.isSound,
    ].compactMap(\.self)
    return said == [true]
  }
}
