package import Checklists
import Phrases

/// Communes as a map of tiles and as a table.
package enum UnitPages {
  /// - Parameters:
  ///   - lines: In the order of their codes.
  ///   - period: What the figures of help are about.
  package static func map(_ lines: [UnitLine], _ period: LocalText, now: Int64, _ reader: PageReader) -> HTML {
    let most = lines.reduce(0) { most, line in
      if case .count(let count) = line.help { max(most, count) } else { most }
    }
    let tiles = HTML.each(lines) { line in
      """
      <li class="\(level(line.help, most))\(HTML.when(line.isSilent(at: now), " quiet"))"><a href="\(PagePath.unit(line.code).path)"><span class="place">\(line.name)</span> <span class="figure">\(help(line.help, reader))</span> <span class="state">\(state(line, now, reader))</span></a></li>

      """
    }
    return """
      <section aria-labelledby="map-title">
      <h2 id="map-title">\(reader(Phrase.tileMap))</h2>
      <p>\(reader(Phrase.helpOf(period))). \(reader(Phrase.tileMeaning(days: UnitLine.silentDays)))</p>
      <ul class="tiles">
      \(tiles)</ul>
      </section>

      """
  }

  package static func table(
    _ lines: [UnitLine], _ title: LocalText, _ period: LocalText, now: Int64, _ reader: PageReader, id: String = "units"
  ) -> HTML {
    let rows = lines.map { line in
      Cells(
        head: "<a href=\"\(PagePath.unit(line.code).path)\">\(line.name)</a>",
        cells: [
          .text(line.code), .number("\(line.desks)"), .number(help(line.help, reader)),
          .text(line.lastHeard.map(PageTime.text) ?? "–"), .text(state(line, now, reader)),
        ])
    }
    return Cells.table(
      id, title,
      [
        Phrase.unitColumn, Phrase.codeColumn, Phrase.desksColumn, Phrase.helpOf(period), Phrase.lastHeardColumn,
        Phrase.stateColumn,
      ], rows, reader)
  }

  static func help(_ help: UnitHelp, _ reader: PageReader) -> String {
    switch help {
    case .count(let count): Numbers.text(count, reader.language)
    case .hidden: reader(Phrase.hidden)
    case .untold: "–"
    }
  }

  static func state(_ line: UnitLine, _ now: Int64, _ reader: PageReader) -> String {
    guard line.desks > 0 else { return reader(Phrase.unitHasNoDesk) }
    guard line.isSilent(at: now) else { return reader(Phrase.isHeard) }
    guard let last = line.lastHeard else { return reader(Phrase.silentEver) }
    return reader(Phrase.silentFor(days: PageTime.days(from: last, to: now)))
  }

  private static func level(_ help: UnitHelp, _ most: Int) -> HTML {
    guard case .count(let count) = help, most > 0, count > 0 else { return "h0" }
    switch count * 5 / (most + 1) {
    case 0: return "h1"
    case 1: return "h2"
    case 2: return "h3"
    case 3: return "h4"
    default: return "h5"
    }
  }
}
