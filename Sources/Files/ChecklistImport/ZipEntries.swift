import CZip
import Glibc

/// The entries of a zip archive in memory, read with bounds.
///
/// Sizes that the archive claims are held against the limits before anything is unpacked, and what really comes out
/// is counted while it does.
final class ZipEntries {
  /// The largest archive that is looked at, in bytes.
  static let mostBytes = 20 << 20
  static let mostEntries = 1_000
  /// The largest entry, unpacked, in bytes.
  static let mostEntryBytes = 50 << 20
  /// All entries that are read together, unpacked, in bytes.
  static let mostUnpackedBytes = 100 << 20

  private let archive: OpaquePointer
  private var unpacked = 0

  /// Opens an archive whose bytes are copied.
  init(_ bytes: [UInt8]) throws(ImportFault) {
    guard bytes.count <= Self.mostBytes else { throw .unreadable(.tooLarge(bytes: bytes.count, limit: Self.mostBytes)) }
    if bytes.isEmpty { throw .unreadable(.empty) }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .unreadable(.oldExcel) }
    // The library frees the copy together with the source.
    guard let copy = malloc(bytes.count) else { throw .unreadable(.notZip) }
    bytes.withUnsafeBytes { source in
      if let from = source.baseAddress { memcpy(copy, from, source.count) }
    }
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
      free(copy)
      throw .unreadable(.notZip)
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
      zip_source_free(source)
      throw .unreadable(.notZip)
    }
    self.archive = archive
    try check()
  }

  deinit { zip_discard(archive) }

  /// Refuses archives that no spreadsheet program writes.
  private func check() throws(ImportFault) {
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= Self.mostEntries else { throw .unreadable(.tooManyEntries(found: count, limit: Self.mostEntries)) }
    for index in 0..<UInt64(max(0, count)) {
      var stat = zip_stat_t()
      guard zip_stat_index(archive, index, 0, &stat) == 0, let pointer = stat.name else { throw .unreadable(.notZip) }
      let name = String(cString: pointer)
      guard isPlainPath(name) else { throw .unreadable(.badEntryName(name)) }
      if stat.encryption_method != UInt16(ZIP_EM_NONE) { throw .unreadable(.encrypted(entry: name)) }
      if stat.size > UInt64(Self.mostEntryBytes) {
        throw .unreadable(.unpacksTooLarge(entry: name, limit: Self.mostEntryBytes))
      }
    }
  }

  /// The bytes of an entry, unpacked; nil where there is none of this name.
  func bytes(of name: String) throws(ImportFault) -> [UInt8]? {
    let index = zip_name_locate(archive, name, UInt32(ZIP_FL_NOCASE))
    guard index >= 0 else { return nil }
    guard let file = zip_fopen_index(archive, UInt64(index), 0) else { throw .unreadable(.damagedEntry(name)) }
    defer { zip_fclose(file) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Int(buffer.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) })
      // The library holds the sum of what came out against the archive's at the end.
      if count < 0 { throw .unreadable(.damagedEntry(name)) }
      if count == 0 { return result }
      unpacked += count
      if result.count + count > Self.mostEntryBytes {
        throw .unreadable(.unpacksTooLarge(entry: name, limit: Self.mostEntryBytes))
      }
      if unpacked > Self.mostUnpackedBytes {
        throw .unreadable(.unpacksTooLarge(entry: name, limit: Self.mostUnpackedBytes))
      }
      result.append(contentsOf: buffer.prefix(count))
    }
  }
}

/// Whether a path stays within its archive.
private func isPlainPath(_ name: String) -> Bool {
  !name.isEmpty && !name.hasPrefix("/") && !name.contains("\\") && !name.contains(":")
    && !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
}
