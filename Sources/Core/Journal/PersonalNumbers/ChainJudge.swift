/// What a chain of digit groups looks like.
struct ChainJudge {
  private let chain: DigitScan.Chain
  private let context: NumberContext

  init(_ chain: DigitScan.Chain, _ scan: DigitScan) {
    self.chain = chain
    context = NumberContext(chain, scan)
  }

  private var groups: [DigitScan.Group] { chain.groups }

  /// The runs in the chain that are never kept.
  var runs: [PersonalDigits.Run] {
    var found: [PersonalDigits.Run] = []
    var rest: [Range<Int>] = []
    var start = 0
    while start < groups.count {
      if let (end, kind) = whole(from: start) {
        found.append(run(start..<end, kind))
        start = end
        rest.append(end..<end)
        continue
      }
      if rest.last?.upperBound == start {
        rest[rest.count - 1] = rest[rest.count - 1].lowerBound..<start + 1
      } else {
        rest.append(start..<start + 1)
      }
      start += 1
    }
    for part in rest where !part.isEmpty { found += judged(part) }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func run(_ part: Range<Int>, _ kind: PersonalDigits) -> PersonalDigits.Run {
    PersonalDigits.Run(
      kind: kind, range: groups[part.lowerBound].range.lowerBound..<groups[part.upperBound - 1].range.upperBound)
  }

  // MARK: Numbers that are sure whatever stands around them

  /// A phone, an identity card or a bank card that is parted evenly; nil where none begins with this group.
  private func whole(from start: Int) -> (end: Int, kind: PersonalDigits)? {
    let first = groups[start].digits
    var digits: [Int] = []
    for end in start..<groups.count {
      digits += groups[end].digits
      let part = start..<end + 1
      if digits.count > 16 { return nil }
      guard isEven(part) else { continue }
      let isPaired = part.allSatisfy { groups[$0].digits.count == 2 }
      guard first.count >= 3 || isPaired || part.allSatisfy({ groups[$0].digits.count == 1 }) else { continue }
      if ChainJudge.isPhone(digits) { return (end + 1, .phone) }
      if digits.count == 12, digits[0] == 0, first.count >= 3 { return (end + 1, .identityCard) }
      let isCard = digits.count == 16 && part.count == 4 && part.allSatisfy { groups[$0].digits.count == 4 }
      if isCard, !part.allSatisfy({ context.isYear(groups[$0]) }) { return (end + 1, .account) }
    }
    return nil
  }

  /// Whether the same stands between all groups of a part.
  private func isEven(_ part: Range<Int>) -> Bool {
    let gaps = part.dropFirst().map { $0 - 1 }
    guard let first = gaps.first else { return true }
    return gaps.allSatisfy { chain.signs[$0] == chain.signs[first] && chain.blanks[$0] == chain.blanks[first] }
  }

  private static func isPhone(_ digits: [Int]) -> Bool {
    guard digits.count >= 10, digits[0] == 0 else { return false }
    if digits.count == 10 { return [3, 5, 7, 8, 9].contains(digits[1]) }
    return digits.count == 11 && digits[1] == 2
  }

  // MARK: The others, once what passes is taken out

  private func judged(_ part: Range<Int>) -> [PersonalDigits.Run] {
    if let code = context.code(in: part) { return [run(code, .oneTimeCode)] }
    var found: [PersonalDigits.Run] = []
    var open: [Int] = []
    func close() {
      if let first = open.first, let last = open.last { found += plain(first..<last + 1) }
      open = []
    }
    var place = part.lowerBound
    while place < part.upperBound {
      let passed = context.passing(from: place, to: part.upperBound)
      if passed > 0 {
        close()
        place += passed
      } else {
        open.append(place)
        place += 1
      }
    }
    close()
    return found
  }

  /// What groups look like that nothing excuses.
  private func plain(_ part: Range<Int>) -> [PersonalDigits.Run] {
    if part.count == 1 { return single(part.lowerBound) }
    let counts = part.map { groups[$0].digits.count }
    let gaps = part.dropFirst().map { $0 - 1 }
    let isList = gaps.allSatisfy { chain.blanks[$0] && ",;".contains(chain.signs[$0]) && !chain.signs[$0].isEmpty }
    let isSlashed = gaps.contains { chain.signs[$0].contains("/") }
    let total = counts.reduce(0, +)
    let digits = part.flatMap { groups[$0].digits }
    // "1, 2, 3, 15" and "số nhà 12/34/5" are no numbers of a person.
    if isList || (isSlashed && digits[0] != 0) || (total < 9 && counts.contains { $0 < 3 }) {
      return part.flatMap(single)
    }
    // "100-200", but not "482 913".
    if total == 6, part.allSatisfy({ groups[$0].digits.last == 0 }) { return [] }
    return ChainJudge.kind(digits).map { [run(part, $0)] } ?? part.flatMap(single)
  }

  private func single(_ place: Int) -> [PersonalDigits.Run] {
    ChainJudge.kind(groups[place].digits).map { [run(place..<place + 1, $0)] } ?? []
  }

  private static func kind(_ digits: [Int]) -> PersonalDigits? {
    switch digits.count {
    case ..<6: nil
    case 6: .oneTimeCode
    case 9, 12: .identityCard
    case 10...13 where isPhone(digits) || digits.starts(with: [8, 4]) || digits.starts(with: [0, 0, 8, 4]): .phone
    default: .account
    }
  }
}
