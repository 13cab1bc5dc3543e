public import Checklists
import GRDB
public import Protocol
public import Statistics

/// Figures over all desks, as the hub told them to a trainer.
extension ExchangeStore {
  /// Wishes that are kept, the newest; and answers.
  private static let mostWishes = 50
  private static let mostAnswers = 1_000

  /// What the hub told last of a checklist; nil where it was not asked this yet (see ``wish(checklist:filter:)``).
  public func figures(
    checklist: ChecklistID, filter: FigureFilter = FigureFilter()
  ) throws(ExchangeProblem) -> FigureAnswer? {
    let question = FigureQuestion(checklist, filter)
    let bytes = try read { db in
      try Row.fetchOne(db, sql: "SELECT bytes FROM figure WHERE question = ?", arguments: [question.path])?
        .bytes("bytes")
    }
    return bytes.flatMap { FigureAnswer(bytes: $0, limit: Limits.newsBytes) }
  }

  /// Asks for figures that an exchange does not fetch by itself; the next ones do, as long as no 50 newer wishes came.
  public func wish(checklist: ChecklistID, filter: FigureFilter) throws(ExchangeProblem) {
    let question = FigureQuestion(checklist, filter)
    try change { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO figure_wish(question, bytes) VALUES(?,?)",
        arguments: [question.path, try question.bytes.data])
      try db.execute(
        sql: """
          DELETE FROM figure_wish WHERE number NOT IN (SELECT number FROM figure_wish ORDER BY number DESC LIMIT ?)
          """, arguments: [Self.mostWishes])
    }
  }

  /// What the desk wished for, newest first.
  package func figureWishes() throws(ExchangeProblem) -> [FigureQuestion] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT bytes FROM figure_wish ORDER BY number DESC")
        .compactMap { FigureQuestion(bytes: $0.bytes("bytes")) }
    }
  }

  /// Whether the kept answer is as new as figures that were made then.
  package func hasFigures(_ question: FigureQuestion, made: Int64) throws(ExchangeProblem) -> Bool {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT 1 FROM figure WHERE question = ? AND made >= ? AND is_whole",
        arguments: [question.path, made]) != nil
    }
  }

  package func saveFigures(_ answer: FigureAnswer) throws(ExchangeProblem) {
    try change { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO figure(question, made, is_whole, bytes) VALUES(?,?,?,?)",
        arguments: [answer.question.path, answer.made, answer.isWhole, try answer.bytes.data])
      try db.execute(
        sql: "DELETE FROM figure WHERE number NOT IN (SELECT number FROM figure ORDER BY number DESC LIMIT ?)",
        arguments: [Self.mostAnswers])
    }
  }
}
