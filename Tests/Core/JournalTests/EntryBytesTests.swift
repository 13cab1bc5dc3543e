import Checklists
import Journal
import JournalFixtures
import Platform
import Testing

@Suite struct EntryBytesTests {
  private func stored(_ body: EntryBody) -> StoredEntry {
    StoredEntry(
      id: EntryID(device: DeviceID(rawValue: "0123456789abcdef0123456789abcdef"), incarnation: 1, sequence: 7),
      previous: EntryHash(of: [1]), body: body)
  }

  @Test func `an entry is one JSON object with keys in a fixed order and no blanks`() throws {
    let facts = SessionFacts(
      began: .sample, ended: Moment.sample.later(by: 90_000), unit: "00004", volunteer: .init(rawValue: "TN01"),
      checklist: "vneid", version: 2, checklistHash: "ab", consentVersion: 1,
      answers: [AnswerFact(question: "phone", answer: "android")],
      steps: [
        StepFact(step: "a", state: .done, milliseconds: 5),
        StepFact(step: "b", state: .open, milliseconds: 0, note: "x"),
        StepFact(step: "c", state: .skipped, milliseconds: 1, reason: .notNeeded),
        StepFact(step: "d", state: .done, milliseconds: 2, wentBack: 3),
        StepFact(step: "e", state: .skipped, milliseconds: 2, reason: .notNeeded, note: "y", wentBack: 1),
      ],
      problems: [
        ProblemFact(step: "a"), ProblemFact(step: "a", problem: "E-V02"), ProblemFact(step: "a", words: "\"đứt\"\n"),
        ProblemFact(step: "a", helped: false),
      ],
      service: "khai-sinh", outcome: .completed, ageBand: .from60, satisfaction: 5,
      petition: Petition(topic: .network, text: "mạng chậm"))
    var entry = stored(.session(facts))
    entry.contact = nil
    entry.receipt = EntryHash.zero
    let zeros = String(repeating: "0", count: 64)
    let boot = "7b6d1b5e-52a5-4a3c-9a5e-0d2f3c4b5a69"
    #expect(
      String(decoding: try EntryBytes.encode(entry), as: UTF8.self) == """
        {"v":1,"kind":"session","device":"0123456789abcdef0123456789abcdef","incarnation":1,"sequence":7,\
        "previous":"\(EntryHash(of: [1]).hex)","began":[1763946000000,420,"\(boot)",3600000],\
        "ended":[1763946090000,420,null,3690000],"unit":"00004","volunteer":"TN01","checklist":"vneid","version":2,\
        "hash":"ab","consent":1,"answers":[["phone","android"]],"steps":[["a","done",5],["b","open",0,null,"x"],\
        ["c","skipped",1,"not-needed"],["d","done",2,null,null,3],\
        ["e","skipped",2,"not-needed","y",1]],"problems":[["a"],["a","E-V02"],["a",null,"\\"đứt\\"\\u000a"],\
        ["a",null,null,false]],"service":"khai-sinh","outcome":"completed","age":">=60","satisfaction":5,\
        "petition":["network","mạng chậm"],"receipt":"\(zeros)"}
        """)
  }

  @Test(arguments: 0..<20) func `any body comes back as it was, and has one form only`(seed: UInt64) throws {
    var bodies = Bodies(seed: seed)
    for _ in 0..<250 {
      var entry = StoredEntry(
        id: bodies.id(), previous: EntryHash(of: Array(bodies.text().utf8)), body: bodies.anything())
      if bodies.chance.oneIn(2) { entry.receipt = EntryHash(of: [1, 2]) }
      if bodies.chance.oneIn(3) { entry.contact = EntryHash(of: [3]) }
      let bytes = try EntryBytes.encode(entry)
      let back = try EntryBytes.decode(bytes)
      #expect(back == entry)
      // Strings compare by meaning; the bytes do not.
      #expect(try EntryBytes.encode(back) == bytes)
      #expect(EntryBytes.version(of: bytes) == 1)
    }
  }

  @Test(arguments: 0..<10) func `no change of a byte is read as the same entry, and none crashes the reader`(
    seed: UInt64
  ) throws {
    var bodies = Bodies(seed: seed)
    for _ in 0..<40 {
      let entry = StoredEntry(id: bodies.id(), previous: .zero, body: bodies.anything())
      let bytes = try EntryBytes.encode(entry)
      for _ in 0..<60 {
        var changed = bytes
        switch bodies.chance.below(3) {
        case 0: changed[bodies.chance.below(bytes.count)] = UInt8(truncatingIfNeeded: bodies.chance.next())
        case 1: changed.removeSubrange(bodies.chance.below(bytes.count)...)
        default: changed.insert(UInt8(truncatingIfNeeded: bodies.chance.next()), at: bodies.chance.below(bytes.count))
        }
        guard changed != bytes else { continue }
        do {
          let read = try EntryBytes.decode(changed)
          if !read.hasMore { #expect(try EntryBytes.encode(read) == changed) }
        } catch ChainFault.unreadable(let offset, _) {
          #expect((0...changed.count).contains(offset))
        }
      }
    }
  }

  @Test(arguments: [
    #"["a","done",1,null]"#, #"["a","done",1,null,null]"#, #"["a","done",1,"not-needed",null]"#,
    #"["a","done",1,null,null,0]"#, #"["a","done",1,null,null,-1]"#, #"["a","done",1,null,null,null]"#,
    #"["a","done",1,null,null,01]"#, #"["a","done",1,1]"#, #"["a","done",1,null,null,null,null]"#,
    #"["a","done",1,null,null,1,null]"#, #"["a","done",1,null,null,1,]"#,
  ])
  func `a step that says nothing in more words than it must is refused`(step: String) throws {
    var bodies = Bodies(seed: 1)
    var facts = bodies.session()
    facts.steps = [StepFact(step: "a", state: .done, milliseconds: 1)]
    let text = String(decoding: try EntryBytes.encode(stored(.session(facts))), as: UTF8.self)
    let changed = text.replacing(#"["a","done",1]"#, with: step)
    #expect(changed != text)
    #expect(throws: ChainFault.self) { try EntryBytes.decode(Array(changed.utf8)) }
    // What goes back is the only thing that is new: an entry without it has the bytes that it always had.
    facts.steps[0].wentBack = 0
    #expect(String(decoding: try EntryBytes.encode(stored(.session(facts))), as: UTF8.self) == text)
  }

  @Test func `a cancelled session leaves its day and its commune, and nothing else`() throws {
    let entry = stored(.cancelled(CancelledFacts(day: Day(daysSince1970: 20_600), unit: "00004")))
    let bytes = try EntryBytes.encode(entry)
    let (id, previous) = (entry.id, entry.previous.hex)
    let place = #""device":"\#(id.device.rawValue)","incarnation":\#(id.incarnation),"sequence":\#(id.sequence)"#
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"v":1,"kind":"cancelled",\#(place),"previous":"\#(previous)","day":20600,"unit":"00004"}"#)
    #expect(try EntryBytes.decode(bytes) == entry)
  }

  // What a later program adds

  /// The text of a session with something of everything.
  private func text() throws -> String {
    var bodies = Bodies(seed: 1)
    var facts = bodies.session()
    facts.steps = [StepFact(step: "a", state: .done, milliseconds: 1)]
    facts.problems = [ProblemFact(step: "a", problem: "E-V02")]
    facts.petition = Petition(topic: .network, text: "x")
    var entry = stored(.session(facts))
    (entry.receipt, entry.contact) = (EntryHash(of: [1]), EntryHash(of: [2]))
    return String(decoding: try EntryBytes.encode(entry), as: UTF8.self)
  }

  /// What a text says with something put in the place of something else.
  private func read(_ old: String, _ new: String) throws -> StoredEntry {
    let text = try text()
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    return try EntryBytes.decode(Array(changed.utf8))
  }

  @Test(arguments: [
    #""new":1"#, #""new":-5,"newer":"đ\\""#, #""new":{"a":[1,[],{}],"b":null},"x":true"#, #""":false"#,
    #""new":[[[[[[["7"]]]]]]]"#,
  ])
  func `keys that a later program adds behind all others are read past, and the rest is read as it is`(
    added: String
  ) throws {
    let plain = try EntryBytes.decode(Array(try text().utf8))
    let more = try EntryBytes.decode(Array("\(try text().dropLast()),\(added)}".utf8))
    #expect(!plain.hasMore)
    #expect(more.hasMore)
    #expect(more.body == plain.body)
    #expect((more.id, more.previous) == (plain.id, plain.previous))
    #expect((more.receipt, more.contact) == (plain.receipt, plain.contact))
  }

  @Test(arguments: [
    (#"["a","done",1]"#, #"["a","done",1,null,null,null,"new"]"#),
    (#"["a","done",1]"#, #"["a","done",1,null,null,4,[]]"#),
    (#"["a","E-V02"]"#, #"["a","E-V02",null,null,5]"#), (#"["network","x"]"#, #"["network","x",{"a":1}]"#),
  ])
  func `values that a later program adds behind the others of an array are read past`(
    old: String, new: String
  ) throws {
    let entry = try read(old, new)
    #expect(entry.hasMore)
    guard case .session(let facts) = entry.body else { throw ChainFault.unreadable(offset: 0, expected: "session") }
    #expect(facts.steps.map(\.step) == ["a"])
    #expect(facts.problems == [ProblemFact(step: "a", problem: "E-V02")])
    #expect(facts.petition == Petition(topic: .network, text: "x"))
  }

  @Test func `a value in front of others changes what those mean, and is refused`() {
    #expect(throws: ChainFault.self) { try read(#"["a","done",1]"#, #"["new","a","done",1]"#) }
    #expect(throws: ChainFault.self) { try read(#","problems":"#, #","new":1,"problems":"#) }
  }

  @Test(arguments: [
    #""receipt":"#, #""age":"<18""#, #""kind":"count""#, #""at":[1,2,"",3]"#, #""v":1"#, #""new":1,"new":2"#,
    #""new":"#,
    #""new" :1"#, #""new":1.5"#, #""new":01"#, #""new":[1,]"#, #""new":{"a"}"#, #""new":nil"#,
    #""new":[[[[[[[[["7"]]]]]]]]]"#,
    #"new":1"#, #""new":1,"#, #""new":1}{"#,
  ])
  func `a key in the wrong place, twice, or in another form is refused`(added: String) throws {
    let bytes = Array("\(try text().dropLast()),\(added)}".utf8)
    #expect(throws: ChainFault.self) { try EntryBytes.decode(bytes) }
  }

  @Test func `a chain with entries of a later program holds, and each has its own hash`() throws {
    let device = DeviceID(rawValue: "0123456789abcdef0123456789abcdef")
    var verifier = ChainVerifier(device: device, incarnation: 1)
    var previous = EntryHash.zero
    for sequence in 1...4 {
      let entry = StoredEntry(
        id: EntryID(device: device, incarnation: 1, sequence: sequence), previous: previous,
        body: .erasure(of: .first, at: .sample))
      var bytes = try EntryBytes.encode(entry)
      if sequence.isMultiple(of: 2) { bytes = bytes.dropLast() + Array(#","mood":"good"}"#.utf8) }
      previous = EntryHash(of: bytes)
      let read = try verifier.take(bytes, hash: previous)
      #expect(read.hasMore == sequence.isMultiple(of: 2))
    }
    #expect(verifier.last.sequence == 4)
  }

  @Test(arguments: [
    "", "{", "[]", "null", #"{"v":1}"#, #"{"v":99999999999999999999,"kind":"session"}"#, #"{"v":2,"kind":"session"}"#,
  ])
  func `what is no entry is refused with a place`(text: String) {
    #expect(throws: ChainFault.self) { try EntryBytes.decode(Array(text.utf8)) }
  }

  @Test func `an entry beyond the limit is refused, one at the limit is not`() throws {
    func bytes(_ count: Int) throws -> Int {
      let note = Amendment(note: String(repeating: "x", count: count))
      let body = EntryBody.amendment(
        of: stored(.erasure(of: EntryID.first, at: .sample)).id, note, by: nil, at: .sample)
      return try EntryBytes.encode(stored(body)).count
    }
    let frame = try bytes(0)
    #expect(try bytes(EntryBytes.largest - frame) == EntryBytes.largest)
    #expect(throws: JournalProblem.tooLarge(bytes: EntryBytes.largest + 1)) {
      try bytes(EntryBytes.largest - frame + 1)
    }
  }

  @Test func `a hash is written and read as 64 digits`() {
    let hash = EntryHash(of: Array("abc".utf8))
    #expect(hash.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(EntryHash(hex: hash.hex) == hash)
    #expect(EntryHash(bytes: hash.bytes) == hash)
    #expect(EntryHash(hex: hash.hex.uppercased()) == nil)
    #expect(EntryHash(hex: hash.hex.dropLast()) == nil)
    #expect(EntryHash(bytes: [1]) == nil)
  }
}

extension EntryID {
  static let first = EntryID(device: DeviceID(rawValue: "d"), incarnation: 1, sequence: 1)
}
