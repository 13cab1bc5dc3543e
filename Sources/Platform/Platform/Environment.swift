import Glibc

/// What the environment of the process says.
package enum Environment {
  /// One variable; nil where it is not set or empty. Asked one by one: copying them all takes longer than opening the
  /// journal.
  package static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The locale of messages, such as `vi_VN.UTF-8`; empty where none is named.
  package static var messageLocale: String {
    variable("LC_ALL") ?? variable("LC_MESSAGES") ?? variable("LANG") ?? ""
  }

  /// Where a program keeps its data: the folder that was asked for, else that of a variable, else `name` in the data home
  /// of the XDG Base Directory Specification.
  package static func dataFolder(_ asked: String?, variable own: String, name: String) -> String {
    if let asked { return asked }
    if let folder = variable(own) { return folder }
    // The specification: a relative path there is to be ignored.
    if let home = variable("XDG_DATA_HOME"), home.hasPrefix("/") { return "\(home)/\(name)" }
    return "\(homeFolder)/.local/share/\(name)"
  }

  /// `HOME`, else what the user database says: it may name another folder than the one this person works in.
  private static var homeFolder: String {
    if let home = variable("HOME") { return home }
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return "" }
    return String(cString: folder)
  }
}
