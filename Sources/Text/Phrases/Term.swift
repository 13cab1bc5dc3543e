/// One thing of the program, and the one word for it in each language.
///
/// What people read keeps to these words, and to no others for the same thing.
package struct Term: Sendable {
  package var english: String
  package var vietnamese: String
  /// Words for the same thing that no Vietnamese text has.
  package var notVietnamese: [String] = []
  /// Words for the same thing that no English text has.
  package var notEnglish: [String] = []
  /// Where a word that is left out above means something else: what then stands around it.
  package var butFor: [String] = []

  /// The words of the house.
  package static let all: [Term] = [
    Term(
      english: "checklist", vietnamese: "danh mục bước",
      notVietnamese: ["danh mục", "bảng kiểm", "bộ bước", "checklist"],
      notEnglish: ["catalog"],
      butFor: [
        "danh mục bước", "danh mục dịch vụ", "danh mục xã", "danh mục 34", "danh mục tháng", "trong danh mục",
        "khác danh mục", "danh mục và các bước", "tiepsuc checklist", "checklist list", "`checklist`",
      ]),
    Term(english: "catalogue", vietnamese: "danh mục dịch vụ", notEnglish: ["catalog"]),
    Term(english: "table of units", vietnamese: "danh mục xã, phường", notVietnamese: ["danh sách đơn vị"]),
    Term(english: "step", vietnamese: "bước", notVietnamese: ["công đoạn"]),
    Term(
      english: "session", vietnamese: "lượt", notVietnamese: ["phiên", "ca hỗ trợ"],
      butFor: ["phiên bản", "phiên đăng nhập"]),
    Term(
      english: "entry", vietnamese: "mục", notVietnamese: ["bản ghi", "bài"],
      notEnglish: ["record of the journal", "log record"]),
    Term(english: "journal", vietnamese: "nhật ký", notVietnamese: ["sổ nhật ký", "nhật kí"]),
    Term(
      english: "desk", vietnamese: "bàn", notVietnamese: ["máy trạm"], notEnglish: ["workstation"]),
    // A machine that shows nothing but the desk.
    Term(english: "kiosk", vietnamese: "kiểu kiosk", notVietnamese: ["ki-ốt"]),
    Term(
      english: "hub", vietnamese: "máy chủ", notVietnamese: ["trung tâm", "server"], notEnglish: ["server"],
      butFor: [
        "Trung tâm Phục vụ", "Trung tâm hành chính", "Trung tâm dữ liệu", "Trung tâm xã", "Trung tâm hỏi",
        "Trung tâm ra", "ở Trung tâm",
      ]),
    Term(
      english: "team lead", vietnamese: "trưởng nhóm", notVietnamese: ["đội trưởng", "tổ trưởng", "nhóm trưởng"],
      notEnglish: ["leader", "supervisor"]),
    Term(
      english: "trainer", vietnamese: "người soạn",
      notVietnamese: ["người tập huấn", "giảng viên", "người biên soạn", "tập huấn viên"]),
    Term(english: "volunteer", vietnamese: "tình nguyện viên", notVietnamese: ["TNV", "cộng tác viên"]),
    Term(
      english: "stick", vietnamese: "USB", notVietnamese: ["thẻ nhớ", "bút nhớ"],
      notEnglish: ["USB stick", "flash drive", "thumb drive"], butFor: ["rút dây, thẻ nhớ"]),
    Term(
      english: "receipt", vietnamese: "biên nhận", notVietnamese: ["biên lai"],
      butFor: ["biên lai điện tử", "giữ biên lai"]),
    Term(
      english: "exchange", vietnamese: "gửi nhận", notVietnamese: ["đồng bộ", "trao đổi"],
      notEnglish: ["synchronisation", "synchronization"],
      butFor: ["trao đổi bằng tệp"]),
    Term(english: "enrol", vietnamese: "đăng ký", notVietnamese: ["ghi danh"]),
    Term(english: "pack", vietnamese: "gói", notVietnamese: ["bó"]),
    Term(english: "file", vietnamese: "tệp", notVietnamese: ["tập tin", "file"]),
    Term(english: "folder", vietnamese: "thư mục", notEnglish: ["directory"]),
    Term(english: "practice", vietnamese: "TẬP", notVietnamese: ["diễn tập", "chạy thử"]),
    Term(english: "commune", vietnamese: "xã, phường", notVietnamese: ["địa phương hành chính"]),
    Term(english: "key (to sign with)", vietnamese: "khoá", notVietnamese: ["chìa"]),
  ]
}
