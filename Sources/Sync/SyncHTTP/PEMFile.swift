import Platform

/// A file of certificates as text.
enum PEMFile {
  /// Bytes that such a file has at most: a whole system's authorities are some 200 KiB.
  private static let mostBytes = 1 << 20

  /// Whether a file can be read and holds a certificate. Whether it is a good one, TLS finds out.
  static func holdsCertificate(_ path: String) -> Bool {
    let bytes: [UInt8]?
    // A pipe or a device would keep whoever reads it waiting.
    do { bytes = try Files().read(path, limit: mostBytes) } catch { return false }
    return bytes.map { String(decoding: $0, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") } ?? false
  }
}
