import Checklists
import Journal
import Phrases
import Testing

@Suite struct EntryKindsTests {
  @Test func `a count of entries says of which kinds they are, sessions first, and leaves out what there is none of`() {
    let kinds = EntryKinds([.amendment: 1, .session: 1200, .quickHelp: 3, .shift: 0])
    #expect(Phrase.entries(kinds).vi == "1.204 mục (1.200 lượt, 3 hỏi nhanh, 1 lần sửa)")
    #expect(Phrase.entries(kinds).en == "1,204 entries (1,200 sessions, 3 quick helps, 1 correction)")
    #expect(Phrase.entries(EntryKinds()).vi == "0 mục")
  }

  @Test(arguments: EntrySummary.Kind.allCases)
  func `every kind has its words, for one and for many`(kind: EntrySummary.Kind) {
    let (one, many) = (Phrase.kinds(EntryKinds([kind: 1])), Phrase.kinds(EntryKinds([kind: 2])))
    #expect(one.vi.hasPrefix("1 ") && one.en.hasPrefix("1 ") && many.en.hasPrefix("2 "))
    // English has a form for many.
    #expect(one.en.dropFirst(2) != many.en.dropFirst(2) || kind == .quickHelp)
  }
}
