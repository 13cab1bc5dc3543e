package import Journal

/// A unit's calendar as iCalendar (RFC 5545), for the calendars of other programs: no names of people, only how many.
package enum ICalendar {
  /// The words of a line in the reader's language.
  package struct Words: Sendable {
    package var name: String
    package var description: String

    package init(name: String, description: String) {
      self.name = name
      self.description = description
    }
  }

  /// - Parameter stamp: When it is written out.
  package static func text(
    _ lines: [PlanLine], named name: String, stamp: Moment, words: (PlanLine) -> Words
  ) -> String {
    var out = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tiep Suc//Desk//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      "X-WR-CALNAME:" + escaped(name), "BEGIN:VTIMEZONE", "TZID:\(zone)", "BEGIN:STANDARD",
      "DTSTART:19700101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD",
      "END:VTIMEZONE",
    ]
    for line in lines where isWritten(line) {
      let words = words(line)
      out += [
        "BEGIN:VEVENT", "UID:\(line.first.device.rawValue)-\(line.first.incarnation)-\(line.first.sequence)@tiepsuc",
        "DTSTAMP:" + utc(stamp), "SEQUENCE:\(line.changes)",
        "DTSTART;TZID=\(zone):" + local(line.facts.day, line.from),
        "DTEND;TZID=\(zone):"
          + (line.to == 1440
            ? local(Day(daysSince1970: line.facts.day.daysSince1970 + 1), 0) : local(line.facts.day, line.to)),
        "SUMMARY:" + escaped(words.name), "DESCRIPTION:" + escaped(words.description),
        "CATEGORIES:" + line.facts.what.rawValue.uppercased(),
        "STATUS:" + (line.facts.isOff ? "CANCELLED" : line.missing > 0 ? "TENTATIVE" : "CONFIRMED"),
      ]
      if let place = line.facts.place, !place.isEmpty { out.append("LOCATION:" + escaped(place)) }
      out.append("END:VEVENT")
    }
    out.append("END:VCALENDAR")
    return out.map(folded).joined()
  }

  private static let zone = "Asia/Ho_Chi_Minh"

  /// Only years of four digits can be written.
  private static func isWritten(_ line: PlanLine) -> Bool {
    (1000...9998).contains(line.facts.day.parts.year)
  }

  /// A line of at most 75 octets, continued on the next behind a blank; never within a letter.
  static func folded(_ line: String) -> String {
    var out = ""
    var octets = 0
    for character in line.unicodeScalars {
      let width = String(character).utf8.count
      if octets + width > 75 {
        out += "\r\n "
        octets = 1
      }
      out.unicodeScalars.append(character)
      octets += width
    }
    return out + "\r\n"
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case ";": out += "\\;"
      case ",": out += "\\,"
      case "\n": out += "\\n"
      default: if scalar.properties.generalCategory != .control { out.unicodeScalars.append(scalar) }
      }
    }
    return out
  }

  private static func local(_ day: Day, _ minute: Int) -> String {
    date(day) + "T" + padded(minute / 60, 2) + padded(minute % 60, 2) + "00"
  }

  private static func utc(_ moment: Moment) -> String {
    var utc = moment
    utc.offsetMinutes = 0
    return local(utc.day, utc.minuteOfDay) + "Z"
  }

  private static func date(_ day: Day) -> String {
    let (year, month, day) = day.parts
    return padded(year, 4) + padded(month, 2) + padded(day, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
