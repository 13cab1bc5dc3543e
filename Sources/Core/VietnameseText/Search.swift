/// What a list is searched by: words without accents, and in any order.
///
/// One way for all lists: exact matches first, then titles that begin with what was typed, then those with a word that
/// does, then the rest; among equals the nearer to the start and the shorter title, then the order of the list.
package struct Search: Hashable, Sendable {
  /// Folded words; empty where nothing is asked.
  let words: [[UInt8]]
  /// The words with one blank between them.
  let phrase: [UInt8]
  /// The words as one: how names are typed in a hurry, and initials.
  let joined: [UInt8]
  /// What was typed, for a list that prefers the same accents; empty where there are none.
  let accented: String

  /// A search for what was typed, accents or not, capitals or not.
  package init(_ typed: String) {
    let text = folded(typed)
    phrase = Array(text.utf8)
    words = phrase.split { !isSearched($0) }.map { Array($0) }
    joined = words.flatMap { $0 }
    let exact = comparable(typed)
    accented = exact == text ? "" : exact
  }

  /// Whether nothing is asked: then a list is shown whole, in its own order.
  package var isEmpty: Bool { words.isEmpty }
}

/// What can be found: a title and what else is known of it.
package struct SearchItem: Hashable, Sendable {
  /// How it is called; the best of several names counts.
  package var titles: [String]
  /// Other words that lead to it, after the titles: a code, a province, key words.
  package var notes: [String]

  package init(_ titles: String..., notes: [String] = []) {
    self.titles = titles
    self.notes = notes
  }

  package init(titles: [String], notes: [String] = []) {
    self.titles = titles
    self.notes = notes
  }
}

/// A list that is searched at every letter: folded once.
package struct SearchList: Sendable {
  private let entries: [Entry]
  /// A screen is described several times at every key.
  private let last = LastValue<LastSearch, [Int]>()

  private struct LastSearch: Hashable {
    var search: Search
    var limit: Int
  }

  /// Prepares a list; places in it are what ``places(_:limit:)`` gives back.
  package init(_ items: [SearchItem]) { entries = items.map(Entry.init) }

  /// The places of the items that match, the best first; all of them, in order, where nothing is asked.
  package func places(_ search: Search, limit: Int = .max) -> [Int] {
    if search.isEmpty { return Array(entries.indices.prefix(limit)) }
    return last.value(of: LastSearch(search: search, limit: limit)) {
      var found: [(rank: SearchRank, place: Int)] = []
      for (place, entry) in entries.enumerated() {
        if let rank = entry.rank(search) { found.append((rank, place)) }
      }
      found.sort { $0.rank == $1.rank ? $0.place < $1.place : $0.rank < $1.rank }
      return found.prefix(limit).map(\.place)
    }
  }
}

extension Search {
  /// The elements that match, the best first, for lists that are short and searched once.
  package func filtered<Element>(_ elements: [Element], by item: (Element) -> SearchItem) -> [Element] {
    SearchList(elements.map(item)).places(self).map { elements[$0] }
  }
}

/// The list of one screen, prepared anew only where its items are others than the last time.
package final class SearchedItems: Sendable {
  private let last = LastValue<[SearchItem], SearchList>()

  package init() {}

  /// The elements that match, the best first; all of them, in order, where nothing is asked.
  package func filtered<Element>(_ elements: [Element], _ search: Search, by item: (Element) -> SearchItem) -> [Element]
  {
    if search.isEmpty { return elements }
    let items = elements.map(item)
    return last.value(of: items) { SearchList(items) }.places(search).map { elements[$0] }
  }
}

// MARK: - Ranks

/// How well an item matches; the least comes first.
struct SearchRank: Comparable {
  enum Kind: UInt8 {
    /// The title, letter for letter.
    case exact
    /// The title begins so.
    case beginning
    /// A word of the title begins so, and what follows goes on as typed.
    case phrase
    /// Each word typed begins a word of the title.
    case words
    /// The first letters of its words, or the title without blanks, begin so.
    case short
    /// Each word typed begins a word of the title or of the notes.
    case notes
    /// Each word typed stands somewhere within.
    case inside
  }

  var kind: Kind
  /// Whether accents that were typed are others here.
  var hasOtherAccents = false
  /// How far from the start of the title.
  var place = 0
  /// How long the title is.
  var length = 0

  static func < (a: SearchRank, b: SearchRank) -> Bool {
    (a.kind.rawValue, a.hasOtherAccents ? 1 : 0, a.place, a.length) < (
      b.kind.rawValue, b.hasOtherAccents ? 1 : 0, b.place, b.length
    )
  }
}

/// One item, folded.
private struct Entry: Sendable {
  private let titles: [[UInt8]]
  /// As they are written, for who typed accents.
  private let written: [String]
  private let notes: [UInt8]
  /// Titles without blanks, and the first letters of their words with the first note behind, short or whole.
  private let short: [[UInt8]]

  init(_ item: SearchItem) {
    titles = item.titles.map { Array(folded($0).utf8) }
    written = item.titles
    notes = Array(folded(item.notes.joined(separator: " \n ")).utf8)
    let behind = item.notes.first.map { Array(folded($0).utf8) } ?? []
    let ends = [initials(behind), behind.filter(isSearched)]
    short = titles.flatMap { title in [title.filter(isSearched)] + ends.map { initials(title) + $0 } }
  }

  func rank(_ search: Search) -> SearchRank? {
    var best: SearchRank?
    for (place, title) in titles.enumerated() {
      guard var rank = Self.rank(title, search) else { continue }
      rank.hasOtherAccents = !search.accented.isEmpty && !comparable(written[place]).contains(search.accented)
      if best.map({ rank < $0 }) ?? true { best = rank }
    }
    if let best { return best }
    if search.joined.count > 1, short.contains(where: { $0.starts(with: search.joined) }) {
      return SearchRank(kind: .short, length: titles.first?.count ?? 0)
    }
    return restRank(search)
  }

  private static func rank(_ title: [UInt8], _ search: Search) -> SearchRank? {
    if title == search.phrase { return SearchRank(kind: .exact) }
    if title.starts(with: search.phrase) { return SearchRank(kind: .beginning, length: title.count) }
    if let place = wordStart(of: search.phrase, in: title) {
      return SearchRank(kind: .phrase, place: place, length: title.count)
    }
    let isAll = search.words.count > 1 && search.words.allSatisfy { wordStart(of: $0, in: title) != nil }
    return isAll ? SearchRank(kind: .words, length: title.count) : nil
  }

  /// The rank of what needs the notes, or stands within words.
  private func restRank(_ search: Search) -> SearchRank? {
    var kind = SearchRank.Kind.notes
    for word in search.words {
      if wordStart(of: word, in: notes) != nil || titles.contains(where: { wordStart(of: word, in: $0) != nil }) {
        continue
      }
      kind = .inside
      guard stands(word, in: notes) || titles.contains(where: { stands(word, in: $0) }) else { return nil }
    }
    return SearchRank(kind: kind)
  }
}

/// Whether a folded byte is of a letter or a digit; signs and blanks part words.
private func isSearched(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
}

/// The first letters of the words.
private func initials(_ text: [UInt8]) -> [UInt8] {
  text.indices.filter { isSearched(text[$0]) && ($0 == 0 || !isSearched(text[$0 - 1])) }.map { text[$0] }
}

/// Where the needle stands with its start at the start of a word; nil where it nowhere does.
private func wordStart(of needle: [UInt8], in text: [UInt8]) -> Int? {
  place(of: needle, in: text, atWordStart: true)
}

/// Whether the needle stands anywhere.
private func stands(_ needle: [UInt8], in text: [UInt8]) -> Bool {
  place(of: needle, in: text, atWordStart: false) != nil
}

private func place(of needle: [UInt8], in text: [UInt8], atWordStart: Bool) -> Int? {
  text.withUnsafeBufferPointer { text in
    needle.withUnsafeBufferPointer { needle in
      guard let first = needle.first else { return nil }
      var start = 0
      // Loops over places, not over ranges: every item of a long list comes by here at every letter.
      while start + needle.count <= text.count {
        if text[start] == first, !atWordStart || start == 0 || !isSearched(text[start - 1]) {
          var length = 1
          while length < needle.count, text[start + length] == needle[length] { length += 1 }
          if length == needle.count { return start }
        }
        start += 1
      }
      return nil
    }
  }
}
