/// Collects what there is to say about one file; at most ``most`` things are kept, the rest is counted.
final class ImportDiagnostics {
  static let most = 1_000

  private var complaints: [ImportComplaint] = []
  private var unheard = 0
  /// Sheets in the order in which complaints about them are shown.
  private let sheets: [String]
  let file: String

  init(file: String, sheets: [String] = []) {
    self.file = file
    self.sheets = sheets
  }

  /// Whether nothing can be made of the file at all.
  private(set) var isUnreadable = false

  func note(_ what: ImportFault, at place: ImportPlace) {
    if case .unreadable = what { isUnreadable = true }
    guard complaints.count < Self.most else {
      unheard += 1
      return
    }
    complaints.append(ImportComplaint(file: file, place: place, what: what))
  }

  func lost(_ what: LostFault, at place: ImportPlace) { note(.lost(what), at: place) }

  /// All complaints by sheet, row and column; those of one place in the order in which they were noted.
  func sorted() -> [ImportComplaint] {
    let rank = Dictionary(sheets.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let result = complaints.enumerated().sorted { one, other in
      let (a, b) = (one.element.place, other.element.place)
      let (sheetA, sheetB) = (rank[a.sheet] ?? -1, rank[b.sheet] ?? -1)
      return (sheetA, a.order.0, a.order.1, one.offset) < (sheetB, b.order.0, b.order.1, other.offset)
    }.map(\.element)
    if unheard == 0 { return result }
    return result + [ImportComplaint(file: file, place: .file, what: .lost(.more(unheard)))]
  }
}
