package import Checklists
package import Protocol

extension Phrase {
  /// A code that was made, for people to read out or carry.
  package static func enrolCode(shown: String, unit: String, role: DeviceRole, minutes: Int) -> LocalText {
    LocalText(
      "Mã cho một máy (\(roleName(role).vi), xã \(unit)), dùng một lần, trong \(span(minutes).vi): \(shown)",
      "A code for one \(roleName(role).en) of unit \(unit), to be used once, within \(span(minutes).en): \(shown)")
  }

  /// A ticket that was written to a file.
  package static func ticketWritten(path: String, minutes: Int) -> LocalText {
    LocalText(
      "Đã ghi vào \(path), dùng một lần, trong \(span(minutes).vi). Ai có tệp này thì vào được: hãy đưa tận tay.",
      "Written to \(path), to be used once, within \(span(minutes).en). Whoever has the file can enrol: hand it over yourself."
    )
  }

  private static func span(_ minutes: Int) -> LocalText {
    minutes >= 2 * 1_440
      ? LocalText("\(minutes / 1_440) ngày", "\(minutes / 1_440) days")
      : LocalText("\(minutes) phút", "\(minutes) minutes")
  }

  /// What a device may do.
  package static func roleName(_ role: DeviceRole) -> LocalText {
    switch role {
    case .desk: LocalText("bàn", "desk")
    case .lead: LocalText("trưởng nhóm", "lead")
    case .trainer: LocalText("người soạn", "trainer")
    }
  }

  package static func revoked(_ device: String) -> LocalText {
    LocalText(
      "Đã khoá máy \(device). Những gì nó gửi trước đây vẫn còn; trưởng nhóm vẫn mang được phần chưa gửi của nó.",
      "Device \(device) is shut out. What it sent before stays; a lead can still bring what it has not sent.")
  }

  package static func backedUp(path: String, files: Int) -> LocalText {
    LocalText(
      "Đã sao lưu \(files) tệp vào \(path). Trong đó có khoá của máy chủ: hãy cất như cất khoá.",
      "Backed up \(files) files to \(path). The hub's key is among them: keep it as one keeps a key.")
  }

  package static func restored(incarnation: Int, replaced: String?) -> LocalText {
    let (vi, en) =
      replaced.map {
        (
          " Dữ liệu cũ nằm ở \($0); hãy xoá khi không cần nữa.",
          " What was there lies in \($0); delete it when it is no longer needed."
        )
      } ?? ("", "")
    return LocalText(
      "Đã khôi phục; đây là đời thứ \(incarnation) của máy chủ. Bàn sẽ tự gửi lại phần thiếu.\(vi)",
      "Restored; this is incarnation \(incarnation) of the hub. The desks send again what is missing.\(en)")
  }

  package static func verifiedHub(chains: Int, entries: Int) -> LocalText {
    LocalText(
      "\(Numbers.vietnamese(chains)) chuỗi, \(Numbers.vietnamese(entries)) mục: đều khớp.",
      "\(Numbers.english(chains)) chain\(chains == 1 ? "" : "s"), \(Numbers.english(entries)) entr\(entries == 1 ? "y" : "ies"): all hold."
    )
  }

  /// How long ago something came.
  package static func ago(milliseconds: Int64) -> LocalText {
    let minutes = max(0, milliseconds / 60_000)
    switch minutes {
    case ..<120: return LocalText("\(minutes) phút trước", "\(minutes) min ago")
    case ..<2_880: return LocalText("\(minutes / 60) giờ trước", "\(minutes / 60) h ago")
    default: return LocalText("\(minutes / 1_440) ngày trước", "\(minutes / 1_440) days ago")
    }
  }

  package static let neverHeard = LocalText("chưa gửi gì", "nothing sent yet")
  package static let noteKept = LocalText("Đã ghi lời nhắn.", "The note is kept.")
}
