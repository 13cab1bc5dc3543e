import Checklists
import Foundation
import HubFixtures
import Journal
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

@testable import ChecklistPacks

/// A pack that two trainers signed, from the hub's folder to desks that see the hub and desks that never do.
@Suite(.ownThread) struct PackTests {
  private let an = TrainerKey(person: "an", name: "An")
  private let binh = TrainerKey(person: "binh", name: "Bình")
  private static let now: Int64 = 1_795_482_000_000

  private static let checklist = """
    id: hen-lai
    version: 1
    checked: 2026-11-23
    title: {vi: "Gọi lại", en: "Call back"}
    summary: {vi: "Hỏi xem việc đã xong chưa.", en: "Ask whether it is done."}
    safety:
      - id: never-otp
        text: {vi: "Không hỏi mã OTP.", en: "Never ask for an OTP."}
    questions: []
    steps:
      - id: ask
        title: {vi: "Hỏi thăm", en: "Ask"}
        say: {vi: "Cháu chào bác.", en: "Good morning."}
        do:
          - {vi: "Nghe bác kể.", en: "Listen."}
        check: {vi: "Bác nói được việc tới đâu.", en: "They can say how far it is."}
        minutes: 2
        problems: []
        safety: never-otp
    problems: []

    """

  /// The root's file, and the pack's bytes.
  private func published(to hub: InProcessHub) throws -> (root: SignedFile, pack: [UInt8]) {
    let root = PackRoot(version: 1, trainers: [an.trainer, binh.trainer])
    let rootFile = try root.file.signed(by: an).signed(by: binh)
    let name = try #require(PackName("checklists/hen-lai.yaml"))
    let pack = try Pack(
      root: rootFile.hash, version: 1, madeMilliseconds: Self.now, expiresMilliseconds: Self.now + 86_400_000,
      previous: nil, changes: [LocalText("Có danh mục bước gọi lại.", "There is a checklist for calling back.")],
      files: [name: Array(Self.checklist.utf8), .domains: Array("vneid.gov.vn\n".utf8)]
    ).file().signed(by: an).signed(by: binh)
    let folder = hub.folder + "/packs"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try PackFiles.publish(rootFile.bytes, to: folder, root: root, hash: rootFile.hash)
    _ = try PackFiles.publish(pack.bytes, to: folder, root: root, hash: rootFile.hash)
    return (rootFile, pack.bytes)
  }

  /// The root was pinned when the desk was enrolled: nobody here says whom to believe.
  private func installs(_ desk: TestDesk) throws -> Int? {
    let packs = Packs(data: desk.folder)
    _ = packs.takeOffered(folder: desk.folder + "/exchange-packs", now: Self.now)
    return packs.load().loaded?.pack.version
  }

  @Test func `a pack that two trainers signed comes by the hub, and by stick to a desk that is never online`()
    async throws
  {
    let village = try await Village()
    let root = try published(to: village.hub).root
    // The lead was enrolled before there was a root.
    try Packs(data: village.lead.folder).pinRoot(root.bytes)
    let desk = try await village.desk(sessions: 3, seed: 3)
    #expect(try installs(desk) == nil)
    try await village.round([desk])
    #expect(try installs(village.lead) == 1)
    #expect(try installs(desk) == 1)
    #expect(try Packs(data: desk.folder).rootHash() == root.hash)
    // Carried again it changes nothing, and nothing is wrong with it.
    let lines = SaidLines()
    #expect(await desk.read(village.stick.path, lines: lines).event == .done)
    #expect(!lines.all.contains { $0.attention == .notVerified })
    try await village.end([desk])
  }

  @Test func `a pack on a stick that no word of the hub names is not taken`() async throws {
    let village = try await Village()
    let desk = try await village.desk(sessions: 1, seed: 4)
    try await village.round([desk])
    var chance = SystemRandomNumberGenerator()
    let key = try #require(DeviceKey(using: &chance))
    let stranger = try Bundle(packs: [Array("TSP1 not offered".utf8)]).sealed(key: key)
    let file = try village.stick.put("la.tsb", stranger)
    let lines = SaidLines()
    #expect(await desk.read(file, lines: lines).event == .done)
    #expect(lines.all.contains { $0.attention == .notVerified })
    let here = try? FileManager.default.contentsOfDirectory(atPath: desk.folder + "/exchange-packs")
    #expect(here?.isEmpty ?? true)
    try await village.end([desk])
  }
}
