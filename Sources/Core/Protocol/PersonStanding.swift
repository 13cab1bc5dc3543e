import Bytes
package import Journal

/// A lead's word on whether somebody may help at a desk of the unit. Of one person the newest word counts, and none of them
/// touches what was written: entries of whoever may not help any more are kept and sent like all others.
package struct PersonStanding: Message, Hashable {
  package var device: DeviceID
  /// As that desk knows the person: other desks give the same code to others.
  package var volunteer: VolunteerCode
  /// Whether the person may not help there.
  package var isBarred: Bool
  /// When it was said, in milliseconds since 1970 by the clock of whoever said it; later than any word on the person that
  /// they knew.
  package var time: Int64

  /// People of one desk of whom words are kept, and told.
  package static let mostOfDesk = 200
  /// Words that are told of one unit, the newest.
  package static let mostTold = 1_000

  package init(device: DeviceID, volunteer: VolunteerCode, isBarred: Bool, time: Int64) {
    self.device = device
    self.volunteer = volunteer
    self.isBarred = isBarred
    self.time = time
  }

  /// Whether it says what a lead's laptop or a hub says.
  package var isSound: Bool {
    Hex.bytes(device.rawValue[...])?.count == 16 && volunteer.number != nil
      && Limits.times.contains(time)
  }
}
