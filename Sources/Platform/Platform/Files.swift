import CProcess
import Glibc

/// What this program asks of the file system. Whatever changes something is on the disk when the call returns; files
/// that are made can be read by their owner alone, unless a mode says otherwise.
package struct Files: Sendable {
  /// Asked before each step that changes the disk, with its path: a test fails the step, as a disk or the power would.
  package var beforeStep: @Sendable (FileError.Step, _ path: String) throws(FileError) -> Void = { _, _ in }

  package init() {}

  // MARK: Reading

  /// A regular file's bytes; nil where there is none. Nothing is read of one that is larger than `limit`.
  package func read(
    _ path: String, limit: Int, links: OpenFile.Links = .follow
  ) throws(FileError) -> [UInt8]? {
    guard let file = try OpenFile.reading(path, links: links) else { return nil }
    let size = try file.size()
    guard size <= limit else { throw FileError(.read, path, .tooLarge(limit: limit)) }
    return try file.bytes(at: 0, count: size)
  }

  /// The first bytes of a regular file, at most `count`; nil where there is none. For the kernel's files as well, which
  /// do not say how long they are.
  package func head(
    _ path: String, count: Int, links: OpenFile.Links = .follow
  ) throws(FileError) -> [UInt8]? {
    guard let file = try OpenFile.reading(path, links: links) else { return nil }
    let size = try file.size()
    return try file.bytes(at: 0, count: size > 0 ? min(size, count) : count)
  }

  /// Reads a regular file piece by piece; returns how many bytes it has, nil where there is none. Stops with an error
  /// when it turns out larger than `limit`.
  package func forEachPiece(
    of path: String, limit: Int = .max, links: OpenFile.Links = .follow, _ body: ([UInt8]) -> Void
  ) throws(FileError) -> Int? {
    guard let file = try OpenFile.reading(path, links: links) else { return nil }
    var offset = 0
    while true {
      let piece = try file.bytes(at: offset, count: 1 << 18)
      if piece.isEmpty { return offset }
      offset += piece.count
      guard offset <= limit else { throw FileError(.read, path, .tooLarge(limit: limit)) }
      body(piece)
    }
  }

  /// Names in a folder that end so, in order and without hidden ones, at most `limit`; empty where there is no folder.
  package func names(
    in folder: String, suffix: String = "", hidden: Bool = false, limit: Int = .max
  ) throws(FileError) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw FileError(.list, folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < limit, let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != "..", name.hasSuffix(suffix), hidden || !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Paths of what ends so in any case, in a folder and in the folders right in it, in order: a stick may know only short
  /// names in capitals (`TIEPSU~1.TSB`), and people put files into folders. Links to folders are not followed.
  package func paths(in folder: String, ending suffixes: [String], limit: Int = .max) throws(FileError) -> [String] {
    let names = try self.names(in: folder, limit: limit)
    func isMeant(_ name: String) -> Bool { suffixes.contains { name.lowercased().hasSuffix($0) } }
    var found = names.filter(isMeant).map { "\(folder)/\($0)" }
    for name in names where isOwnFolder("\(folder)/\(name)") {
      let inner = try self.names(in: "\(folder)/\(name)", limit: limit)
      found += inner.filter(isMeant).map { "\(folder)/\(name)/\($0)" }
    }
    return Array(found.prefix(limit))
  }

  /// Whether a folder is there, and no link to one.
  private func isOwnFolder(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a folder is there.
  package func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Bytes in the file of that name; nil where nothing is.
  package func size(_ path: String) throws(FileError) -> Int? {
    var facts = stat()
    if stat(path, &facts) == 0 { return Int(facts.st_size) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw FileError(.inspect, path)
  }

  /// What tells one state of a file from another: inode, size and times; empty where there is none.
  package func stamp(_ path: String) -> [Int64] {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return [] }
    return [
      Int64(truncatingIfNeeded: facts.st_ino), Int64(facts.st_size), Int64(facts.st_mtim.tv_sec),
      Int64(facts.st_mtim.tv_nsec), Int64(facts.st_ctim.tv_sec), Int64(facts.st_ctim.tv_nsec),
    ]
  }

  /// Bytes that this user may still write where a path lies, or would lie; nil where nobody can say.
  package func freeBytes(at path: String) -> Int64? {
    var figures = statvfs()
    var place = path
    while true {
      if statvfs(place, &figures) == 0 {
        let (bytes, isOver) = UInt64(figures.f_bavail).multipliedReportingOverflow(by: UInt64(figures.f_frsize))
        return isOver ? .max : Int64(clamping: bytes)
      }
      let above = Self.folder(of: place)
      if above == place || above == "." { return nil }
      place = above
    }
  }

  // MARK: Writing

  /// Puts a file in the place of what was there: after a crash either that is there, or the new bytes.
  package func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o600) throws(FileError) {
    let fresh = Self.hiddenName(path)
    // What a crash left behind may be a link, or readable to others.
    guard unlink(fresh) == 0 || errno == ENOENT else { throw FileError(.remove, fresh) }
    do throws(FileError) {
      try beforeStep(.create, fresh)
      let file = try OpenFile.creating(fresh, mode: mode)
      for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
        try beforeStep(.write, fresh)
        try file.write(bytes[start..<min(start + Self.pieceBytes, bytes.count)])
      }
      try beforeStep(.sync, fresh)
      try file.sync()
      try move(fresh, to: path)
    } catch {
      unlink(fresh)
      // Nobody knows the hidden name.
      throw error.path == fresh ? FileError(error.step, path, error.reason) : error
    }
  }

  /// A step for each piece, so that a test can stop in the middle of a file.
  private static let pieceBytes = 64 << 10

  /// Makes a file that was not there, whole or not at all. Throws where something of that name is.
  package func create(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o600) throws(FileError) {
    var facts = stat()
    guard lstat(path, &facts) != 0 else { throw FileError(.create, path, .system(EEXIST)) }
    try replace(path, with: bytes, mode: mode)
  }

  /// Adds bytes at the end of a file, and makes it where there is none.
  package func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    try beforeStep(.create, path)
    let file = try OpenFile.appending(path)
    let isNew = try file.size() == 0
    try beforeStep(.write, path)
    try file.write(bytes)
    try beforeStep(.sync, path)
    try file.sync()
    if isNew { try syncFolder(of: path) }
  }

  /// Makes an empty file where there is none. SQLite gives its side files the rights of the database: it must be private
  /// before anything is in it.
  package func touch(_ path: String) throws(FileError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard file >= 0 else { throw FileError(.create, path) }
    close(file)
  }

  /// Copies a file in pieces to a name that is not taken.
  package func copy(_ path: String, to target: String, links: OpenFile.Links = .follow) throws(FileError) {
    guard let source = try OpenFile.reading(path, links: links) else {
      throw FileError(.open, path, .system(ENOENT))
    }
    try beforeStep(.create, target)
    let file = try OpenFile.creating(target)
    var offset = 0
    while true {
      let piece = try source.bytes(at: offset, count: 1 << 18)
      if piece.isEmpty { break }
      try beforeStep(.write, target)
      try file.write(piece)
      offset += piece.count
    }
    try beforeStep(.sync, target)
    try file.sync()
    try syncFolder(of: target)
  }

  /// Gives a file another name, in the place of what had it.
  package func move(_ path: String, to target: String) throws(FileError) {
    try beforeStep(.rename, target)
    guard rename(path, target) == 0 else { throw FileError(.rename, target) }
    try syncFolder(of: target)
  }

  /// Gives a file a second name, which must not be taken. Not durable before a sync of the folder.
  package func link(_ path: String, as second: String) throws(FileError) {
    try beforeStep(.link, second)
    guard Glibc.link(path, second) == 0 else { throw FileError(.link, second) }
  }

  /// Removes a file if it is there. Not durable before a sync of the folder.
  package func remove(_ path: String) throws(FileError) {
    try beforeStep(.remove, path)
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError(.remove, path) }
  }

  /// Removes a folder with all that is in it, and follows no link out of it; nothing where there is none.
  package func removeFolder(_ path: String) throws(FileError) {
    var facts = stat()
    guard lstat(path, &facts) == 0 else {
      if errno == ENOENT { return }
      throw FileError(.inspect, path)
    }
    guard facts.st_mode & S_IFMT == S_IFDIR else { return try remove(path) }
    for name in try names(in: path, hidden: true) { try removeFolder(path + "/" + name) }
    try beforeStep(.remove, path)
    guard rmdir(path) == 0 else { throw FileError(.remove, path) }
  }

  /// Lets two files or folders of one file system change names, in one step.
  package func exchange(_ path: String, _ other: String) throws(FileError) {
    try beforeStep(.rename, other)
    guard file_exchange_names(path, other) == 0 else { throw FileError(.rename, other) }
    try syncFolder(of: path)
    try syncFolder(of: other)
  }

  /// Leaves a file to its owner alone.
  package func makePrivate(_ path: String) throws(FileError) {
    guard chmod(path, 0o600) == 0 else { throw FileError(.write, path) }
  }

  /// Makes a folder and those above it, for their owner alone; nothing where it is there.
  package func makeFolder(_ path: String) throws(FileError) {
    var missing: [String] = []
    var folder = path
    while !isFolder(folder) {
      missing.append(folder)
      let above = Self.folder(of: folder)
      if above == folder || above == "." { break }
      folder = above
    }
    for folder in missing.reversed() {
      try beforeStep(.makeFolder, folder)
      // What is in the way above shows at the folder itself, which is the one that somebody named.
      let isMade = mkdir(folder, 0o700) == 0
      guard isMade || errno == EEXIST && (folder != path || isFolder(path)) else {
        throw FileError(.makeFolder, folder)
      }
      if isMade { try syncFolder(of: folder) }
    }
  }

  /// Whether this user may make and remove files in a folder.
  package func isWritable(_ folder: String) -> Bool { access(folder, W_OK | X_OK) == 0 }

  /// Waits until a file, or the names in a folder, are on the disk.
  package func sync(_ path: String) throws(FileError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(.sync, path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw FileError(.sync, path) }
  }

  /// A new name is on the disk only when its folder is.
  package func syncFolder(of path: String) throws(FileError) {
    let folder = Self.folder(of: path)
    try beforeStep(.sync, folder)
    do throws(FileError) {
      try sync(folder)
    } catch {
      // File systems of sticks may know no such thing, and a folder that is not for this user to read cannot be asked.
      guard error.code == EINVAL || error.code == EACCES else { throw error }
    }
  }

  /// The folder that a path lies in.
  package static func folder(of path: String) -> String {
    guard let cut = path.lastIndex(of: "/") else { return "." }
    return cut == path.startIndex ? "/" : String(path[..<cut])
  }

  /// The name that a file has until it is whole.
  package static func hiddenName(_ path: String) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return "\(path[..<name]).\(path[name...]).new"
  }
}
