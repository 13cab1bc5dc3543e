import Checklists
import Phrases
import Testing
import VietnameseText

@Suite("Other words for commands")
struct CommandWordsTests {
  @Test(
    "What people call a thing leads to the command for it",
    arguments: [
      ("xã", "settings"), ("phuong", "settings"), ("telex", "settings"), ("vni", "settings"),
      ("bộ gõ", "settings"), ("màu", "settings"), ("tuong phan", "settings"), ("commune", "settings"),
      ("theme", "settings"), ("contrast", "settings"), ("usb", "stick"), ("the nho", "stick"),
      ("stick", "stick"), ("khong co mang", "stick"), ("dừng gửi", "stop"), ("dung", "finish"),
      ("kết thúc lượt", "finish"), ("chuyen cong an", "finish"), ("outcome", "finish"), ("luyện tập", "practice"),
      ("tap thu", "practice"), ("exercise", "practice"), ("biên nhận", "code"), ("rut lai", "code"),
      ("receipt", "code"), ("ngôn ngữ", "language"), ("tieng anh", "language"), ("english", "language"),
      ("trợ giúp", "help"), ("phim tat", "help"), ("quay lai", "out"), ("thoát", "quit"), ("ve lai", "redraw"),
      ("nhật ký", "journal"), ("lich su", "journal"), ("history", "journal"), ("tên tôi", "volunteers"),
      ("ca truc", "volunteers"), ("gọi lại", "followUps"), ("lich hen", "followUps"),
      ("follow-up", "followUps"),
      ("máy chủ", "exchange"), ("wifi", "exchange"), ("server", "exchange"), ("góp ý", "review"),
      ("phat hanh", "review"), ("hỏi nhanh", "quickHelp"), ("tra cuu", "quickHelp"),
      ("huong dan", "guides"),
      ("xong", "done"), ("bỏ qua", "skip"), ("trục trặc", "stuck"), ("otp khong ve", "stuck"), ("ghi chú", "note"),
      ("link", "qr"), ("hang cho", "aside"), ("lỡ tay", "undo"), ("hoan tac", "undo"), ("huỷ lượt", "cancel"),
      ("thủ tục", "pickService"), ("xưng hô", "address"), ("bỏ lọc", "clearFilters"), ("ghi sai", "amend"),
      ("đính chính", "amend"), ("tuan nay", "days"), ("đã gọi", "closeFollowUp"), ("dong bo", "send"),
      ("chua tinh", "quarantined"), ("trưởng nhóm", "desks"), ("ma dang ky", "enrol"), ("lan dau", "enrol"),
      ("them nguoi", "addVolunteer"), ("phien ban", "about"), ("giay phep", "about"), ("privacy", "about"),
      ("cham cong", "shifts"), ("vào ca", "shifts"), ("clock in", "shifts"), ("khoa may", "lock"),
      ("ke hoach", "calendar"), ("rota", "calendar"), ("bàn ở chợ", "events"), ("khieu nai", "petitions"),
      ("complaint", "petitions"), ("quên pin", "person"), ("chung nhan", "certificate"),
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
