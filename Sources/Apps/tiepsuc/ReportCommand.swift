import ArgumentParser
import Checklists
import DeskLive
import DeskPorts
import Foundation
import Journal
import JournalStore
import Phrases
import Platform
import ReportArguments
import ReportFiles
import Reports

/// `tiepsuc report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Báo cáo theo kỳ, từ nhật ký này / a report over a period, from this journal.",
    discussion: ReportWords.discussion)

  @OptionGroup var options: DataOptions
  @OptionGroup var words: ReportWords
  @Flag(help: "Trên các bản sao nhật ký của đơn vị, ở máy trưởng nhóm / over the copies of the unit's journals.")
  var ofUnit = false

  func validate() throws {
    if let complaint = words.complaint { throw ValidationError(complaint[options.language]) }
  }

  func run() throws {
    if words.schema { return print(ReportJSON.schema) }
    let now = Moment.now()
    guard let question = words.question(today: now.day) else { return }
    let journal = try options.reader()
    let names = try withSentences(options.language) { try self.names(journal) }
    do throws(ReportProblem) {
      let kept = try kept(journal)
      let source = ReportSource(
        count: { (period, grouping, heads) throws(ReportProblem) in
          try kept.count(period, unit: question.unit, grouping, heads, now: now)
        },
        doubles: { period throws(ReportProblem) in try kept.doubles(period, unit: question.unit) },
        record: OutsideRecord(path: options.folder + (options.practice ? "/practice-outside.json" : "/outside.json")),
        names: { names }, now: now, language: options.language,
        isASCII: StandardOutput.isASCII, columns: StandardOutput.columns)
      if let text = try question.answer(from: source) {
        FileHandle.standardOutput.write(Data(text.utf8))
      } else if let out = question.out {
        complain(Phrase.reportWritten(out)[options.language])
      }
      try kept.close()
    } catch {
      throw failure(error.sentence, options.language)
    }
  }

  /// The sessions that are kept for reports, brought up to date.
  private func kept(_ journal: JournalStore) throws(ReportProblem) -> KeptReports {
    guard ofUnit else {
      return try KeptReports.own(journal, folder: options.folder, isPractice: options.practice)
    }
    let folder = options.folder
    let found = try KeptReports.unit(folder: folder) { () throws(JournalProblem) in
      try JournalStore.openCopies(folder: folder)
    }
    guard let found else { throw .noCopies }
    return found
  }

  /// What codes are called. A checklist or table that cannot be read leaves its codes as they are: the report is about
  /// figures.
  private func names(_ journal: JournalStore) throws -> ReportNames {
    let shelf = try options.shelf()
    var names = ReportNames()
    if words.format == .json { return names }
    for header in shelf.shelf().headers {
      names.checklists[header.id] = header.title
      do throws(BrokenChecklist) {
        for problem in try shelf.open(header.id).checklist.problems { names.problems[problem.id] = problem.symptom }
      } catch { complain("\(error.file): \(error.complaint[options.language])") }
    }
    let settings = try journal.settings()
    do throws(BrokenChecklist) {
      for service in try shelf.catalogue().services { names.services[service.id] = service.name }
      for unit in try shelf.units(file: settings["units-file"]) { names.units[unit.code] = unit.name }
    } catch { complain("\(error.file): \(error.complaint[options.language])") }
    // Codes of volunteers are each desk's own.
    for volunteer in ofUnit ? [] : try journal.volunteers() { names.volunteers[volunteer.code] = volunteer.name }
    return names
  }
}
