import Checklists
import Review
import Testing

@Suite struct ReviewLogTests {
  private let an: TrainerID = "an"
  private let binh: TrainerID = "binh"
  private let chi: TrainerID = "chi"
  private func version(_ number: Int, _ hash: String) -> VersionID {
    VersionID(checklist: "vneid", version: number, hash: hash)
  }

  @Test func `a draft goes from its first comment to published, and the one before retires`() throws {
    var log = ReviewLog()
    let (one, two) = (version(1, "1"), version(2, "2"))
    #expect(log.take(.saved(one, from: nil), by: an, at: 1) == nil)
    #expect(log.take(.reviewAsked(one), by: an, at: 2) == nil)
    #expect(log.take(.approved(one), by: binh, at: 3) == nil)
    #expect(log.take(.published(one), by: binh, at: 4) == nil)
    #expect(log.take(.commented("c1", on: one, step: "otp", answers: nil, words: "câu này khó"), by: chi, at: 5) == nil)
    #expect(log.take(.commented("c2", on: one, step: "otp", answers: "c1", words: "để mình sửa"), by: an, at: 6) == nil)
    #expect(log.take(.saved(two, from: one), by: an, at: 7) == nil)
    #expect(log.comments(on: two).map(\.id) == ["c1", "c2"])
    #expect(log.take(.resolved("c1"), by: an, at: 8) == nil)
    #expect(log.comments(on: two).map(\.isResolved) == [true, false])
    #expect(log.take(.reviewAsked(two), by: an, at: 9) == nil)
    #expect(log.take(.sentBack(two, words: "thiếu tiếng Anh"), by: binh, at: 10) == nil)
    #expect(log.version(two)?.state == .draft)
    #expect(log.take(.reviewAsked(two), by: an, at: 11) == nil)
    #expect(log.take(.approved(two), by: binh, at: 12) == nil)
    #expect(log.take(.published(two), by: an, at: 13) == nil)
    #expect(log.version(one)?.state == .retired)
    #expect(log.version(two)?.state == .published)
  }

  @Test func `nobody approves what they wrote, asked review for, or built upon, whatever clock and order`() throws {
    let (one, two) = (version(1, "1"), version(1, "2"))
    for time: Int64 in [-1_000, 0, 5, .max] {
      var log = ReviewLog()
      #expect(log.take(.saved(one, from: nil), by: an, at: 5) == nil)
      #expect(log.take(.saved(two, from: one), by: binh, at: 6) == nil)
      #expect(log.take(.reviewAsked(two), by: chi, at: 7) == nil)
      for author in [an, binh, chi] {
        #expect(log.take(.approved(two), by: author, at: time) == .samePerson)
        #expect(log.take(.sentBack(two, words: ""), by: author, at: time) == .samePerson)
      }
      #expect(log.version(two)?.state == .inReview)
      #expect(log.take(.approved(two), by: "dung", at: time) == nil)
    }
  }

  @Test func `a published version never changes, and its number is never used again`() throws {
    var log = ReviewLog()
    let one = version(3, "1")
    #expect(log.take(.saved(one, from: nil), by: an, at: 1) == nil)
    #expect(log.take(.published(one), by: an, at: 1) == .notApproved)
    #expect(log.take(.approved(one), by: binh, at: 1) == .notInReview)
    #expect(log.take(.reviewAsked(one), by: an, at: 1) == nil)
    #expect(log.take(.approved(one), by: binh, at: 1) == nil)
    #expect(log.take(.published(one), by: an, at: 1) == nil)
    #expect(log.take(.saved(version(3, "2"), from: one), by: an, at: 2) == .alreadyPublished)
    #expect(log.take(.reviewAsked(one), by: an, at: 2) == .alreadyPublished)
    #expect(log.take(.saved(version(4, "2"), from: one), by: an, at: 2) == nil)
    #expect(log.take(.reviewAsked(one), by: an, at: 3) == .notNewest)
  }
}
