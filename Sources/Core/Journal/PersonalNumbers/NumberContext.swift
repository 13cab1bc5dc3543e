/// What a chain of digit groups says of itself and by the words around it: what passes, and what is a code.
struct NumberContext {
  private let chain: DigitScan.Chain
  /// The words before the chain, the nearest first.
  private let before: [String]
  /// The words behind the chain.
  private let after: [String]
  private let hasCurrencySign: Bool
  /// Whether a letter stands directly before the first digit.
  private let isBehindLetter: Bool

  init(_ chain: DigitScan.Chain, _ scan: DigitScan) {
    self.chain = chain
    let start = chain.groups[0].range.lowerBound
    let end = chain.groups[chain.groups.count - 1].range.upperBound
    before = scan.words(before: start, limit: 7)
    after = scan.words(from: end, limit: 3)
    hasCurrencySign = scan.hasCurrencySign(from: end)
    isBehindLetter = scan.character(before: start)?.isLetter ?? false
  }

  private var groups: [DigitScan.Group] { chain.groups }

  private func sign(before place: Int) -> String { chain.signs[place - 1] }

  private func isTight(before place: Int) -> Bool { !chain.blanks[place - 1] }

  // MARK: What passes

  /// How many groups from this one on pass together; 0 where it does not pass.
  func passing(from start: Int, to end: Int) -> Int {
    let ways = [hotline, emergency, date, lawNumber, procedure, dossier, money, petition]
    for way in ways {
      let count = way(start, end)
      if count > 0 { return count }
    }
    return isYear(groups[start]) ? 1 : 0
  }

  /// 1800 and 1900 with four or six digits, also while they are being typed.
  private func hotline(_ start: Int, _ end: Int) -> Int {
    if isAccount(before) { return 0 }
    let digits = groups[start].digits
    guard digits.starts(with: [1, 8, 0, 0]) || digits.starts(with: [1, 9, 0, 0]) else { return 0 }
    if digits.count > 4 { return digits.count <= 8 || digits.count == 10 ? 1 : 0 }
    var count = 0
    for place in start + 1..<max(end, start + 1) {
      count += groups[place].digits.count
      if count > 6 { return 0 }
      if count == 6 || (count == 4 && (place + 1 == end || groups[place + 1].digits.count > 2)) {
        return place - start + 1
      }
    }
    return end - start
  }

  /// "113 114 115", and nothing else beside them.
  private func emergency(_ start: Int, _ end: Int) -> Int {
    guard start == 0 else { return 0 }
    let numbers: Set = [111, 112, 113, 114, 115, 156]
    return groups[..<end].allSatisfy { $0.digits.count == 3 && numbers.contains($0.value) } ? end : 0
  }

  /// A day: d/m/y in any of its forms, y-m-d, or m/y.
  private func date(_ start: Int, _ end: Int) -> Int {
    guard start + 1 < end, isTight(before: start + 1) || sign(before: start + 1).isEmpty else { return 0 }
    let first = groups[start]
    let second = groups[start + 1]
    let sign = sign(before: start + 1)
    guard sign.isEmpty || "/-.–".contains(sign) else { return 0 }
    if start + 2 < end, self.sign(before: start + 2) == sign {
      let third = groups[start + 2]
      if isDay(first), isMonth(second), isYear(third) || (third.digits.count == 2 && !sign.isEmpty) { return 3 }
      if isYear(first), isMonth(second), isDay(third) { return 3 }
    }
    return isMonth(first) && isYear(second) && !sign.isEmpty ? 2 : 0
  }

  private func isDay(_ group: DigitScan.Group) -> Bool { group.digits.count <= 2 && (1...31).contains(group.value) }

  private func isMonth(_ group: DigitScan.Group) -> Bool { group.digits.count <= 2 && (1...12).contains(group.value) }

  func isYear(_ group: DigitScan.Group) -> Bool { group.digits.count == 4 && (1900...2099).contains(group.value) }

  /// "356/2025/NĐ-CP": a number, and its year.
  private func lawNumber(_ start: Int, _ end: Int) -> Int {
    guard start + 1 < end, sign(before: start + 1) == "/", groups[start].digits.count <= 5, isYear(groups[start + 1])
    else { return 0 }
    return 2
  }

  /// "1.004222" of the national list of procedures.
  private func procedure(_ start: Int, _ end: Int) -> Int {
    guard start + 1 < end, sign(before: start + 1) == ".", isTight(before: start + 1) else { return 0 }
    return groups[start].digits.count == 1 && groups[start + 1].digits.count == 6 ? 2 : 0
  }

  /// "H61.24-241130-0012" and "000.00.16.H61": the numbers of a dossier.
  private func dossier(_ start: Int, _ end: Int) -> Int {
    if groups[start].digits == [0, 0, 0], start + 1 < end, sign(before: start + 1) == ".", after.first?.first == "h" {
      return end - start
    }
    guard start == 0, isBehindLetter, start + 2 < end else { return 0 }
    for place in start + 1..<end - 1 {
      let day = groups[place].digits
      let isDay = day.count == 6 && (1...12).contains(day[2] * 10 + day[3]) && (1...31).contains(day[4] * 10 + day[5])
      if isDay, sign(before: place) == "-", sign(before: place + 1) == "-",
        (4...6).contains(groups[place + 1].digits.count)
      {
        return place + 2 - start
      }
    }
    return 0
  }

  /// Numbers of petitions.
  private func petition(_ start: Int, _ end: Int) -> Int {
    let digits = groups[start].digits
    guard start == 0, digits.count <= 10, digits[0] != 0 || digits.count < 9 else { return 0 }
    let words = Array(before.prefix(4))
    let names =
      words.contains("pakn") || NumberContext.has(["phan", "anh"], words) || NumberContext.has(["kien", "nghi"], words)
    return names && !words.contains { NumberContext.personal.contains($0) } ? 1 : 0
  }
}

// MARK: - Money

extension NumberContext {
  private static let units: Set<String> = [
    "d", "dong", "vnd", "k", "nghin", "ngan", "trieu", "tr", "ty", "ti", "ngandong", "nghindong", "usd",
  ]
  private static let payments: Set<String> = [
    "phi", "gia", "tien", "nop", "thu", "tra", "dong", "chuyen", "luong", "no", "vay", "phat", "thue", "cuoc", "nap",
    "mua",
  ]

  /// Amounts with their unit, behind a word for money, in thousands, or of whole thousands.
  private func money(_ start: Int, _ end: Int) -> Int {
    let first = groups[start].digits
    guard first[0] != 0, !isAccount(before) else { return 0 }
    let thousands = thousands(start, end)
    let count = max(thousands, 1)
    let digits = groups[start..<start + count].flatMap(\.digits)
    let isLast = start + count == groups.count
    let hasUnit = isLast && (hasCurrencySign || after.first.map { NumberContext.units.contains($0) } ?? false)
    let isRound = digits.suffix(2) == [0, 0]
    let isWholeThousands = digits.suffix(3) == [0, 0, 0]
    if hasUnit, digits.count <= 9 || (isWholeThousands && digits.count <= 12) { return count }
    // "1.234.567" is money, "123.456.789" may be a card.
    if thousands > 0, sign(before: start + 1) != "" {
      return digits.count <= 7 || (isRound && digits.count <= 12) ? count : 0
    }
    let isNamed = start == 0 && before.prefix(3).contains { NumberContext.payments.contains($0) }
    if isNamed, isRound, digits.count <= 9 { return count }
    return isWholeThousands && thousands == 0 && digits.count <= 8 ? 1 : 0
  }

  /// How many groups from this one on are parted into thousands, the last one perhaps not yet whole; 0 for none.
  private func thousands(_ start: Int, _ end: Int) -> Int {
    guard groups[start].digits.count <= 3, start + 1 < end else { return 0 }
    let sign = sign(before: start + 1)
    // Not the end of "987.654.321".
    if start > 0, isTight(before: start) || (sign.isEmpty && self.sign(before: start).isEmpty) { return 0 }
    guard (".,".contains(sign) && isTight(before: start + 1)) || sign.isEmpty else { return 0 }
    var count = 1
    while start + count < end {
      let place = start + count
      guard self.sign(before: place) == sign, chain.blanks[place - 1] == sign.isEmpty else { break }
      let digits = groups[place].digits.count
      if digits == 3 {
        count += 1
      } else {
        // The last group is still being typed.
        if digits < 3, !sign.isEmpty, place + 1 == groups.count { count += 1 }
        break
      }
    }
    return count > 1 ? count : 0
  }
}

// MARK: - Codes and passwords

extension NumberContext {
  private static let personal: Set<String> = [
    "cccd", "cmnd", "sdt", "stk", "otp", "passcode", "password", "dien", "thoai",
  ]

  /// Whether the words before a number name an account or a card.
  private func isAccount(_ words: [String]) -> Bool {
    let near = Array(words.prefix(4))
    return near.contains { ["stk", "tk", "cccd", "cmnd"].contains($0) } || NumberContext.has(["tai", "khoan"], near)
      || NumberContext.has(["so", "the"], near) || NumberContext.has(["can", "cuoc"], near)
  }

  /// Whether the words, the nearest first, hold these in their order.
  private static func has(_ pair: [String], _ words: [String]) -> Bool {
    zip(words.dropFirst(), words).contains { $0 == pair[0] && $1 == pair[1] }
  }

  /// Words that may stand between "mã" and the code itself.
  private static let fillers: Set<String> = [
    "la", "so", "moi", "cu", "gui", "ve", "nhan", "duoc", "xac", "thuc", "kich", "hoat", "bao", "mat", "dang", "nhap",
    "cua", "co", "doc", "ghi", "dat", "bac", "ong", "ba", "co", "chu", "anh", "chi", "is",
  ]

  /// Words that say that the number behind them is something else.
  private static let others: Set<String> = [
    "nam", "ngay", "thang", "buoc", "lan", "muc", "phong", "nha", "to", "goi", "phut", "gio", "tuoi", "ap", "khu",
    "duong", "quay", "dai", "luc", "hon", "khoang", "sau", "trong", "tang", "ban", "xa", "loi", "tu", "den",
  ]

  /// Words that say that the number before them is something else.
  private static let counted: Set<String> = [
    "ngay", "phut", "giay", "gio", "lan", "ky", "ki", "chu", "dong", "d", "nguoi", "tuoi", "nam", "thang", "so", "vnd",
    "may",
    "buoc", "ho", "luot",
  ]

  /// Numbers that everybody may know.
  private static let wellKnown: Set<Int> = [1022, 1080, 5656, 1789, 9029]

  /// The groups of a code of four to eight digits near a word for one; nil where there is none.
  func code(in part: Range<Int>) -> Range<Int>? {
    let digits = part.flatMap { groups[$0].digits }
    guard (4...8).contains(digits.count), part.allSatisfy({ !wellKnown(groups[$0]) }) else { return nil }
    if let next = after.first, NumberContext.counted.contains(next) { return nil }
    if passesForSure(part) { return nil }
    let isYear = part.count == 1 && isYear(groups[part.lowerBound])
    if part.lowerBound == 0, isNamedDirectly { return part }
    if isYear { return nil }
    if part.lowerBound == 0, isNamedSomewhere { return part }
    return part.upperBound == groups.count && isNamedBehind ? part : nil
  }

  private func wellKnown(_ group: DigitScan.Group) -> Bool {
    group.digits.count == 4 && NumberContext.wellKnown.contains(group.value)
  }

  private func passesForSure(_ part: Range<Int>) -> Bool {
    let start = part.lowerBound
    return hotline(start, part.upperBound) == part.count || date(start, part.upperBound) == part.count
      || procedure(start, part.upperBound) == part.count || lawNumber(start, part.upperBound) == part.count
      || (hasCurrencySign && part.upperBound == groups.count)
  }

  /// "mã xác thực là 4829", "OTP: 4829".
  private var isNamedDirectly: Bool {
    for (place, word) in before.enumerated() {
      if isStrong(at: place) || word == "ma" || word == "code" { return true }
      if !NumberContext.fillers.contains(word) { return false }
    }
    return false
  }

  /// "OTP gửi về máy con trai là 4829".
  private var isNamedSomewhere: Bool {
    if let nearest = before.first, NumberContext.others.contains(nearest) { return false }
    return before.indices.contains { isStrong(at: $0) }
  }

  /// "4829 là mã OTP".
  private var isNamedBehind: Bool {
    guard let first = after.first, ["la", "lam", "otp", "passcode", "ma"].contains(first) else { return false }
    return after.contains("otp") || after.contains("passcode")
      || zip(after, after.dropFirst()).contains { $0 == ("mat", "khau") }
  }

  private func isStrong(at place: Int) -> Bool {
    if ["otp", "passcode", "password", "pass", "smartotp"].contains(before[place]) { return true }
    guard place + 1 < before.count else { return false }
    return (before[place] == "khau" && before[place + 1] == "mat")
      || (before[place] == "pin" && before[place + 1] == "ma")
  }
}
