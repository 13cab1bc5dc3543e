import Journal
import Protocol
import SyncStore

extension Errand {
  /// Bytes of a pack that one answer brings.
  private static let partBytes = 512 << 10

  /// Fetches packs that are offered and not here yet; one that was broken off goes on where it was.
  func fetchPacks(_ key: DeviceKey, _ conversation: Conversation) async throws {
    let packs = try store.packsToFetch()
    guard !packs.isEmpty else { return }
    let directory = folder + "/exchange-packs"
    try Files.makeFolder(directory)
    for pack in packs {
      let part = directory + "/\(pack.hash).part"
      var size = try Files.size(part) ?? 0
      if size > pack.size {
        try Files.remove(part)
        size = 0
      }
      while size < pack.size {
        let wanted = min(Self.partBytes, pack.size - size)
        let answer = try await fetch(
          "\(Route.packs)/\(pack.hash)?from=\(size)&bytes=\(wanted)", conversation, as: key)
        guard (1...wanted).contains(answer.body.count) else {
          throw SyncFault(.hubLies, subject: conversation.subject)
        }
        try Files.append(answer.body, to: part)
        size += answer.body.count
        tally.bytes += answer.body.count
        progress(subject: pack.name)
      }
      try keep(pack, part, directory)
    }
  }

  /// Gives a pack its name where its bytes are those that the signed news names; else it is thrown away.
  private func keep(_ pack: PackOffer, _ part: String, _ directory: String) throws {
    if pack.size == 0 { try Files.append([], to: part) }
    guard try Files.hash(part, atMost: PackOffer.largest)?.hex == pack.hash else {
      try Files.remove(part)
      return draw(.notVerified, count: 1, subject: pack.name)
    }
    try Files.move(part, to: directory + "/" + pack.hash)
    try store.markHere(pack: pack.hash)
  }

  /// The newest pack and the newest root that are here, for laptops that never see the hub: a stick is no place for all of
  /// them. Names begin with the version, in as many digits each.
  func packsToCarry() throws -> [[UInt8]] {
    let here = try store.packs().sorted { $0.name > $1.name }
    let newest = [".tsr", ".tsp"].compactMap { kind in here.first { $0.name.hasSuffix(kind) } }
    return try newest.compactMap { pack in
      guard pack.size <= Limits.packBytes,
        let bytes = try Files.read("\(folder)/exchange-packs/\(pack.hash)", atMost: Limits.packBytes),
        EntryHash(of: bytes).hex == pack.hash
      else { return nil }
      return bytes
    }
  }

  /// Takes packs from a stick, those that signed news of the hub names and that are not here yet. Whoever installs them
  /// checks their own signatures.
  func take(packsOf bundle: Bundle, _ file: String) throws {
    let wanted = Set(try store.packsToFetch().map(\.hash))
    let here = Set(try store.packs().map(\.hash))
    var strange = 0
    for bytes in bundle.packs {
      let hash = EntryHash(of: bytes).hex
      guard wanted.contains(hash) else {
        if !here.contains(hash) { strange += 1 }
        continue
      }
      let directory = folder + "/exchange-packs"
      try Files.makeFolder(directory)
      let part = "\(directory)/\(hash).part"
      try Files.remove(part)
      try Files.append(bytes, to: part)
      try Files.move(part, to: directory + "/" + hash)
      try store.markHere(pack: hash)
    }
    if strange > 0 { draw(.notVerified, count: strange, subject: file) }
  }
}
