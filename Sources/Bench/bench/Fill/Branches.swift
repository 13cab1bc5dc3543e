import ArgumentParser
import Assets
import ChecklistFiles
import Checklists
import Foundation
import Journal

/// One way through a checklist.
struct Branch {
  var answers: [AnswerFact]
  var steps: [Step]
  /// What "finish" proposes at its end.
  var proposed: Outcome
}

/// A shipped checklist with all its ways.
struct Course {
  var checklist: Checklist
  /// Lower-case hex SHA-256 of the file.
  var hash: String
  var branches: [Branch]
  /// The problems by their names: a step names some.
  var problems: [ProblemID: Problem]

  init(_ checklist: Checklist, bytes: [UInt8]) {
    self.checklist = checklist
    hash = EntryHash(of: bytes).hex
    problems = Dictionary(checklist.problems.map { ($0.id, $0) }) { first, _ in first }
    branches = []
    follow([:], [])
  }

  /// Follows every answer of the next question. The linter has made sure that questions do not loop.
  private mutating func follow(_ answers: [QuestionID: AnswerID], _ facts: [AnswerFact]) {
    guard let question = checklist.nextQuestion(after: answers) else {
      let steps = checklist.steps(for: answers)
      branches.append(Branch(answers: facts, steps: steps, proposed: checklist.proposedOutcome(for: answers)))
      return
    }
    for answer in question.answers {
      var next = answers
      next[question.id] = answer.id
      follow(next, facts + [AnswerFact(question: question.id, answer: answer.id)])
    }
  }
}

/// What ships with the program, as far as an invented year of work needs it.
struct Shipped {
  var courses: [Course]
  var services: [ServiceID]
  /// Codes of communes.
  var units: [String]

  init() throws {
    let folder = try shippedFolder()
    func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: folder + path))) }
    func value<Value>(_ reading: Reading<Value>) throws -> Value {
      guard let value = reading.value else { throw failure("\(reading.file) has mistakes: lint it first.") }
      return value
    }
    courses = try ["vneid", "taikhoan", "dichvucong"].map { name in
      let file = try bytes("/Checklists/\(name).yaml")
      return Course(try value(ChecklistReader.read(file, file: "\(name).yaml")), bytes: file)
    }
    let catalogue = ChecklistReader.readCatalogue(try bytes("/Catalogue/services.yaml"), file: "services.yaml")
    services = try value(catalogue).services.map(\.id)
    units = try value(ChecklistReader.readUnits(try bytes("/Units/units.csv"), file: "units.csv")).map(\.code)
  }
}

/// Says on standard error why a command cannot go on; to be thrown, so that it ends without success.
func failure(_ words: String) -> ExitCode {
  FileHandle.standardError.write(Data((words + "\n").utf8))
  return .failure
}

/// The folder of the files that ship.
func shippedFolder() throws -> String {
  guard let folder = Assets.folder else { throw failure("The files that ship with the program are missing.") }
  return folder
}
