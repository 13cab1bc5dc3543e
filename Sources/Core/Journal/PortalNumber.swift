/// The number of a petition on the national portal, such as `PAKN.20200812.0012`: letters, a day, a running number.
package struct PortalNumber: Hashable, Sendable, CustomStringConvertible {
  /// In capital letters.
  package let description: String

  /// Reads a number as it is typed, with blanks around it and in small letters; nil for anything else.
  package init?(_ text: String) {
    let trimmed = text.uppercased().drop { $0 == " " }
    let parts = trimmed.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, (2...6).contains(parts[0].count), parts[0].allSatisfy({ ("A"..."Z").contains($0) }) else {
      return nil
    }
    let last = String(parts[2].reversed().drop { $0 == " " }.reversed())
    guard Self.isDay(parts[1]), (3...8).contains(last.count), last.allSatisfy(Self.isDigit) else { return nil }
    description = "\(parts[0]).\(parts[1]).\(last)"
  }

  private static func isDigit(_ letter: Character) -> Bool { ("0"..."9").contains(letter) }

  private static func isDay(_ text: Substring) -> Bool {
    guard text.count == 8, text.allSatisfy(isDigit), let year = Int(text.prefix(4)),
      let month = Int(text.dropFirst(4).prefix(2)), let day = Int(text.suffix(2))
    else { return false }
    return (2000...2199).contains(year) && Day(year: year, month: month, day: day) != nil
  }
}
