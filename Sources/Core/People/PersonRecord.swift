package import Journal

/// What this laptop knows of a person beside the name: never part of an entry, and never sent.
package struct PersonRecord: Equatable, Sendable {
  package var role = DeskRole.volunteer
  /// Whether the person no longer helps here. What they did stays.
  package var isOff = false
  package var pin: SecretHash?
  package var tries = WrongTries()

  package init(role: DeskRole = .volunteer) { self.role = role }

  /// Where a journal's settings keep it.
  package static func key(_ code: VolunteerCode) -> String { keyPrefix + code.rawValue }
  package static let keyPrefix = "person-"

  /// As the settings hold it: the role, `on` or `off`, the tries, the PIN.
  package var text: String {
    ["1", role.rawValue, isOff ? "off" : "on", tries.text, pin?.text ?? "-"].joined(separator: " ")
  }

  /// Reads ``text``; nil where it has another form.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 4).map(String.init)
    guard parts.count == 5, parts[0] == "1", let role = DeskRole(rawValue: parts[1]), ["on", "off"].contains(parts[2]),
      let tries = WrongTries(parts[3])
    else { return nil }
    self.role = role
    isOff = parts[2] == "off"
    self.tries = tries
    if parts[4] != "-" {
      guard let pin = SecretHash(parts[4]) else { return nil }
      self.pin = pin
    }
  }
}

extension PersonRecord {
  /// The records of everybody, as the settings hold them. One that cannot be read counts as a volunteer without a PIN that
  /// nobody knows: only a lead lets such a person in again.
  package static func all(in settings: [String: String]) -> [VolunteerCode: PersonRecord] {
    var all: [VolunteerCode: PersonRecord] = [:]
    for (key, value) in settings where key.hasPrefix(keyPrefix) {
      let code = VolunteerCode(rawValue: String(key.dropFirst(keyPrefix.count)))
      all[code] = PersonRecord(value) ?? PersonRecord.unreadable
    }
    return all
  }

  private static var unreadable: PersonRecord {
    var record = PersonRecord()
    record.pin = .nobodys
    return record
  }
}
