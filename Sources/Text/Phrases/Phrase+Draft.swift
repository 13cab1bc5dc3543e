package import Checklists
package import Review

/// Words of the form in which a draft is edited.
extension Phrase {
  package static let draftAdd = LocalText("Thêm", "Add")
  package static let draftDuplicate = LocalText("Nhân đôi", "Duplicate")
  package static let draftRemove = LocalText("Bỏ phần này", "Remove this part")
  package static let draftUndo = LocalText("Hoàn tác", "Undo")
  package static let draftNothingToUndo = LocalText("Chưa sửa gì để hoàn tác.", "There is nothing to undo yet.")
  package static let draftRemoved = LocalText("Đã bỏ. Bấm u để lấy lại.", "Removed. Press u to get it back.")
  package static let draftOnlyParts = LocalText(
    "Hãy chọn một bước, câu hỏi, câu an toàn hay lỗi trước.", "Choose a step, question, safety line or problem first.")
  package static let draftNoRoom = LocalText(
    "Một câu hỏi có nhiều nhất 9 câu trả lời.", "A question has at most 9 answers.")
  package static let draftNoFurtherPlace = LocalText("Không dời thêm được nữa.", "It cannot be moved further.")
  package static let draftChoiceNone = LocalText("không có", "none")
  package static let draftNewLink = LocalText("Thêm liên kết", "Add a link")

  /// The line of a list in which none stands yet.
  package static func draftNewLine(_ place: VersionDiff.TextPlace) -> LocalText {
    guard case .step(let text) = place, let label = StepField.named(text.key)?.label else { return draftAdd }
    return LocalText("Thêm " + label.vi.lowercased(), "Add: " + label.en.lowercased())
  }

  /// Why a part cannot be taken away.
  package static func draftRefused(_ refusal: DraftRefusal) -> LocalText {
    switch refusal {
    case .lastOfItsKind:
      LocalText("Không bỏ được: phải còn ít nhất chừng này.", "It cannot be removed: as many as these have to stay.")
    case .inUse(let users):
      LocalText(
        "Chưa bỏ được: còn \(users) bước hay câu hỏi dùng tới. Hãy sửa ở đó trước.",
        "It cannot be removed yet: \(users) steps or questions use it. Change them first.")
    }
  }

  /// The name of a value in the form.
  package static func draftValue(_ value: DraftValue) -> LocalText {
    switch value {
    case .checked: LocalText("Ngày kiểm", "Checked on")
    case .minutes: label("minutes")
    case .address(_, let link): LocalText("Địa chỉ \(link + 1)", "Address \(link + 1)")
    case .safety: label("safety")
    case .asks: label("asks")
    case .checklist: label("checklist")
    case .source: label("source")
    case .sourceChecked: LocalText("Nguồn, ngày kiểm", "Source checked on")
    case .sourceVerified: LocalText("Nguồn đã xác minh", "Source verified")
    case .outcomeOfAnswer(_, let answer): LocalText("Kết quả “\(answer)”", "Outcome “\(answer)”")
    case .outcomeOfProblem: LocalText("Kết quả", "Outcome")
    case .checklistOfAnswer(_, let answer): LocalText("Danh mục bước “\(answer)”", "Checklist “\(answer)”")
    }
  }

  private static func label(_ key: String) -> LocalText {
    StepField.named(key)?.label ?? LocalText(key, key)
  }

  /// What is typed for a value.
  package static func draftValueHelp(_ value: DraftValue) -> LocalText {
    switch value {
    case .checked, .sourceChecked:
      LocalText("Năm-tháng-ngày, ví dụ 2026-11-23.", "Year-month-day, such as 2026-11-23.")
    case .minutes: LocalText("Số phút, ví dụ 2 hoặc 1,5 (nhiều nhất 240).", "Minutes, such as 2 or 1.5 (at most 240).")
    case .address:
      LocalText(
        "Địa chỉ https của một trang được phép. Để trống là bỏ liên kết này.",
        "The https address of an allowed site. Left empty, the link goes.")
    case .source:
      LocalText(
        "Văn bản nói điều này, ví dụ: Nghị định 69/2024/NĐ-CP, Điều 14. Để trống là không có nguồn.",
        "The document that says so, e.g. Nghị định 69/2024/NĐ-CP, Điều 14. Left empty, there is no source.")
    case .safety, .asks, .checklist, .sourceVerified, .outcomeOfAnswer, .outcomeOfProblem, .checklistOfAnswer:
      choose
    }
  }

  /// Why what was typed is no such value.
  package static func draftValueRefused(_ value: DraftValue) -> LocalText {
    let help = draftValueHelp(value)
    return LocalText("Chưa đúng dạng. " + help.vi, "Not in that form. " + help.en)
  }

  package static func asking(_ asking: Asking) -> LocalText {
    switch asking {
    case .service: LocalText("chọn dịch vụ", "pick a service")
    case .papers: LocalText("đánh dấu giấy tờ", "tick off papers")
    }
  }

  package static func verified(_ isVerified: Bool) -> LocalText {
    isVerified ? LocalText("đã xác minh", "verified") : LocalText("chưa xác minh", "unverified")
  }
}
