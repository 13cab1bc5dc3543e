import ChecklistFiles
import ChecklistPacks
import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Protocol
import Review
import Statistics
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// From the first comment to a pack on a third laptop, with nothing but keys pressed and files carried.
@Suite(.ownThread) struct TwoTrainersTests {
  private func carry(_ from: TrainerDesk, to other: TrainerDesk) throws {
    _ = try from.review.unlock("trainer", Passphrase(TrainerDesk.passphrase))
    _ = try other.review.read(try from.review.export())
    from.review.lock()
  }

  @Test func `two trainers take a draft from the first comment to a pack that a third desk installs from a file`()
    throws
  {
    let an = try TrainerDesk(person: "an")
    let binh = try TrainerDesk(person: "binh")
    let desk = try TrainerDesk()
    try TrainerDesk.pin([an, binh, desk], trainers: [try an.trainer, try binh.trainer])

    // Bình comments on a step of what ships, with a text that he would rather read.
    binh.play(":review Enter =no-card :propose 1 Ctrl-U \"Chưa có thẻ: đi làm thẻ trước\" Enter")
    binh.play("Ctrl-U \"No card: get one first\" Enter")
    binh.unlock()
    #expect(binh.text.contains("Đã ghi góp ý."))
    binh.play(":comments")
    #expect(binh.text.contains("Chưa có thẻ: đi làm thẻ trước"))
    try carry(binh, to: an)

    // An takes it into a draft, saves it and asks for review.
    an.play(":review Enter =no-card :comments :takeProposal")
    #expect(an.text.contains("Chưa có thẻ: đi làm thẻ trước"))
    #expect(an.text.contains("Không có lỗi nào"))
    an.play("Esc :save")
    an.unlock()
    #expect(an.text.contains("đã lưu thành bản nháp"))
    an.play(":versions :ask")
    #expect(an.words.contains("đang duyệt"))
    // One person is not two.
    an.play(":approve")
    #expect(an.text.contains("phải là người khác"))
    try carry(an, to: binh)

    // Bình compares, and approves.
    binh.play("Esc Esc Esc Esc Esc Esc :review Enter :versions Enter")
    #expect(binh.words.contains("[-cùng mức 2-]"))
    #expect(binh.words.contains("{+đi+} làm thẻ"))
    binh.play("Esc :approve")
    binh.unlock()
    #expect(binh.words.contains("đã duyệt"))
    try carry(binh, to: an)

    // The pack: one signature waits, the second one publishes.
    binh.play("Esc Esc Esc Esc Esc Esc :review Enter :versions :publish")
    binh.unlock()
    #expect(binh.text.contains("1/2 chữ ký"))
    let waiting = binh.folder + "/publish/pack-000001.tsp"
    let carried = try PackFiles.read(waiting)
    #expect(throws: PackRefusal.missingSignatures(found: 1, needed: 2)) {
      try Packs(data: desk.folder).install(carried, now: desk.now.wallMilliseconds)
    }
    let there = try an.review.takeWaitingPack(carried)
    an.play("Esc Esc Esc Esc Esc Esc Esc Esc :review Enter :versions :publish")
    an.unlock()
    #expect(an.words.contains("Đã phát hành trong gói 1"))
    #expect(an.words.contains("đã phát hành"))

    // A volunteer's desk takes the file and walks the new version.
    let pack = try PackFiles.read(there)
    let pinned = try #require(try Packs(data: desk.folder).root())
    let hash = try #require(try Packs(data: desk.folder).rootHash())
    #expect(try Packs.verified(SignedFile(pack, .pack), pinned, hash).version == 1)
    _ = try Packs(data: desk.folder).install(pack, now: desk.now.wallMilliseconds)
    let opened = try desk.shelf.open("vneid")
    #expect(opened.checklist.version == 2)
    #expect(opened.checklist.steps[1].title.vi == "Chưa có thẻ: đi làm thẻ trước")
    #expect(desk.shelf.shelf().pack?.changes.first?.vi.contains("đi làm thẻ trước") == true)
  }

  @Test func `a published version never changes: the next draft has the next number`() throws {
    let an = try TrainerDesk(person: "an")
    let before = try an.shelf.open("vneid")
    let draft = try an.review.draft(of: "vneid")
    #expect(draft.checklist?.version == before.checklist.version + 1)
    #expect(try #require(draft.from).hash == before.hash)
    _ = try an.review.unlock("trainer", Passphrase(TrainerDesk.passphrase))
    var same = try #require(draft.checklist)
    same.version = before.checklist.version
    _ = try an.review.write(same)
    #expect(throws: ReviewTrouble.refused(.alreadyPublished)) { try an.review.save("vneid", at: an.now) }
    #expect(try an.shelf.open("vneid").text == before.text)
  }

  @Test func `a wrong passphrase opens nothing, the right one is nowhere on the disk or among what is drawn`() throws {
    let an = try TrainerDesk(person: "an")
    an.play(":review Enter :comments :write \"câu này dài\" Enter")
    an.play("\"sai cả cụm này\" Enter")
    #expect(an.words.contains("****") == false)
    #expect(an.text.contains("mật khẩu"))
    an.unlock()
    #expect(an.text.contains("câu này dài"))
    #expect(!an.effects.map { "\($0)" }.joined().contains("ngựa"))
    let words = Array(TrainerDesk.passphrase.utf8)
    for path in try #require(FileManager.default.subpaths(atPath: an.folder)) {
      let bytes = FileManager.default.contents(atPath: an.folder + "/" + path).map(Array.init) ?? []
      #expect(bytes.firstRange(of: words) == nil, "\(path)")
    }
    an.play("Esc Esc Esc")
    #expect(an.desk.navigation.isHome)
    #expect(throws: ReviewTrouble.locked) { try an.review.take(.resolved("x"), at: an.now) }
  }
}

/// A trainer's own editor, and what the linter says at its place.
@Suite(.ownThread) struct DraftFileTests {
  @Test func `the screen reads the draft again when another program writes it, and says where it is wrong`() throws {
    let an = try TrainerDesk(person: "an")
    an.play(":review Enter :edit")
    #expect(an.text.contains("Không có lỗi nào"))
    let path = an.folder + "/drafts/vneid.yaml"
    let before = try String(contentsOfFile: path, encoding: .utf8)
    // What ships is bumped, and otherwise as it was, remarks and all.
    #expect(before.contains("version: 2"))
    let wrong = before.replacing("safety: never-otp", with: "safety: never-opt", maxReplacements: 1)
    let line =
      1
      + (try #require(
        wrong.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("never-opt") }))
    try wrong.write(toFile: path, atomically: true, encoding: .utf8)
    an.play("Tick")
    #expect(an.text.contains("chỗ phải sửa"))
    an.play("Down")
    for _ in 0..<20 where !an.words.contains("Dòng \(line)") { an.play("Down") }
    #expect(an.words.contains("Dòng \(line)"))
    #expect(an.text.contains("never-opt"))
    an.play(":save")
    #expect(an.text.contains("chưa lưu thành bản"))
    try before.write(toFile: path, atomically: true, encoding: .utf8)
    an.play("Tick")
    #expect(an.text.contains("Không có lỗi nào"))
    try "id: [".write(toFile: path, atomically: true, encoding: .utf8)
    an.play("Tick")
    #expect(an.words.contains("Chưa đọc được tệp bản nháp"))
    try before.write(toFile: path, atomically: true, encoding: .utf8)
    an.play("Tick Home Enter")
    #expect(an.text.contains("Tóm tắt"))
  }

  @Test func `the linter speaks while somebody types, and a text that is too long is told at its place`() throws {
    let an = try TrainerDesk(person: "an")
    an.play(":review Enter :edit 1 Enter Ctrl-U \"\(String(repeating: "dài ", count: 40))\" Tick")
    #expect(an.text.contains("chỗ phải sửa"))
    // What is typed lies in no file, so there is no line to name.
    #expect(an.words.contains("! dài ") && !an.words.contains("! Dòng"))
    an.play("Ctrl-U \"Chào bác\" Tick")
    #expect(an.text.contains("Không có lỗi nào"))
    // Nothing is on the disk before Enter, everything after it.
    let path = an.folder + "/drafts/vneid.yaml"
    #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("Chào bác\""))
    an.play("Enter Enter")
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("Chào bác\""))
    #expect(try an.review.draft(of: "vneid").checklist?.steps[0].title.vi == "Chào bác")
  }

  @Test func `an import that is not finished is a draft that trainers go on with`() throws {
    let an = try TrainerDesk(person: "an")
    let shipped = try an.shelf.open("taikhoan").text.bytes
    let text =
      "# nhập ngày 20/11\n"
      + String(decoding: shipped, as: UTF8.self)
      .replacing("id: taikhoan\n", with: "id: moi\n", maxReplacements: 1)
      .replacing("Chào hỏi và nói rõ cách giúp", with: Placeholder.text.vi)
    try FileManager.default.createDirectory(atPath: an.folder + "/checklists", withIntermediateDirectories: true)
    try text.write(toFile: an.folder + "/checklists/moi.yaml", atomically: true, encoding: .utf8)
    #expect(!an.shelf.files().files.contains { $0.header.id == "moi" })
    let row = try #require(an.review.overview(at: an.now).rows.first { $0.id == "moi" })
    #expect(row.version == 0)
    #expect(try an.review.dossier(of: "moi").checklist.id == "moi")
    var draft = try #require(an.review.draft(of: "moi").checklist)
    draft.steps[0].title.vi = "Chào"
    let written = try an.review.write(draft)
    #expect(written.complaints.isEmpty)
    #expect(try String(contentsOfFile: written.path, encoding: .utf8).hasPrefix("# nhập ngày 20/11\nid: moi\n"))
  }

  @Test func `steps are moved, branches changed and problems added, and the file says so`() throws {
    let an = try TrainerDesk(person: "an")
    let shipped = try an.shelf.open("vneid").checklist
    an.play(":review Enter :edit Down Down Down Down Down :down")
    var draft = try #require(an.review.draft(of: "vneid").checklist)
    #expect(draft.steps.map(\.id).firstIndex(of: shipped.steps[4].id) == 5)
    let step = shipped.steps[4].id
    an.play("Enter End Enter =E-V01 Esc End Up Enter =card Enter")
    draft = try #require(an.review.draft(of: "vneid").checklist)
    let now = try #require(draft.step(step))
    #expect(now.problems != shipped.step(step)?.problems)
    #expect(now.when != shipped.step(step)?.when)
  }

  @Test func `a draft is walked in the practice journal, and the trainer comes back to it`() throws {
    let an = try TrainerDesk(person: "an")
    an.play(":review Enter :edit 1 Enter Ctrl-U \"Chào bác thử\" Enter Enter Esc :rehearse")
    #expect(an.text.contains("TẬP"))
    an.play("=agree")
    for _ in 0..<8 where !an.text.contains("Chào bác thử") { an.play("Enter") }
    #expect(an.text.contains("Chào bác thử"))
    #expect(try an.journal.entryCount() == 0)
    an.play(":finish =completed :keepNow Esc :practice")
    #expect(!an.text.contains("TẬP"))
    #expect(an.text.contains("Chào bác thử"))
  }
}

/// Figures on the screen, from the journal and from all desks.
@Suite(.ownThread) struct FigureScreenTests {
  @Test func `entries are counted while the screen is open, and figures of fewer than five say so`() throws {
    let an = try TrainerDesk(person: "an")
    var bodies = Bodies(seed: 3)
    try an.journal.keepMany(
      (0..<4).map { _ in
        var facts = bodies.session()
        facts.checklist = "vneid"
        return .session(facts)
      })
    an.play(":review Tick")
    #expect(an.words.contains("Máy này: <5 lượt · xong <5"))
    try an.journal.keepMany(
      (0..<60).map { _ in
        var facts = bodies.session()
        facts.checklist = "vneid"
        return .session(facts)
      })
    an.play("Esc :review Tick")
    #expect(an.words.contains("Máy này: 64 lượt"))
  }

  @Test func `figures of all desks stand beside those of this laptop, with the time they were made`() throws {
    var tally = Tally()
    tally.sessions = 1234
    tally.outcomes = [.completed: 617]
    let told = HubFigures(madeAt: 1_795_478_400_000, report: FigureReport(tally), choices: FilterChoices(versions: [1]))
    let an = try TrainerDesk(
      person: "an", hub: { id, filter in id == "vneid" && filter == FigureFilter() ? told : nil })
    an.play(":review Tick")
    #expect(an.words.contains("Máy này: <5 lượt"))
    #expect(an.words.contains("Mọi bàn (tính lúc 24/11/2026 07:00): 1.234 lượt · xong 50 %"))
    an.play("Enter :source")
    #expect(an.words.contains("1.234 lượt · xong 50 %"))
    an.play(":filter =version 2 Esc")
    #expect(an.words.contains("lần gửi nhận tới sẽ lấy về"))
  }
}
