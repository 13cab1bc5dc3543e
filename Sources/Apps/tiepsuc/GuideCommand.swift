import ArgumentParser
import Assets
import Checklists
import DeskLive
import DeskPorts
import DeskUI
package import Guides
import Phrases
import TerminalUI

/// `tiepsuc guide NAME`.
struct GuideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide", abstract: "Đọc một sổ tay; không có tên: liệt kê / read a guide; without a name: list them.")
  @Argument(help: "Sổ tay / the guide: \(Guide.allCases.map(\.rawValue).joined(separator: ", ")).") var name: Guide?
  @Option(help: "Ngôn ngữ: vietnamese (vi), english (en) / the language.") var language: GuideLanguage?

  /// Columns of a printed page.
  private static let columns = 80

  func run() throws {
    let language = language?.language ?? DataPlace().language
    guard let name else {
      for guide in Guide.allCases { print("\(guide.rawValue)\t\(guide.title[language]) · \(guide.reader[language])") }
      return
    }
    guard let assets = Assets.folder else { throw failure(Phrase.noAssets, language) }
    do {
      let page = try FileShelf(shipped: assets).guide(name)[language]
      for text in page.texts(columns: Self.columns, hasSymbols: true) {
        for line in text.lines(columns: Self.columns, withGaps: true) { print(line.map(\.text).joined()) }
      }
    } catch {
      throw failure(error.complaint, language)
    }
  }
}

extension Guide: ExpressibleByArgument {}

/// A language by its name or code.
struct GuideLanguage: ExpressibleByArgument {
  let language: Language

  init?(argument: String) {
    let found = Language.allCases.first { $0.rawValue == argument || "\($0)" == argument }
    guard let found else { return nil }
    language = found
  }
}
