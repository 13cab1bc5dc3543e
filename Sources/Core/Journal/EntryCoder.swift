import Checklists

/// One side of the canonical form: what writes the fields of an entry, or reads them. The fields are listed once, for
/// both (`EntryFields.swift`): a writer leaves each value as it is, a reader replaces it by the one that stands there.
protocol EntryCoder: ~Copyable {
  /// `Never` for whoever cannot fail.
  associatedtype Failure: Error

  /// Punctuation, and a key with what stands around it.
  mutating func key(_ key: StaticString) throws(Failure)
  /// A key and its value; neither where the value is nil.
  mutating func optional<Value: EntryValue>(_ key: StaticString, _ value: inout Value?) throws(Failure)

  mutating func string(_ value: inout String) throws(Failure)
  /// A text of which only some words are allowed.
  mutating func word<Value: RawRepresentable<String>>(_ value: inout Value) throws(Failure)
  mutating func number(_ value: inout Int64) throws(Failure)
  mutating func bool(_ value: inout Bool) throws(Failure)
  mutating func hash(_ value: inout EntryHash) throws(Failure)
  mutating func list<Value: EntryValue>(_ values: inout [Value]) throws(Failure)

  mutating func beginArray() throws(Failure)
  /// The next value of an array.
  mutating func item<Value: EntryValue>(_ value: inout Value) throws(Failure)
  /// The next value of an array, or null.
  mutating func nullable<Value: EntryValue>(_ value: inout Value?) throws(Failure)
  /// The next value of an array, null where it is absent and something follows, else nothing.
  mutating func tail<Value: EntryValue>(_ value: inout Value?) throws(Failure)
  mutating func endArray() throws(Failure)
  mutating func endObject() throws(Failure)

  /// Refuses what was read where it does not hold.
  mutating func check(_ holds: Bool, _ expected: StaticString) throws(Failure)
}

extension EntryCoder where Self: ~Copyable {
  @inline(__always)
  mutating func value<Value: EntryValue>(_ value: inout Value) throws(Failure) { try value.code(with: &self) }

  @inline(__always)
  mutating func field<Value: EntryValue>(_ key: StaticString, _ value: inout Value) throws(Failure) {
    try self.key(key)
    try self.value(&value)
  }
}

/// Something that stands behind a key or in an array.
protocol EntryValue {
  /// What a reader fills.
  static var blank: Self { get }
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure)
}

extension String: EntryValue {
  static var blank: String { "" }
  @inline(__always)
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.string(&self)
  }
}

extension Int64: EntryValue {
  static var blank: Int64 { 0 }
  @inline(__always)
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.number(&self)
  }
}

extension Int: EntryValue {
  static var blank: Int { 0 }
  @inline(__always)
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    var number = Int64(self)
    try coder.number(&number)
    self = Int(number)
  }
}

extension Bool: EntryValue {
  static var blank: Bool { false }
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.bool(&self)
  }
}

extension EntryHash: EntryValue {
  static var blank: EntryHash { .zero }
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.hash(&self)
  }
}

extension Array: EntryValue where Element: EntryValue {
  static var blank: [Element] { [] }
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.list(&self)
  }
}

/// A name, or one word of a few.
protocol EntryWord: EntryValue, RawRepresentable<String> {}

extension EntryWord {
  @inline(__always)
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.word(&self)
  }
}

extension EntryWord where Self: CaseIterable {
  static var blank: Self { allCases[allCases.startIndex] }
}

extension EntryWord where Self: Name {
  static var blank: Self { Self(rawValue: "") }
}

extension ChecklistID: EntryWord {}
extension QuestionID: EntryWord {}
extension AnswerID: EntryWord {}
extension StepID: EntryWord {}
extension ProblemID: EntryWord {}
extension ServiceID: EntryWord {}
extension DeviceID: EntryWord { static var blank: DeviceID { DeviceID(rawValue: "") } }
extension VolunteerCode: EntryWord { static var blank: VolunteerCode { VolunteerCode(rawValue: "") } }
extension Outcome: EntryWord {}
extension AgeBand: EntryWord {}
extension SkipReason: EntryWord {}
extension StepState: EntryWord {}
extension PetitionTopic: EntryWord {}
extension ShiftAct: EntryWord {}
extension ShiftMatter: EntryWord {}
extension ShiftVerdict: EntryWord {}
extension PlanKind: EntryWord {}
extension EventKind: EntryWord {}
extension PetitionAct: EntryWord {}
extension PetitionVoice: EntryWord {}
extension ClosingReason: EntryWord {}

extension EntrySummary.Kind: EntryValue {
  static var blank: EntrySummary.Kind { .erasure }
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    var word = Word(kind: self)
    try coder.word(&word)
    self = word.kind
  }

  /// A kind by its word in the stored bytes.
  private struct Word: RawRepresentable {
    var kind: EntrySummary.Kind
    var rawValue: String { kind.word }

    init(kind: EntrySummary.Kind) { self.kind = kind }

    init?(rawValue: String) {
      guard let kind = EntrySummary.Kind.allCases.first(where: { $0.word == rawValue }) else { return nil }
      self.kind = kind
    }
  }
}

/// Collects the keys of a form.
struct KeyList: EntryCoder {
  private(set) var keys: Set<String> = []

  mutating func key(_ key: StaticString) {
    // `{"v":1,"kind":` holds two.
    keys.formUnion(key.description.split(separator: "\"").filter { $0.allSatisfy(\.isLetter) }.map(String.init))
  }

  mutating func optional<Value: EntryValue>(_ key: StaticString, _ value: inout Value?) { self.key(key) }
  mutating func string(_ value: inout String) {}
  mutating func word<Value: RawRepresentable<String>>(_ value: inout Value) {}
  mutating func number(_ value: inout Int64) {}
  mutating func bool(_ value: inout Bool) {}
  mutating func hash(_ value: inout EntryHash) {}
  mutating func list<Value: EntryValue>(_ values: inout [Value]) {}
  mutating func beginArray() {}
  mutating func item<Value: EntryValue>(_ value: inout Value) {}
  mutating func nullable<Value: EntryValue>(_ value: inout Value?) {}
  mutating func tail<Value: EntryValue>(_ value: inout Value?) {}
  mutating func endArray() {}
  mutating func endObject() {}
  mutating func check(_ holds: Bool, _ expected: StaticString) {}
}
