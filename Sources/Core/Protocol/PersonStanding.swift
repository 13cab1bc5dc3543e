package import Journal

/// A lead's word on whether somebody may help at a desk of the unit. Of one person the newest word counts, and none of them
/// touches what was written: entries of whoever may not help any more are kept and sent like all others.
package struct PersonStanding: LeadWord {
  package var device: DeviceID
  /// As that desk knows the person: other desks give the same code to others.
  package var volunteer: VolunteerCode
  /// Whether the person may not help there.
  package var isBarred: Bool
  /// Later than any word on the person that whoever says it knew.
  package var time: Int64

  package static let kind = "standing"
  package static let mostKept = 200
  package static let mostOfDesk = 200
  package static let mostTold = 1_000

  package init(device: DeviceID, volunteer: VolunteerCode, isBarred: Bool, time: Int64) {
    self.device = device
    self.volunteer = volunteer
    self.isBarred = isBarred
    self.time = time
  }

  package var key: String { volunteer.rawValue }
  package var act: LeadAct { LeadAct(self) }

  package var isSound: Bool { device.isSound && volunteer.number != nil && Limits.times.contains(time) }
}
