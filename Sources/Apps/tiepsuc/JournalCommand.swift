import ArgumentParser
import Checklists
import Foundation
import Journal
import JournalStore
import Phrases
import Tables

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
        let table = EntryTable.read(options.language)
        while left > 0 {
          let rows = try store.page(EntryFilter(words: search), start, limit: min(500, left))
          for row in rows { print(json ? EntryTable.listed.jsonLine(row) : table.tabbedLine(row)) }
          guard let last = rows.last else { break }
          left -= rows.count
          start = .before(last.row)
        }
      }
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

    private static let table = TableWriter<VerifyReport>([
      Column("good") { TableCell($0.good) }, Column("missing") { TableCell($0.missing) },
      Column("contacts") { TableCell($0.contacts) }, Column("breaks") { TableCell($0.breakCount) },
    ])

    func run() throws {
      let report = try withSentences(options.language) {
        try options.reader().verify()
      }
      if json {
        print(Self.table.jsonLine(report))
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
        if !json { print(EntryTable.exported.csvHead) }
        try store.export { each in
          print(
            json
              ? String(decoding: each.bytes, as: UTF8.self) : EntryTable.exported.csvLine((each.summary, each.hash)))
        }
      }
    }
  }
}
