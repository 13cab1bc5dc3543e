import Foundation
import HTTPTypes
import HubPages
import HubSite
import Protocol

/// Somebody of the province who is signed in.
struct Reader: Sendable {
  static let paths = ["/", "/units", "/trends", "/report?period=month", "/desks"]
  static let password = "abcde-abcde-abcde-abcde"
  static let secret = Array("12345678901234567890".utf8)

  /// What the hub answered instead.
  struct Fault: Error {
    var status: Int
  }

  private let site: HubSite
  private let cookie: String

  init(_ site: HubSite, _ now: Int64) async throws {
    self.site = site
    let page = await site.answer(HubRequest(.get, "/sign-in"), from: "")
    let visit = Self.cookie(page)
    let text = String(decoding: page.body, as: UTF8.self)
    guard let start = text.range(of: "name=\"token\" value=\"") else { throw Fault(status: page.status) }
    let token = text[start.upperBound...].prefix { $0 != "\"" }
    let code = OneTimeCode.code(Self.secret, step: OneTimeCode.step(at: now))
    let form = "name=province&password=\(Self.password)&code=\(code)&token=\(token)&next=/"
    let answer = await site.answer(
      HubRequest(.post, "/sign-in", headers: [.cookie: visit], body: Array(form.utf8)), from: "")
    guard answer.status == 303 else { throw Fault(status: answer.status) }
    cookie = Self.cookie(answer)
  }

  private static func cookie(_ answer: HubAnswer) -> String {
    answer.headers[values: .setCookie].map { String($0.prefix { $0 != ";" }) }.joined(separator: "; ")
  }

  func ask(_ path: String) async throws {
    let answer = await site.answer(HubRequest(.get, path, headers: [.cookie: cookie]), from: "")
    guard answer.status == 200 else { throw Fault(status: answer.status) }
  }
}
