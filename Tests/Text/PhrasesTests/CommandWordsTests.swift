import Checklists
import Phrases
import Testing
import VietnameseText

@Suite("Other words for commands")
struct CommandWordsTests {
  @Test(
    "What people call a thing leads to the command for it",
    arguments: [
      ("xã", "openSettings"), ("phuong", "openSettings"), ("telex", "openSettings"), ("vni", "openSettings"),
      ("bộ gõ", "openSettings"), ("màu", "openSettings"), ("tuong phan", "openSettings"), ("commune", "openSettings"),
      ("theme", "openSettings"), ("contrast", "openSettings"), ("usb", "openSticks"), ("the nho", "openSticks"),
      ("stick", "openSticks"), ("khong co mang", "openSticks"), ("dừng gửi", "stopExchange"), ("dung", "finish"),
      ("kết thúc lượt", "finish"), ("chuyen cong an", "finish"), ("outcome", "finish"), ("luyện tập", "practice"),
      ("tap thu", "practice"), ("exercise", "practice"), ("biên nhận", "openCode"), ("rut lai", "openCode"),
      ("receipt", "openCode"), ("ngôn ngữ", "language"), ("tieng anh", "language"), ("english", "language"),
      ("trợ giúp", "help"), ("phim tat", "help"), ("quay lai", "out"), ("thoát", "quit"), ("ve lai", "redraw"),
      ("nhật ký", "openJournal"), ("lich su", "openJournal"), ("history", "openJournal"), ("tên tôi", "openVolunteers"),
      ("ca truc", "openVolunteers"), ("gọi lại", "openFollowUps"), ("lich hen", "openFollowUps"),
      ("follow-up", "openFollowUps"),
      ("máy chủ", "openExchange"), ("wifi", "openExchange"), ("server", "openExchange"), ("góp ý", "openReview"),
      ("phat hanh", "openReview"), ("hỏi nhanh", "openQuickHelp"), ("tra cuu", "openQuickHelp"),
      ("huong dan", "openGuides"),
      ("xong", "done"), ("bỏ qua", "skip"), ("trục trặc", "stuck"), ("otp khong ve", "stuck"), ("ghi chú", "note"),
      ("link", "showQR"), ("hang cho", "aside"), ("lỡ tay", "undo"), ("hoan tac", "undo"), ("huỷ lượt", "cancel"),
      ("thủ tục", "pickService"), ("xưng hô", "address"), ("bỏ lọc", "clearFilters"), ("ghi sai", "amend"),
      ("đính chính", "amend"), ("tuan nay", "filterDays"), ("đã gọi", "closeFollowUp"), ("dong bo", "startExchange"),
      ("chua tinh", "openQuarantined"), ("trưởng nhóm", "openDesks"), ("ma dang ky", "enrol"), ("lan dau", "enrol"),
      ("them nguoi", "addVolunteer"),
    ])
  func questions(typed: String, command: String) {
    let items = Phrase.commandsWithWords.map { id in
      let words = Phrase.otherWords(id)
      return (
        id,
        SearchItem(
          titles: [words?.vi, words?.en].compactMap(\.self).flatMap { $0.split(separator: ", ").map(String.init) })
      )
    }
    let found = Search(typed).filtered(items) { $0.1 }
    #expect(found.prefix(3).map(\.0).contains(command), "\(found.map(\.0))")
  }
}
