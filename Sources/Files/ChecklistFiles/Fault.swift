package import Checklists

/// What can be wrong with a file, by the layer on which it shows.
package enum Fault: Hashable, Sendable {
  /// The bytes are not the text that a file must be.
  case bytes(ByteFault)
  /// The text is not the part of YAML that is read here.
  case yaml(YAMLFault)
  /// A value is missing, of the wrong kind, or one too many.
  case shape(ShapeFault)
  /// A text does not fit its place on an 80-column screen.
  case room(RoomFault)
  /// An address that must not be shown to a citizen.
  case link(LinkFault)
  /// A name stands for nothing, or for two things.
  case name(NameFault)
  /// The questions and conditions lead nowhere.
  case branch(BranchFault)
  /// A table of units is not in the form that is read.
  case units(UnitsFault)
}

/// The bytes are not the text that a file must be.
package enum ByteFault: Hashable, Sendable {
  /// Nothing in it but blanks and remarks.
  case empty
  /// Not read at all.
  case tooLarge(bytes: Int, limit: Int)
  /// The first byte that is no UTF-8, counted from 0.
  case notUTF8(offset: Int)
  /// A letter and its mark stored apart.
  case notNFC
  case tab
  /// A character that no terminal should be sent; also invisible and direction-changing ones.
  case controlCharacter(UInt32)
}

/// The text is not the part of YAML that is read here.
package enum YAMLFault: Hashable, Sendable {
  /// In libyaml's words, English.
  case syntax(String)
  /// Anchors, aliases and merge keys: a small file could stand for an endless one.
  case alias
  /// An explicit type such as `!!binary`.
  case tag(String)
  /// Nested beyond this many levels.
  case tooDeep(limit: Int)
  /// The key was already given in the same mapping.
  case duplicateKey(String)
  /// Only one document in a file.
  case secondDocument
}

/// A value is missing, of the wrong kind, or one too many.
package enum ShapeFault: Hashable, Sendable {
  case unknownKey(String, allowed: [String])
  case missingKey(String)
  case missingText(Language)
  case wrongType(expected: Kind)
  /// A word that is not among those the place allows.
  case unknownWord(String, allowed: [String])
  /// Both ends are allowed.
  case outOfRange(lowest: Double, highest: Double)
  /// A list with too few or too many entries.
  case wrongCount(found: Int, lowest: Int, highest: Int)
  /// A name with other characters than small letters, digits and hyphens.
  case badName(String)
  /// A problem's name not of the form `E-V01`.
  case badProblemName(String)
  /// No day of the calendar in the form `yyyy-mm-dd`.
  case badDate(String)
  case idNotFileName(id: String, stem: String)

  /// What a value has to be.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case text, bothLanguages, wholeNumber, number, trueOrFalse, list, mapping
  }
}

/// A text does not fit its place on an 80-column screen.
package enum RoomFault: Hashable, Sendable {
  case tooWide(columns: Int, limit: Int)
  /// Broken into lines of `columns`, the text takes more lines than its place has.
  case tooManyLines(lines: Int, limit: Int, columns: Int)
  /// A step that 80×24 cannot show at once, in this language.
  case tooTall(rows: Int, budget: Int, Language)
}

/// An address that must not be shown to a citizen.
package enum LinkFault: Hashable, Sendable {
  case notHTTPS
  case hostNotAllowed(String)
  /// So long that its QR code does not fit the screen.
  case tooLong(bytes: Int, limit: Int)
}

/// A name stands for nothing, or for two things.
package enum NameFault: Hashable, Sendable {
  case danglingQuestion(String, known: [String])
  case danglingAnswer(String, of: QuestionID, known: [String])
  case danglingProblem(String, known: [String])
  case danglingSafety(String, known: [String])
  case danglingChecklist(String, known: [String])
  /// The name was already given to another one of this kind.
  case duplicate(Named, String, first: First)

  /// Where a name was given first.
  package enum First: Hashable, Sendable {
    /// In this line of the file, counted from 1.
    case line(Int)
    /// To this one of its kind, counted from 1, in a checklist that lies in no file.
    case number(Int)
  }

  /// What a name is given to.
  package enum Named: String, Hashable, Sendable, CaseIterable {
    case checklist, question, answer, step, problem, safety, service, unit
  }
}

/// The questions and conditions lead nowhere.
package enum BranchFault: Hashable, Sendable {
  /// No combination of answers leads to this step.
  case unreachableStep(StepID)
  /// No combination of answers leads to this question.
  case unreachableQuestion(QuestionID)
  /// Each of these questions waits for the next, and the last for the first.
  case loop([QuestionID])
  /// The condition names a question that is asked later.
  case lateQuestion(QuestionID)
  /// More combinations of answers than can be followed.
  case tooManyCombinations(limit: Int)
}

/// A table of units is not in the form that is read.
package enum UnitsFault: Hashable, Sendable {
  /// The first line does not name the columns `code`, `name`, `province_code` and `province`.
  case wrongHeader
  /// Other than the first line has.
  case wrongColumnCount(found: Int, expected: Int)
  /// Not this many digits.
  case badCode(String, digits: Int)
  case missingName
  /// A quotation mark that is never closed, or stands within a field without quotes.
  case badQuote
  /// The province's code stood for another name before.
  case provinceRenamed(String, before: String)
  case tooManyRows(limit: Int)
}
