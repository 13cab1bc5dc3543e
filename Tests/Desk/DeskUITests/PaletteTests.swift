import Checklists
import DeskUI
import Journal
import Phrases
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// F1 finds what can be done on all screens, by many words.
@Suite(.bothFaces, .ownThread) struct PaletteTests {
  private static let questions: [(words: String, action: String)] = [
    ("xã", "settings"), ("phường", "settings"), ("telex", "settings"), ("vni", "settings"), ("bộ gõ", "settings"),
    ("màu", "settings"), ("nền tối", "settings"), ("tương phản", "settings"), ("commune", "settings"),
    ("theme", "settings"), ("usb", "stick"), ("thẻ nhớ", "stick"), ("không có mạng", "stick"), ("offline", "stick"),
    ("luyện tập", "practice"), ("tập thử", "practice"), ("train", "practice"), ("biên nhận", "code"),
    ("rút lại đồng ý", "code"), ("receipt code", "code"), ("ngôn ngữ", "language"), ("tiếng Anh", "language"),
    ("english", "language"), ("thoát", "quit"), ("exit", "quit"), ("vẽ lại", "redraw"), ("nhật ký", "journal"),
    ("lịch sử", "journal"), ("history", "journal"), ("tình nguyện viên", "volunteers"), ("đổi người", "volunteers"),
    ("ca trực", "volunteers"), ("thêm người", "addVolunteer"), ("new volunteer", "addVolunteer"),
    ("lịch hẹn", "followUps"), ("gọi lại", "followUps"), ("call back", "followUps"), ("máy chủ", "exchange"),
    ("wifi", "exchange"), ("server", "exchange"), ("gửi ngay", "send"), ("upload", "send"), ("đồng bộ", "send"),
    ("đăng ký máy", "enrol"), ("mã đăng ký", "enrol"), ("để riêng", "quarantined"), ("trưởng nhóm", "desks"),
    ("tập huấn", "review"), ("góp ý", "review"), ("publish", "review"), ("hỏi nhanh", "quickHelp"),
    ("tra cứu", "quickHelp"), ("look up", "quickHelp"), ("phiên bản", "about"), ("giấy phép", "about"),
    ("privacy", "about"), ("lọc theo kết quả", "outcome"), ("tuần này", "days"), ("bỏ lọc", "clearFilters"),
    ("dừng", "finish"), ("kết thúc lượt", "finish"), ("ghi chú", "note"), ("lỡ tay", "undo"), ("huỷ lượt", "cancel"),
    ("hàng chờ", "aside"), ("trục trặc", "stuck"), ("mã QR", "qr"), ("bỏ qua", "skip"),
  ]

  @Test func `sixty questions find what can be done, from the first screen`() throws {
    #expect(Self.questions.count >= 60)
    let desk = try Story(shelf: shippedShelf())
    // The exchange is known from the first second on.
    desk.play("Tick")
    for (words, action) in Self.questions {
      desk.press(.help)
      desk.type(words)
      let row = desk.desk.rowInView(named: action)?.row
      #expect(row.map { $0 < 3 } == true, "\(words): \(desk.text)")
      desk.press(.escape)
    }
  }

  @Test func `what belongs to another screen is done there, and who was helped waits`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.help)
    desk.type("usb")
    #expect(desk.text.contains("Gửi nhận"))
    desk.press(.enter)
    #expect(desk.desk.waiting.count == 1)
    #expect(desk.effects.contains(.exchange(.findSticks)))
    desk.press(.escape, .escape)
    #expect(desk.text.contains("Hôm nay: 0 lượt"))
  }

  @Test func `what needs a session says so`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.help)
    desk.type("huy luot")
    desk.press(.enter)
    #expect(desk.text.contains("chỉ khi đang giúp một người"))
  }
}
