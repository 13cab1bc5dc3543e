import Platform

/// The pages of a database file as they were after the last commit, read without SQLite: a damaged schema, tree or
/// header hides nothing that stands on the other pages.
///
/// Pages come from the write-ahead log where a committed frame holds them, else from the file. Source: SQLite's
/// documentation "Database File Format", sections 1.2 and 4.
final class PageFile {
  /// Bytes a page.
  let pageSize: Int
  /// Pages are numbered from 1 to this.
  let pageCount: Int
  private let file: OpenFile?
  private let log: WriteAheadLog?

  /// Opens both files; one that is missing has no pages.
  init(path: String) throws {
    file = try OpenFile.reading(path)
    log = try OpenFile.reading(path + "-wal").flatMap(WriteAheadLog.init)
    pageSize = Self.pageSize(file?.readableBytes(at: 0, count: 100) ?? []) ?? log?.pageSize ?? 4096
    let inFile = ((try file?.size() ?? 0) + pageSize - 1) / pageSize
    pageCount = max(inFile, log?.pageSize == pageSize ? log?.lastPage ?? 0 : 0)
  }

  /// One page; nil where the disk does not give it.
  func page(_ number: Int) -> [UInt8]? {
    if let log, log.pageSize == pageSize, let frame = log.page(number) { return frame }
    guard var bytes = file?.readableBytes(at: (number - 1) * pageSize, count: pageSize), !bytes.isEmpty else {
      return nil
    }
    // The last page of a file that was cut off.
    bytes += Array(repeating: 0, count: pageSize - bytes.count)
    return bytes
  }

  /// Reads the page size from a database's header; nil where that is damaged.
  private static func pageSize(_ header: [UInt8]) -> Int? {
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else { return nil }
    let size = Int(header[16]) << 8 | Int(header[17])
    let bytes = size == 1 ? 65_536 : size
    return bytes >= 512 && bytes & (bytes - 1) == 0 ? bytes : nil
  }
}

/// The committed frames of a write-ahead log.
struct WriteAheadLog {
  let pageSize: Int
  private(set) var lastPage = 0
  private let file: OpenFile
  /// Where the newest committed form of a page lies in the file.
  private var places: [Int: Int] = [:]

  /// Reads the log through its last commit, as SQLite does; nil where its header is damaged.
  init?(_ file: OpenFile) {
    let header = file.readableBytes(at: 0, count: 32)
    guard header.count == 32 else { return nil }
    let magic = Self.number(header, 0)
    guard magic & ~1 == 0x377f_0682 else { return nil }
    pageSize = Int(Self.number(header, 8))
    guard pageSize >= 512, pageSize <= 65_536, pageSize & (pageSize - 1) == 0 else { return nil }
    self.file = file
    var sum = Checksum(isBigEndian: magic & 1 == 1)
    sum.add(header[0..<24])
    guard sum.first == Self.number(header, 24), sum.second == Self.number(header, 28) else { return nil }
    readFrames(salts: Array(header[16..<24]), sum)
  }

  private mutating func readFrames(salts: [UInt8], _ start: Checksum) {
    var sum = start
    var offset = 32
    var pending: [Int: Int] = [:]
    while true {
      let frame = file.readableBytes(at: offset, count: 24 + pageSize)
      guard frame.count == 24 + pageSize, Array(frame[8..<16]) == salts else { return }
      sum.add(frame[0..<8])
      sum.add(frame[24...])
      guard sum.first == Self.number(frame, 16), sum.second == Self.number(frame, 20) else { return }
      pending[Int(Self.number(frame, 0))] = offset + 24
      let pagesAfterCommit = Int(Self.number(frame, 4))
      if pagesAfterCommit > 0 {
        places.merge(pending) { $1 }
        pending = [:]
        lastPage = pagesAfterCommit
      }
      offset += 24 + pageSize
    }
  }

  func page(_ number: Int) -> [UInt8]? {
    guard let place = places[number] else { return nil }
    let bytes = file.readableBytes(at: place, count: pageSize)
    return bytes.count == pageSize ? bytes : nil
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The log's running checksum over pairs of 32-bit words.
  private struct Checksum {
    var isBigEndian: Bool
    var first: UInt32 = 0
    var second: UInt32 = 0

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBytes { raw in
        for offset in stride(from: 0, to: raw.count & ~7, by: 8) {
          first = first &+ word(raw, offset) &+ second
          second = second &+ word(raw, offset + 4) &+ first
        }
      }
    }

    private func word(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
    }
  }
}
