package import Checklists
import Journal
import Platform
import Protocol

extension Packs {
  /// What came of one file that was offered.
  package struct Offer: Hashable, Sendable {
    /// Its name, without the folder.
    package var file: String
    package var result: Result<Taken, PackRefusal>
  }

  /// Tries the packs and roots that lie in a folder where the exchange leaves them, and says of each what came of it:
  /// roots first, then packs, the newest first.
  ///
  /// Nothing is read where the folder holds just what it held last time and the same root is pinned; the answer is
  /// then empty.
  package func takeOffered(folder offers: String, now: Int64) -> [Offer] {
    let names = Array(disk.names(offers).prefix(PackLimits.offers))
    guard !names.isEmpty, state(of: offers, names) != lastSeen else { return [] }
    let found = names.map { name in
      Found(name: name, head: attempt { try disk.head(offers + "/" + name) }, of: offers)
    }
    var results = takeRoots(found.filter { $0.kind == .root }, now)
    // One file at a time is in memory, however many lie there.
    for one in found.filter({ $0.kind != .root }).sorted(by: { $0.claimedVersion > $1.claimedVersion }) {
      results.append(Offer(file: one.name, result: take(one, now)))
    }
    if !results.contains(where: { $0.result == .failure(.busy) }) { remember(state(of: offers, names)) }
    return results
  }

  /// One root may be the step to the next: they are tried until none is taken any more.
  private func takeRoots(_ roots: [Found], _ now: Int64) -> [Offer] {
    var results: [String: Result<Taken, PackRefusal>] = [:]
    var isMoving = true
    while isMoving {
      isMoving = false
      for root in roots {
        if case .success = results[root.name] { continue }
        results[root.name] = take(root, now)
        if case .success = results[root.name] { isMoving = true }
      }
    }
    return roots.compactMap { root in results[root.name].map { Offer(file: root.name, result: $0) } }
  }

  private func take(_ one: Found, _ now: Int64) -> Result<Taken, PackRefusal> {
    attempt {
      let head = try one.head.get()
      guard let kind = SignedFile.kind(of: head), kind == .pack || kind == .root else {
        throw PackRefusal.wrongFormat
      }
      return try take(try disk.read(one.path, limit: kind.limit) ?? [], now: now)
    }
  }

  /// A file as it lies there; what its first bytes claim is enough to sort by.
  private struct Found {
    let name: String
    let path: String
    let head: Result<[UInt8], PackRefusal>
    let kind: SignedFile.Kind?
    let claimedVersion: Int

    init(name: String, head: Result<[UInt8], PackRefusal>, of folder: String) {
      self.name = name
      self.head = head
      path = folder + "/" + name
      let bytes: [UInt8] = if case .success(let bytes) = head { bytes } else { [] }
      kind = SignedFile.kind(of: bytes)
      claimedVersion = kind == .pack ? Pack.claimedVersion(head: bytes) : 0
    }
  }

  private var seenPath: String { folder + "/offers-seen" }

  private var lastSeen: [UInt8] {
    do { return try disk.read(seenPath, limit: 128) ?? [] } catch { return [] }
  }

  /// Only spares work at the next start: where it cannot be written, the files are tried once more.
  private func remember(_ state: [UInt8]) {
    do { try disk.replace(seenPath, with: state) } catch { return }
  }

  /// The state of a folder and of the pinned root.
  private func state(of offers: String, _ names: [String]) -> [UInt8] {
    let root: String
    do { root = try rootHash()?.hex ?? "-" } catch { root = "?" }
    let lines = names.map { "\($0) \(disk.files.stamp(offers + "/" + $0))" } + [root]
    return Array(EntryHash(of: Array(lines.joined(separator: "\n").utf8)).hex.utf8)
  }

  private func attempt<Value>(_ work: () throws -> Value) -> Result<Value, PackRefusal> {
    do {
      return .success(try work())
    } catch let refusal as PackRefusal {
      return .failure(refusal)
    } catch {
      return .failure(.cannotWrite(path: folder))
    }
  }
}
