package import Checklists
import GRDB
package import Protocol
package import SQLiteFiles
package import Statistics

/// Figures over all desks, as the hub told them to a trainer.
extension ExchangeStore {
  /// Wishes that are kept, the newest; and answers.
  private static let mostWishes = 50
  private static let mostAnswers = 1_000

  /// What the hub told last of a checklist; nil where it was not asked this yet (see ``wish(checklist:filter:)``).
  package func figures(
    checklist: ChecklistID, filter: FigureFilter = FigureFilter()
  ) throws(StorageProblem) -> FigureAnswer? {
    let question = FigureQuestion(checklist, filter)
    let bytes = try read { db in
      try db.first("SELECT bytes FROM figure WHERE question = ?", .text(question.path)) { $0.blob(0) }
    }
    return bytes.flatMap { FigureAnswer(bytes: $0, limit: Limits.newsBytes) }
  }

  /// Asks for figures that an exchange does not fetch by itself; the next ones do, as long as no 50 newer wishes came.
  package func wish(checklist: ChecklistID, filter: FigureFilter) throws(StorageProblem) {
    let question = FigureQuestion(checklist, filter)
    try change { db in
      try db.run(
        "INSERT OR REPLACE INTO figure_wish(question, bytes) VALUES(?,?)", .text(question.path),
        .blob(try question.bytes))
      try db.run(
        """
        DELETE FROM figure_wish WHERE number NOT IN (SELECT number FROM figure_wish ORDER BY number DESC LIMIT ?)
        """, .int(Self.mostWishes))
    }
  }

  /// What the desk wished for, newest first.
  package func figureWishes() throws(StorageProblem) -> [FigureQuestion] {
    try read { db in
      try db.all("SELECT bytes FROM figure_wish ORDER BY number DESC") {
        FigureQuestion(bytes: $0.blob(0))
      }.compactMap(\.self)
    }
  }

  /// Whether the kept answer is as new as figures that were made then.
  package func hasFigures(_ question: FigureQuestion, made: Int64) throws(StorageProblem) -> Bool {
    try read { db in
      try db.first(
        "SELECT 1 FROM figure WHERE question = ? AND made >= ? AND is_whole", .text(question.path), .int(made)
      ) { $0.int(0) } != nil
    }
  }

  package func saveFigures(_ answer: FigureAnswer) throws(StorageProblem) {
    try change { db in
      try db.run(
        "INSERT OR REPLACE INTO figure(question, made, is_whole, bytes) VALUES(?,?,?,?)", .text(answer.question.path),
        .int(answer.made), .bool(answer.isWhole), .blob(try answer.bytes))
      try db.run(
        "DELETE FROM figure WHERE number NOT IN (SELECT number FROM figure ORDER BY number DESC LIMIT ?)",
        .int(Self.mostAnswers))
    }
  }
}
