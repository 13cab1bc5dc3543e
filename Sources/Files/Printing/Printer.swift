/// A printer and the paper in it, as a desk remembers it.
package struct Printer: Hashable, Sendable {
  /// What it prints on.
  package enum Paper: String, CaseIterable, Sendable {
    /// A roll of 58 mm, printed by ESC/POS.
    case roll58 = "58"
    /// A roll of 80 mm, likewise.
    case roll80 = "80"
    /// Sheets, printed as lines of text.
    case a4
    /// The same in letters without marks, for a printing system whose font lacks some of Vietnamese.
    case a4Ascii = "a4-ascii"

    /// Whether it is printed as lines of text.
    package var isSheet: Bool { self == .a4 || self == .a4Ascii }
  }

  /// Where it takes what is printed.
  package enum Place: Hashable, Sendable {
    /// A device, or a file named `….prn` or `….txt`.
    case file(String)
    /// A queue of the printing system.
    case queue(String)
  }

  package var paper: Paper
  package var place: Place

  package init(_ paper: Paper, _ place: Place) {
    self.paper = paper
    self.place = place
  }

  /// The setting under which a desk keeps it.
  package static let settingKey = "printer"

  /// Reads what ``setting`` wrote; nil where it is none.
  package init?(setting: String) {
    let parts = setting.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let paper = Paper(rawValue: parts[0]), let place = Place(parts[1]) else { return nil }
    self.init(paper, place)
  }

  /// The paper and the place: `58 /dev/usb/lp0`, `a4 office`.
  package var setting: String { "\(paper.rawValue) \(place.words)" }
}

extension Printer.Place {
  /// Bytes of a path or of the name of a queue.
  private static let mostBytes = 200

  /// A place as people type it: what begins with `/` is a path, anything else a queue. Nil where it can be neither.
  package init?(_ typed: String) {
    guard (1...Self.mostBytes).contains(typed.utf8.count), !typed.unicodeScalars.contains(where: { $0.value < 0x20 })
    else { return nil }
    if typed.hasPrefix("/") {
      self = .file(typed)
    } else {
      let isName = typed.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
      // A hyphen in front would be read as an option.
      guard isName, !typed.hasPrefix("-") else { return nil }
      self = .queue(typed)
    }
  }

  /// As people type it.
  package var words: String {
    switch self {
    case .file(let path): path
    case .queue(let name): name
    }
  }
}
