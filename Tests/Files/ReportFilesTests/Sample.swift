import Checklists
import Journal
import ReportFiles
import ReportFixtures
import Reports
import Testing

/// Reports of a made-up province, with names.
struct Sample {
  let stock = Stock(seed: 8, units: 3, desks: 4, sessions: 3_000)
  let month = ReportPeriod(.month, holding: Day(daysSince1970: 20_600))
  let names = ReportNames(
    checklists: [
      "vneid": LocalText("Cài và kích hoạt VNeID", "Install and activate VNeID"),
      "taikhoan": LocalText("Mở tài khoản thanh toán điện tử", "Open a payment account"),
      "dichvucong": LocalText("Nộp hồ sơ dịch vụ công trực tuyến", "Send an application online"),
    ],
    services: ["khai-sinh": LocalText("Đăng ký khai sinh", "Birth registration")],
    problems: ["E-V02": LocalText("Không nhận được OTP", "No OTP comes")],
    units: ["99001": "Phường Mẫu Tây"], volunteers: ["TN01": "Nguyễn Thị Mẫu"].mapKeys(VolunteerCode.init(rawValue:)))

  func report(_ grouping: ReportGrouping? = nil, unit: String? = nil) -> ActivityReport {
    stock.report(month, unit: unit, grouping: grouping)
  }

  /// A quarter for readers outside; small, so that much of it has to be hidden.
  func outside() throws -> OutsideReport {
    let small = Stock(seed: 9, units: 2, desks: 2, sessions: 420)
    var ledger = OutsideLedger()
    let quarter = ReportPeriod(.quarter, holding: month.from)
    let release = Disclosure.release(
      small.report(quarter), today: quarter.through.later(days: 3), ledger: &ledger
    ) { small.report($0) }
    return try #require(release.report)
  }
}

extension Dictionary {
  fileprivate func mapKeys<NewKey: Hashable>(_ change: (Key) -> NewKey) -> [NewKey: Value] {
    [NewKey: Value](map { (change($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
