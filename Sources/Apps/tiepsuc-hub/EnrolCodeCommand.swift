import ArgumentParser
import Bytes
import Checklists
import Foundation
import HubService
import HubStore
import Journal
import Phrases
import Platform
package import Protocol
import QRCode

extension Protocol.DeviceRole: ExpressibleByArgument {}

/// `tiepsuc-hub enrol-code`.
struct EnrolCodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol-code",
    abstract: "Làm mã dùng một lần cho một máy / make a one-use code for one device.")

  /// A code that people can type can also be guessed.
  private static let mostMinutesToType = 10
  private static let mostMinutes = 366 * 1_440
  private static let minutesToCarry = 30 * 1_440

  @OptionGroup var options: HubOptions
  @Option(help: "Mã xã, năm chữ số / the commune's code, five digits.") var unit: String
  @Option(help: "desk | lead | trainer.") var role: Protocol.DeviceRole = .desk
  @Option(
    help: "Ghi một vé vào tệp, cho máy không bao giờ có mạng / write a ticket for a machine that is never online.")
  var file: String?
  @Flag(help: "Vẽ mã QR / draw it as a QR code.") var qr = false
  @Option(help: "Hiệu lực, phút / minutes of validity.") var minutes: Int?
  @Option(help: "Địa chỉ của máy chủ, ghi vào vé / the hub's address, for the ticket.") var address: String?
  @Flag(help: "Một đối tượng JSON / one JSON object.") var json = false

  private var isCarried: Bool { file != nil || qr }
  private var validMinutes: Int { minutes ?? (isCarried ? Self.minutesToCarry : Self.mostMinutesToType) }

  func validate() throws {
    guard unit.utf8.count == 5, unit.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw ValidationError("--unit: năm chữ số, ví dụ 29242 / five digits, e.g. 29242.")
    }
    let most = isCarried ? Self.mostMinutes : Self.mostMinutesToType
    guard (1...most).contains(validMinutes) else { throw ValidationError("--minutes: 1 … \(most).") }
  }

  private struct Line: Encodable {
    var code: String
    var unit: String
    var role: Protocol.DeviceRole
    /// Milliseconds since 1970 by the hub's clock.
    var expires: Int64
    var hub: HubID
    var file: String?
  }

  func run() async throws {
    var generator = SystemRandomNumberGenerator()
    let code = isCarried ? EnrolCode.long(using: &generator) : EnrolCode.short(using: &generator)
    let expires = SystemClock.now.wallMilliseconds + Int64(validMinutes) * 60_000
    let key = try options.folder.key()
    try await withStore(try await options.store()) { store in
      try await store.add(
        StoredCode(lookup: code.lookup, secret: code.secret, unit: unit, role: role, expires: expires))
    }
    if let file { try write(code, expires, key, to: file) }
    if json {
      say(
        try tiepsuc_hub.json(
          Line(code: code.letters, unit: unit, role: role, expires: expires, hub: key.id, file: file)))
      return
    }
    if let file {
      say(Phrase.ticketWritten(path: file, minutes: validMinutes)[options.language])
    } else {
      say(
        Phrase.enrolCode(shown: code.shown, unit: unit, role: role, minutes: validMinutes)[options.language])
    }
    if qr, let picture = QRCode(code.letters) { say(Self.text(of: picture)) }
  }

  private func write(_ code: EnrolCode, _ expires: Int64, _ key: HubKey, to file: String) throws {
    guard !FileManager.default.fileExists(atPath: file) else { throw HubProblem.exists(path: file) }
    let ticket = EnrolTicket(
      code: code.letters, hub: key.id, hubKey: Hex.text(key.publicKey), address: address, unit: unit, role: role,
      expires: expires)
    try Files().create(file, with: try Envelope(try ticket.bytes, .enrolTicket, key: key).bytes)
  }

  /// Two modules a letter, one above the other. Light modules are drawn, so that it is right on a dark terminal, where
  /// telephones read it; on a light one they read it inverted.
  private static func text(of picture: QRCode) -> String {
    let quiet = 2
    let range = -quiet..<(picture.modules + quiet)
    return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { y in
      range.map { x in
        switch (picture[x: x, y: y], picture[x: x, y: y + 1] || y + 1 >= range.upperBound) {
        case (false, false): "█"
        case (false, true): "▀"
        case (true, false): "▄"
        case (true, true): " "
        }
      }.joined()
    }.joined(separator: "\n")
  }
}
