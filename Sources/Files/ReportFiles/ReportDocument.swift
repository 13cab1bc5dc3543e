package import Checklists
package import Journal

/// One cell of a report.
package enum ReportCell: Hashable, Sendable {
  case count(Int)
  /// A change, with its sign.
  case change(Int)
  /// Nothing where the whole is 0.
  case share(Int, of: Int)
  /// Shown in hours with one decimal.
  case seconds(Int)
  /// A sum over how many; nothing where there is none.
  case mean(Int, of: Int)
  case text(LocalText)
  case day(Day)
  /// The one mark of readers outside the unit.
  case hidden
  case none
}

package struct ReportRow: Hashable, Sendable {
  /// Its name in files: it does not change with the language.
  package var id: String
  package var label: LocalText
  package var cells: [ReportCell]
  /// The day that the row is about.
  package var day: Day?
  package var isTotal: Bool

  package init(_ id: String, _ label: LocalText, _ cells: [ReportCell], day: Day? = nil, isTotal: Bool = false) {
    self.id = id
    self.label = label
    self.cells = cells
    self.day = day
    self.isTotal = isTotal
  }
}

/// A table of a report.
package struct ReportSection: Hashable, Sendable {
  package enum Chart: Hashable, Sendable {
    case none
    /// A bar for the first cell of each row.
    case bars
    /// The first cell of each row, in order of time.
    case line
  }

  /// Its name in files.
  package var id: String
  package var title: LocalText
  /// The first heading is that of the labels.
  package var columns: [LocalText]
  package var rows: [ReportRow]
  package var chart: Chart

  package init(_ id: String, _ title: LocalText, _ columns: [LocalText], _ rows: [ReportRow], chart: Chart = .none) {
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
    self.chart = chart
  }
}

/// A report as tables, before it has a language or a form: what is written as text, CSV, XLSX and HTML.
package struct ReportDocument: Hashable, Sendable {
  package var title: LocalText
  /// Lines under the title.
  package var heads: [LocalText]
  package var sections: [ReportSection]
  /// Sentences at the end.
  package var notes: [LocalText]
}
