/// A language that every text of the program exists in.
public enum Language: String, CaseIterable, Sendable, Codable {
  /// Vietnamese, the default.
  case vietnamese = "vi"
  /// English.
  case english = "en"

  /// The language of a locale such as `en_GB.UTF-8`: English only where it says so.
  public init(locale: String) { self = locale.hasPrefix("en") ? .english : .vietnamese }

  /// The other language (F2 switches between the two).
  public var other: Language { self == .vietnamese ? .english : .vietnamese }
}

/// One text in every language.
public struct LocalText: Hashable, Sendable {
  /// Vietnamese, NFC.
  public var vi: String
  /// English.
  public var en: String

  /// A text from its two forms.
  public init(vi: String, en: String) {
    self.vi = vi
    self.en = en
  }

  /// A text from its two forms, Vietnamese first.
  public init(_ vi: String, _ en: String) {
    self.init(vi: vi, en: en)
  }

  /// The form in one language.
  public subscript(language: Language) -> String { language == .vietnamese ? vi : en }
}

/// A name that stands for something else in the file it comes from; compared byte by byte.
public protocol Name: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible, ExpressibleByStringLiteral
where RawValue == String {
  init(rawValue: String)
}

extension Name {
  public var description: String { rawValue }
  public init(stringLiteral value: String) { self.init(rawValue: value) }
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Names a checklist, e.g. `vneid`.
public struct ChecklistID: Name {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a step within its checklist.
public struct StepID: Name {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a question within its checklist.
public struct QuestionID: Name {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names an answer within its question.
public struct AnswerID: Name {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a known problem, e.g. `E-V02`.
public struct ProblemID: Name {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a safety line within its checklist.
public struct SafetyID: Name {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a public service of the catalogue.
public struct ServiceID: Name {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// How a session ended.
public enum Outcome: String, CaseIterable, Sendable, Codable {
  /// What the citizen came for is done.
  case completed
  /// The citizen comes back on another day.
  case appointment
  /// Sent on to the police.
  case referredPolice = "referred-police"
  /// Sent on to a bank.
  case referredBank = "referred-bank"
  /// Sent on to the counter of the public service centre.
  case referredCounter = "referred-counter"
  /// The rules do not allow it (age, papers).
  case notEligible = "not-eligible"
  /// The citizen did not want to go on.
  case declined
}
