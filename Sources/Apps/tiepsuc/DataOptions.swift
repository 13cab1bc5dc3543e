import ArgumentParser
import Assets
import ChecklistPacks
import Checklists
import DeskLive
import Foundation
import Journal
import JournalStore
import Phrases
import Platform

/// Where everything is kept, and which of the two journals is meant.
struct DataPlace {
  /// The folder that `--data` names.
  var data: String?
  /// The journal for learning.
  var practice = false

  /// The data folder: `--data`, else `TIEPSUC_DATA`, else `tiepsuc` in the XDG data home.
  var folder: String { Environment.dataFolder(data, variable: "TIEPSUC_DATA", name: "tiepsuc") }

  /// The language of the user's environment.
  var language: Language { Language(locale: Environment.messageLocale) }

  /// The checklists that ship, with those in the data folder.
  func shelf() throws -> FileShelf { try shelf(packs()) }

  /// The checklists that ship, with those of some packs and those in the data folder.
  func shelf(_ packs: Packs) throws -> FileShelf {
    guard let assets = Assets.folder else {
      throw failure(Phrase.noAssets, language)
    }
    return FileShelf(shipped: assets, added: folder + "/checklists", packs: packs)
  }

  /// The packs of the data folder, as new at least as its journal says. A journal that cannot be read says nothing here: the
  /// desk mends it when it opens it.
  func packs() -> Packs {
    do {
      let journal = try JournalStore.openForReading(folder: folder, practice: false)
      let taken = journal.takenPack
      try journal.close()
      return Packs(data: folder, taken: taken)
    } catch {
      return Packs(data: folder)
    }
  }

  /// The journal for commands that only read.
  func reader() throws -> JournalStore {
    let names = practice ? ["practice.sqlite", "practice.key"] : ["journal.sqlite", "device.key"]
    guard names.contains(where: { FileManager.default.fileExists(atPath: folder + "/" + $0) }) else {
      throw failure(Phrase.noJournal(at: folder), language)
    }
    return try withSentences(language) { try JournalStore.openForReading(folder: folder, practice: practice) }
  }
}

/// The options that say where everything is kept.
struct DataOptions: ParsableArguments {
  @Option(name: .long, help: "Thư mục dữ liệu / the data folder.")
  var data: String?

  @Flag(name: .long, help: "Chế độ TẬP: nhật ký riêng, không tính / practice: a journal of its own.")
  var practice = false

  var place: DataPlace { DataPlace(data: data, practice: practice) }
  var folder: String { place.folder }
  var language: Language { place.language }
  func shelf() throws -> FileShelf { try place.shelf() }
  func packs() -> Packs { place.packs() }
  func reader() throws -> JournalStore { try place.reader() }
}

/// Says on standard error why a command cannot go on; to be thrown, so that it ends without success.
func failure(_ text: LocalText, _ language: Language) -> ExitCode {
  complain(text[language])
  return .failure
}

/// Does something with the journal, and turns its problems into sentences.
func withSentences<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let problem as JournalProblem {
    throw failure(Phrase.sentence(problem), language)
  }
}

/// Writes a line on standard error.
func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
