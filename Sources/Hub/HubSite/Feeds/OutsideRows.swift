/// A figure of one named table of one month, as readers outside are told; nil: it is hidden.
struct FigureRow: Sendable {
  /// The first day of its month.
  var month: String
  var updated: String
  var table: String
  var row: String
  var column: String
  var count: Int?

  static let columns: [ODataColumn<FigureRow>] = [
    .text("id") { "\($0.month) \($0.table) \($0.row) \($0.column)" }, .day("month") { $0.month },
    .text("table") { $0.table }, .text("row") { $0.row }, .text("column") { $0.column }, .number("count") { $0.count },
    .flag("isHidden") { $0.count == nil }, .moment("updated") { $0.updated },
  ]
}

/// Sessions of one unit in one month, as readers outside are told; nil: they are hidden.
struct UnitMonthRow: Sendable {
  /// The first day of its month.
  var month: String
  var updated: String
  var unit: String
  var name: String
  var sessions: Int?

  static let columns: [ODataColumn<UnitMonthRow>] = [
    .text("id") { "\($0.month) \($0.unit)" }, .day("month") { $0.month }, .text("unit") { $0.unit },
    .text("name") { $0.name }, .number("sessions") { $0.sessions }, .flag("isHidden") { $0.sessions == nil },
    .moment("updated") { $0.updated },
  ]
}
