/// Cuts the bytes of one entry into phrases and values.
///
/// It knows the keys of today's entries and where their values differ; it does not judge them. Whatever it cuts goes
/// together again to the same bytes, so what it does not know is only packed less well.
struct EntryScanner {
  /// A piece of an entry, in the order in which the reader will ask for the pieces of its mark.
  struct Piece {
    var mark: Mark
    /// The value of a number.
    var value: Int64 = 0
    /// Of a phrase, text or hash: where it lies in `kept`.
    var start = 0
    var end = 0
  }

  private(set) var pieces: [Piece] = []
  /// Phrases, texts and hashes of the pieces.
  private(set) var kept: [UInt8] = []
  /// Phrases that are being put together.
  private var drafts: [[UInt8]] = [[], [], []]

  private enum Draft: Int { case entry, list, item }

  /// The phrase of the whole entry.
  var entry: [UInt8] { drafts[Draft.entry.rawValue] }

  /// No less than the bytes of its phrases with their ends.
  var byteCount: Int { entry.count + kept.count + pieces.count + 1 }

  private var bytes: UnsafeBufferPointer<UInt8> = .init(start: nil, count: 0)
  private var offset = 0

  /// Cuts one entry, whose bytes from `gap` say where it stands; false where it has another form, and goes whole.
  mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, gap: Range<Int>) -> Bool {
    pieces.removeAll(keepingCapacity: true)
    kept.removeAll(keepingCapacity: true)
    drafts[Draft.entry.rawValue].removeAll(keepingCapacity: true)
    self.bytes = bytes
    defer { self.bytes = .init(start: nil, count: 0) }
    guard !bytes.contains(where: { $0 < Mark.firstText }) else { return false }
    drafts[Draft.entry.rawValue].append(contentsOf: bytes[..<gap.lowerBound])
    drafts[Draft.entry.rawValue].append(Mark.place.rawValue)
    offset = gap.upperBound
    while take(0x2c) {
      guard pair() else { return false }
    }
    let rest = bytes.count - offset
    drafts[Draft.entry.rawValue].append(contentsOf: bytes[offset...])
    return rest <= 1
  }

  /// A key and what stands behind it.
  private mutating func pair() -> Bool {
    let start = offset - 1
    guard let key = string() else { return false }
    guard take(0x3a) else { return false }
    drafts[Draft.entry.rawValue].append(contentsOf: bytes[start..<offset])
    guard let mark = Mark.behind(Mark.word(bytes[(key.lowerBound + 1)..<(key.upperBound - 1)])) else {
      return literal()
    }
    switch mark {
    case .wall, .span: return moment(mark)
    case .hash: return hash() || literal()
    case .text: return text(into: .entry)
    case .day: return number(.day, into: .entry) || literal()
    case .steps: return steps()
    case .problems: return problems()
    case .topic: return petition()
    case .target: return target()
    default: return phrase(mark, into: .entry)
    }
  }

  // MARK: What stands behind the keys

  private mutating func moment(_ mark: Mark) -> Bool {
    take(0x5b, into: .entry) && number(mark, into: .entry) && take(0x2c, into: .entry)
      && phrase(.offset, into: .entry) && take(0x2c, into: .entry) && phrase(.boot, into: .entry)
      && take(0x2c, into: .entry) && number(.monotonic, into: .entry) && take(0x5d, into: .entry)
  }

  private mutating func target() -> Bool {
    guard take(0x5b, into: .entry), phrase(.target, into: .entry), take(0x2c, into: .entry) else { return false }
    return phrase(.target, into: .entry) && take(0x2c, into: .entry) && number(.back, into: .entry)
      && take(0x5d, into: .entry)
  }

  private mutating func petition() -> Bool {
    take(0x5b, into: .entry) && phrase(.topic, into: .entry) && take(0x2c, into: .entry) && text(into: .entry)
      && take(0x5d, into: .entry)
  }

  private mutating func steps() -> Bool {
    items(.steps) { scanner in
      guard scanner.take(0x5b, into: .list), scanner.copy(into: .list),
        scanner.take(0x2c, into: .list)
      else { return false }
      scanner.drafts[Draft.list.rawValue].append(Mark.manner.rawValue)
      return scanner.manner()
    }
  }

  /// How a step ended: `"done",1234]`, or with a reason, a note, and how often somebody came back to it.
  private mutating func manner() -> Bool {
    drafts[Draft.item.rawValue].removeAll(keepingCapacity: true)
    guard copy(into: .item), take(0x2c, into: .item) else { return false }
    // Steps that were not reached took no time: the zero stays in the phrase.
    let isZero = offset < bytes.count && bytes[offset] == 0x30
    guard isZero ? copy(into: .item) : number(.milliseconds, into: .item) else { return false }
    if take(0x2c, into: .item) {
      guard copy(into: .item) else { return false }
      if take(0x2c, into: .item) {
        let isWritten = offset < bytes.count && bytes[offset] == 0x22
        guard isWritten ? text(into: .item) : copy(into: .item) else { return false }
        if take(0x2c, into: .item), !copy(into: .item) { return false }
      }
    }
    guard take(0x5d, into: .item) else { return false }
    keep(.manner, .item)
    return true
  }

  private mutating func problems() -> Bool {
    items(.problems) { scanner in
      scanner.drafts[Draft.list.rawValue].append(Mark.problem.rawValue)
      return scanner.problem()
    }
  }

  /// `["step","problem",words,helped]`, of which the end may be missing.
  private mutating func problem() -> Bool {
    drafts[Draft.item.rawValue].removeAll(keepingCapacity: true)
    guard take(0x5b, into: .item), copy(into: .item) else { return false }
    if take(0x2c, into: .item) {
      guard copy(into: .item) else { return false }
      if take(0x2c, into: .item) {
        let isWritten = offset < bytes.count && bytes[offset] == 0x22
        guard isWritten ? text(into: .item) : copy(into: .item) else { return false }
        if take(0x2c, into: .item), !copy(into: .item) { return false }
      }
    }
    guard take(0x5d, into: .item) else { return false }
    keep(.problem, .item)
    return true
  }

  /// A list whose items are phrases within its own.
  private mutating func items(_ mark: Mark, _ one: (inout EntryScanner) -> Bool) -> Bool {
    drafts[Draft.list.rawValue].removeAll(keepingCapacity: true)
    guard take(0x5b, into: .list) else { return false }
    if !take(0x5d, into: .list) {
      repeat {
        guard one(&self) else { return false }
      } while take(0x2c, into: .list)
      guard take(0x5d, into: .list) else { return false }
    }
    drafts[Draft.entry.rawValue].append(mark.rawValue)
    keep(mark, .list)
    return true
  }

  // MARK: Values

  private mutating func keep(_ mark: Mark, _ draft: Draft) {
    let start = kept.count
    kept.append(contentsOf: drafts[draft.rawValue])
    pieces.append(Piece(mark: mark, start: start, end: kept.count))
  }

  /// A value as a phrase of its own.
  private mutating func phrase(_ mark: Mark, into draft: Draft) -> Bool {
    let start = offset
    guard skip() else { return false }
    drafts[draft.rawValue].append(mark.rawValue)
    let from = kept.count
    kept.append(contentsOf: bytes[start..<offset])
    pieces.append(Piece(mark: mark, start: from, end: kept.count))
    return true
  }

  /// What is between two quotes.
  private mutating func text(into draft: Draft) -> Bool {
    guard let found = string() else { return false }
    drafts[draft.rawValue].append(0x22)
    drafts[draft.rawValue].append(Mark.text.rawValue)
    drafts[draft.rawValue].append(0x22)
    let from = kept.count
    kept.append(contentsOf: bytes[(found.lowerBound + 1)..<(found.upperBound - 1)])
    pieces.append(Piece(mark: .text, start: from, end: kept.count))
    return true
  }

  /// 64 digits of lower case between quotes.
  private mutating func hash() -> Bool {
    guard bytes.count - offset >= 66, bytes[offset] == 0x22, bytes[offset + 65] == 0x22 else { return false }
    let from = kept.count
    for index in 0..<32 {
      guard let high = Self.digit(bytes[offset + 1 + index * 2]), let low = Self.digit(bytes[offset + 2 + index * 2])
      else {
        kept.removeLast(index)
        return false
      }
      kept.append(high << 4 | low)
    }
    offset += 66
    drafts[Draft.entry.rawValue].append(Mark.hash.rawValue)
    pieces.append(Piece(mark: .hash, start: from, end: kept.count))
    return true
  }

  private static func digit(_ unit: UInt8) -> UInt8? {
    switch unit {
    case 0x30...0x39: unit - 0x30
    case 0x61...0x66: unit - 0x57
    default: nil
    }
  }

  /// A whole number in its only form, of at most 18 digits.
  private mutating func number(_ mark: Mark, into draft: Draft) -> Bool {
    let start = offset
    var isNegative = false
    if mark.isSigned, offset < bytes.count, bytes[offset] == 0x2d {
      isNegative = true
      offset += 1
    }
    let first = offset
    var value: Int64 = 0
    while offset < bytes.count, case 0x30...0x39 = bytes[offset], offset - first < 18 {
      value = value * 10 + Int64(bytes[offset] - 0x30)
      offset += 1
    }
    let isOnlyForm = offset - first == 1 ? !(isNegative && value == 0) : offset > first && bytes[first] != 0x30
    guard isOnlyForm else {
      offset = start
      return false
    }
    drafts[draft.rawValue].append(mark.rawValue)
    pieces.append(Piece(mark: mark, value: isNegative ? -value : value))
    return true
  }

  // MARK: Steps forward

  /// A value that stays in the phrase of the entry.
  private mutating func literal() -> Bool { copy(into: .entry) }

  private mutating func copy(into draft: Draft) -> Bool {
    let start = offset
    guard skip() else { return false }
    drafts[draft.rawValue].append(contentsOf: bytes[start..<offset])
    return true
  }

  private mutating func take(_ unit: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == unit else { return false }
    offset += 1
    return true
  }

  private mutating func take(_ unit: UInt8, into draft: Draft) -> Bool {
    guard take(unit) else { return false }
    drafts[draft.rawValue].append(unit)
    return true
  }

  /// A string with its quotes.
  private mutating func string() -> Range<Int>? {
    let start = offset
    guard take(0x22) else { return nil }
    while offset < bytes.count {
      let unit = bytes[offset]
      offset += unit == 0x5c ? 2 : 1
      if unit == 0x22 { return start..<offset }
    }
    return nil
  }

  /// Any value: up to the comma or bracket that does not belong to it.
  private mutating func skip() -> Bool {
    let start = offset
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x22:
        guard string() != nil else { return false }
      case 0x5b, 0x7b:
        depth += 1
        offset += 1
      case 0x2c, 0x5d, 0x7d:
        if depth == 0 { return offset > start }
        if bytes[offset] != 0x2c { depth -= 1 }
        offset += 1
      default:
        offset += 1
      }
    }
    return depth == 0 && offset > start
  }
}
