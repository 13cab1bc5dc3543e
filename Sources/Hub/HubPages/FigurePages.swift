package import Checklists
package import Journal
import Phrases
package import ReportFiles
package import Reports

/// Pages of figures: what a person chooses, and the tables.
package enum FigurePages {
  /// A figure at the head of a page.
  package struct Headline {
    package var figure: String
    package var words: LocalText
    package var isWarning: Bool

    package init(_ figure: String, _ words: LocalText, isWarning: Bool = false) {
      self.figure = figure
      self.words = words
      self.isWarning = isWarning
    }
  }

  package static func headlines(_ headlines: [Headline], _ reader: PageReader) -> HTML {
    let items = HTML.each(headlines) {
      """
      <li\(HTML.when($0.isWarning, " class=\"warning\""))><strong>\($0.figure)</strong> \(reader($0.words))</li>

      """
    }
    return "<ul class=\"headlines\">\n\(items)</ul>\n"
  }

  /// The form that chooses a period.
  package static func chooser(_ page: PagePath, _ kind: ReportPeriod.Kind, on: Day, _ reader: PageReader) -> HTML {
    let kinds: [(ReportPeriod.Kind, LocalText)] = [
      (.week, Phrase.weekPeriod), (.month, Phrase.monthPeriod), (.quarter, Phrase.quarterPeriod),
      (.year, Phrase.yearPeriod),
    ]
    let options = HTML.each(kinds) { one, words in
      "<option value=\"\(one.rawValue)\"\(HTML.when(one == kind, " selected"))>\(reader(words))</option>"
    }
    return """
      <form class="chooser" method="get" action="\(page.path)">
      <p><label for="period">\(reader(Phrase.periodField))</label> <select id="period" name="period">\(options)</select></p>
      <p><label for="on">\(reader(Phrase.dayField))</label> <input id="on" name="on" type="date" value="\(on.iso)"></p>
      <p><button>\(reader(Phrase.showPeriod))</button></p>
      </form>

      """
  }

  /// Links to the report as files.
  package static func downloads(_ query: String, _ reader: PageReader) -> HTML {
    let links = HTML.each(["xlsx", "csv", "json"]) { format in
      "<li><a href=\"\(PagePath.download(format).path)?\(query)\">\(format.uppercased())</a></li>\n"
    }
    return
      "<h2 id=\"files-title\">\(reader(Phrase.downloads))</h2>\n<ul class=\"files\" aria-labelledby=\"files-title\">\n\(links)</ul>\n"
  }

  /// Lines under the title, tables, and sentences at the end.
  package static func document(_ document: ReportDocument, only ids: Set<String>? = nil, _ reader: PageReader) -> HTML {
    let sections = document.sections.filter { ids?.contains($0.id) ?? true }
    let tables =
      sections.isEmpty
      ? "<p>\(reader(Phrase.nothingToShow))</p>\n" : HTML.each(sections) { SectionView.html($0, reader) }
    let notes = ids == nil ? HTML.each(document.notes) { paragraph($0, reader) } : .none
    return HTML.each(document.heads) { paragraph($0, reader) } + tables + notes
  }

  package static func paragraph(_ words: LocalText, _ reader: PageReader) -> HTML { "<p>\(reader(words))</p>\n" }
}
