package import Checklists
package import Journal

/// Numbers and dates as people write them.
package enum Numbers {
  /// `1.234.567`.
  package static func vietnamese(_ value: Int) -> String { grouped(value, by: ".") }
  /// `1,234,567`.
  package static func english(_ value: Int) -> String { grouped(value, by: ",") }

  /// Grouped in the manner of a language.
  package static func text(_ value: Int, _ language: Language) -> String {
    language == .vietnamese ? vietnamese(value) : english(value)
  }

  /// One decimal: `1.234,5` in Vietnamese.
  package static func tenths(_ tenths: Int, _ language: Language) -> String {
    text(tenths / 10, language) + (language == .vietnamese ? "," : ".") + "\(abs(tenths % 10))"
  }

  /// `dd/mm/yyyy`, in every language.
  package static func date(_ day: Day) -> String {
    let (year, month, day) = day.parts
    return two(day) + "/" + two(month) + "/" + String(year)
  }

  /// `yyyy-mm-dd`, for programs.
  package static func iso(_ day: Day) -> String {
    let (year, month, day) = day.parts
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// `hh:mm` of minutes since midnight.
  package static func clock(_ minutes: Int) -> String { "\(two(minutes / 60)):\(two(minutes % 60))" }

  private static func two(_ value: Int) -> String { value < 10 ? "0" + String(value) : String(value) }

  private static func grouped(_ value: Int, by separator: String) -> String {
    var text = String(value.magnitude)
    for place in stride(from: text.utf8.count - 3, to: 0, by: -3) {
      text.insert(contentsOf: separator, at: text.utf8.index(text.startIndex, offsetBy: place))
    }
    return (value < 0 ? "-" : "") + text
  }
}
