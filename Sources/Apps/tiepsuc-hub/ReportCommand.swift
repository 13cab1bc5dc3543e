import ArgumentParser
import Checklists
import Foundation
import HubService
import HubStore
import Journal
import Phrases
import Platform
import ReportArguments
import ReportFiles
import ReportStore
import Reports
import SQLiteFiles

/// `tiepsuc-hub report`: the same words as `tiepsuc report`, over all that the hub holds.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Báo cáo theo kỳ, từ mọi máy / a report over a period, from all desks.",
    discussion: ReportWords.discussion)

  @OptionGroup var options: HubOptions
  @OptionGroup var words: ReportWords

  /// Desks are in Việt Nam, wherever the hub's machine thinks it is.
  private static let offsetMinutes = 420

  func validate() throws {
    if let complaint = words.complaint { throw ValidationError(complaint[options.language]) }
  }

  func run() async throws {
    if words.schema { return say(ReportJSON.schema) }
    let now = Moment(
      wallMilliseconds: SystemClock.now.wallMilliseconds, offsetMinutes: Self.offsetMinutes, boot: "",
      monotonicMilliseconds: 0)
    guard let question = words.question(today: now.day) else { return }
    do { try await answer(question, now) } catch let problem as ReportProblem {
      FileHandle.standardError.write(Data((problem.sentence[options.language] + "\n").utf8))
      throw ExitCode.failure
    }
  }

  private func answer(_ question: ReportQuestion, _ now: Moment) async throws {
    let path = options.folder.reports
    try await withStore(try await options.existingStore()) { store in
      let updater = ReportUpdater(store)
      let source = try await updater.source()
      let desks = try await updater.desks(
        of: question.unit, question.period, now: now.wallMilliseconds, offsetMinutes: Self.offsetMinutes)
      do {
        let reports = try ReportStore.open(path: path, source: source, hasFeed: true)
        try await updater.catchUp(reports)
        try answer(question, reports, desks, path, now)
        try reports.close()
      } catch let problem as StorageProblem {
        throw ReportProblem(problem, path)
      }
    }
  }

  private func answer(
    _ question: ReportQuestion, _ reports: ReportStore, _ desks: [ReportDesk], _ path: String, _ now: Moment
  ) throws {
    let source = ReportSource(
      count: { (period, grouping, heads) throws(ReportProblem) in
        do throws(StorageProblem) {
          return try reports.report(period, unit: question.unit, grouping: grouping, since: heads, desks: desks)
        } catch {
          throw ReportProblem(error, path)
        }
      },
      // Whoever knows is of one unit: of all of them nobody would go through the questions.
      doubles: { period throws(ReportProblem) in
        guard let unit = question.unit else { return [] }
        do throws(StorageProblem) { return try reports.doubles(period, unit: unit) } catch {
          throw ReportProblem(error, path)
        }
      },
      record: OutsideRecord(path: options.folder.toldReports), names: { ReportNames() }, now: now,
      language: options.language, isASCII: StandardOutput.isASCII, columns: StandardOutput.columns)
    if let text = try question.answer(from: source) {
      FileHandle.standardOutput.write(Data(text.utf8))
    } else if let out = question.out {
      FileHandle.standardError.write(Data((Phrase.reportWritten(out)[options.language] + "\n").utf8))
    }
  }
}

extension ReportProblem {
  fileprivate init(_ problem: StorageProblem, _ path: String) {
    self = .figures(path: path, word: "\(problem.reason)")
  }
}
