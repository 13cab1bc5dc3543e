package import Checklists

/// Words of the hub's pages.
extension Phrase {
  package static let pagesName = LocalText("Tiếp Sức · máy chủ", "Tiếp Sức · hub")
  package static let pagesOtherLanguage = LocalText("English", "Tiếng Việt")
  package static let pagesSkip = LocalText("Đến phần chính", "To the content")
  package static let pagesMenu = LocalText("Các trang", "Pages")
  package static let pagesHere = LocalText("trang này", "this page")

  // MARK: Titles

  package static let todayPage = LocalText("Hôm nay", "Today")
  package static let trendsPage = LocalText("Xu hướng", "Trends")
  package static let unitsPage = LocalText("Xã, phường", "Communes")
  package static let problemsPage = LocalText("Lỗi thường gặp", "Problems")
  package static let satisfactionPage = LocalText("Mức hài lòng", "Satisfaction")
  package static let petitionsPage = LocalText("Phản ánh, kiến nghị", "Petitions")
  package static let reportPage = LocalText("Báo cáo", "Report")
  package static let desksPage = LocalText("Bàn và xác nhận", "Desks and receipts")
  package static let entriesPage = LocalText("Mục cần xem", "Entries to look at")
  package static let packsPage = LocalText("Gói danh mục bước", "Packs")
  package static let peoplePage = LocalText("Người dùng", "People")
  package static let auditPage = LocalText("Nhật ký truy cập", "Audit log")
  package static let signInPage = LocalText("Đăng nhập", "Sign in")

  // MARK: Signing in

  package static let signInName = LocalText("Tên đăng nhập", "Name")
  package static let signInPassword = LocalText("Mật khẩu", "Password")
  package static let signInCode = LocalText("Mã 6 số trong ứng dụng xác thực", "Six digits from the authenticator app")
  package static let signInCodeHint = LocalText(
    "Bắt buộc với cấp tỉnh và người quản trị; trưởng nhóm để trống.",
    "Needed for the province and administrators; leads leave it empty.")
  package static let signInDo = LocalText("Đăng nhập", "Sign in")
  package static let signOut = LocalText("Đăng xuất", "Sign out")
  package static let signInHow = LocalText(
    "Tài khoản do người quản trị máy chủ tạo. Quên mật khẩu: xin người đó đặt lại.",
    "Accounts are made by whoever runs the hub. If the password is lost, ask them to reset it.")
  package static let signInFailed = LocalText(
    "Tên, mật khẩu hoặc mã không đúng. Chưa ai đăng nhập. Xin thử lại; mã 6 số chỉ dùng được một lần.",
    "The name, password or code is wrong. Nobody is signed in. Try again; a code of six digits is taken once only.")
  package static func signInTooMany(seconds: Int) -> LocalText {
    LocalText(
      "Chỗ này vừa thử quá nhiều lần. Tài khoản không bị khoá. Xin đợi \(seconds) giây rồi thử lại.",
      "Too many tries came from this place. The account is not locked. Wait \(seconds) seconds, then try again.")
  }
  package static let formIsOld = LocalText(
    "Trang này đã mở quá lâu, hoặc được gửi từ nơi khác. Chưa có gì thay đổi. Xin mở lại trang rồi làm lại.",
    "This page was open for too long, or was sent from elsewhere. Nothing was changed. Open it again and repeat.")
  package static func signedInAs(_ name: String, _ role: LocalText, _ scope: LocalText) -> LocalText {
    LocalText("\(name) · \(role.vi) · \(scope.vi)", "\(name) · \(role.en) · \(scope.en)")
  }
  package static let leadRole = LocalText("trưởng nhóm", "lead")
  package static let provinceRole = LocalText("cấp tỉnh", "province")
  package static let administratorRole = LocalText("quản trị", "administrator")
  package static let wholeHub = LocalText("cả máy chủ", "the whole hub")
  package static func communeScope(_ name: String) -> LocalText { LocalText("xã \(name)", "commune \(name)") }
  package static func provinceScope(_ name: String) -> LocalText { LocalText("tỉnh \(name)", "province \(name)") }

  // MARK: Failures

  package static let notYours = LocalText("Trang này không thuộc phần việc của bạn", "This page is not for your role")
  package static let notYoursWords = LocalText(
    "Tài khoản này chỉ xem được đơn vị của mình. Lần hỏi này đã được ghi vào nhật ký truy cập. Hãy chọn một trang trong danh sách.",
    "This account sees its own unit alone. The question was noted in the audit log. Choose a page of the list.")
  package static let noSuchPage = LocalText("Không có trang này", "There is no such page")
  package static let noSuchPageWords = LocalText(
    "Số liệu không bị ảnh hưởng. Hãy chọn một trang trong danh sách.",
    "The figures are not affected. Choose a page of the list.")
  package static let pagesCounting = LocalText(
    "Số liệu đang được tính lần đầu", "Figures are counted for the first time")
  package static func pagesCountingWords(_ taken: Int, of all: Int) -> LocalText {
    LocalText(
      "Đã xem \(Numbers.text(taken, .vietnamese)) trên \(Numbers.text(all, .vietnamese)) mục nhật ký. Số của một phần sẽ sai, nên trang này chưa hiện gì; vui lòng mở lại sau ít phút.",
      "\(Numbers.text(taken, .english)) of \(Numbers.text(all, .english)) log entries are looked at. Figures of a part would be wrong, so nothing is shown yet; please open this page again in a few minutes."
    )
  }
  package static let pagesAway = LocalText("Chưa lấy được số liệu", "The figures cannot be had now")
  package static let pagesAwayWords = LocalText(
    "Máy chủ không đọc được kho dữ liệu của nó. Dữ liệu của các bàn không mất: bàn giữ phần chưa gửi. Xin đợi ít phút rồi tải lại trang; nếu vẫn vậy, báo người quản trị.",
    "The hub cannot read its store. Nothing of the desks is lost: they keep what is not sent. Wait some minutes and load the page again; if it stays like this, tell the administrator."
  )

  // MARK: What stands on pages

  package static let showPeriod = LocalText("Xem", "Show")
  package static let periodField = LocalText("Kỳ", "Period")
  package static let dayField = LocalText("Có ngày", "That holds the day")
  package static let weekPeriod = LocalText("tuần", "week")
  package static let monthPeriod = LocalText("tháng", "month")
  package static let quarterPeriod = LocalText("quý", "quarter")
  package static let yearPeriod = LocalText("năm", "year")
  package static let downloads = LocalText("Tải về", "Download")
  package static func countedAt(_ time: String) -> LocalText {
    LocalText("Số liệu lúc \(time).", "Counted at \(time).")
  }
  package static let sessionsToday = LocalText("lượt hôm nay", "sessions today")
  package static let completedToday = LocalText("hoàn thành", "completed")
  package static let hoursToday = LocalText("giờ trực", "hours at the desks")
  package static let volunteersToday = LocalText("tình nguyện viên", "volunteers")
  package static let desksHeardToday = LocalText("bàn đã gửi hôm nay", "desks heard today")
  package static let desksSilent = LocalText("bàn im lặng", "silent desks")
  package static let lastDays = LocalText("14 ngày gần đây", "The last 14 days")
  package static let silentUnits = LocalText("Xã im lặng", "Silent communes")
  package static let nobodySilent = LocalText("Không có xã nào im lặng.", "No commune is silent.")
  package static let tileMap = LocalText("Bản đồ ô theo xã", "Tile map of communes")
  package static func tileMeaning(days: Int) -> LocalText {
    LocalText(
      "Màu đậm: nhiều lượt hơn. Viền đứt: không bàn nào gửi trong \(days) ngày. Mỗi ô ghi cả số và chữ.",
      "Darker: more sessions. Dashed: no desk was heard for \(days) days. Each tile says both in words.")
  }
  package static func helpOf(_ period: LocalText) -> LocalText {
    LocalText("Lượt, \(period.vi.lowercased())", "Sessions, \(period.en)")
  }
  package static let unitColumn = LocalText("Xã, phường", "Commune")
  package static let codeColumn = LocalText("Mã", "Code")
  package static let desksColumn = LocalText("Số bàn", "Desks")
  package static let lastHeardColumn = LocalText("Lần gửi cuối", "Last heard")
  package static let stateColumn = LocalText("Tình trạng", "State")
  package static func silentFor(days: Int) -> LocalText {
    LocalText("im lặng \(days) ngày", "silent for \(days) days")
  }
  package static let silentEver = LocalText("chưa gửi gì", "nothing sent yet")
  package static let isHeard = LocalText("có gửi", "heard")
  package static let unitHasNoDesk = LocalText("chưa có bàn", "no desk")
  package static let mergedWith = LocalText("gộp", "together")
  package static let formerUnits = LocalText("Tên và mã trước đây", "Earlier names and codes")
  package static func formerUnit(_ code: String, _ name: String, until: String) -> LocalText {
    LocalText("\(code) \(name), đến \(until)", "\(code) \(name), until \(until)")
  }
  package static let roleColumn = LocalText("Vai trò", "Role")
  package static let entriesColumn = LocalText("Số mục", "Entries")
  package static let apartColumn = LocalText("Để riêng", "Kept apart")
  package static let forksColumn = LocalText("Rẽ", "Forks")
  package static let lostColumn = LocalText("Mất", "Lost")
  package static let isShutOut = LocalText("đã khoá", "shut out")
  package static let forksSection = LocalText("Chuỗi rẽ", "Forks")
  package static let forksMeaning = LocalText(
    "Hai máy viết dưới một tên. Cả hai nhánh đều được giữ; không có gì bị bỏ.",
    "Two laptops write under one name. Both branches are kept; nothing is dropped.")
  package static let noForks = LocalText("Không có chuỗi rẽ.", "There are no forks.")
  package static let apartSection = LocalText("Mục để riêng", "Entries kept apart")
  package static let nothingApart = LocalText("Không có mục nào để riêng.", "No entry is kept apart.")
  package static let apartMeaning = LocalText(
    "Vẫn an toàn nhưng không được tính, vì trái quy tắc.", "Safe, but not counted, for they break a rule.")
  package static let placeColumn = LocalText("Vị trí", "Place")
  package static let whyColumn = LocalText("Vì sao", "Why")
  package static let sharedColumn = LocalText("Chung đến mục", "Shared through entry")
  package static let packColumn = LocalText("Gói", "Pack")
  package static let sizeColumn = LocalText("Cỡ", "Size")
  package static let hashColumn = LocalText("SHA-256", "SHA-256")
  package static let noPacks = LocalText("Máy chủ chưa đưa ra gói nào.", "The hub offers no pack yet.")
  package static let timeColumn = LocalText("Lúc", "Time")
  package static let whoColumn = LocalText("Ai", "Who")
  package static let whatColumn = LocalText("Việc", "What")
  package static let subjectColumn = LocalText("Đối tượng", "Subject")
  package static let onTheMachine = LocalText("(dòng lệnh trên máy chủ)", "(command line on the hub's machine)")
  package static let olderEvents = LocalText("Cũ hơn", "Older")
  package static let noEvents = LocalText("Chưa có gì.", "Nothing yet.")
  package static let nameColumn = LocalText("Tên", "Name")
  package static let scopeColumn = LocalText("Phạm vi", "Scope")
  package static let tokensSection = LocalText("Mã cho chương trình", "Tokens for programs")
  package static let expiresColumn = LocalText("Hết hạn", "Expires")
  package static let noTokens = LocalText("Chưa có mã nào.", "There are no tokens.")
  package static let mayReadEntries = LocalText("số liệu và từng lượt", "figures and entries")
  package static let mayReadFigures = LocalText("số liệu", "figures")
  package static let isActive = LocalText("đang dùng", "active")
  package static let hasExpired = LocalText("hết hạn", "expired")
  package static let isDisabled = LocalText("đã khoá", "disabled")
  package static let peopleHow = LocalText(
    "Người dùng và mã chỉ được thêm, khoá, đặt lại trên máy của máy chủ: tiepsuc-hub people, tiepsuc-hub token.",
    "People and tokens are added, shut out and reset on the hub's machine alone: tiepsuc-hub people, tiepsuc-hub token."
  )
  package static let nothingToShow = LocalText("Chưa có số liệu của kỳ này.", "There are no figures of this period.")
  package static let outsideOnly = LocalText(
    "Người xem ngoài đơn vị nhận số liệu theo tháng đã kết thúc; số nhỏ được ẩn để bảo vệ người được hỗ trợ.",
    "Readers outside the unit are given months that have ended; small numbers are hidden to protect those who were helped."
  )
  package static let scopeIsPart = LocalText(
    "Máy chủ này giữ cả đơn vị ngoài phạm vi của bạn, nên các bảng chung không hiển thị ở đây.",
    "This hub holds units beyond your scope, so its joint tables are not shown here.")
  package static func chartRange(from: String, through: String, most: String) -> LocalText {
    LocalText("Từ \(from) đến \(through); cao nhất \(most).", "From \(from) to \(through); the highest is \(most).")
  }

  // MARK: Audit

  package static let auditSignedIn = LocalText("đăng nhập", "signed in")
  package static let auditSignInFailed = LocalText("đăng nhập không được", "could not sign in")
  package static let auditSignedOut = LocalText("đăng xuất", "signed out")
  package static let auditRefused = LocalText("hỏi phần không thuộc mình", "asked for what is not theirs")
  package static let auditDownloaded = LocalText("tải về", "downloaded")
  package static let auditPersonAdded = LocalText("thêm người dùng", "added a person")
  package static let auditPersonDisabled = LocalText("khoá người dùng", "shut a person out")
  package static let auditPersonReset = LocalText("đặt lại người dùng", "reset a person")
  package static let auditTokenAdded = LocalText("thêm mã cho chương trình", "added a token")
  package static let auditTokenRevoked = LocalText("khoá mã cho chương trình", "took a token back")
  package static let auditUnitsImported = LocalText("nhập danh sách xã", "imported the table of units")

  // MARK: Commands

  package static func personAdded(_ name: String, password: String) -> LocalText {
    LocalText(
      "Đã thêm \(name). Mật khẩu (chỉ hiện lần này): \(password)",
      "\(name) is added. The password, shown this once: \(password)")
  }
  package static func personReset(_ name: String, password: String) -> LocalText {
    LocalText(
      "Đã đặt lại cho \(name); phiên đăng nhập đang mở đã đóng. Mật khẩu mới (chỉ hiện lần này): \(password)",
      "\(name) is reset, and open sessions are closed. The new password, shown this once: \(password)")
  }
  package static func personCode(_ address: String) -> LocalText {
    LocalText(
      "Mã xác thực, nhập vào ứng dụng (chỉ hiện lần này): \(address)",
      "For the authenticator app, shown this once: \(address)")
  }
  package static func personDisabled(_ name: String) -> LocalText {
    LocalText(
      "Đã khoá \(name); phiên đăng nhập đang mở đã đóng.", "\(name) is shut out, and open sessions are closed.")
  }
  package static func tokenAdded(_ name: String, secret: String) -> LocalText {
    LocalText(
      "Đã thêm mã \(name) (chỉ hiện lần này): \(secret)", "The token \(name), shown this once: \(secret)")
  }
  package static func tokenRevoked(_ name: String) -> LocalText {
    LocalText("Đã khoá mã \(name).", "The token \(name) is taken back.")
  }
  package static func unitsImported(added: Int, renamed: Int, ended: Int) -> LocalText {
    LocalText(
      "Đã nhập danh sách xã: thêm \(added), đổi tên \(renamed), hết hiệu lực \(ended). Tên và mã cũ vẫn được giữ.",
      "The table of units is imported: \(added) added, \(renamed) renamed, \(ended) ended. Old names and codes are kept."
    )
  }
}
