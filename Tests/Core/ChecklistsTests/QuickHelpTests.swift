import Assets
import ChecklistFiles
import Checklists
import Foundation
import Testing

@Suite("Quick help")
struct QuickHelpTests {
  private static func text(_ vi: String, _ en: String) -> LocalText { LocalText(vi, en) }

  private static let made: Checklist = {
    let step = Step(
      id: "scan", title: text("Quét chip của thẻ", "Scan the card's chip"),
      say: text("Đặt thẻ lên máy", "Card on the phone"),
      actions: [text("Tháo ốp lưng", "Take off the case"), text("Bật NFC", "Turn NFC on")],
      check: text("Máy báo đã đọc", "The phone says that it has read it"), expected: .seconds(60), safety: "s")
    let problems = [
      Problem(
        id: "E-1", symptom: text("Không nhận được mã OTP", "No OTP arrives"),
        fix: [
          text("Xem lại số đã đăng ký", "Look at the number"),
          text("Đợi hết đếm ngược rồi gửi lại", "Wait, send again"),
        ]),
      Problem(
        id: "E-2", symptom: text("Thẻ không đọc được", "The card is not read"),
        fix: [text("Tháo ốp lưng, giữ yên", "Take off the case, hold still")]),
    ]
    return Checklist(
      id: "made", version: 1, checked: "2026-01-01", title: text("Cài ứng dụng", "Install the app"),
      summary: text("", ""), safety: [], questions: [], steps: [step], problems: problems)
  }()

  private static let catalogue = ServiceCatalogue(
    version: 1, checked: "2026-01-01",
    services: [
      Service(
        id: "ket-hon", name: text("Đăng ký kết hôn", "Marriage registration"), place: text("UBND xã", "Commune"),
        papers: [text("Giấy xác nhận độc thân", "Proof of being single"), text("Ảnh thẻ", "Photo")],
        limit: text("Trong ngày", "Same day"), fee: text("Không", "None"), isOnlineOnly: false,
        source: Source(text: "x", checked: "2026-01-01", isVerified: true))
    ])

  private let help = QuickHelp([made], catalogue)

  @Test(
    "Problems, fixes, steps, services and papers are found together, without accents and in both languages",
    arguments: [
      ("otp", "Không nhận được mã OTP"), ("khong nhan duoc", "Không nhận được mã OTP"),
      ("e-1", "Không nhận được mã OTP"),
      ("dem nguoc", "Không nhận được mã OTP"), ("quet the", "Quét chip của thẻ"), ("chip", "Quét chip của thẻ"),
      ("nfc", "Quét chip của thẻ"), ("giu yen", "Thẻ không đọc được"), ("doc than", "Đăng ký kết hôn"),
      ("marriage", "Đăng ký kết hôn"), ("ĐỘC THÂN", "Đăng ký kết hôn"), ("the khong", "Thẻ không đọc được"),
    ])
  func finds(typed: String, title: String) {
    #expect(help.found(typed).first?.title.vi == title)
  }

  @Test("What answers stands beside the title: the line that was asked for, else the first")
  func lines() throws {
    let service = try #require(help.found("doc than").first)
    #expect(service.line(for: "doc than")?.vi == "Giấy xác nhận độc thân")
    #expect(service.line(for: "ket hon")?.vi == "UBND xã")
    #expect(service.answer.map(\.vi) == ["UBND xã", "Giấy xác nhận độc thân", "Ảnh thẻ", "Trong ngày", "Không"])
    #expect(service.checklist == nil && service.source?.text == "x")
    let problem = try #require(help.found("op lung").first)
    #expect(problem.line(for: "op lung")?.vi == "Tháo ốp lưng, giữ yên")
    #expect(problem.checklist == "made")
  }

  @Test("Nothing typed shows nothing, and nothing is found where nothing fits")
  func nothing() {
    #expect(help.found("").isEmpty && help.found("  ").isEmpty && help.found("xyzzy").isEmpty)
    #expect(help.found("the", limit: 1).count == 1)
    #expect(QuickHelp([], .empty).found("otp").isEmpty)
  }

  @Test("Each problem, step and service that ships is found by its own name, first or beside its like")
  func shipped() throws {
    let folder = try #require(Assets.folder)
    func bytes(_ path: String) throws -> [UInt8] { Array(try #require(FileManager.default.contents(atPath: path))) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/Checklists").filter {
      $0.hasSuffix(".yaml")
    }
    let checklists = try names.sorted().map { name in
      try #require(ChecklistReader.readQuick(try bytes(folder + "/Checklists/" + name)))
    }
    let catalogue = try #require(
      ChecklistReader.readCatalogue(try bytes(folder + "/Catalogue/services.yaml"), file: "services.yaml").value)
    let help = QuickHelp(checklists, catalogue)
    #expect(help.topics.count > 100)
    for topic in help.topics {
      for title in [topic.title.vi, topic.title.en] {
        let first = try #require(help.found(title).first)
        #expect(first.title.vi == topic.title.vi || first.title.en == topic.title.en, "\(title)")
      }
    }
    guard case .problem = try #require(help.found("otp").first).subject else {
      Issue.record("“otp” leads to something else than a problem")
      return
    }
  }
}
