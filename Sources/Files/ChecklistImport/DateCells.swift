/// What a cell's format makes of a number.
enum CellStyle: Hashable {
  case plain, day, time, dayAndTime
}

/// Turns the numbers of cells that are formatted as days into the days that a person sees.
struct DateCells {
  /// Whether days are counted from 1904 instead of 1900.
  var isFrom1904: Bool
  /// By the number that a cell has for its style.
  var styles: [CellStyle]

  /// The day `23/11/2026`, the time `08:30`, or both; nil for a number that is no day.
  func text(of value: String, style: Int?) -> String? {
    guard let style, styles.indices.contains(style), styles[style] != .plain, value.utf8.count <= 32,
      let number = Double(value), (0..<2_958_466).contains(number)
    else { return nil }
    let whole = number.rounded(.down)
    let minutes = Int(((number - whole) * 1440).rounded())
    // The last half minute of a day belongs to the next.
    let serial = Int(whole) + minutes / 1440
    let time = Self.time(minutes % 1440)
    // A time without a day is a part of day 0.
    if styles[style] == .time || styles[style] == .dayAndTime && serial == 0 { return time }
    guard let day = CalendarDay(serial: serial, isFrom1904: isFrom1904)?.localText else { return nil }
    return styles[style] == .dayAndTime ? "\(day) \(time)" : day
  }

  /// The same for `2026-11-23T08:30:00`, which few programs write.
  func text(ofISO value: String) -> String? {
    let parts = value.split(separator: "T", maxSplits: 1)
    guard let first = parts.first, let day = CalendarDay(String(first))?.localText else { return nil }
    guard parts.count == 2, !parts[1].hasPrefix("00:00") else { return day }
    return day + " " + parts[1].prefix(5)
  }

  private static func time(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return two(minutes / 60) + ":" + two(minutes % 60)
  }
}

/// The formats of a workbook's cells.
final class StylesParser: PartParser {
  /// By the number that a cell has for its style.
  private(set) var styles: [CellStyle] = []
  /// Formats of the workbook's own, by their numbers.
  private var formats: [Int: CellStyle] = [:]
  private var isInCells = false

  override func open(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else { return }
      formats[id] = Self.style(ofFormat: code)
    case "cellXfs": isInCells = true
    case "xf" where isInCells:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      styles.append(formats[id] ?? Self.builtIn(id))
    default: break
    }
  }

  override func close(_ element: String) {
    if element == "cellXfs" { isInCells = false }
  }

  /// Formats that every program knows by their numbers.
  ///
  /// Source: ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the days of some languages.
  private static func builtIn(_ id: Int) -> CellStyle {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: .day
    case 18...21, 32...35, 45...47, 55, 56: .time
    case 22: .dayAndTime
    default: .plain
    }
  }

  /// What a format shows, by its letters outside of quotes, brackets and escapes. `m` is a month beside a day or a
  /// year, and minutes beside hours.
  private static func style(ofFormat code: String) -> CellStyle {
    var hasDay = false
    var hasTime = false
    var hasMonth = false
    var rest = code.lowercased()[...]
    // What follows a semicolon is for negative numbers and texts.
    while let letter = rest.popFirst(), letter != ";" {
      switch letter {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      // A colour or a language, but [h] counts hours.
      case "[":
        if let first = rest.first, "hms".contains(first) { hasTime = true }
        rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "d", "y": hasDay = true
      case "h", "s": hasTime = true
      case "m": hasMonth = true
      default: break
      }
    }
    if hasMonth, !hasTime { hasDay = true }
    return hasDay ? (hasTime ? .dayAndTime : .day) : hasTime ? .time : .plain
  }
}
