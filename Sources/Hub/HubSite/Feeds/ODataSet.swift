/// What can be read over OData.
enum ODataSet: String, CaseIterable {
  /// What readers outside the units are told, month by month: a line for each figure of each named table.
  case figures = "Figures"
  /// Sessions of each unit, month by month, as readers outside are told.
  case unitMonths = "UnitMonths"
  /// Sessions and corrections, for programs that may read entries.
  case sessions = "Sessions"

  var properties: [ODataProperty] {
    switch self {
    case .sessions: FeedRecord.columns.map(\.property)
    case .figures: FigureRow.columns.map(\.property)
    case .unitMonths: UnitMonthRow.columns.map(\.property)
    }
  }

  /// The property that no two rows share.
  var key: String { self == .sessions ? "number" : "id" }
}
