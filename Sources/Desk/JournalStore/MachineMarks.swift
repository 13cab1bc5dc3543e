import Glibc
import Journal

/// What tells this machine, and the place of a data folder on it, from all others: values by name.
///
/// They stay the same over a restart, an update or another name of the machine, and change when a folder or a whole disk
/// is copied elsewhere. A value that cannot be read has no name here: it says nothing.
public struct MachineMarks: Sendable {
  /// Finds the values for a data folder.
  let find: @Sendable (_ folder: String) -> [String: String]

  /// The same values for every folder.
  public init(_ values: [String: String]) { find = { _ in values } }

  private init(find: @escaping @Sendable (String) -> [String: String]) { self.find = find }

  /// Those of the machine that this program runs on:
  ///
  /// - `system`: the id that the installation of the system was given
  /// - `board`: the id of the main board, which on many machines only root may read
  /// - `disk`: the ids of the disks that hold the folder, which the image of a disk does not carry along
  /// - `place`: the folder's own number on a file system that keeps such numbers, which a copied folder does not have
  public static let live = MachineMarks { folder in
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
      let bytes = try FileSystem.read(path, atMost: 512) ?? []
      let words = String(decoding: bytes.prefix { $0 != 0x0a && $0 != 0 }, as: UTF8.self).split(separator: " ")
      return words.isEmpty ? nil : words.joined(separator: " ")
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
      let table = try FileSystem.read("/proc/self/mountinfo", atMost: 1 << 18) ?? []
      self.init(of: String(cString: real), in: String(decoding: table, as: UTF8.self))
    } catch {
      return nil
    }
  }

  /// The longest mount point that leads to a path; of two at the same point, the later one hides the first.
  ///
  /// Source: proc(5), "/proc/pid/mountinfo": the fifth word is the mount point; type and source follow ` - `.
  package init?(of path: String, in table: String) {
    var best: (length: Int, mount: [Substring])?
    for line in table.split(separator: "\n") {
      guard let cut = line.firstRange(of: " - ") else { continue }
      let (left, right) = (line[..<cut.lowerBound].split(separator: " "), line[cut.upperBound...].split(separator: " "))
      guard left.count > 4, right.count > 1 else { continue }
      let point = Self.plain(left[4])
      let leads = point == "/" || path == point || path.hasPrefix(point + "/")
      if leads && point.utf8.count >= best?.length ?? 0 { best = (point.utf8.count, right) }
    }
    guard let best else { return nil }
    (type, source) = (String(best.mount[0]), Self.plain(best.mount[1]))
  }

  /// Blanks and backslashes stand in the table as octal numbers.
  private static func plain(_ word: Substring) -> String {
    guard word.utf8.contains(0x5c) else { return String(word) }
    return [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
      .reduce(String(word)) { $0.replacing($1.0, with: $1.1) }
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
    let parts = Self.names(in: block + "/slaves")
    if !parts.isEmpty && depth < 8 {
      for part in parts { collect("\(block)/slaves/\(part)", depth: depth + 1) }
      return
    }
    let disk = MachineMarks.word(block + "/partition") == nil ? block : block + "/.."
    let found = ["wwid", "device/wwid", "device/cid", "device/serial", "serial"].lazy
      .compactMap { MachineMarks.word("\(disk)/\($0)") }.first
    if let found, !ids.contains(found) { ids.append(found) }
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func major(_ device: UInt64) -> UInt64 { device >> 8 & 0xfff | device >> 32 & ~0xfff }
  private static func minor(_ device: UInt64) -> UInt64 { device & 0xff | device >> 12 & ~0xff }
}
