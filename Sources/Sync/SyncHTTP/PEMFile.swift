import Glibc

/// A file of certificates as text.
enum PEMFile {
  /// Bytes that such a file has at most: a whole system's authorities are some 200 KiB.
  private static let mostBytes = 1 << 20

  /// Whether a file can be read and holds a certificate. Whether it is a good one, TLS finds out.
  static func holdsCertificate(_ path: String) -> Bool {
    guard let file = fopen(path, "re") else { return false }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: mostBytes + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard count <= mostBytes, ferror(file) == 0 else { return false }
    return String(decoding: bytes[..<count], as: UTF8.self).contains("-----BEGIN CERTIFICATE-----")
  }
}
