import Bytes
package import Journal

/// What a lead says about one desk of the unit: it is kept, told to the desk and to the unit's leads, and carried on sticks
/// in one way, whatever it says. Its ``kind``, device and ``key`` name it.
package protocol LeadWord: Message, Hashable {
  /// What stores call words of this kind.
  static var kind: String { get }
  /// Words that are kept of one desk.
  static var mostKept: Int { get }
  /// Words that are told to one desk, the newest.
  static var mostOfDesk: Int { get }
  /// Words that are told of one unit, the newest.
  static var mostTold: Int { get }

  /// Whose desk it is about.
  var device: DeviceID { get }
  /// What it is about. A later word with the same key takes the place of the earlier one.
  var key: String { get }
  /// When it was said, in milliseconds since 1970 by the clock of whoever said it.
  var time: Int64 { get }
  /// Whether it says what a lead's laptop or a hub says.
  var isSound: Bool { get }
  /// As it travels.
  var act: LeadAct { get }
}

/// A word on one entry of a desk; all of them are kept.
package protocol WordOnEntry: LeadWord {
  var entry: EntryID { get }
}

extension WordOnEntry {
  package var device: DeviceID { entry.device }
  package var key: String { "\(entry.incarnation)/\(entry.sequence)/\(time)" }
}

extension EntryID {
  /// Whether it may name an entry of a laptop.
  var isSound: Bool {
    device.isSound && (1...Limits.incarnations).contains(incarnation) && (1...Limits.chainEntries).contains(sequence)
  }
}

extension DeviceID {
  /// Whether it may name a laptop: 32 hexadecimal digits.
  var isSound: Bool { Hex.bytes(rawValue[...])?.count == 16 }
}

extension Array where Element: LeadWord {
  /// Whether there are no more than so many, each sound.
  func areBounded(_ most: Int) -> Bool { count <= most && allSatisfy(\.isSound) }
}
