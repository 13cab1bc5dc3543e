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
    try log.take(.saved(one, from: nil), by: an, at: 1)
    try log.take(.reviewAsked(one), by: an, at: 2)
    try log.take(.approved(one), by: binh, at: 3)
    try log.take(.published(one), by: binh, at: 4)
    try log.take(.commented("c1", on: one, step: "otp", answers: nil, words: "câu này khó"), by: chi, at: 5)
    try log.take(.commented("c2", on: one, step: "otp", answers: "c1", words: "để mình sửa"), by: an, at: 6)
    try log.take(.saved(two, from: one), by: an, at: 7)
    #expect(log.comments(on: two).map(\.id) == ["c1", "c2"])
    try log.take(.resolved("c1"), by: an, at: 8)
    #expect(log.comments(on: two).map(\.isResolved) == [true, false])
    try log.take(.reviewAsked(two), by: an, at: 9)
    try log.take(.sentBack(two, words: "thiếu tiếng Anh"), by: binh, at: 10)
    #expect(log.version(two)?.state == .draft)
    try log.take(.reviewAsked(two), by: an, at: 11)
    try log.take(.approved(two), by: binh, at: 12)
    try log.take(.published(two), by: an, at: 13)
    #expect(log.version(one)?.state == .retired)
    #expect(log.version(two)?.state == .published)
  }

  @Test func `nobody approves what they wrote, asked review for, or built upon, whatever clock and order`() throws {
    let (one, two) = (version(1, "1"), version(1, "2"))
    for time: Int64 in [-1_000, 0, 5, .max] {
      var log = ReviewLog()
      try log.take(.saved(one, from: nil), by: an, at: 5)
      try log.take(.saved(two, from: one), by: binh, at: 6)
      try log.take(.reviewAsked(two), by: chi, at: 7)
      for author in [an, binh, chi] {
        #expect(throws: ReviewRefusal.samePerson) { try log.take(.approved(two), by: author, at: time) }
        #expect(throws: ReviewRefusal.samePerson) { try log.take(.sentBack(two, words: ""), by: author, at: time) }
      }
      #expect(log.version(two)?.state == .inReview)
      try log.take(.approved(two), by: "dung", at: time)
    }
  }

  @Test func `a published version never changes, and its number is never used again`() throws {
    var log = ReviewLog()
    let one = version(3, "1")
    try log.take(.saved(one, from: nil), by: an, at: 1)
    #expect(throws: ReviewRefusal.notApproved) { try log.take(.published(one), by: an, at: 1) }
    #expect(throws: ReviewRefusal.notInReview) { try log.take(.approved(one), by: binh, at: 1) }
    try log.take(.reviewAsked(one), by: an, at: 1)
    try log.take(.approved(one), by: binh, at: 1)
    try log.take(.published(one), by: an, at: 1)
    #expect(throws: ReviewRefusal.alreadyPublished) { try log.take(.saved(version(3, "2"), from: one), by: an, at: 2) }
    #expect(throws: ReviewRefusal.alreadyPublished) { try log.take(.reviewAsked(one), by: an, at: 2) }
    try log.take(.saved(version(4, "2"), from: one), by: an, at: 2)
    #expect(throws: ReviewRefusal.notNewest) { try log.take(.reviewAsked(one), by: an, at: 3) }
  }
}
