import Glibc
import Journal
import JournalStore
import Platform
import Protocol
import SyncStore

extension SyncSession {
  /// Bytes of the parts of one file; well below ``Limits/bundleBytes``, so that it is written and read in little
  /// memory.
  private static let fileBytes = 16 << 20

  // MARK: Writing

  /// Writes what is unsent, what waits to be asked, and what is carried back, into a folder of a stick.
  func write(to directory: String) throws {
    say(.writingStick, next: nil)
    guard files.isFolder(directory) else { throw SyncFault(.stick, subject: directory) }
    let key = try currentKey()
    var bundle = Bundle()
    var size = 0
    if let pending = try store.pendingEnrolment() { bundle.enrolRequests = [pending.request] }
    for answer in try store.carriedAnswers() {
      try fit(answer.count, &size, &bundle, key, directory)
      bundle.answers.append(answer)
    }
    for act in try actsToCarry(key) {
      try fit(act.count, &size, &bundle, key, directory)
      bundle.acts.append(act)
    }
    // Only with words for somebody: they name the packs, and nobody takes one that they do not name.
    for pack in bundle.answers.isEmpty ? [] : try packsToCarry() {
      try fit(pack.count, &size, &bundle, key, directory)
      bundle.packs.append(pack)
    }
    let chains = try journal.incarnations()
    tally.ofEntries = try chains.reduce(0) { try $0 + $1.size - covered($1) }
    for chain in chains { try write(chain, &size, &bundle, key, directory) }
    if !bundle.isEmpty { try finish(&bundle, key, directory) }
  }

  private func write(
    _ chain: LogChain, _ size: inout Int, _ bundle: inout Bundle, _ key: DeviceKey, _ directory: String
  ) throws {
    guard let own = journal.signingKey(of: chain.device), chain.size > 0 else { return }
    var window = SendWindow(size: chain.size, from: try base(of: chain, at: try covered(chain)), isProven: true)
    var boxes = try openBoxes(of: chain)
    while window.next.size < window.size {
      try goOn()
      let delivery = try load(chain, own, &window, &boxes)
      window.left(delivery)
      window.landed()
      try fit(delivery.bytes.count, &size, &bundle, key, directory)
      bundle.batches.append(delivery.bytes)
      tally.entries += delivery.count
      progress()
    }
    while !boxes.isEmpty {
      let taken = Array(boxes.prefix(Self.mostBoxes))
      boxes.removeFirst(taken.count)
      let bytes = try boxBatch(chain, own, taken).bytes
      try fit(bytes.count, &size, &bundle, key, directory)
      bundle.batches.append(bytes)
    }
  }

  /// Begins another file where a part does not fit into this one.
  private func fit(
    _ more: Int, _ size: inout Int, _ bundle: inout Bundle, _ key: DeviceKey, _ directory: String
  ) throws {
    if size + more > Self.fileBytes, !bundle.isEmpty {
      try finish(&bundle, key, directory)
      size = 0
    }
    size += more + 10
  }

  private func finish(_ bundle: inout Bundle, _ key: DeviceKey, _ directory: String) throws {
    let bytes = try bundle.sealed(key: key)
    bundle = Bundle()
    while true {
      let number = try store.nextBundleNumber()
      let digits = String(number)
      let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      let path = "\(directory)/tiepsuc-\(key.device.rawValue.prefix(8))-\(padded).tsb"
      // A name that is taken is another file's, perhaps of this laptop before its data were restored.
      do { try files.create(path, with: bytes) } catch {
        if error.isTaken { continue }
        throw SyncFault(.stick, subject: directory)
      }
      tally.bytes += bytes.count
      write(SyncLine(.progress, entries: tally.entries, ofEntries: tally.ofEntries, bytes: tally.bytes, subject: path))
      return
    }
  }

  // MARK: Reading

  /// Reads one file, or all of a folder; what is sound in them takes effect, also where something else is not.
  func read(from path: String) throws {
    say(.readingStick, next: .applying)
    let found: [String]
    do {
      found = files.isFolder(path) ? try files.paths(in: path, ending: [".tsb"]) : [path]
    } catch {
      throw SyncFault(.stick, subject: path)
    }
    var bad: SyncFault?
    for file in found {
      try goOn()
      guard let (bundle, size) = try readBundle(file) else {
        bad = bad ?? SyncFault(.badBundle, subject: file)
        emit(.notVerified, count: 1, subject: file)
        continue
      }
      tally.bytes += size
      try applyAnswers(of: bundle, file)
      try applyActs(of: bundle, file)
      try keepPacks(of: bundle, file)
      try carryParts(of: bundle, file)
      progress(subject: file)
    }
    say(.applying, next: nil)
    try applyOrders()
    if let bad { throw bad }
  }

  /// Nil where there is no bundle but something else: a link, a pipe, a device, a folder, a file that is too large.
  private func readBundle(_ file: String) throws -> (bundle: Bundle, bytes: Int)? {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try files.read(file, limit: Limits.bundleBytes, links: .refuse)
    } catch {
      guard error.isOfFile else { throw SyncFault(.stick, subject: file) }
      return nil
    }
    guard let bytes else { throw SyncFault(.stick, subject: file) }
    return Bundle.open(bytes).map { ($0.bundle, bytes.count) }
  }

  /// Takes what the hub says to this laptop; what it says to others is theirs.
  private func applyAnswers(of bundle: Bundle, _ file: String) throws {
    let envelopes = bundle.answers.map { Envelope(bytes: $0, limit: Limits.newsBytes) }
    var unsound = envelopes.count { $0 == nil }
    for case let envelope? in envelopes where envelope.payloadType == Envelope.Kind.enrolAnswer.rawValue {
      _ = try takeEnrolAnswer(envelope)
    }
    let enrolment = try store.enrolment()
    for (envelope, bytes) in zip(envelopes, bundle.answers) {
      try goOn()
      guard let envelope, envelope.payloadType == Envelope.Kind.news.rawValue, let enrolment else { continue }
      guard let news = Self.news(bytes, hubKey: enrolment.hubKey), news.hub == enrolment.hub else {
        // Other hubs' words to other desks may be on the same stick.
        if Self.isSelfConsistent(envelope) { continue }
        unsound += 1
        continue
      }
      try applyCarried(news, enrolment)
    }
    if unsound > 0 { emit(.notVerified, count: unsound, subject: file) }
  }

  /// Batches that are kept in one transaction.
  private static let mostAtOnce = 64

  /// A batch that is whole and of whom it says; nil where it is not.
  private static func batch(_ bytes: [UInt8]) -> SealedBatch? {
    do {
      let batch = try SealedBatch(bytes: bytes)
      _ = try batch.open()
      return batch
    } catch {
      return nil
    }
  }

  private static func isSelfConsistent(_ envelope: Envelope) -> Bool { envelope.payload(.news) != nil }

  /// Takes news of the pinned hub where it is for this laptop and not older than what is known.
  private func applyCarried(_ news: News, _ enrolment: Enrolment) throws {
    guard try journal.incarnations().contains(where: { $0.device == news.device }),
      news.hubIncarnation >= enrolment.hubIncarnation, news.time >= (try store.enrolment()?.newsTime ?? 0)
    else { return }
    let before = tally.needsRound
    try apply(news, hubKey: enrolment.hubKey)
    // There is no second round without a network: the next bundle carries what is to be sent again.
    tally.needsRound = before
    // What was fetched by wire before may be older now.
    try store.saveTag(nil, of: news.device)
  }

  /// Keeps what others have to say, where this is a lead's laptop; what is not whole is left, desk by desk.
  private func carryParts(of bundle: Bundle, _ file: String) throws {
    guard let enrolment = try store.enrolment(), enrolment.role == .lead else { return }
    let own = try journal.devices()
    let now = environment.wallMilliseconds()
    var unsound = 0
    for request in bundle.enrolRequests {
      try goOn()
      guard let (payload, key) = Envelope(bytes: request, limit: Limits.messageBytes)?.payload(.enrolRequest),
        let asked = EnrolRequest(bytes: payload)
      else {
        unsound += 1
        continue
      }
      let device = DeviceID(publicKey: key)
      // Files stay on sticks: a request that was answered would only be refused once its code is too old.
      if try own.contains(device) || isAnswered(asked, of: device, enrolment.hubKey) { continue }
      try store.carryRequest(request, of: device, at: now)
    }
    for start in stride(from: 0, to: bundle.batches.count, by: Self.mostAtOnce) {
      let parts = bundle.batches[start..<min(start + Self.mostAtOnce, bundle.batches.count)]
      let batches = try parts.compactMap { bytes in
        try goOn()
        return Self.batch(bytes)
      }
      unsound += parts.count - batches.count
      let foreign = batches.filter { !own.contains($0.chain.device) }
      _ = try store.carry(foreign, at: now)
      try copy(foreign, enrolment)
      tally.entries += foreign.reduce(0) { $0 + $1.size - $1.base.size }
    }
    if unsound > 0 { emit(.notVerified, count: unsound, subject: file) }
  }
}

extension SyncSession {
  /// Whether the hub's answer to just this request is carried already.
  private func isAnswered(_ request: EnrolRequest, of device: DeviceID, _ hubKey: [UInt8]) throws -> Bool {
    guard let bytes = try store.carriedAnswer(.enrolAnswer, to: device),
      let payload = Envelope(bytes: bytes, limit: Limits.messageBytes)?.payload(.enrolAnswer, signedBy: hubKey)
    else { return false }
    return EnrolAnswer(bytes: payload)?.nonce == request.nonce
  }
}

extension FileError {
  /// Whether it is for what lies there, not for the stick: nothing that is asked again would be answered otherwise.
  fileprivate var isOfFile: Bool {
    switch reason {
    case .notRegular, .tooLarge, .damaged, .writer: true
    // A link where none is followed; a socket, or a device without a driver.
    case .system(let code): code == ELOOP || code == ENXIO
    }
  }
}

extension Bundle {
  /// Whether there is nothing to carry.
  var isEmpty: Bool { enrolRequests.isEmpty && batches.isEmpty && answers.isEmpty && packs.isEmpty && acts.isEmpty }
}
