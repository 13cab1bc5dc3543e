import Checklists
import Foundation
import Journal
import JournalFixtures
import Testing

@Suite("Words by which an entry is found")
struct EntryWordsTests {
  private static let checklist: Checklist = {
    func step(_ id: StepID, _ vi: String, _ en: String) -> Step {
      Step(
        id: id, title: LocalText(vi, en), say: LocalText("", ""), actions: [], check: LocalText("", ""),
        expected: .seconds(1), safety: "s")
    }
    return Checklist(
      id: "vneid", version: 1, checked: "2026-01-01", title: LocalText("Cài VNeID", "Install VNeID"),
      summary: LocalText("", ""), safety: [], questions: [],
      steps: [
        step("otp", "Nhập mã", "Type the code"), step("scan", "Quét thẻ", "Scan the card"),
        step("end", "Dặn dò", "Advice"),
      ],
      problems: [
        Problem(id: "E-V02", symptom: LocalText("Không nhận được OTP", "No OTP arrives"), fix: []),
        Problem(id: "E-V04", symptom: LocalText("Thẻ không đọc được", "Card not read"), fix: []),
      ])
  }()

  private static let catalogue = ServiceCatalogue(
    version: 1, checked: "",
    services: [
      Service(
        id: "ket-hon", name: LocalText("Đăng ký kết hôn", "Marriage"), place: LocalText("", ""), papers: [],
        limit: LocalText("", ""), fee: LocalText("", ""), isOnlineOnly: false,
        source: Source(text: "", checked: "", isVerified: true))
    ])

  private let words = EntryWords([checklist], catalogue)

  @Test("A session: its checklist, the problems met, the steps walked, the service chosen, folded, in both languages")
  func session() {
    var bodies = Bodies(seed: 3)
    var facts = bodies.session()
    facts.checklist = "vneid"
    facts.steps = [
      StepFact(step: "otp", state: .done, milliseconds: 1), StepFact(step: "scan", state: .open, milliseconds: 0),
      StepFact(step: "gone", state: .done, milliseconds: 1),
    ]
    facts.problems = [ProblemFact(step: "otp", problem: "E-V02"), ProblemFact(step: "otp", words: "máy đơ")]
    facts.service = "ket-hon"
    #expect(
      words.words(of: .session(facts)) == [
        "cai vneid install vneid", "khong nhan duoc otp no otp arrives", "nhap ma type the code",
        "dang ky ket hon marriage",
      ])
    facts.steps[1].note = "thẻ cũ"
    #expect(words.words(of: .session(facts)).contains("quet the scan the card"))
    facts.checklist = "another"
    #expect(words.words(of: .session(facts)) == ["dang ky ket hon marriage"])
  }

  @Test("A count has its checklist, a question what it was about, and what corrects or erases has no words of its own")
  func others() {
    let count = CountFacts(day: Day(daysSince1970: 1), unit: nil, checklist: "vneid", version: 1, outcome: .completed)
    #expect(words.words(of: .count(count)) == ["cai vneid install vneid"])
    let id = EntryID(device: DeviceID(rawValue: "d"), incarnation: 1, sequence: 1)
    #expect(words.words(of: .erasure(of: id, at: .sample)) == [])
    let question = QuickHelpFacts(
      at: .sample, unit: nil, volunteer: nil, checklist: "vneid", topic: .problem("E-V02"), helped: true)
    #expect(words.words(of: .quickHelp(question)) == ["cai vneid install vneid", "khong nhan duoc otp no otp arrives"])
    #expect(words.words(of: .amendment(of: id, Amendment(note: "x"), by: nil, at: .sample)) == [])
  }

  @Test(arguments: [
    ("Đỗ Mẫu, số 12—“Ấp 3”", ["do", "mau", "so", "12", "ap", "3"]),
    ("VNeID\nNFC", ["vneid", "nfc"]), ("北京 é🙂z٣", ["北京", "e", "z٣"]), ("", []), (" .\n— ", []),
  ])
  func `words are folded runs of letters and digits, of any script`(text: String, expected: [String]) {
    #expect(SearchWords.words(of: text) == expected)
    #expect(SearchWords.words(of: text.decomposedStringWithCanonicalMapping) == expected)
  }
}
