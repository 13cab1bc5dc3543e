// Works on a journal until somebody ends it, and says on standard output what the journal has acknowledged.
//
//   journal-sample FOLDER [EXIT-AT] [incarnations]
//
// A line `event SESSION NUMBER` or `entry ROW SESSION` is written after the call for it has returned. With EXIT-AT, the
// process ends itself before that call of SQLite to the file system; without, it is meant to be killed. With
// `incarnations`, it begins incarnations and identities, with an entry in some of them, and says `incarnations COUNT`
// after each.

import CFaultVFS
import Checklists
import Glibc
import Journal
import JournalFixtures
import JournalStore
import Platform

func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  // One write a line, so that a reader never sees half of one.
  if write(1, bytes, bytes.count) != bytes.count { exit(3) }
}

func work(in folder: String) throws {
  let store = try JournalStore.open(folder: folder, practice: false, now: .sample)
  var bodies = Bodies(seed: UInt64(try store.entryCount() + 1))
  while try store.entryCount() < 100_000 {
    let text = ChecklistText(id: "vneid", version: 1, bytes: Array("steps: []".utf8))
    let session = try store.begin(text, event: Array("event 0".utf8))
    say("event \(session.rawValue) 0")
    for number in 1...(2 + bodies.chance.below(12)) {
      try store.append(Array("event \(number)".utf8), number: number, to: session)
      say("event \(session.rawValue) \(number)")
    }
    let contact = Contact(name: "A", phone: "0900000000", appointment: "", due: nil, consentVersion: 1)
    let kept = try store.keep(
      .session(bodies.session()), closing: session, contact: bodies.chance.oneIn(3) ? contact : nil)
    say("entry \(kept.row) \(session.rawValue)")
  }
}

func beginIncarnations(in folder: String) throws {
  let store = try JournalStore.open(folder: folder, practice: false, now: .sample)
  var bodies = Bodies(seed: UInt64(try store.incarnations().count))
  while try store.incarnations().count < 5_000 {
    if bodies.chance.oneIn(2) {
      _ = try store.beginIncarnation()
    } else {
      _ = try store.renewIdentity()
    }
    say("incarnations \(try store.incarnations().count)")
    guard bodies.chance.oneIn(2) else { continue }
    let contact = Contact(name: "A", phone: "0900000000", appointment: "", due: nil, consentVersion: 1)
    let kept = try store.keep(.session(bodies.session()), closing: nil, contact: contact)
    say("entry \(kept.row) 0")
  }
}

var arguments = CommandLine.arguments
let isForIncarnations = arguments.last == "incarnations"
if isForIncarnations { arguments.removeLast() }
guard arguments.count >= 2 else { exit(2) }
if arguments.count > 2, let call = Int(arguments[2]) {
  guard fault_register() == 0 else { exit(2) }
  fault_arm(arguments[1], Int32(FAULT_EXIT), call, 0)
}
do {
  if isForIncarnations { try beginIncarnations(in: arguments[1]) } else { try work(in: arguments[1]) }
} catch {
  say("error \(error)")
  exit(1)
}
