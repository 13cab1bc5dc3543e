import Bytes
import Crypto
import Journal
import Platform
import Protocol
import SyncStore

extension SyncSession {
  /// Bytes of a pack that one answer brings: the first one also on a line of 12 kbit/s, more while it goes well.
  private static let partBytes = 64 << 10
  private static let largestPartBytes = 1 << 20
  private static let quickMilliseconds: Int64 = 5_000

  /// Fetches packs that are offered and not here yet; one that was broken off goes on where it was.
  func fetchPacks(_ key: DeviceKey, _ client: HubClient) async throws {
    let packs = try store.packsToFetch()
    guard !packs.isEmpty else { return }
    let directory = folder + "/exchange-packs"
    try files.makeFolder(directory)
    let start = environment.now().monotonicMilliseconds
    var most = Self.partBytes
    for pack in packs {
      let part = directory + "/\(pack.hash).part"
      var size = try files.size(part) ?? 0
      if size > pack.size {
        try files.remove(part)
        size = 0
      }
      while size < pack.size {
        guard !isOverdue(since: start) else { return }
        let began = environment.now().monotonicMilliseconds
        let wanted = min(most, pack.size - size)
        let answer = try await fetch(
          "\(Route.packs)/\(pack.hash)?from=\(size)&bytes=\(wanted)", client, as: key,
          within: AnswerBounds(bytes: max(wanted, Limits.messageBytes), time: AnswerBounds.usual.time))
        guard (1...wanted).contains(answer.body.count) else {
          throw SyncFault(.answerMismatch, subject: client.subject)
        }
        if environment.now().monotonicMilliseconds &- began < Self.quickMilliseconds {
          most = min(most * 2, Self.largestPartBytes)
        }
        try files.append(answer.body, to: part)
        size += answer.body.count
        tally.bytes += answer.body.count
        progress(subject: pack.name)
      }
      try finishPack(pack, part, directory)
    }
  }

  /// Gives a pack its name where its bytes are those that the signed news names; else it is thrown away.
  private func finishPack(_ pack: PackOffer, _ part: String, _ directory: String) throws {
    if pack.size == 0 { try files.append([], to: part) }
    guard try hash(of: part) == pack.hash else {
      try files.remove(part)
      return emit(.notVerified, count: 1, subject: pack.name)
    }
    try files.move(part, to: directory + "/" + pack.hash)
    try store.markHere(pack: pack.hash)
  }

  /// The hash of a file, read piece by piece; nil where there is none.
  private func hash(of path: String) throws -> String? {
    var hasher = SHA256()
    let size = try files.forEachPiece(of: path, limit: PackOffer.largest, links: .refuse) { hasher.update(data: $0) }
    return size.map { _ in Hex.text(hasher.finalize()) }
  }

  /// The newest pack and the newest root that are here, for laptops that never see the hub: a stick is no place for all of
  /// them. Names begin with the version, in as many digits each.
  func packsToCarry() throws -> [[UInt8]] {
    let here = try store.packs().sorted { $0.name > $1.name }
    let newest = [".tsr", ".tsp"].compactMap { kind in here.first { $0.name.hasSuffix(kind) } }
    return try newest.compactMap { pack in
      guard pack.size <= Limits.packBytes,
        let bytes = try files.read(
          "\(folder)/exchange-packs/\(pack.hash)", limit: Limits.packBytes, links: .refuse),
        EntryHash(of: bytes).hex == pack.hash
      else { return nil }
      return bytes
    }
  }

  /// Takes packs from a stick, those that signed news of the hub names and that are not here yet. Whoever installs them
  /// checks their own signatures.
  func keepPacks(of bundle: Bundle, _ file: String) throws {
    let wanted = Set(try store.packsToFetch().map(\.hash))
    let here = Set(try store.packs().map(\.hash))
    var strange = 0
    for bytes in bundle.packs {
      try goOn()
      let hash = EntryHash(of: bytes).hex
      guard wanted.contains(hash) else {
        if !here.contains(hash) { strange += 1 }
        continue
      }
      let directory = folder + "/exchange-packs"
      try files.makeFolder(directory)
      try files.replace(directory + "/" + hash, with: bytes)
      try store.markHere(pack: hash)
    }
    if strange > 0 { emit(.notVerified, count: strange, subject: file) }
  }
}
