/// What the keys of one word spell, read from the first to the last.
///
/// A word is shown as Vietnamese only where all its keys together spell a syllable; else the keys stand as they were
/// typed. So no key is ever lost or moved, whatever the word is.
struct Spelling: Equatable {
  /// The keys so far, capitals as typed.
  private(set) var keys: [Letter] = []
  private let method: TypingMethod
  private var state = State.syllable(Syllable())
  /// What the last key did.
  private var last = Deed.letter
  /// Whether a "w" stands for the whole "ư", whose horn no other mark may take away.
  private var hasHornedU = false
  /// Whether a key marked a vowel, or the d, that it does not stand directly behind.
  private var isLate = false

  private enum State: Equatable {
    /// The keys spell a syllable, or the beginning of one.
    case syllable(Syllable)
    /// A key was repeated to take its work back: the keys stand as typed, without the one at this place.
    ///
    /// Certain where no word is written with that many of the letter; else more keys may show that the letter is
    /// doubled, as in "message".
    case takenBack(without: Int, isCertain: Bool)
    /// The keys stand as typed, whatever follows.
    case foreign
  }

  private enum Deed { case letter, tone, mark, stroke }

  init(_ method: TypingMethod) { self.method = method }

  init(_ keys: [Letter], _ method: TypingMethod) {
    self.init(method)
    for key in keys { read(key) }
  }

  /// A word that stands as it is, whatever follows.
  init(asTyped letters: [Letter], _ method: TypingMethod) {
    self.init(method)
    keys = letters
    state = .foreign
  }

  /// Whether the keys spell nothing of ours, nor the beginning of it.
  var isForeign: Bool {
    guard case .foreign = state else { return false }
    return abbreviation == nil && PlaceName.spelled(by: keys, method) == nil
  }

  /// The letters as they are shown while the word may go on.
  func shown(_ style: ToneStyle) -> [Letter] {
    if let whole = whole(style) { return whole }
    guard case .syllable(var syllable) = state, !isLate, syllable.tone == .ngang || syllable.isSpelledOut else {
      return keys
    }
    syllable.seatTone(style)
    return syllable.spelled
  }

  /// The letters as they stay once the word has ended: a syllable that lacks a mark or its tone is none.
  func ended(_ style: ToneStyle) -> [Letter] { whole(style) ?? keys }

  /// The letters of what is a word as it stands; nil where something is missing, or it is none.
  private func whole(_ style: ToneStyle) -> [Letter]? {
    if let name = PlaceName.spelled(by: keys, method), !isLoanword || keys[0].isUpper { return name }
    if isLoanword { return keys }
    switch state {
    case .foreign: return abbreviation
    case .takenBack(let place, _): return keys.enumerated().filter { $0.offset != place }.map(\.element)
    case .syllable(var syllable):
      guard syllable.isComplete else { return abbreviation }
      syllable.seatTone(style)
      return syllable.spelled
    }
  }
}

// MARK: - Reading

extension Spelling {
  /// Reads one more key.
  mutating func read(_ key: Letter) {
    defer { keys.append(key) }
    // A capital behind a small letter makes it a brand, or two words in one.
    if let before = keys.last, before.isSmall, key.isUpper { state = .foreign }
    switch state {
    case .foreign: return
    case .takenBack(let place, let isCertain): if !isCertain { goOn(with: key, without: place) }
    case .syllable(let syllable): read(key, behind: syllable)
    }
  }

  private mutating func read(_ key: Letter, behind syllable: Syllable) {
    let done =
      switch KeyMeaning(key.base, in: method) {
      case .letter: false
      case .tone(let tone): set(tone, of: syllable, by: key)
      case .mark(let targets): mark(syllable, targets, by: key)
      case .stroke: stroke(syllable, by: key)
      }
    if done { return }
    guard var longer = Syllable(syllable.spelled + [key]), longer.isPossible else {
      state = .foreign
      return
    }
    longer.completeHorns()
    // Vowels that still lack a mark keep the tone where it was typed.
    if longer.isSpelledOut { longer.seatTone(.old) }
    become(longer, by: .letter)
  }

  private mutating func become(_ syllable: Syllable, by deed: Deed) {
    state = .syllable(syllable)
    last = deed
  }

  /// Whether the key is the one before once more, which did this.
  private func repeats(_ key: Letter, _ deed: Deed) -> Bool { last == deed && keys.last?.base == key.base }

  /// Goes on behind a key that was taken back, or sees that its letter is doubled.
  private mutating func goOn(with key: Letter, without place: Int) {
    if key.base == keys.last?.base, place == keys.count - 1 {
      // "passs" is how one types "pass", but nobody means "ww" by "www".
      state = key.base == .w ? .foreign : .takenBack(without: place, isCertain: true)
      return
    }
    // "tesst" is for "test", and would be "tét" without; "message" and "passcode" are words of their own.
    var single = keys
    single.remove(at: place)
    if key.isVowel || Spelling(single + [key], method).isForeign { state = .foreign }
  }
}

// MARK: - What keys do

extension Spelling {
  /// Sets the tone, or takes it off; false where the key can only be a letter.
  private mutating func set(_ tone: Tone, of syllable: Syllable, by key: Letter) -> Bool {
    if syllable.vowels.isEmpty || (tone == .ngang && syllable.tone == .ngang) { return false }
    if syllable.tone == tone {
      state = repeats(key, .tone) ? .takenBack(without: keys.count, isCertain: false) : .foreign
      return true
    }
    if syllable.tone != .ngang, !mayChange(from: syllable.tone, to: tone) {
      state = .foreign
      return true
    }
    var toned = syllable
    toned.tone = tone
    guard toned.isPossible else { return false }
    toned.seatTone(.old)
    become(toned, by: .tone)
    return true
  }

  /// Whether a second tone mends the first; else it is the ending of a foreign word ("cars", "roofs", "surf", "loser").
  private func mayChange(from first: Tone, to second: Tone) -> Bool {
    if method == .vni || second == .ngang { return true }
    if (second == .sac && (first == .hoi || first == .huyen)) || (second == .huyen && first == .hoi) { return false }
    return last == .tone || (second != .sac && second != .hoi)
  }

  /// Makes d of the onset đ; false where there is none.
  private mutating func stroke(_ syllable: Syllable, by key: Letter) -> Bool {
    guard let first = syllable.letters.first, first.base == .d, syllable.vowelRange.lowerBound > 0 else { return false }
    if first.mark == .stroke {
      let isCertain = syllable.letters.count == 1
      state = repeats(key, .stroke) ? .takenBack(without: keys.count, isCertain: isCertain) : .foreign
      return true
    }
    var stroked = syllable
    stroked.letters[0].mark = .stroke
    guard stroked.isPossible else { return false }
    if keys.count > 1 { isLate = isLate || method == .telex }
    become(stroked, by: .stroke)
    return true
  }

  /// Marks a vowel; false where none can take it.
  private mutating func mark(_ syllable: Syllable, _ targets: [KeyMeaning.Target], by key: Letter) -> Bool {
    for vowels in candidates(syllable, targets) {
      var marked = syllable
      marked.letters.replaceSubrange(syllable.vowelRange, with: vowels)
      let losesHorn = hasHornedU && !vowels.contains { $0.base == .u && $0.mark == .horn }
      guard marked.isPossible, !losesHorn else { continue }
      marked.completeHorns()
      marked.seatTone(.old)
      if let before = keys.last, !targets.contains(where: { $0.base == before.base }), before.base != key.base {
        isLate = isLate || method == .telex
      }
      become(marked, by: .mark)
      return true
    }
    if isMarked(syllable, by: targets) {
      takeBackMark(of: syllable, by: key)
      return true
    }
    return method == .telex && key.base == .w && addHornedU(to: syllable, by: key)
  }

  /// The vowels in every way that the key could mean, the likeliest first.
  private func candidates(_ syllable: Syllable, _ targets: [KeyMeaning.Target]) -> [[Letter]] {
    let vowels = Array(syllable.vowels)
    var result: [[Letter]] = []
    if targets.contains(where: { $0.mark == .horn }), vowels.starts(with: [.u, .o], by: { $0.base == $1 }) {
      let second = [vowels[0].with(mark: .none), vowels[1].with(mark: .horn)] + vowels[2...]
      let both = [vowels[0].with(mark: .horn), vowels[1].with(mark: .horn)] + vowels[2...]
      // Open "uơ" is a rime of its own only in huơ, khuơ and thuở; a final behind it makes it "ươ" again.
      let isOpen = vowels.count == 2 && syllable.final.isEmpty && vowels.allSatisfy { $0.mark == .none }
      if isOpen, Onset.beforeOpenHornedO.contains(syllable.onset) { result.append(second) }
      result.append(both)
    }
    for target in targets {
      for place in vowels.indices where vowels[place].base == target.base && vowels[place].mark != target.mark {
        var one = vowels
        one[place].mark = target.mark
        result.append(one)
        result.append(vowels.indices.map { $0 == place ? one[place] : vowels[$0].with(mark: .none) })
      }
    }
    return result.filter { zip($0, vowels).contains { !$0.isSameLetter(as: $1) } }
  }

  private func isMarked(_ syllable: Syllable, by targets: [KeyMeaning.Target]) -> Bool {
    syllable.vowels.contains { vowel in targets.contains { $0.base == vowel.base && $0.mark == vowel.mark } }
  }

  /// "xooong" goes on as "xoong", which is Vietnamese; "seee" is "see" for good.
  private mutating func takeBackMark(of syllable: Syllable, by key: Letter) {
    var plain = syllable
    for place in syllable.vowelRange { plain.letters[place].mark = .none }
    if syllable.letters.last?.base == key.base, let longer = Syllable(plain.spelled + [key]), longer.isPossible {
      become(longer, by: .letter)
      return
    }
    // "tepee" doubles its last letter; what is taken back has it three times.
    let isTripled = repeats(key, .mark) && keys.dropLast().last?.base == key.base
    let mayTakeBack = repeats(key, .mark) && (isTripled || method == .vni || key.base == .w)
    state = mayTakeBack ? .takenBack(without: keys.count, isCertain: isTripled) : .foreign
  }

  /// Puts the "ư" that a lone w stands for; false where no syllable has it there.
  private mutating func addHornedU(to syllable: Syllable, by key: Letter) -> Bool {
    let horned = Letter(base: .u, mark: .horn, isUpper: key.isUpper)
    guard let longer = Syllable(syllable.spelled + [horned]), longer.isPossible else { return false }
    hasHornedU = true
    become(longer, by: .mark)
    return true
  }
}

// MARK: - Abbreviations

extension Spelling {
  /// The letters of a word without vowels in which every "dd" is đ: HĐND, QĐ, đk; nil where there is none.
  private var abbreviation: [Letter]? {
    let mark = method == .vni ? UInt8(ascii: "9") : .d
    guard keys.allSatisfy({ $0.isVowel == false && ($0.base >= .a || $0.base == mark) }) else { return nil }
    var letters: [Letter] = []
    var rest = keys[...]
    while let first = rest.popFirst() {
      guard first.base == .d else {
        letters.append(first)
        continue
      }
      let marks = rest.prefix { $0.base == mark }
      rest = rest.dropFirst(marks.count)
      // Once more takes the work back.
      letters += marks.count == 1 ? [first.with(mark: .stroke)] : [first] + marks.dropLast()
    }
    return letters.count == keys.count ? nil : letters
  }

  private var isLoanword: Bool { method == .telex && Loanword.isOne(keys) }
}

extension Syllable {
  /// Makes "ưo" and "uơ" the "ươ" that they must be before a final, i or u: nobody needs to type both horns.
  fileprivate mutating func completeHorns() {
    guard vowels.starts(with: [.u, .o], by: { $0.base == $1 }), vowels.count == 3 || !final.isEmpty,
      vowels.contains(where: { $0.mark == .horn })
    else { return }
    letters[vowelRange.lowerBound].mark = .horn
    letters[vowelRange.lowerBound + 1].mark = .horn
  }
}
