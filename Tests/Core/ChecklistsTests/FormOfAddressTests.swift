import Checklists
import Testing

struct FormOfAddressTests {
  @Test(arguments: [
    (FormOfAddress.bacChau, "Cháu chào bác. Bác ngồi giúp cháu ạ."), (.coChau, "Cháu chào cô. Cô ngồi giúp cháu ạ."),
    (.chuChau, "Cháu chào chú. Chú ngồi giúp cháu ạ."), (.anhEm, "Em chào anh. Anh ngồi giúp em ạ."),
    (.chiEm, "Em chào chị. Chị ngồi giúp em ạ."), (.banMinh, "Mình chào bạn. Bạn ngồi giúp mình."),
    (.emAnh, "Anh chào em. Em ngồi giúp anh."), (.emChi, "Chị chào em. Em ngồi giúp chị."),
  ])
  func `a text is spoken with the words of the pair`(_ form: FormOfAddress, _ spoken: String) {
    let text = LocalText("{Cháu} chào {bác}. {Bác} ngồi giúp {cháu} {ạ}.", "Good day. Please sit down.")
    #expect(text.spoken(.vietnamese, form) == spoken)
    #expect(text.spoken(.english, form) == text.en)
    #expect(text.spoken(form) == LocalText(spoken, text.en))
  }

  @Test(arguments: ["", "{", "}", "{unit}", "{bác", "{{bác}}", "{ bác}", "{BÁC}", "a } b { c"])
  func `braces that hold no placeholder stay`(_ text: String) {
    #expect(FormOfAddress.anhEm.spoken(text) == text.replacing("{bác}", with: "anh"))
  }

  @Test func `no form has longer words than the usual one, so that what fits with it fits with all`() {
    for form in FormOfAddress.allCases {
      #expect(form.citizen.count <= FormOfAddress.usual.citizen.count)
      #expect(form.volunteer.count <= FormOfAddress.usual.volunteer.count)
    }
    #expect(FormOfAddress.allCases.first == .usual)
    #expect(Set(FormOfAddress.allCases.map(\.name)).count == 8)
  }
}
