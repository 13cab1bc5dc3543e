import Testing
import VietnameseText

@Suite("Vietnamese order")
struct OrderTests {
  @Test(
    "Lists stand as in a dictionary",
    arguments: [
      // glibc 2.36, `sort` with vi_VN.UTF-8
      "da dê đa đe ma mà mả mã má mạ màa mab mă mâ",
      "a A à À ả ã á ạ ă Ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ Đ e è ê ế f g h i j k l m n o ô ơ ợ p q r s t u ư ự v w x y ỹ z",
      "An Ân Ba Bà Bá Bạ Băng Bình Dung Đào Đạo Hoa Hòa Hoàng Huệ Lan Lê Loan Lộc Lợi Minh Mỹ Nam Ngọc Nhàn Oanh Ơn Quý Uyên Ưng Yến",
      "1 10a 2 a b", "- . ( 1 a", "ma mA Ma MA mà MÀ",
      "toan toàn toản toán toạn tôn tơn", "maá màa", "z ខ 日", "H’Mông H'Re", "Munoz Muñoz Munoza",
    ])
  func lists(_ list: String) {
    let words = list.split(separator: " ").map(String.init)
    #expect(words.reversed().sorted(by: precedes) == words)
    #expect(words.reversed().sorted { VietnameseOrder().precedes($0, $1) } == words)
  }

  @Test("Words come before the longer words that begin with them, blanks before letters")
  func blanks() {
    let names = ["Lê", "Lê An", "Lê Văn Tám", "Lên", "Lễ", "Lễ An"]
    #expect(names.reversed().sorted(by: precedes) == ["Lê", "Lễ", "Lê An", "Lễ An", "Lê Văn Tám", "Lên"])
  }

  @Test("The normal form does not matter, and nothing precedes itself")
  func normalForms() {
    let order = VietnameseOrder()
    #expect(order.sortKey("tie\u{302}\u{301}ng") == order.sortKey("tiếng"))
    #expect(order.sortKey("") == [0, 0])
    for word in ["", "tiếng", "₫", "Ế"] { #expect(!precedes(word, word)) }
  }
}
