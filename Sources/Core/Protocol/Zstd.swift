import CZstd
import Synchronization

/// Zstandard with a bound on what comes out.
package enum Zstd {
  /// One frame. Nil where the library refuses, e.g. for want of memory.
  package static func compress(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
    guard let context = ZSTD_createCCtx() else { return nil }
    defer { ZSTD_freeCCtx(context) }
    guard ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)) == 0 else { return nil }
    return compress(bytes, context)
  }

  fileprivate static func compress(_ bytes: [UInt8], _ context: OpaquePointer) -> [UInt8]? {
    let most = ZSTD_compressBound(bytes.count)
    var isFailed = false
    let frame = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      let got = bytes.withUnsafeBytes { ZSTD_compress2(context, buffer.baseAddress, most, $0.baseAddress, $0.count) }
      isFailed = ZSTD_isError(got) != 0
      count = isFailed ? 0 : got
    }
    return isFailed ? nil : frame
  }

  /// What a frame says that it unpacks to, in bytes; nil where it does not say, or is no frame.
  package static func statedSize(_ frame: ArraySlice<UInt8>) -> UInt64? {
    let size = frame.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    // The two largest numbers stand for "unknown" and "no frame".
    return size >= UInt64.max - 1 ? nil : size
  }

  /// Nil where the frame is damaged, does not name its size, or holds more than `limit` bytes.
  package static func decompress(_ frame: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
    decompress(frame, limit: limit, dictionary: nil)
  }

  fileprivate static func decompress(
    _ frame: ArraySlice<UInt8>, limit: Int, dictionary: OpaquePointer?
  ) -> [UInt8]? {
    guard let size = statedSize(frame), size <= UInt64(clamping: limit), let context = ZSTD_createDCtx() else {
      return nil
    }
    defer { ZSTD_freeDCtx(context) }
    var isFailed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      // Writes nothing beyond the stated size, and fails where the frame holds more or less.
      let got = frame.withUnsafeBytes {
        ZSTD_decompress_usingDDict(context, buffer.baseAddress, Int(size), $0.baseAddress, $0.count, dictionary)
      }
      isFailed = ZSTD_isError(got) != 0 || got != Int(size)
      count = isFailed ? 0 : got
    }
    return isFailed ? nil : bytes
  }
}

/// Zstandard where both ends have the same dictionary, ready for small frames one after the other.
package final class ZstdDictionary: Sendable {
  /// A context of the library with the dictionary in it: making one takes as long as packing a small batch.
  private struct Packer: @unchecked Sendable { var context: OpaquePointer }
  /// The library only reads it.
  private struct Reader: @unchecked Sendable { var dictionary: OpaquePointer }

  private let packer: Mutex<Packer>
  private let reader: Reader

  /// Nil where the library refuses, e.g. for want of memory.
  package init?(_ dictionary: [UInt8]) {
    guard let context = ZSTD_createCCtx() else { return nil }
    let isReady = dictionary.withUnsafeBytes { bytes in
      ZSTD_isError(ZSTD_CCtx_loadDictionary(context, bytes.baseAddress, bytes.count)) == 0
        && Self.parameters.allSatisfy { ZSTD_isError(ZSTD_CCtx_setParameter(context, $0, $1)) == 0 }
    }
    guard isReady, let read = dictionary.withUnsafeBytes({ ZSTD_createDDict($0.baseAddress, $0.count) }) else {
      ZSTD_freeCCtx(context)
      return nil
    }
    packer = Mutex(Packer(context: context))
    reader = Reader(dictionary: read)
  }

  deinit {
    ZSTD_freeCCtx(packer.withLock(\.context))
    ZSTD_freeDDict(reader.dictionary)
  }

  /// Texts that repeat themselves in long stretches: few candidates are looked at, each of at least five bytes. Level 6
  /// takes three times as long for a tenth more bytes.
  private static let parameters: [(ZSTD_cParameter, Int32)] = [
    (ZSTD_c_strategy, Int32(ZSTD_lazy.rawValue)), (ZSTD_c_minMatch, 5), (ZSTD_c_searchLog, 5), (ZSTD_c_hashLog, 17),
    (ZSTD_c_chainLog, 16), (ZSTD_c_dictIDFlag, 0),
  ]

  /// One frame. Nil where the library refuses.
  package func compress(_ bytes: [UInt8]) -> [UInt8]? { packer.withLock { Zstd.compress(bytes, $0.context) } }

  /// Nil where the frame is damaged, was packed with another dictionary, does not name its size, or holds more than
  /// `limit` bytes.
  package func decompress(_ frame: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
    Zstd.decompress(frame, limit: limit, dictionary: reader.dictionary)
  }
}
