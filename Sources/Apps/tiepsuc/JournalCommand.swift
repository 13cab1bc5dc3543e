import ArgumentParser
import Checklists
import Foundation
import Journal
import JournalStore
import Phrases

/// `tiepsuc journal`.
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "Nhật ký: liệt kê, xem, kiểm tra, xuất / the journal: list, show, verify, export.",
    subcommands: [List.self, Show.self, Verify.self, Export.self])

  /// `tiepsuc journal list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Liệt kê, mới nhất trước / list, newest first.")
    @OptionGroup var options: DataOptions
    @Flag(help: "Mỗi dòng một đối tượng JSON / one JSON object a line.") var json = false
    @Option(help: "Nhiều nhất bao nhiêu dòng / at most so many lines.") var limit = 100
    @Option(help: "Lời cần tìm, không cần dấu / words to search, without accents.") var search = ""

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit: 1, 2, 3 …") }
    }

    func run() throws {
      try withSentences(options.language) {
        let store = try options.reader()
        var start = PageStart.newest
        var left = limit
        while left > 0 {
          let rows = try store.page(EntryFilter(words: search), start, limit: min(500, left))
          for row in rows { print(json ? try jsonLine(fields(row)) : line(row)) }
          guard let last = rows.last else { break }
          left -= rows.count
          start = .before(last.row)
        }
      }
    }

    private func line(_ row: EntrySummary) -> String {
      [
        "\(row.row)", Numbers.date(row.day), row.minuteOfDay.map(clock) ?? "-", "\(row.kind)",
        row.checklist?.rawValue ?? "-", row.outcome.map { Phrase.outcome($0)[options.language] } ?? "-",
        row.volunteer?.rawValue ?? "-", row.problems.map(\.rawValue).joined(separator: " "),
      ].joined(separator: "\t")
    }
  }

  /// `tiepsuc journal show ROW`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "In một mục đúng như đã lưu / print one entry as it is stored.")
    @OptionGroup var options: DataOptions
    @Argument(help: "Số dòng trong `journal list` / the number in `journal list`.") var row: Int64
    @Flag(help: "Chỉ in JSON đã lưu / only the stored JSON.") var json = false

    func run() throws {
      try withSentences(options.language) {
        let store = try options.reader()
        let detail = try store.detail(row: row)
        let stored = String(decoding: try store.storedBytes(row: row), as: UTF8.self)
        print(stored)
        if !json {
          print("sha256 \(detail.hash)")
          print("previous \(detail.previousHash)")
          for later in detail.later { print("later \(later.row) \(later.kind)") }
        }
      }
    }
  }

  /// `tiepsuc journal verify`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tính lại cả chuỗi và nói rõ chỗ đứt / re-derive the chain and say where it breaks.")
    @OptionGroup var options: DataOptions
    @Flag(help: "Một đối tượng JSON / one JSON object.") var json = false

    func run() throws {
      let report = try withSentences(options.language) {
        try options.reader().verify()
      }
      if json {
        print(
          try jsonLine([
            "good": report.good, "missing": report.missing, "contacts": report.contacts, "breaks": report.breakCount,
          ]))
      } else {
        print(Phrase.verified(good: report.good, breaks: report.breakCount)[options.language])
      }
      for one in report.breaks {
        complain(
          "\(options.folder): \(one.row.map { "row \($0), " } ?? "")\(one.id.incarnation).\(one.id.sequence): \(one.fault)"
        )
      }
      if !report.isWhole {
        complain(Phrase.chainBroken[options.language])
        throw ExitCode.failure
      }
    }
  }

  /// `tiepsuc journal export`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Xuất ra CSV, hoặc JSON từng dòng / export as CSV, or as lines of JSON.")
    @OptionGroup var options: DataOptions
    @Flag(help: "Mỗi dòng một mục đúng như đã lưu / one stored entry a line.") var json = false

    func run() throws {
      try withSentences(options.language) {
        let store = try options.reader()
        if !json {
          print("row,incarnation,sequence,kind,day,time,checklist,outcome,volunteer,seconds,problems,amended,hash")
        }
        try store.export { each in
          if json {
            print(String(decoding: each.bytes, as: UTF8.self))
          } else {
            print(csv(each.summary, each.hash))
          }
        }
      }
    }

    private func csv(_ row: EntrySummary, _ hash: String) -> String {
      let (year, month, day) = row.day.parts
      let date = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      return [
        "\(row.row)", "\(row.id.incarnation)", "\(row.id.sequence)", "\(row.kind)", date,
        row.minuteOfDay.map(clock) ?? "", row.checklist?.rawValue ?? "", row.outcome?.rawValue ?? "",
        row.volunteer?.rawValue ?? "", "\(row.milliseconds / 1000)",
        row.problems.map(\.rawValue).joined(separator: " "),
        row.isAmended ? "1" : "0", hash,
      ].map(quoted).joined(separator: ",")
    }

    /// RFC 4180; a field that a spreadsheet would take for a formula gets an apostrophe.
    private func quoted(_ field: String) -> String {
      let safe = field.first.map { "=+-@".contains($0) } == true ? "'" + field : field
      return safe.contains { ",\"\n\r".contains($0) } ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
  }
}

/// 24-hour time of minutes since midnight.
private func clock(_ minutes: Int) -> String {
  (minutes / 60 < 10 ? "0" : "") + "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
}

private func fields(_ row: EntrySummary) -> [String: Any] {
  let (year, month, day) = row.day.parts
  var object: [String: Any] = [
    "row": row.row, "device": row.id.device.rawValue, "incarnation": row.id.incarnation, "sequence": row.id.sequence,
    "kind": "\(row.kind)", "day": "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)",
    "seconds": row.milliseconds / 1000, "problems": row.problems.map(\.rawValue), "amended": row.isAmended,
  ]
  if let minute = row.minuteOfDay { object["time"] = clock(minute) }
  if let checklist = row.checklist { object["checklist"] = checklist.rawValue }
  if let outcome = row.outcome { object["outcome"] = outcome.rawValue }
  if let volunteer = row.volunteer { object["volunteer"] = volunteer.rawValue }
  return object
}
