import ChecklistFiles
import ChecklistPacks
import Checklists
package import DeskPorts
import Foundation
package import Journal
import Phrases
import Protocol
package import Review
import ReviewStore

/// The last step of a version: into a pack that enough trainers sign.
extension LiveReview {
  /// Where packs wait for signatures.
  private var publishFolder: String { folder + "/publish" }

  package func publish(_ id: VersionID, at now: Moment) throws(ReviewTrouble) -> Publication {
    let key = try unlockedKey()
    let book = try book()
    guard let state = book.log.version(id)?.state else { throw .refused(.noSuchVersion) }
    guard state == .approved || state == .published else { throw .refused(.notApproved) }
    do {
      let packs = Packs(data: folder)
      guard let hash = try packs.rootHash(), let root = try packs.root() else { throw PackRefusal.noRoot }
      let text = try bytes(of: id)
      let (path, file) = try waiting(id.checklist, text, root, hash) ?? build(id, text, packs, hash, now)
      try root.checkSigner(key.trainer, of: file)
      let signed = try file.signed(by: key)
      try write(signed.bytes, to: path)
      let people = root.people(on: signed)
      guard people >= root.need else { return .waiting(file: path, signed: people, needed: root.need) }
      let loaded = try packs.install(signed.bytes, now: now.wallMilliseconds)
      readInUse = [:]
      try book.take(.published(id), key: key, at: now.wallMilliseconds)
      return .published(file: path, pack: loaded.pack.version)
    } catch let refusal as PackRefusal { throw .pack(refusal) } catch let trouble as ReviewTrouble {
      throw trouble
    } catch { throw .cannotWrite(path: publishFolder) }
  }

  /// A pack with this very text that still waits for signatures; nil where none does.
  private func waiting(
    _ id: ChecklistID, _ text: [UInt8], _ root: PackRoot, _ hash: EntryHash
  ) throws -> (path: String, file: SignedFile)? {
    guard let place = PackName(.checklists, "\(id).yaml") else { return nil }
    let newest = try Packs(data: folder).newest().version
    for name in names(in: publishFolder).sorted().reversed() where name.hasSuffix(".tsp") {
      let path = publishFolder + "/" + name
      guard let (file, pack) = believed(path, root) else { continue }
      if pack.root == hash, pack.version > newest, pack.files[place] == text { return (path, file) }
    }
    return nil
  }

  /// A pack that somebody whom the root names has signed; anything else in the folder says nothing.
  private func believed(_ path: String, _ root: PackRoot) -> (SignedFile, Pack)? {
    do {
      let file = try SignedFile(try PackFiles.read(path), .pack)
      guard isBelieved(file, root) else { return nil }
      return (file, try Pack.opened(file))
    } catch {
      return nil
    }
  }

  /// Whether all signatures hold, at least one of them of a trainer: nothing is unpacked before.
  private func isBelieved(_ file: SignedFile, _ root: PackRoot) -> Bool {
    root.people(on: file) > 0 && file.signatures.allSatisfy { file.holds($0) }
  }

  /// A pack that follows the newest one here: everything of it, with the new text.
  private func build(
    _ id: VersionID, _ text: [UInt8], _ packs: Packs, _ root: EntryHash, _ now: Moment
  ) throws -> (path: String, file: SignedFile) {
    guard let place = PackName(.checklists, "\(id.checklist).yaml") else {
      throw PackRefusal.badName(id.checklist.rawValue)
    }
    var files = packs.load().loaded?.pack.files ?? [:]
    if files[.domains] == nil {
      files[.domains] = Array((ChecklistReader.allowedHosts.joined(separator: "\n") + "\n").utf8)
    }
    // A pack names only checklists of its own, so it holds all that are in use.
    for file in shelf.files().files where file.origin == .shipped {
      guard let name = PackName(.checklists, "\(file.header.id).yaml"), files[name] == nil else { continue }
      files[name] = shelf.bytes(file.path, file.origin)
    }
    files[place] = text
    let newest = try packs.newest()
    let pack = try Pack(
      root: root, version: newest.version + 1, madeMilliseconds: now.wallMilliseconds,
      expiresMilliseconds: now.wallMilliseconds + 365 * 86_400_000, previous: newest.version == 0 ? nil : newest.hash,
      changes: try changes(id), files: files)
    try pack.check()
    let digits = String(pack.version)
    let number = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    return (publishFolder + "/pack-\(number).tsp", try pack.file())
  }

  /// What is new, in words for volunteers.
  private func changes(_ id: VersionID) throws(ReviewTrouble) -> [LocalText] {
    let new = try checklist(id)
    // A pack is read by many, who call each other in many ways.
    let title = new.title.spoken(.usual)
    guard let old = inUse(id.checklist)?.checklist else { return [Phrase.packBrings(title)] }
    let titles = VersionDiff(from: old, to: new).rows.compactMap { row -> LocalText? in
      if case .step(let step) = row.part { return new.step(step)?.title.spoken(.usual) } else { return nil }
    }
    return [Phrase.packChanges(title, steps: titles)]
  }

  /// Takes the file of a pack that another trainer signed: it waits here for this trainer's signature. Throws `pack`.
  package func takeWaitingPack(_ bytes: [UInt8]) throws(ReviewTrouble) -> String {
    do {
      let packs = Packs(data: folder)
      guard let hash = try packs.rootHash(), let root = try packs.root() else { throw PackRefusal.noRoot }
      let file = try SignedFile(bytes, .pack)
      // Unpacked only once somebody whom the root names has signed it.
      guard isBelieved(file, root) else {
        throw PackRefusal.missingSignatures(found: 0, needed: 1)
      }
      let pack = try Pack.opened(file)
      guard pack.root == hash else {
        throw PackRefusal.otherRoot(found: Fingerprint.short(pack.root), pinned: Fingerprint.short(hash))
      }
      let path = publishFolder + "/pack-\(pack.version)-\(file.hash.hex.prefix(8)).tsp"
      try write(file.bytes, to: path)
      return path
    } catch let refusal as PackRefusal { throw .pack(refusal) } catch let trouble as ReviewTrouble {
      throw trouble
    } catch {
      throw .cannotWrite(path: publishFolder)
    }
  }

  // From machine to machine

  /// Everything of the review in one file, signed with the unlocked key.
  package func export() throws(ReviewTrouble) -> [UInt8] {
    let key = try unlockedKey()
    let book = try book()
    return try book.export(key: key)
  }

  /// Takes what another trainer exported; returns how many events were new.
  package func read(_ bytes: [UInt8]) throws(ReviewTrouble) -> Int {
    let book = try book()
    let root = try root()
    return try book.read(bytes, root: root)
  }
}
