package import AccountStore
package import Checklists
import Phrases

/// Who looks at a page, and how.
package struct PageReader: Hashable, Sendable {
  package var language: Language
  /// Nil where nobody is signed in.
  package var person: Person?
  /// What their scope is called.
  package var scopeName: String
  /// ``Secret/formToken`` of their browser.
  package var formToken: String

  package init(language: Language, person: Person? = nil, scopeName: String = "", formToken: String) {
    self.language = language
    self.person = person
    self.scopeName = scopeName
    self.formToken = formToken
  }

  func callAsFunction(_ text: LocalText) -> String { text[language] }
}

/// What all pages have around what they say: head, menu, who is signed in.
package enum PageFrame {
  /// A whole page.
  ///
  /// - Parameters:
  ///   - page: The page; nil where there is none of the asked name.
  ///   - query: What its path ended with, so that the other language shows the same.
  package static func page(
    _ page: PagePath?, title: LocalText, query: String = "", _ reader: PageReader, _ body: HTML
  ) -> String {
    let languageQuery = (query.isEmpty ? "?" : "?\(query)&") + "lang=\(reader.language.other.rawValue)"
    let path = page?.path ?? "/"
    let html: HTML = """
      <!DOCTYPE html>
      <html lang="\(reader.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(reader(title)) · \(reader(Phrase.pagesName))</title>
      <link rel="stylesheet" href="/style.css">
      <link rel="icon" type="image/svg+xml" href="/icon.svg">
      </head>
      <body>
      <a class="skip" href="#main">\(reader(Phrase.pagesSkip))</a>
      <header>
      <p class="name"><a href="/">\(reader(Phrase.pagesName))</a></p>
      <p class="language"><a href="\(path)\(languageQuery)" lang="\(reader.language.other.rawValue)" hreflang="\(reader.language.other.rawValue)">\(reader(Phrase.pagesOtherLanguage))</a></p>
      \(who(reader))
      \(menu(page, reader))
      </header>
      <main id="main" tabindex="-1">
      <h1>\(reader(title))</h1>
      \(body)
      </main>
      </body>
      </html>

      """
    return html.text
  }

  private static func who(_ reader: PageReader) -> HTML {
    guard let person = reader.person else { return .none }
    let scope =
      switch person.scope {
      case .commune: Phrase.communeScope(reader.scopeName)
      case .province: Phrase.provinceScope(reader.scopeName)
      case .hub: Phrase.wholeHub
      }
    let words = Phrase.signedInAs(person.name, person.role.name, scope)
    return """
      <form class="who" method="post" action="/sign-out">
      <span>\(reader(words))</span>
      \(token(reader))
      <button>\(reader(Phrase.signOut))</button>
      </form>
      """
  }

  /// The hidden field that every form which changes something carries.
  static func token(_ reader: PageReader) -> HTML {
    "<input type=\"hidden\" name=\"token\" value=\"\(reader.formToken)\">"
  }

  private static func menu(_ page: PagePath?, _ reader: PageReader) -> HTML {
    guard let person = reader.person else { return .none }
    let links = PagePath.menu.filter { $0.allows(person.role) }.map { one -> HTML in
      let isHere = one == page
      return """
        <li><a href="\(one.path)"\(HTML.when(isHere, " aria-current=\"page\""))>\(reader(one.title))</a></li>

        """
    }
    return "<nav aria-label=\"\(reader(Phrase.pagesMenu))\"><ul>\n\(HTML(links))</ul></nav>"
  }
}

extension PersonRole {
  package var name: LocalText {
    switch self {
    case .lead: Phrase.leadRole
    case .province: Phrase.provinceRole
    case .administrator: Phrase.administratorRole
    }
  }
}

extension PagePath {
  package var title: LocalText {
    switch self {
    case .today: Phrase.todayPage
    case .trends: Phrase.trendsPage
    case .units, .unit: Phrase.unitsPage
    case .problems: Phrase.problemsPage
    case .satisfaction: Phrase.satisfactionPage
    case .petitions: Phrase.petitionsPage
    case .report, .download: Phrase.reportPage
    case .desks: Phrase.desksPage
    case .entries: Phrase.entriesPage
    case .periods: Phrase.periodsPage
    case .packs: Phrase.packsPage
    case .people: Phrase.peoplePage
    case .audit: Phrase.auditPage
    case .signIn, .signOut, .style, .icon: Phrase.signInPage
    }
  }
}
