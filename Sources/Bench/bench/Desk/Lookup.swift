import ChecklistFiles
import Checklists
import DeskLive
import DeskPorts
import Foundation
import Journal
import VietnameseText

/// What is looked up at every letter: the official table of units, and quick help over all that ships.
struct Lookup {
  private static let most = 200

  func run(_ report: inout Report) throws {
    report.title("Looking up at every letter, in this process, ms")
    let shelf = FileShelf(shipped: try shippedFolder())
    var units: [Checklists.Unit] = []
    report.line("read the table of units", try time { units = try shelf.units(file: nil) }.short)
    var search = UnitSearch()
    report.line("prepare it", time { search = UnitSearch(units) }.short)
    let names = units.map { folded($0.name.split(separator: " ").dropFirst().joined(separator: " ")).prefix(4) }
    let found = sample(names.map(String.init)) { _ = search.found($0, limit: Self.most) }
    report.line("a commune by four letters, of \(units.count)", "median \(found.median.short)  p99 \(found.p99.short)")
    report.add(Goal(name: "a commune, p99", value: found.p99, limit: 1, unit: " ms"))

    let checklists = shelf.texts().compactMap { ChecklistReader.readQuick($0.bytes) }
    let catalogue = try shelf.catalogue()
    var help = QuickHelp([], .empty)
    report.line("prepare quick help", time { help = QuickHelp(checklists, catalogue) }.short)
    let titles = help.topics.flatMap { topic in [topic.title.vi, String(topic.title.vi.prefix(3))] }
    let answered = sample(titles) { _ = help.found($0, limit: Self.most) }
    report.line("quick help, \(help.topics.count) topics", "median \(answered.median.short)  p99 \(answered.p99.short)")
    report.add(Goal(name: "quick help, p99", value: answered.p99, limit: 5, unit: " ms"))
  }

  private func sample(_ words: [String], _ ask: (String) -> Void) -> Sample {
    var sample = Sample()
    for word in words { sample.add(time { ask(word) }) }
    return sample
  }

  private func time(_ work: () throws -> Void) rethrows -> Double {
    let start = Pty.now()
    try work()
    return Double(Pty.now() - start) / 1e6
  }
}
