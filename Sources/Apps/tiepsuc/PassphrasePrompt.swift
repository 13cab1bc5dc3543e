import Checklists
import Foundation
import Glibc
import Phrases

/// Asks for a passphrase: on the terminal without showing it, or as the first line of standard input where that is no
/// terminal, or of another open file. Never from an argument or the environment, where others on the machine could read
/// it.
enum PassphrasePrompt {
  /// Asks once; for a new passphrase twice, where somebody types it. From `descriptor`, where one is named, a line is
  /// read and nothing asked.
  static func ask(
    _ prompt: LocalText, again: LocalText? = nil, descriptor: Int32? = nil, _ language: Language
  ) throws -> String {
    if let descriptor { return try line(from: descriptor) }
    guard isatty(STDIN_FILENO) == 1 else { return try line(from: STDIN_FILENO) }
    return try silently {
      let first = try typed(prompt[language])
      guard let again else { return first }
      guard try typed(again[language]) == first else { throw PackRefusal.key(.passphrasesDiffer) }
      return first
    }
  }

  private static let mostBytes = 1024

  private static func line(from descriptor: Int32) throws -> String {
    var bytes: [UInt8] = []
    while bytes.count < mostBytes, let byte = nextByte(of: descriptor), byte != 0x0A { bytes.append(byte) }
    if bytes.last == 0x0D { bytes.removeLast() }
    return try text(bytes)
  }

  /// Echo and signals are off before the first prompt and on again after the last, however it ends: whoever types ahead
  /// shows nothing either.
  private static func silently<Value>(_ work: () throws -> Value) throws -> Value {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { throw PackRefusal.key(.noPassphrase) }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &silent) == 0 else { throw PackRefusal.key(.noPassphrase) }
    defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
    return try work()
  }

  /// Reads key by key to the end of a line.
  private static func typed(_ prompt: String) throws -> String {
    FileHandle.standardError.write(Data((prompt + " ").utf8))
    defer { FileHandle.standardError.write(Data("\n".utf8)) }
    var bytes: [UInt8] = []
    while bytes.count < mostBytes, let byte = nextByte(of: STDIN_FILENO) {
      switch byte {
      case 0x0A, 0x0D: return try text(bytes)
      case 0x03, 0x04: throw PackRefusal.key(.noPassphrase)
      case 0x08, 0x7F: removeLastLetter(&bytes)
      case 0x15: bytes = []
      default: bytes.append(byte)
      }
    }
    throw PackRefusal.key(.noPassphrase)
  }

  private static func removeLastLetter(_ bytes: inout [UInt8]) {
    while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
  }

  private static func nextByte(of descriptor: Int32) -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      return count == 1 ? byte : nil
    }
  }

  private static func text(_ bytes: [UInt8]) throws -> String {
    guard !bytes.isEmpty, let text = String(validating: bytes, as: UTF8.self) else {
      throw PackRefusal.key(.noPassphrase)
    }
    return text
  }
}
