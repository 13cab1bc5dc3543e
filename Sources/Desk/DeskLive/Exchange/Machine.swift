package import DeskPorts
import Foundation
import Platform

/// What the kernel says of mounted disks and ways out of this machine.
package struct Machine {
  /// The kernel's lists.
  var mounts = "/proc/self/mounts"
  var routes = "/proc/net/route"
  var routes6 = "/proc/net/ipv6_route"
  /// A folder for each source of power.
  var supplies = "/sys/class/power_supply"
  /// Below which folders sticks are mounted.
  var places = ["/media/", "/run/media/", "/mnt/"]

  /// How bundles end.
  static let bundleSuffixes = [".tsb"]
  /// How tickets for laptops that are never online end, so that the desk finds them, and how their short names do.
  static let ticketSuffixes = [".ticket", ".tic"]
  /// File systems that sticks have.
  private static let kinds: Set<String> = [
    "vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4", "udf", "f2fs", "btrfs", "xfs", "hfsplus",
  ]

  /// This machine.
  package static var live: Machine { Machine() }

  /// Disks below the usual folders that can be written to, in order of their names.
  package func sticks() -> [Stick] {
    var found: [String: Stick] = [:]
    for line in text(mounts).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count >= 4, Self.kinds.contains(String(fields[2])) else { continue }
      let folder = Self.unescaped(fields[1])
      guard places.contains(where: { folder.hasPrefix($0) }) || folder == "/mnt",
        fields[3].split(separator: ",").contains("rw"), Files().isWritable(folder)
      else { continue }
      guard let free = Files().freeBytes(at: folder) else { continue }
      found[folder] = Stick(
        folder: folder, freeBytes: free, bundles: files(in: folder, ending: Self.bundleSuffixes),
        tickets: files(in: folder, ending: Self.ticketSuffixes))
    }
    return found.values.sorted { $0.folder < $1.folder }
  }

  /// Files of a stick by their endings, in order; at most 100.
  private func files(in folder: String, ending suffixes: [String]) -> [String] {
    do throws(FileError) { return try Files().paths(in: folder, ending: suffixes, limit: 100) } catch { return [] }
  }

  /// The first battery of the machine itself; nil where it has none. Those of mice and the like are of their device.
  package func battery() -> Battery? {
    let folders = names(in: supplies).map { "\(supplies)/\($0)" }
    let isPlugged = folders.contains { ["Mains", "USB"].contains(word($0 + "/type")) && word($0 + "/online") == "1" }
    for folder in folders where word(folder + "/type") == "Battery" && word(folder + "/scope") != "Device" {
      guard let percent = Int(word(folder + "/capacity")), (0...100).contains(percent) else { continue }
      return Battery(percent: percent, isPlugged: isPlugged || word(folder + "/status") == "Charging")
    }
    return nil
  }

  private func names(in folder: String) -> [String] {
    do throws(FileError) { return try Files().names(in: folder, limit: 100) } catch { return [] }
  }

  /// A short text of the kernel; empty where it says nothing.
  private func word(_ path: String) -> String {
    do throws(FileError) {
      let bytes = try Files().head(path, count: 64) ?? []
      return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    } catch {
      return ""
    }
  }

  /// Whether some device but the machine's own loop leads everywhere.
  func hasNetwork() -> Bool {
    let four = text(routes).split(separator: "\n").dropFirst().contains { line in
      let fields = line.split(whereSeparator: \.isWhitespace)
      return fields.count > 7 && fields[0] != "lo" && fields[1] == "00000000" && fields[7] == "00000000"
        && (UInt32(fields[3], radix: 16) ?? 0) & 1 == 1
    }
    return four
      || text(routes6).split(separator: "\n").contains { line in
        let fields = line.split(whereSeparator: \.isWhitespace)
        // Flags: up, and not a refusal.
        let flags = fields.count > 9 ? UInt32(fields[8], radix: 16) ?? 0 : 0
        return fields.count > 9 && fields[9] != "lo" && fields[0].allSatisfy { $0 == "0" } && fields[1] == "00"
          && flags & 1 == 1 && flags & 0x200 == 0
      }
  }

  /// A list of the kernel; at most 1 MiB of it.
  private func text(_ path: String) -> String {
    do throws(FileError) {
      return String(decoding: try Files().head(path, count: 1 << 20) ?? [], as: UTF8.self)
    } catch {
      return ""
    }
  }

  /// A path as the list of mounts writes it: blanks and the like stand as three octal digits behind a backslash.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let unit = rest.popFirst() {
      let digits = rest.prefix(3)
      if unit == 0x5c, digits.count == 3,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(unit)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
