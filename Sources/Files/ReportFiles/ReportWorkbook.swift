import CXLSXWriter
package import Checklists
import Journal
import Phrases
package import Platform
import Workbooks

/// A report as a workbook: real numbers and dates with formats, heads that stay in view, charts. Nothing in it is a
/// formula: what is shown is all that there is.
package enum ReportWorkbook {
  /// Writes it to a path, where nothing must stand yet.
  ///
  /// - Throws: ``FileError`` where the file cannot be written; what stands at the path then is no workbook.
  package static func write(
    _ document: ReportDocument, _ language: Language, to path: String
  ) throws(FileError) {
    try WorkbookFile.write(to: path) { workbook in
      var writer = WorkbookWriter(workbook, language)
      writer.summary(document)
      for section in document.sections where section.hasSheet { writer.sheet(section) }
      return writer.problem
    }
  }
}

extension ReportSection {
  /// A table of more than names and figures has a sheet of its own.
  fileprivate var hasSheet: Bool { columns.count > 2 || chart != .none }
}

private struct WorkbookWriter {
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let language: Language
  private let head: UnsafeMutablePointer<lxw_format>?
  private let title: UnsafeMutablePointer<lxw_format>?
  private let wrapped: UnsafeMutablePointer<lxw_format>?
  private let formats: [Style: UnsafeMutablePointer<lxw_format>]
  private var names: Set<String> = []
  private(set) var problem = LXW_NO_ERROR

  /// How a number is shown; each in plain and in bold for totals.
  private struct Style: Hashable {
    enum Kind: CaseIterable { case count, change, share, decimal, day, text }
    var kind: Kind
    var isTotal: Bool
  }

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>, _ language: Language) {
    self.workbook = workbook
    self.language = language
    head = workbook_add_format(workbook)
    format_set_bold(head)
    format_set_text_wrap(head)
    format_set_bottom(head, UInt8(LXW_BORDER_THIN.rawValue))
    title = workbook_add_format(workbook)
    format_set_bold(title)
    format_set_font_size(title, 14)
    wrapped = workbook_add_format(workbook)
    format_set_text_wrap(wrapped)
    var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
    for kind in Style.Kind.allCases {
      for isTotal in [false, true] {
        guard let format = workbook_add_format(workbook) else { continue }
        switch kind {
        case .count: format_set_num_format(format, "#,##0")
        case .change: format_set_num_format(format, "+#,##0;-#,##0;0")
        case .share: format_set_num_format(format, "0%")
        case .decimal: format_set_num_format(format, "#,##0.0")
        case .day: format_set_num_format(format, "dd/mm/yyyy")
        case .text: format_set_text_wrap(format)
        }
        if isTotal { format_set_bold(format) }
        formats[Style(kind: kind, isTotal: isTotal)] = format
      }
    }
    self.formats = formats
  }

  private mutating func note(_ code: lxw_error) { if problem == LXW_NO_ERROR { problem = code } }

  /// Title, heads, all figures that have a name and no more, and the notes.
  mutating func summary(_ document: ReportDocument) {
    let sheet = addSheet(Phrase.reportSheet[language])
    worksheet_set_column(sheet, 0, 0, 56, nil)
    worksheet_set_column(sheet, 1, 1, 14, nil)
    text(sheet, 0, 0, document.title[language], title)
    // The title and the period stay in view.
    worksheet_freeze_panes(sheet, 2, 0)
    var row: UInt32 = 1
    for head in document.heads {
      text(sheet, row, 0, head[language], row == 1 ? nil : wrapped)
      row += 1
    }
    for section in document.sections where !section.hasSheet {
      row += 1
      text(sheet, row, 0, section.title[language], head)
      if section.columns.count > 1 { text(sheet, row, 1, section.columns[1][language], head) }
      row += 1
      for line in section.rows {
        text(sheet, row, 0, line.label[language], formats[Style(kind: .text, isTotal: line.isTotal)])
        for (index, cell) in line.cells.enumerated() { write(sheet, row, UInt16(1 + index), cell, line.isTotal) }
        row += 1
      }
    }
    for note in document.notes {
      row += 1
      text(sheet, row, 0, note[language], wrapped)
    }
  }

  /// One table with its heads in the first row.
  mutating func sheet(_ section: ReportSection) {
    let name = sheetName(section.title[language])
    let sheet = addSheet(name)
    worksheet_freeze_panes(sheet, 1, 1)
    worksheet_set_column(sheet, 0, 0, 40, nil)
    worksheet_set_column(sheet, 1, UInt16(max(1, section.columns.count)), 13, nil)
    for (column, heading) in section.columns.enumerated() { text(sheet, 0, UInt16(column), heading[language], head) }
    for (index, line) in section.rows.enumerated() {
      let row = UInt32(index + 1)
      if let day = line.day, section.id != "months" {
        date(sheet, row, 0, day, line.isTotal)
      } else {
        text(sheet, row, 0, line.label[language], formats[Style(kind: .text, isTotal: line.isTotal)])
      }
      for (column, cell) in line.cells.enumerated() { write(sheet, row, UInt16(column + 1), cell, line.isTotal) }
    }
    chart(section, name, sheet)
  }

  private mutating func chart(
    _ section: ReportSection, _ name: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>?
  ) {
    let last = section.rows.lastIndex {
      !$0.isTotal && $0.cells.first.map { if case .count = $0 { true } else { false } } == true
    }
    guard section.chart != .none, let last,
      let chart = workbook_add_chart(
        workbook, UInt8((section.chart == .line ? LXW_CHART_LINE : LXW_CHART_BAR).rawValue))
    else { return }
    let place = "='\(name.replacing("'", with: "''"))'!"
    let series = chart_add_series(chart, "\(place)$A$2:$A$\(last + 2)", "\(place)$B$2:$B$\(last + 2)")
    if section.columns.count > 1 { chart_series_set_name(series, section.columns[1][language]) }
    chart_title_set_name(chart, section.title[language])
    if section.chart == .bars { chart_axis_set_reverse(chart.pointee.x_axis) }
    note(worksheet_insert_chart(sheet, UInt32(section.rows.count + 3), 0, chart))
  }

  private mutating func write(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32, _ column: UInt16, _ cell: ReportCell, _ isTotal: Bool
  ) {
    func number(_ value: Double, _ kind: Style.Kind) -> lxw_error {
      worksheet_write_number(sheet, row, column, value, formats[Style(kind: kind, isTotal: isTotal)])
    }
    switch cell {
    case .count(let value): note(number(Double(value), .count))
    case .change(let value): note(number(Double(value), .change))
    case .share(let part, let whole): if whole != 0 { note(number(Double(part) / Double(whole), .share)) }
    case .seconds(let seconds): note(number(Double(seconds) / 3_600, .decimal))
    case .mean(let sum, let count): if count != 0 { note(number(Double(sum) / Double(count), .decimal)) }
    case .text(let words): text(sheet, row, column, words[language], formats[Style(kind: .text, isTotal: isTotal)])
    case .day(let day): date(sheet, row, column, day, isTotal)
    case .hidden: text(sheet, row, column, Phrase.hidden[language], formats[Style(kind: .text, isTotal: isTotal)])
    case .none: break
    }
  }

  private mutating func date(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32, _ column: UInt16, _ day: Day, _ isTotal: Bool
  ) {
    let (year, month, date) = day.parts
    let format = formats[Style(kind: .day, isTotal: isTotal)]
    // Spreadsheets count days from 1900 on.
    guard (1900...9999).contains(year) else { return text(sheet, row, column, Numbers.date(day), format) }
    var moment = lxw_datetime(year: Int32(year), month: Int32(month), day: Int32(date), hour: 0, min: 0, sec: 0)
    note(worksheet_write_datetime(sheet, row, column, &moment, format))
  }

  private mutating func text(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32, _ column: UInt16, _ text: String,
    _ format: UnsafeMutablePointer<lxw_format>?
  ) {
    guard !text.isEmpty else { return }
    note(worksheet_write_string(sheet, row, column, String(text.prefix(32_000)), format))
  }

  private mutating func addSheet(_ name: String) -> UnsafeMutablePointer<lxw_worksheet>? {
    names.insert(name.lowercased())
    let sheet = workbook_add_worksheet(workbook, name)
    if sheet == nil { note(LXW_ERROR_SHEETNAME_ALREADY_USED) }
    return sheet
  }

  /// A name as sheets may have it: 31 letters, none of those that formulas use, each once.
  private func sheetName(_ title: String) -> String {
    var plain = String(title.map { "[]:*?/\\'".contains($0) ? " " : $0 })
    if plain.count > 31 { plain = plain.prefix(30) + "…" }
    var name = plain
    var number = 2
    while name.isEmpty || names.contains(name.lowercased()) {
      name = "\(plain.prefix(27)) \(number)"
      number += 1
    }
    return name
  }
}
