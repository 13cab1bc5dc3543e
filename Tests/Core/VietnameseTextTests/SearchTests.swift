import Testing
import VietnameseText

@Suite("Searching a list")
struct SearchTests {
  private static let services = [
    "Liên thông khai sinh, thường trú, BHYT trẻ dưới 6 tuổi", "Đăng ký khai sinh",
    "Liên thông khai tử, xoá thường trú, mai táng phí", "Đăng ký tạm trú", "Đăng ký thường trú",
    "Xoá đăng ký thường trú",
    "Thường trú", "Khai báo tạm vắng", "Đổi giấy phép lái xe",
  ]

  private func found(_ typed: String, in titles: [String] = services, notes: [String: [String]] = [:]) -> [String] {
    Search(typed).filtered(titles) { SearchItem($0, notes: notes[$0] ?? []) }
  }

  @Test("Exact first, then beginnings, then the phrase at a word's start, the nearer and the shorter first")
  func ranks() {
    #expect(
      found("thuong tru") == [
        "Thường trú", "Đăng ký thường trú", "Xoá đăng ký thường trú",
        "Liên thông khai sinh, thường trú, BHYT trẻ dưới 6 tuổi", "Liên thông khai tử, xoá thường trú, mai táng phí",
      ])
    #expect(found("dang ky").prefix(3) == ["Đăng ký tạm trú", "Đăng ký khai sinh", "Đăng ký thường trú"])
    #expect(found("khai").first == "Khai báo tạm vắng")
    #expect(found("ĐĂNG KÝ THƯỜNG TRÚ").first == "Đăng ký thường trú")
  }

  @Test(
    "Words stand in any order, and may be cut short; first letters and titles without blanks are found, too",
    arguments: [
      ("tru dang ky thuong", "Đăng ký thường trú"), ("lai xe", "Đổi giấy phép lái xe"),
      ("xe lai", "Đổi giấy phép lái xe"),
      ("dktt", "Đăng ký tạm trú"), ("gplx", nil), ("dgplx", "Đổi giấy phép lái xe"), ("khaibao", "Khai báo tạm vắng"),
      ("hep", "Đổi giấy phép lái xe"), ("zalo", nil),
      ("bhyt tre", "Liên thông khai sinh, thường trú, BHYT trẻ dưới 6 tuổi"),
      ("vắng", "Khai báo tạm vắng"), ("  tam   vang ", "Khai báo tạm vắng"), ("6 tuoi", Self.services[0]),
      (",", Self.services[0]),
    ])
  func finds(typed: String, first: String?) {
    #expect(found(typed).first == first)
  }

  @Test("Notes lead to an item behind those that are called so")
  func notes() {
    let notes = ["Đổi giấy phép lái xe": ["bằng lái", "GPLX"], "Đăng ký tạm trú": ["khai báo"]]
    #expect(found("gplx", notes: notes) == ["Đổi giấy phép lái xe"])
    #expect(found("bang", notes: notes) == ["Đổi giấy phép lái xe"])
    #expect(found("khai bao", notes: notes) == ["Khai báo tạm vắng", "Đăng ký tạm trú"])
    #expect(found("doi bang", notes: notes) == ["Đổi giấy phép lái xe"])
  }

  @Test("Who types accents finds those first, and what folds alike all the same")
  func accents() {
    let names = ["Tân Thạnh", "Tân Thành", "Tân Thanh", "Tân Thành Đông"]
    #expect(found("tân thành", in: names) == ["Tân Thành", "Tân Thạnh", "Tân Thanh", "Tân Thành Đông"])
    #expect(found("tan thanh", in: names) == ["Tân Thạnh", "Tân Thành", "Tân Thanh", "Tân Thành Đông"])
    #expect(found("Hoà", in: ["Hoa", "Hòa"]) == ["Hòa", "Hoa"])
  }

  @Test("Equals keep the order of the list, and an empty search gives all of it")
  func stable() {
    let names = (0..<50).map { "mục \($0 % 10)" }
    let list = SearchList(names.map { SearchItem($0) })
    #expect(list.places(Search("muc 3")) == [3, 13, 23, 33, 43])
    #expect(list.places(Search(" ")) == Array(0..<50))
    #expect(list.places(Search("muc"), limit: 7).count == 7)
    #expect(SearchList([]).places(Search("muc")) == [])
  }

  @Test("What is remembered of a list gives way to other words and other items")
  func remembers() {
    let searched = SearchedItems()
    var titles = ["Khai sinh", "Khai tử", "Kết hôn", "Tạm trú"]
    for typed in ["khai", "khai", "", "ket", "khai"] {
      #expect(searched.filtered(titles, Search(typed)) { SearchItem($0) } == found(typed, in: titles), "\(typed)")
    }
    titles[2] = "Khai báo tạm vắng"
    for typed in ["khai", "ket", "tam"] {
      #expect(searched.filtered(titles, Search(typed)) { SearchItem($0) } == found(typed, in: titles), "\(typed)")
    }
    let list = SearchList(titles.map { SearchItem($0) })
    #expect(list.places(Search("khai")) == [1, 0, 2])
    #expect(list.places(Search("khai"), limit: 1) == [1])
    #expect(list.places(Search("khai")) == [1, 0, 2])
  }
}

@Suite("Comparing names")
struct ComparableTests {
  @Test(
    "Apostrophes, tone placement, case, blanks and normal forms do not part names; accents do",
    arguments: [
      ("M’Drắk", "M'Drắk"), ("Hoà Bình", "Hòa  bình"), ("Thuỷ", "thủy"), ("THÀNH PHỐ HUẾ", "Thành phố Huế"),
      ("Vie\u{302}\u{323}t", "Việt"), ("Khoẻ", "Khỏe"), ("Quý", "quý"), ("xã Bắc Sơn", "Xã Bắc Sơn"),
    ])
  func same(one: String, other: String) {
    #expect(comparable(one) == comparable(other))
  }

  @Test(
    "Respelled either way and back", arguments: [("hòa thuận, khỏe, Thủy", "hoà thuận, khoẻ, Thuỷ"), ("HÒA", "HOÀ")])
  func respelling(old: String, new: String) {
    #expect(respelled(old, .new) == new && respelled(new, .old) == old)
    #expect(respelled(old, .old) == old && respelled(new, .new) == new)
    #expect(comparable("Tân Thành") != comparable("Tân Thạnh"))
  }

  @Test("Other words stay as they are", arguments: ["quý khách", "mùa", "hoàn toàn", "Zoë", "₫", "", "hóa-đơn.docx"])
  func untouched(text: String) {
    let old = respelled(text, .old)
    #expect(text == "hóa-đơn.docx" ? old == text : old == text && respelled(text, .new) == text)
  }
}
