import Glibc
import Journal
import Platform

/// What tells this machine, and the place of a data folder on it, from all others: values by name.
///
/// They stay the same over a restart, an update or another name of the machine, and change when a folder or a whole
/// disk is copied elsewhere. A value that cannot be read has no name here: it says nothing.
package struct MachineMarks: Sendable {
  /// Finds the values for a data folder.
  let find: @Sendable (_ folder: String) -> [String: String]

  /// The same values for every folder.
  package init(_ values: [String: String]) { find = { _ in values } }

  private init(find: @escaping @Sendable (String) -> [String: String]) { self.find = find }

  /// Those of the machine that this program runs on:
  ///
  /// - `system`: the id that the installation of the system was given
  /// - `board`: the id of the main board, which on many machines only root may read
  /// - `disk`: the ids of the disks that hold the folder, which the image of a disk does not carry along
  /// - `place`: the folder's own number on a file system that keeps such numbers, which a copied folder does not have
  package static let live = MachineMarks { folder in
    var marks: [String: String] = [:]
    marks["system"] = word("/etc/machine-id") ?? word("/var/lib/dbus/machine-id")
    marks["board"] = word("/sys/class/dmi/id/product_uuid")
    let mount = Mount(of: folder)
    let disks = Disks(folder: folder, mount: mount).ids
    if !disks.isEmpty { marks["disk"] = disks.joined(separator: " ") }
    if let mount, Mount.lasting.contains(mount.type) { marks["place"] = number(folder) }
    return marks
  }

  /// The first line of a small file of the system; nil where it cannot be read or says nothing.
  static func word(_ path: String) -> String? {
    do {
      let bytes = try Files().head(path, count: 512) ?? []
      let line = String(decoding: bytes.prefix { $0 != 0x0a && $0 != 0 }, as: UTF8.self)
      return line.split(separator: " ").reduce(nil) { words, word in words.map { "\($0) \(word)" } ?? String(word) }
    } catch {
      // Not for this user to read, or the device does not answer.
      return nil
    }
  }

  private static func number(_ folder: String) -> String? {
    var facts = stat()
    return stat(folder, &facts) == 0 ? "\(facts.st_ino)" : nil
  }
}

/// The file system that a folder lies on.
package struct Mount: Hashable {
  /// What it was mounted from; for a disk a device file.
  package var source: String
  package var type: String

  /// File systems whose numbers of files outlive the mount; FAT and some network ones make theirs up each time.
  package static let lasting: Set<String> = ["ext2", "ext3", "ext4", "btrfs", "xfs", "f2fs", "zfs", "jfs", "tmpfs"]

  /// Nil where the system does not say.
  package init?(of folder: String) {
    guard let real = realpath(folder, nil) else { return nil }
    defer { free(real) }
    do {
      let table = try Files().head("/proc/self/mountinfo", count: 1 << 18) ?? []
      self.init(of: String(cString: real), in: table)
    } catch {
      return nil
    }
  }

  /// The longest mount point that leads to a path; of two at the same point, the later one hides the first.
  ///
  /// Read as bytes, because this is part of every start. Source: proc(5), "/proc/pid/mountinfo": the fifth word is the
  /// mount point; type and source follow a word that is a hyphen.
  package init?(of path: String, in table: [UInt8]) {
    let path = Array(path.utf8)
    var best: (length: Int, type: ArraySlice<UInt8>, source: ArraySlice<UInt8>)?
    for line in table.split(separator: 0x0a) {
      let words = line.split(separator: 0x20)
      guard words.count > 4, let hyphen = words.dropFirst(5).firstIndex(of: [0x2d]), words.count > hyphen + 2 else {
        continue
      }
      let point = Self.plain(words[4])
      let leads =
        point == [0x2f] || path.starts(with: point) && [nil, 0x2f].contains(path.dropFirst(point.count).first)
      if leads && point.count >= best?.length ?? 0 { best = (point.count, words[hyphen + 1], words[hyphen + 2]) }
    }
    guard let best else { return nil }
    type = String(decoding: best.type, as: UTF8.self)
    source = String(decoding: Self.plain(best.source), as: UTF8.self)
  }

  /// Blanks and backslashes stand in the table as three octal digits after a backslash.
  private static func plain(_ word: ArraySlice<UInt8>) -> [UInt8] {
    guard word.contains(0x5c) else { return Array(word) }
    var (plain, rest): ([UInt8], ArraySlice<UInt8>) = ([], word)
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      guard byte == 0x5c, digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) else {
        plain.append(byte)
        continue
      }
      plain.append(digits.reduce(0) { $0 << 3 | ($1 - 0x30) })
      rest = rest.dropFirst(3)
    }
    return plain
  }
}

/// The disks under a folder, also through partitions, encryption and volumes.
struct Disks {
  private(set) var ids: [String] = []

  init(folder: String, mount: Mount?) {
    var facts = stat()
    guard stat(folder, &facts) == 0 else { return }
    var device = UInt64(facts.st_dev)
    // A file system that gives no device of its own (Btrfs): what it was mounted from.
    if Self.major(device) == 0 {
      guard let mount, stat(mount.source, &facts) == 0, facts.st_mode & S_IFMT == S_IFBLK else { return }
      device = UInt64(facts.st_rdev)
    }
    collect("/sys/dev/block/\(Self.major(device)):\(Self.minor(device))", depth: 0)
    ids.sort()
  }

  private mutating func collect(_ block: String, depth: Int) {
    let parts: [String]
    do throws(FileError) { parts = try Files().names(in: block + "/slaves") } catch { parts = [] }
    if !parts.isEmpty && depth < 8 {
      for part in parts { collect("\(block)/slaves/\(part)", depth: depth + 1) }
      return
    }
    let disk = MachineMarks.word(block + "/partition") == nil ? block : block + "/.."
    for name in ["wwid", "device/wwid", "device/cid", "device/serial", "serial"] {
      guard let id = MachineMarks.word("\(disk)/\(name)") else { continue }
      if !ids.contains(id) { ids.append(id) }
      return
    }
  }

  private static func major(_ device: UInt64) -> UInt64 { device >> 8 & 0xfff | device >> 32 & ~0xfff }
  private static func minor(_ device: UInt64) -> UInt64 { device & 0xff | device >> 12 & ~0xff }
}
