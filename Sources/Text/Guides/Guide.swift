package import Checklists

/// A guide that ships with the program, one for each kind of reader.
package enum Guide: String, CaseIterable, Sendable {
  case volunteer, lead, trainer, `operator`, developer

  package var title: LocalText {
    switch self {
    case .volunteer: LocalText("Sổ tay tình nguyện viên", "Volunteer's guide")
    case .lead: LocalText("Sổ tay trưởng nhóm", "Team lead's guide")
    case .trainer: LocalText("Sổ tay người soạn", "Trainer's guide")
    case .operator: LocalText("Sổ tay người vận hành", "Operator's guide")
    case .developer: LocalText("Sổ tay lập trình viên", "Developer's guide")
    }
  }

  /// What the reader does.
  package var reader: LocalText {
    switch self {
    case .volunteer: LocalText("giúp ở bàn", "helps at the desk")
    case .lead: LocalText("lo cho một nhóm", "answers for a team")
    case .trainer: LocalText("soạn danh mục bước", "writes checklists")
    case .operator: LocalText("trông máy và máy chủ", "looks after laptops and the hub")
    case .developer: LocalText("sửa chương trình", "changes the program")
    }
  }

  /// The file within the folder that ships.
  package func file(_ language: Language) -> String { "Guides/\(language.rawValue)/\(rawValue).md" }
}

/// A guide in both languages.
package struct GuidePages: Hashable, Sendable {
  package var vietnamese: GuidePage
  package var english: GuidePage

  package init(vietnamese: GuidePage, english: GuidePage) {
    self.vietnamese = vietnamese
    self.english = english
  }

  package subscript(language: Language) -> GuidePage {
    switch language {
    case .vietnamese: vietnamese
    case .english: english
    }
  }
}
