package import Checklists

extension Phrase {
  package static let quickHelp = LocalText("Hỏi nhanh", "Quick help")
  package static let quickHelpWords = LocalText(
    "Hỏi gì? Gõ vài chữ, không cần dấu.", "What is asked? Type a few letters.")
  package static let quickHelpExamples = LocalText(
    "Ví dụ: mã otp, ảnh khuôn mặt, đọc chip, đăng ký khai sinh.",
    "For example: otp, photo of the face, chip, birth.")
  package static let quickHelpAsk = LocalText(
    "Trả lời vậy đã được chưa? Bấm 1 hoặc 2 để ghi một lượt hỏi nhanh, Esc để không ghi.",
    "Did that answer it? Press 1 or 2 to note one question, Esc to note nothing.")
  package static let quickHelpKept = LocalText(
    "Đã ghi một lượt hỏi nhanh; không có gì về người hỏi.", "One question is noted; nothing about who asked.")

  package static func topicKind(_ topic: QuickHelp.Topic) -> LocalText {
    switch topic.subject {
    case .problem(let problem): LocalText("lỗi \(problem.id.rawValue)", "problem \(problem.id.rawValue)")
    case .service: LocalText("dịch vụ", "service")
    case .step: LocalText("bước", "step")
    }
  }
}
