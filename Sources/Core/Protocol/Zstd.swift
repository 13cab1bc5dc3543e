import CZstd

/// Zstandard with a bound on what comes out.
package enum Zstd {
  /// A block has a header and statistics of its own: below this many bytes it is better joined with the next one.
  private static let leastBlock = 512

  /// One frame. Nil where the library refuses, e.g. for want of memory.
  package static func compress(_ bytes: [UInt8], level: Int32, dictionary: [UInt8] = []) -> [UInt8]? {
    compress(blocks: [bytes], level: level, dictionary: dictionary)
  }

  /// One frame; each block begins anew with its statistics, not with its words.
  static func compress(blocks: [[UInt8]], level: Int32, dictionary: [UInt8] = []) -> [UInt8]? {
    guard let context = ZSTD_createCCtx() else { return nil }
    defer { ZSTD_freeCCtx(context) }
    let size = blocks.reduce(0) { $0 + $1.count }
    let isReady = dictionary.withUnsafeBytes { words in
      [
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level),
        ZSTD_CCtx_setPledgedSrcSize(context, UInt64(size)),
        ZSTD_CCtx_loadDictionary(context, words.baseAddress, words.count),
      ].allSatisfy { ZSTD_isError($0) == 0 }
    }
    guard isReady else { return nil }
    // Room for the header and an end for each block beside what zstd asks for.
    let most = ZSTD_compressBound(size) + 64 + blocks.count * 16
    var failed = false
    let packed = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: most, pos: 0)
      var pending = 0
      for (index, block) in blocks.enumerated() where !failed {
        pending += block.count
        let end = index == blocks.count - 1 ? ZSTD_e_end : pending >= leastBlock ? ZSTD_e_flush : ZSTD_e_continue
        if end != ZSTD_e_continue { pending = 0 }
        failed = block.withUnsafeBytes { source in
          var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
          let left = ZSTD_compressStream2(context, &output, &input, end)
          return ZSTD_isError(left) != 0 || input.pos != source.count || (left != 0 && end != ZSTD_e_continue)
        }
      }
      count = failed ? 0 : output.pos
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
