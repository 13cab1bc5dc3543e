import CZstd

/// Zstandard with a bound on what comes out.
package enum Zstd {
  /// Nil where the library refuses, e.g. for want of memory.
  package static func compress(_ bytes: [UInt8], level: Int32, dictionary: [UInt8] = []) -> [UInt8]? {
    guard let context = ZSTD_createCCtx() else { return nil }
    defer { ZSTD_freeCCtx(context) }
    let most = ZSTD_compressBound(bytes.count)
    var failed = false
    let packed = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      let size = bytes.withUnsafeBytes { source in
        dictionary.withUnsafeBytes { words in
          ZSTD_compress_usingDict(
            context, buffer.baseAddress, most, source.baseAddress, source.count, words.baseAddress, words.count, level)
        }
      }
      failed = ZSTD_isError(size) != 0
      count = failed ? 0 : size
    }
    return failed ? nil : packed
  }

  /// What a frame says that it unpacks to, in bytes; nil where it does not say, or is no frame.
  package static func statedSize(_ frame: ArraySlice<UInt8>) -> UInt64? {
    let size = frame.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    // The two largest numbers stand for "unknown" and "no frame".
    return size >= UInt64.max - 1 ? nil : size
  }

  /// Nil where the frame is damaged, does not name its size, or holds more than `limit` bytes.
  package static func decompress(_ frame: ArraySlice<UInt8>, limit: Int, dictionary: [UInt8] = []) -> [UInt8]? {
    let size = frame.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    guard size <= UInt64(limit), let context = ZSTD_createDCtx() else { return nil }
    defer { ZSTD_freeDCtx(context) }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      let got = frame.withUnsafeBytes { source in
        dictionary.withUnsafeBytes { words in
          ZSTD_decompress_usingDict(
            context, buffer.baseAddress, Int(size), source.baseAddress, source.count, words.baseAddress, words.count)
        }
      }
      failed = ZSTD_isError(got) != 0 || got != Int(size)
      count = failed ? 0 : got
    }
    return failed ? nil : bytes
  }
}
