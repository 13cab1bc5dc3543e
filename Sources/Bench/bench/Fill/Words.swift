import Platform

/// Invented words for notes, petitions and troubles: a small grammar, so that a million of them are hardly ever the same,
/// common words are common, and place names are rare. There is not a digit in them.
enum Words {
  /// The volunteers of the invented desk.
  static let volunteers = [
    "Nguyễn Thị Mẫu", "Trần Văn Thử", "Lê Thị Hoa Mai", "Phạm Quốc Ví", "Hoàng Đức Dụ", "Vũ Thị Tập", "Đặng Minh Họa",
    "Bùi Thanh Giả", "Đỗ Thị Định", "Hồ Ngọc Sáng", "Ngô Gia Tưởng", "Dương Thị Nghĩ",
  ]

  private static let people = [
    "bác", "bà", "ông", "cô", "chú", "anh", "chị", "cụ", "hai bác", "bà cụ", "bác trai", "bác gái",
  ]

  private static let doings = [
    "cần kính lão", "nghe không rõ, phải nói chậm", "gõ phím rất chậm", "nhờ con trai gọi điện về hỏi", "quên mang thẻ",
    "để quên điện thoại ở nhà", "đi cùng cháu gái", "muốn in hướng dẫn ra giấy", "đọc mã tin nhắn rất lâu",
    "chưa từng dùng điện thoại cảm ứng", "sợ bị lừa nên hỏi kỹ từng bước", "hẹn quay lại sau bữa trưa",
    "xin ngồi gần quạt", "bấm nhầm nút quay lại", "nhớ mật khẩu cũ của máy trước", "đang chờ sim chính chủ",
    "phải sạc pin giữa chừng", "hết dung lượng mạng", "bật nhầm chế độ máy bay", "muốn làm luôn cho vợ",
    "muốn làm luôn cho chồng", "hỏi thêm về lương hưu", "hỏi thêm về thẻ bảo hiểm y tế", "xin số đường dây nóng",
    "chụp khuôn mặt nhiều lần mới được", "đeo khẩu trang nên máy không nhận mặt", "tay ướt nên vân tay không nhận",
    "màn hình nứt, khó nhìn chữ", "điện thoại để chữ quá nhỏ", "máy cũ không có khe đọc chip",
    "thẻ trầy xước ở mặt sau",
    "chưa cập nhật hệ điều hành", "kho ứng dụng đòi tài khoản mới", "bộ nhớ đầy, phải xoá bớt ảnh",
    "đã cài nhầm ứng dụng giả mạo", "nhận cuộc gọi tự xưng công an", "được hàng xóm chỉ đến đây",
    "đến từ sáng sớm", "vui vẻ, làm rất nhanh", "tự làm được gần hết", "ghi lại từng bước vào sổ tay",
    "hỏi có mất phí không", "muốn đổi sang tiếng phổ thông dễ hiểu", "nói giọng địa phương khó nghe",
    "đi xe lăn, cần lối vào rộng", "dắt theo trẻ nhỏ", "đang vội đón cháu", "chờ chữ ký điện tử",
    "cần giấy xác nhận cư trú",
    "muốn nộp hồ sơ khai sinh", "lo mất tiền trong tài khoản", "chưa hiểu định danh mức hai là gì",
    "bị khoá tài khoản vì nhập sai", "đổi số điện thoại mới", "mượn máy của con nên không tiếp tục được",
    "mạng của xã chập chờn", "trang web báo bận", "tin nhắn xác nhận đến muộn", "ứng dụng tự thoát ra",
    "ảnh chụp giấy tờ bị mờ", "tệp tải lên quá nặng", "tên trên thẻ và trên sim không khớp",
    "ngày sinh ghi sai trên giấy cũ",
  ]

  private static let reasons = [
    "vì trời mưa to", "vì quầy đông người", "vì máy chủ chậm", "do sóng yếu", "do thẻ sắp hết hạn", "do máy quá nóng",
    "vì chưa kịp ăn sáng", "do nhập nhầm họ đệm", "vì mới chuyển nhà", "vì vừa thay điện thoại",
    "do quên mật khẩu thư điện tử",
    "vì nhà xa", "do ngân hàng đang bảo trì", "vì chưa có con dấu mới của xã", "do nhầm mẫu tờ khai", "vì tay run",
    "do tài khoản đăng ký hộ từ trước", "vì chờ người nhà mang giấy tờ tới", "do cổng dịch vụ đổi giao diện",
    "vì chưa nhận được thư mời",
  ]

  private static let endings = [
    "đã giải thích", "đã hẹn lại", "làm xong ngay", "cần theo dõi thêm", "đã nhờ đồng nghiệp giúp",
    "sẽ gọi cho quầy một cửa",
    "đã dặn không đưa mã cho ai", "đã chỉ đường sang công an phường", "đã ghi vào giấy hẹn", "khách hài lòng",
    "nên báo lại cho tổ trưởng", "đã khởi động lại máy", "đã thử mạng khác", "đã hướng dẫn con gái làm tiếp ở nhà",
  ]

  private static let kinds = [
    "xóm", "ấp", "thôn", "khu", "tổ dân phố", "chợ", "bến", "cầu", "đình", "trường", "trạm y tế", "nhà văn hoá", "ngõ",
    "hẻm",
  ]

  private static let firsts = [
    "Bờ", "Rạch", "Gò", "Cồn", "Bàu", "Đồng", "Suối", "Hòn", "Mỹ", "Tân", "Phú", "Vĩnh", "An", "Bình", "Thạnh", "Long",
    "Hoà",
    "Xuân", "Cẩm", "Đại", "Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "Trung", "Ninh", "Kim", "Ngọc", "Hồng", "Thanh",
    "Bạch",
    "Láng", "Vàm", "Cái", "Bưng", "Trảng", "Nà", "Pác",
  ]

  private static let seconds = [
    "Đa", "Sậy", "Tràm", "Đước", "Gạo", "Sen", "Súng", "Mít", "Xoài", "Dừa", "Cau", "Trầu", "Lim", "Thông", "Quế",
    "Bưởi",
    "Chanh", "Vải", "Nhãn", "Điều", "Lợi", "Lộc", "Thọ", "Khánh", "Hưng", "Thịnh", "Phước", "Đức", "Nghĩa", "Tín",
    "Trí",
    "Dũng", "Hiệp", "Lập", "Quới", "Thới", "Thuận", "Trạch", "Viên", "Yên", "Giang", "Hải", "Sơn", "Lâm", "Điền",
    "Thuỷ",
    "Mây", "Sương", "Khê", "Đậu",
  ]

  private static let wishes = [
    "đề nghị thêm ghế ngồi chờ", "xin tăng giờ làm buổi chiều", "mong có người trực thứ bảy",
    "đề nghị sửa mạng không dây",
    "xin hướng dẫn bằng tranh", "mong cán bộ giải thích rõ lệ phí", "đề nghị bớt giấy tờ phải nộp lại",
    "xin lắp thêm bảng chỉ dẫn", "mong trả kết quả đúng hẹn", "đề nghị gửi kết quả qua bưu điện",
    "xin thêm máy lấy số thứ tự",
    "mong có lối đi cho người khuyết tật", "đề nghị ứng dụng chữ to hơn", "xin nhắc lịch hẹn bằng điện thoại",
    "mong ngân hàng về tận thôn", "đề nghị dán cảnh báo lừa đảo ở chợ", "xin miễn phí in giấy tờ cho người nghèo",
    "mong thái độ niềm nở hơn", "đề nghị trả lời phản ánh nhanh hơn", "xin mở lớp dạy dùng điện thoại buổi tối",
    "mong cổng dịch vụ không đăng xuất giữa chừng", "đề nghị nhận ảnh chụp thay bản sao", "xin cho nộp hồ sơ hộ cha mẹ",
    "mong sóng điện thoại phủ đến cuối làng",
  ]

  /// Every word that occurs, once, in the order of the lists above.
  static var vocabulary: [String] {
    let texts = people + doings + reasons + endings + kinds + firsts + seconds + wishes
    var seen: Set<String> = []
    return texts.flatMap { $0.split { !$0.isLetter } }.map { $0.lowercased() }.filter { seen.insert($0).inserted }
  }

  private static func place(_ dice: inout SplitMix64) -> String {
    dice.pick(kinds) + " " + dice.pick(firsts) + " " + dice.pick(seconds)
  }

  /// A few words beside a step.
  static func note(_ dice: inout SplitMix64) -> String {
    var text = dice.pick(people) + " " + dice.pick(doings)
    if dice.happens(perMille: 450) { text += " " + dice.pick(reasons) }
    if dice.happens(perMille: 180) { text += ", nhà ở " + place(&dice) }
    if dice.happens(perMille: 500) { text += "; " + dice.pick(endings) }
    return text
  }

  /// What a volunteer writes where no known problem fits.
  static func trouble(_ dice: inout SplitMix64) -> String {
    dice.pick(doings) + " " + dice.pick(reasons)
  }

  /// What a citizen asks of the authorities.
  static func petition(_ dice: inout SplitMix64) -> String {
    var text = dice.pick(people) + " " + dice.pick(wishes)
    if dice.happens(perMille: 350) { text += " ở " + place(&dice) }
    if dice.happens(perMille: 250) { text += ", " + dice.pick(reasons) }
    return text
  }

  /// Why an entry was corrected.
  static func correction(_ dice: inout SplitMix64) -> String {
    "ghi nhầm kết quả " + dice.pick(reasons) + ", " + dice.pick(endings)
  }
}
