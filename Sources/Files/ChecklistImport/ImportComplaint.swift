import ChecklistFiles
package import Checklists

/// Where something stands in a file that is imported.
package enum ImportPlace: Hashable, Sendable {
  /// The file as a whole.
  case file
  /// A line of text and a column in characters, both counted from 1.
  case line(Int, column: Int)
  /// A cell as a spreadsheet program names it; row and column count from 1, and a CSV file's sheet has no name.
  case cell(sheet: String, row: Int, column: Int)
  /// A sheet as a whole.
  case sheet(String)

  /// As it is written in a complaint, e.g. `survey!C7`, `C7`, `12:3`; empty for the whole file.
  package var text: String {
    switch self {
    case .file: ""
    case .line(let line, let column): "\(line):\(column)"
    case .cell(let sheet, let row, let column):
      (sheet.isEmpty ? "" : sheet + "!") + columnLetters(column) + "\(row)"
    case .sheet(let name): name + "!"
    }
  }

  /// What complaints are sorted by, within the sheets in the order in which they are read.
  var order: (Int, Int) {
    switch self {
    case .file, .sheet: (0, 0)
    case .line(let line, let column): (line, column)
    case .cell(_, let row, let column): (row, column)
    }
  }

  /// The sheet it lies on; empty where there is none.
  var sheet: String {
    switch self {
    case .cell(let sheet, _, _), .sheet(let sheet): sheet
    case .file, .line: ""
    }
  }
}

/// The letters of a column counted from 1: A, B, … Z, AA.
package func columnLetters(_ column: Int) -> String {
  var rest = column
  var letters: [Character] = []
  while rest > 0 {
    rest -= 1
    letters.insert(Character(Unicode.Scalar(UInt8(65 + rest % 26))), at: 0)
    rest /= 26
  }
  return String(letters)
}

/// One thing about a file that is imported: what it cannot give, or what is still to be written.
package struct ImportComplaint: Hashable, Sendable {
  /// The name the file was read under.
  package var file: String
  package var place: ImportPlace
  package var what: ImportFault

  package init(file: String, place: ImportPlace, what: ImportFault) {
    self.file = file
    self.place = place
    self.what = what
  }

  /// The whole complaint on one line: `file:survey!C7: what; what to do`.
  package func line(_ language: Language) -> String {
    let place = place.text.isEmpty ? "" : ":" + place.text
    return presentable(file + place) + ": " + presentable(what.words[language])
  }
}
