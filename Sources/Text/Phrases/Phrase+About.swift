package import Checklists

extension Phrase {
  /// The version of all programs.
  package static let programVersion = "1.0.0"

  package static let about = LocalText("Về chương trình", "About this program")
  package static let aboutPrivacyTitle = LocalText("Lời hứa về dữ liệu", "What is kept of people")
  package static let aboutPrivacy = LocalText(
    "Không bao giờ giữ số căn cước, số tài khoản, mật khẩu, mã OTP, ảnh giấy tờ hay khuôn mặt. Lượt giúp chỉ được ghi khi người dân đồng ý, và không mang tên ai; không đồng ý thì chỉ đếm một lượt. Tên và số điện thoại để hẹn lại được mã hoá, cất riêng, xoá khi xong việc hoặc sau 30 ngày; có mã biên nhận thì xoá được bất cứ lúc nào. Ngoài máy chủ mà đơn vị đã đăng ký, không gửi gì cho ai.",
    "Never kept: ID numbers, account numbers, passwords, one-time codes, photos of papers or faces. A session is noted only where the citizen agrees, and under nobody's name; where they do not, it is only counted. A name and phone number for a follow-up are encrypted, kept apart, and erased when it is done or after 30 days; with the receipt code at any time. Nothing is sent to anybody but the hub at which the unit enrolled."
  )
  package static let aboutTermsTitle = LocalText("Điều khoản", "Terms")
  package static let aboutTerms = LocalText(
    "Chương trình giúp tình nguyện viên hướng dẫn người dân, miễn phí; không thay cơ quan nhà nước và không quyết định thay ai. Lời trong các bước có nguồn và ngày kiểm tra; khi khác với lời của cơ quan có thẩm quyền thì theo cơ quan. Chương trình được cung cấp như hiện có, không kèm bảo đảm.",
    "The program helps volunteers to guide citizens, free of charge; it stands for no authority and decides for nobody. What the steps say has a source and the day on which it was checked; where an authority says otherwise, the authority is right. It is provided as it is, without warranty."
  )
  package static let aboutSoftwareTitle = LocalText("Phần mềm của người khác", "Software of others")
  package static let aboutSoftwareTexts = LocalText(
    "Toàn văn giấy phép ở trang của từng phần mềm; của các thư viện Debian ở /usr/share/doc.",
    "The licences' texts are on each software's own site; those of Debian's libraries in /usr/share/doc.")
  package static let publicDomain = LocalText("Phạm vi công cộng", "Public domain")
}
