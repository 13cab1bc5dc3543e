/// A language that every text of the program exists in.
package enum Language: String, CaseIterable, Sendable, Codable {
  /// Vietnamese, the default.
  case vietnamese = "vi"
  /// English.
  case english = "en"

  /// The language of a locale such as `en_GB.UTF-8`: English only where it says so.
  package init(locale: String) { self = locale.hasPrefix("en") ? .english : .vietnamese }

  /// The other language (F2 switches between the two).
  package var other: Language { self == .vietnamese ? .english : .vietnamese }
}

/// One text in every language.
package struct LocalText: Hashable, Sendable {
  /// Vietnamese, NFC.
  package var vi: String
  /// English.
  package var en: String

  /// A text from its two forms.
  package init(vi: String, en: String) {
    self.vi = vi
    self.en = en
  }

  /// A text from its two forms, Vietnamese first.
  package init(_ vi: String, _ en: String) {
    self.init(vi: vi, en: en)
  }

  /// The form in one language.
  package subscript(language: Language) -> String { language == .vietnamese ? vi : en }
}

/// A name that stands for something else in the file it comes from; compared byte by byte.
package protocol Name: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible,
  ExpressibleByStringLiteral
where RawValue == String {
  init(rawValue: String)
}

extension Name {
  package var description: String { rawValue }
  package init(stringLiteral value: String) { self.init(rawValue: value) }
  package init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Names a checklist, e.g. `vneid`.
package struct ChecklistID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a step within its checklist.
package struct StepID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a question within its checklist.
package struct QuestionID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names an answer within its question.
package struct AnswerID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a known problem, e.g. `E-V02`.
package struct ProblemID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a safety line within its checklist.
package struct SafetyID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a public service of the catalogue.
package struct ServiceID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// How a session ended.
package enum Outcome: String, CaseIterable, Sendable, Codable {
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
