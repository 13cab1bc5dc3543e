/// The screens that can be drawn for developers: their names, and the keys that lead there on a fresh journal.
package enum Previews {
  /// A session is begun, agreed to, and its questions answered by the first answer.
  private static let step = "1 1 Enter Enter Enter Enter"
  private static let outcome = step + " f"
  private static let kept = outcome + " 1 x"

  package static let all: [(name: String, keys: String)] =
    [
      ("home", ""), ("consent", "1"), ("consent-whole", "1 v"), ("address", "1 F3"),
      ("quick-help", "/ \"otp\""), ("quick-answer", "/ \"otp\" Enter"), ("question", "1 1"), ("step", step),
      ("skip", step + " b"),
      ("stuck", step + " k \"otp\""), ("fix", step + " k \"otp\" Enter"),
      ("write", step + " k \"zzz\" Enter \"máy tắt\""),
      ("note", step + " g \"bác cần kính\""), ("aside", step + " c \"bác áo xanh\""),
      ("waiting", step + " c \"bác áo xanh\" Enter"), ("qr", step + " Enter Enter m"),
      ("service", "3 1 Enter Enter Enter Enter d \"khai\""),
      ("papers", "3 1 Enter Enter Enter Enter d \"khai sinh\" Enter Enter 1"),
      ("outcome", outcome), ("age", outcome + " 1"), ("satisfaction", outcome + " 1 4"),
      ("petition-topic", outcome + " 1 0 0"),
      ("petition", outcome + " 1 0 0 1 \"chờ lâu\""), ("contact-consent", outcome + " 1 0 0 0"),
      ("contact", outcome + " 1 0 0 0 1 \"bác Mẫu\""), ("receipt", kept), ("journal", kept + " Esc n"),
      ("search", kept + " Esc n / \"vneid\""),
      ("journal-filter", kept + " Esc n k \"hen\""), ("journal-days", kept + " Esc n n"), ("controller", "s 8"),
      ("entry", kept + " Esc n Enter"), ("amend", kept + " Esc n Enter s"),
      ("amend-note", kept + " Esc n Enter s 2 \"hẹn rồi\""), ("cancel", step + " z"),
      ("report", kept + " Esc n b"), ("report-form", kept + " Esc n b x"),
      ("code", "t \"ACDE\""),
      ("follow-ups", outcome + " 1 0 0 0 1 \"bác Mẫu\" Enter Enter \"lấy thẻ\" Enter \"5/12\" Enter Esc h"),
      ("about", "s End Enter"), ("printer", "s End Up Enter"),
      ("printer-paper", "s End Up Enter \"/dev/usb/lp0\" Enter"),
      ("new-volunteer", "v t \"Nguyễn Thị\""), ("units-file", "s 2"),
      ("volunteers", "v t \"Nguyễn Thị Mẫu\" Enter v"), ("settings", "s"), ("units", "s 1 \"van lang\""),
      ("exchange", "Tick e"), ("exchange-running", "Tick e Enter Tick"), ("exchange-failed", "Tick e Enter Tick Tick"),
      ("exchange-quarantine", "Tick e r"), ("exchange-desks", "Tick e m Down Down"), ("exchange-enrol", "Tick e d"),
      ("exchange-desk", "Tick e m Down Down Enter"), ("exchange-desk-name", "Tick e m n"),
      ("unit-people", "Tick e m Down Enter v"), ("bar-person", "Tick e m Down Enter v t \"TN0\""),
      ("unit-follow-ups", "Tick e m h Tick Down"), ("unit-follow-up", "Tick e m h Tick Enter"),
      ("exchange-name", "Tick e d Enter \"ACDEFHJKMN\" Enter \"Bàn 1\""),
      ("exchange-code", "Tick e d Enter"), ("exchange-sticks", "e u"), ("exchange-history", "Tick e l"),
      ("actions", step + " ?"), ("guides", "F1 \"huong dan\" Enter"),
      ("guide", "F1 \"huong dan\" Enter 3 n n"),
    ] + people + review

  /// People, shifts, and what a unit keeps beside its sessions.
  private static let person = "v t \"Nguyễn Thị Mẫu\" Enter"
  private static let signedOut = person + " c v r"
  private static let planned = person + " y t 1 \"28/11 8:00-11:00 2 Trực bàn ở nhà văn hoá\" Enter"
  private static let event = person + " g 1 \"24/11 7:30-8:00\" Enter \"Nhà văn hoá ấp 3\" Enter"
  private static let queue = outcome + " 1 0 0 1 \"chờ lâu\" Enter x Esc k"

  private static let people: [(name: String, keys: String)] = [
    ("person", person + " v c"), ("role-table", person + " v c b"), ("new-pin", person + " v c 2"),
    ("people-settings", "s 9"), ("lock", "l"), ("shift", person + " c v"),
    ("my-page", signedOut + " t"), ("hours", signedOut + " g"), ("calendar", planned), ("plan-kind", person + " y t"),
    ("new-plan", person + " y t 2 \"28/11 8:00\""), ("event", event),
    ("event-people", event + " \"Cài VNeID\" Enter Enter Enter Enter Enter \"12\" Enter Enter"),
    ("petitions", queue), ("petition-number", queue + " c \"PAKN.20261124\""), ("petition-close", queue + " d"),
  ]

  /// The trainers' review.
  private static let inside = "r Enter"
  private static let reviewStep = inside + " 6"
  private static let draft = inside + " s"
  private static let draftStep = draft + " 6"

  private static let review: [(name: String, keys: String)] = [
    ("review", "r"), ("review-to-do", "r v"), ("review-inside", inside), ("review-times", inside + " m"),
    ("review-all-desks", inside + " o Down"), ("review-filter", inside + " l"),
    ("review-filter-unit", inside + " l 2"), ("review-branches", inside + " n"), ("review-words", inside + " c"),
    ("review-step", reviewStep), ("review-comments", reviewStep + " g Down"),
    ("review-comment", reviewStep + " g g \"câu dài quá\""),
    ("review-propose", reviewStep + " d"), ("review-proposal", reviewStep + " d 2"),
    ("review-passphrase", reviewStep + " g x \"chín\""), ("review-versions", inside + " b"),
    ("review-compare", inside + " b Enter"), ("review-edit", draft), ("review-part", draftStep),
    ("review-send-back", draft + " v \"\(SampleReview.passphrase)\" Enter b t \"câu 2 còn dài\""),
    ("review-value", draftStep + " 9"),
    ("review-choice", draftStep + " Down Down Down Down Down Down Down Down Down Enter"),
    ("review-text", draftStep + " Down Enter"), ("review-mistake", draftStep + " Down Enter Ctrl-U Tick"),
    ("review-questions", draftStep + " End Up Enter"), ("review-answers", draftStep + " End Up Enter 3"),
    ("review-problems", draftStep + " End Enter"), ("review-paths", draft + " n"),
  ]
}
