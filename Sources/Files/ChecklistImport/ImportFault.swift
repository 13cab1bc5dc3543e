package import ChecklistFiles
import Checklists

/// What there is to say about a file that is imported. What makes the file or a condition in it unreadable is thrown,
/// and ends as a complaint like the rest.
package enum ImportFault: Error, Hashable, Sendable {
  /// Nothing can be made of the file.
  case unreadable(UnreadableFault)
  /// The file says something that a checklist cannot take; the rest was taken.
  case lost(LostFault)
  /// A checklist needs what the file does not give; a marked placeholder stands there.
  case toWrite([Blank])
  /// What was made breaks a rule of the linter, which says which.
  case rule(Fault)
}

extension ImportFault {
  /// A condition that could not be kept as it is written.
  static func condition(_ fault: ConditionFault) -> ImportFault { .lost(.condition(fault)) }
}

/// What a checklist needs and a file may not give.
package enum Blank: Hashable, Sendable {
  /// Of the whole checklist.
  case title, summary, safety, steps
  /// One language of texts that stand there in the other.
  case vietnamese, english
  /// Of a step, by the field's key.
  case field(String)
}

/// Nothing can be made of the file.
package enum UnreadableFault: Hashable, Sendable {
  /// Not looked at; both in bytes.
  case tooLarge(bytes: Int, limit: Int)
  case empty
  /// The name ends in none of `.xlsx`, `.csv`, `.md`.
  case unknownKind
  /// The bytes of Excel before 2007, or of a workbook with a password.
  case oldExcel
  /// No zip archive, or a damaged one.
  case notZip
  case tooManyEntries(found: Int, limit: Int)
  /// An entry of the archive, or all that are read together, unpack to more than this many bytes.
  case unpacksTooLarge(entry: String, limit: Int)
  /// An entry whose name climbs out of the archive.
  case badEntryName(String)
  case encrypted(entry: String)
  case damagedEntry(String)
  /// A part that every workbook has.
  case missingPart(String)
  /// A document type could make a small file stand for an endless one.
  case documentType(entry: String)
  /// No XML, from this line on.
  case notXML(entry: String, line: Int)
  case tooManyCells(limit: Int)
  case missingSheet(String, found: [String])
  case missingColumn(String)
  case notUTF8
  /// A quotation mark on this line that is not closed, or stands within a field without quotes.
  case badQuote(line: Int)
  case noSteps
}

/// What a file says and a checklist cannot take.
package enum LostFault: Hashable, Sendable {
  /// A row of a kind that a help desk must not or cannot do; left out.
  case type(String)
  /// A row that only tells ODK what to record; left out.
  case record(String)
  /// What is typed is not kept; the row became a step.
  case typedText
  /// Ticks are not kept; the row became a step, and each choice that a condition asks for a question.
  case ticks
  case noType
  /// A row without a label.
  case emptyRow
  /// A value in a column that means nothing to a checklist.
  case column(String, value: String)
  /// A column in a language that the program does not speak.
  case language(String)
  case sheet(String)
  case merged(String)
  case formula
  case errorCell(String)
  case hiddenCharacter(UInt32)
  /// The group is gone, its heading with it.
  case groupLabel(String)
  case repeated
  case unclosedGroup(String)
  case nothingToClose
  case deepGroup(limit: Int)
  case disabled
  case orOther
  case missingList(String, known: [String])
  case unusedList(String)
  case duplicateName(String, first: ImportPlace)
  /// Fewer than two or more than nine choices; the row became a step.
  case answerCount(Int)
  case condition(ConditionFault)
  /// The step can be skipped all the same.
  case required
  case requiredCondition(String)
  /// The text names an answer that the desk cannot put in.
  case reference(String)
  /// The text begins to name an answer and never ends it.
  case openReference(String)
  /// The title was cut after this many columns; the whole text is in the step.
  case shortened(limit: Int)
  case version(String)
  case id(String, used: String)
  case badMinutes(String)
  case role(String)
  case heading
  case line
  case attribute(String)
  /// So many texts call every citizen “bác”, or the volunteer “cháu”, whatever the two call each other.
  case plainAddress(Int)
  /// Something that Markdown has and a checklist has not.
  case markup(MarkupFault)
  case more(Int)
}

/// What Markdown has beyond lists of words.
package enum MarkupFault: Hashable, Sendable {
  /// Properties between `---` at the top.
  case properties
  /// A block of code.
  case code
  /// A remark of HTML.
  case remark
  /// Words that are struck through; left out.
  case struck(String)
  /// The address of a link or a picture; its words are kept.
  case address(String)
}

/// Why a condition could not be kept as it is written.
package enum ConditionFault: Hashable, Sendable {
  /// Not understood from here on; the row is always part of the walk.
  case syntax(String)
  case tooLong(limit: Int)
  case unknownName(String, known: [String])
  case unknownAnswer(String, of: String, known: [String])
  /// The name is a row without answers to choose from.
  case noQuestion(String)
  /// A question is always asked, because one condition cannot say "or" between different questions.
  case eitherQuestion
  /// A step stands there this many times, once for each way to reach it.
  case eitherStep(Int)
  /// "Not" also held where the question was not asked; here it has to be asked.
  case unasked(String)
  /// Can never hold; the row was left out.
  case never
}
