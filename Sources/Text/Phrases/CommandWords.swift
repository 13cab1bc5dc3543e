package import Checklists

extension Phrase {
  /// Other words by which people look for a command, beside its label; nil where the label says it all.
  ///
  /// By the command's id, which is the same on every screen that has it.
  package static func otherWords(_ command: String) -> LocalText? { commandWords[command] }

  /// Commands that have other words.
  package static var commandsWithWords: [String] { commandWords.keys.sorted() }

  private static let commandWords: [String: LocalText] = [
    // Everywhere
    "language": LocalText("ngôn ngữ, tiếng Anh, tiếng Việt, dịch", "language, Vietnamese, English, translate"),
    "help": LocalText("trợ giúp, phím tắt, hướng dẫn, làm sao", "help, keys, shortcuts, guide, how"),
    "out": LocalText("quay lại, trở về, ra, đóng, thoát ra", "back, close, leave, return"),
    "quit": LocalText("thoát, tắt chương trình, đóng hẳn, kết thúc", "exit, close the program, end"),
    "suspend": LocalText("tạm ẩn, dòng lệnh, về shell", "shell, background, pause the program"),
    "redraw": LocalText("vẽ lại, màn hình lỗi, rác, nhoè", "redraw, refresh, garbage on the screen"),
    "print": LocalText("máy in, in ra giấy, giấy, phiếu", "printer, paper, slip"),
    "printPapers": LocalText("máy in, in giấy tờ, danh sách giấy tờ", "printer, papers, list"),
    "printLeaflet": LocalText("máy in, tờ rơi, mang về", "printer, leaflet, take home"),
    // Home
    "journal": LocalText(
      "nhật ký, sổ, các lượt đã làm, lịch sử, tìm lượt", "journal, history, entries, log, past sessions"),
    "volunteers": LocalText(
      "tình nguyện viên, tên tôi, đổi người, ca trực", "volunteer, my name, who helps, shift"),
    "settings": LocalText(
      "cài đặt, xã, phường, đơn vị, telex, vni, gõ dấu, bộ gõ, màu, nền sáng, nền tối, tương phản, chữ, ngôn ngữ, tự gửi",
      "settings, commune, ward, unit, telex, vni, typing, colour, theme, light, dark, contrast, automatic"),
    "code": LocalText(
      "biên nhận, mã, xoá thông tin, rút lại đồng ý, tra mã, công dân quay lại",
      "receipt, code, erase, withdraw consent"),
    "followUps": LocalText(
      "hẹn, lịch hẹn, gọi lại, việc cần theo, số điện thoại đã để lại", "appointment, follow-up, call back, due"),
    "about": LocalText(
      "phiên bản, giấy phép, bản quyền, điều khoản, riêng tư, ai làm", "version, licence, terms, privacy, copyright"),
    "practice": LocalText("luyện tập, tập thử, thử, học, chơi thử, không ghi", "practice, train, try, learn, exercise"),
    "exchange": LocalText(
      "gửi, nhận, mạng, máy chủ, internet, wifi, đăng ký máy, kết nối, nộp",
      "send, receive, network, hub, server, online, sync"),
    "review": LocalText(
      "soạn, sửa bảng kiểm, tập huấn, góp ý, số liệu, phát hành, ký", "trainer, edit, comments, figures, publish, sign"),
    "quickHelp": LocalText(
      "hỏi nhanh, tra cứu, lỗi, giấy tờ, thủ tục, cách xử lý, không cần lượt",
      "quick help, look up, problem, papers, fix"),
    "guides": LocalText("hướng dẫn, sách, tài liệu, cách dùng", "guides, manual, documentation, how to use"),
    // A session
    "done": LocalText("xong, đã làm, tiếp, bước sau, đánh dấu", "done, next, tick, go on"),
    "skip": LocalText("bỏ qua, không cần, làm rồi, không làm được", "skip, leave out, not needed, already done"),
    "stuck": LocalText(
      "vướng, lỗi, hỏng, không được, trục trặc, báo lỗi, OTP không về", "problem, error, stuck, trouble, fails"),
    "note": LocalText("ghi chú, viết thêm, nhớ", "note, remark, write"),
    "qr": LocalText("mã QR, đường dẫn, link, trang web, quét", "QR code, link, address, scan, website"),
    "aside": LocalText(
      "để chờ, người khác, tạm dừng lượt, hàng chờ, chuyển người", "put aside, wait, next person, queue, pause"),
    "undo": LocalText("làm lại, lùi, hoàn tác, bấm nhầm, lỡ tay", "undo, take back, mistake, oops"),
    "finish": LocalText(
      "dừng, kết thúc lượt, xong việc, kết quả, hẹn lại, chuyển công an, chuyển quầy",
      "stop, end, outcome, refer, appointment"),
    "cancel": LocalText("huỷ lượt, bấm nhầm, bỏ lượt, không phải", "cancel, started by mistake, abandon"),
    "back": LocalText("bước trước, lùi, xem lại", "previous step, back"),
    "agree": LocalText("đồng ý, cho ghi, xin phép", "consent, agree, yes"),
    "refuse": LocalText("không đồng ý, không cho ghi, từ chối", "refuse, decline, no"),
    "pickService": LocalText("dịch vụ, thủ tục, chọn việc, hồ sơ", "service, procedure, choose"),
    "address": LocalText("xưng hô, bác, cô, chú, anh, chị, em, bạn", "form of address, how to call"),
    "keepNow": LocalText("lưu luôn, bỏ các câu cuối, ghi ngay", "keep now, save, skip the questions"),
    // The journal
    "search": LocalText("tìm, lọc chữ, tra", "search, find"),
    "checklist": LocalText("lọc theo bảng kiểm, chỉ VNeID", "filter by checklist"),
    "outcome": LocalText("lọc theo kết quả, hẹn lại, hoàn thành", "filter by outcome"),
    "volunteer": LocalText("lọc theo tình nguyện viên, của tôi", "filter by volunteer, mine"),
    "days": LocalText("lọc theo ngày, tuần này, tháng này, khoảng ngày", "filter by days, week, month, range"),
    "day": LocalText("một ngày, hôm qua, ngày nào", "one day, yesterday"),
    "clearFilters": LocalText("bỏ lọc, xem tất cả, hiện hết", "clear filters, show all"),
    "amend": LocalText("sửa, đính chính, ghi sai, đổi kết quả", "correct, amend, wrong outcome"),
    "erase": LocalText("xoá, xoá số điện thoại, huỷ thông tin", "erase, delete, remove the phone number"),
    "contact": LocalText("xem số điện thoại, liên lạc, gọi", "contact, phone number, call"),
    "closeFollowUp": LocalText("đã gọi, xong hẹn, đóng việc", "called, close, appointment over"),
    // The exchange
    "send": LocalText("gửi ngay, nộp, đồng bộ, tải lên", "send now, sync, upload"),
    "stop": LocalText("dừng gửi, ngừng, huỷ gửi", "stop, cancel sending"),
    "stick": LocalText("usb, thẻ nhớ, ổ cắm, chép ra, không có mạng", "usb, stick, drive, copy, offline"),
    "quarantined": LocalText(
      "để riêng, bị từ chối, chưa tính, lỗi gửi", "kept apart, refused, not counted, quarantine"),
    "desks": LocalText("các bàn, máy khác, đội, tổ, trưởng nhóm", "desks, other laptops, team, lead"),
    "history": LocalText("lịch sử gửi, lần gửi trước, đã gửi chưa", "history, last exchange, sent"),
    "enrol": LocalText("đăng ký máy, mã đăng ký, nối máy chủ, lần đầu", "enrol, code, join, connect, first time"),
    "leadKeys": LocalText("khoá trưởng nhóm, so khoá, 16 chữ", "lead's key, compare, fingerprint"),
    // People
    "addVolunteer": LocalText("thêm người, tình nguyện viên mới, ghi tên", "add, new volunteer, name"),
    "shifts": LocalText(
      "chấm công, vào ca, ra ca, nghỉ giải lao, giờ của tôi, giấy xác nhận", "shift, clock in, sign out, break, hours"),
    "lock": LocalText("khoá máy, rời bàn, đi ra ngoài", "lock, leave the desk, away"),
    "calendar": LocalText("lịch đơn vị, kế hoạch, phân công, thiếu người", "calendar, plan, rota, who comes"),
    "events": LocalText("buổi tuyên truyền, bàn ở chợ, đến trường, đông người", "event, market, school, crowd"),
    "petitions": LocalText("kiến nghị, khiếu nại, phàn nàn, PAKN", "petition, complaint, suggestion"),
    "person": LocalText("vai trò, đặt PIN, quên PIN, cho nghỉ", "role, PIN, forgotten PIN, no longer helps"),
    "certificate": LocalText("giấy xác nhận, chứng nhận giờ", "certificate, proof of hours"),
  ]
}
