import ArgumentParser
import Checklists
import Journal
import People
import Phrases
import Platform

/// `tiepsuc verify-certificate`.
struct VerifyCertificateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-certificate",
    abstract: "Kiểm tra giấy xác nhận giờ / check a certificate of hours.",
    discussion: """
      In các dòng mà bàn đã ký, hoặc nói giấy đã bị sửa (mã thoát 1). Với --desk, bàn ký phải là bàn đó.

      Prints the lines that the desk signed, or says that the certificate was changed (exit code 1). With --desk, that desk
      must have signed it.
      """)

  @Argument(help: "Tệp giấy xác nhận / the certificate.") var file: String
  @Option(help: "Mã bàn, 32 chữ số / the desk's id, 32 digits.") var desk: String?
  @OptionGroup var options: DataOptions

  func run() throws {
    let language = options.language
    let bytes: [UInt8]?
    do {
      bytes = try Files().read(file, limit: Certificate.largest)
    } catch {
      throw failure(Phrase.cannotOpen(file), language)
    }
    guard let bytes else { throw failure(Phrase.cannotOpen(file), language) }
    switch Certificate.verify(bytes) {
    case .sound(let verified):
      if let desk, DeviceID(rawValue: desk.lowercased()) != verified.desk {
        throw failure(Phrase.certificateOfOtherDesk, language)
      }
      for field in verified.fields { print("\(field.key)\t\(field.value)") }
      print(Phrase.certificateHolds(verified.desk.rawValue)[language])
    case .changed: throw failure(Phrase.certificateChanged, language)
    case .notACertificate: throw failure(Phrase.notACertificate, language)
    }
  }
}
