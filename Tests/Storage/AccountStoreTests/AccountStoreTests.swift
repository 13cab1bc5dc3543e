import AccountStore
import Foundation
import SQLiteFiles
import TemporaryFolders
import Testing

@Suite struct AccountStoreTests {
  private func with(_ test: (AccountStore, String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/accounts.sqlite"
    let accounts = try AccountStore.open(path: path)
    try test(accounts, path)
    try accounts.close()
  }

  private func lead(_ name: String = "lan") -> Person {
    Person(name: name, role: .lead, scope: .commune("29242"), password: "p", codeSecret: nil)
  }

  private func isOpen(_ hash: [UInt8], _ accounts: AccountStore) throws -> Bool { try accounts.session(hash) != nil }

  @Test func `a name is taken once, and comes back as it was`() throws {
    try with { accounts, _ in
      var chief = Person(name: "chi", role: .province, scope: .province("79"), password: "q", codeSecret: [1, 2])
      for (person, isNew) in [(lead(), true), (lead(), false), (chief, true)] {
        let isAdded = try accounts.add(person)
        #expect(isAdded == isNew)
      }
      #expect(try accounts.person("lan") == lead())
      #expect(try accounts.takeCode(step: 5, of: "chi"))
      #expect(try !accounts.takeCode(step: 5, of: "chi"))
      #expect(try !accounts.takeCode(step: 4, of: "chi"))
      chief.lastCodeStep = 5
      #expect(try accounts.people() == [chief, lead()])
      #expect(try accounts.person("nobody") == nil)
    }
  }

  @Test func `who is shut out or reset is signed in nowhere`() throws {
    try with { accounts, _ in
      #expect(try accounts.add(lead()))
      for change in [0, 1] {
        let hash = [UInt8](repeating: UInt8(change), count: 32)
        try accounts.begin(
          PageSession(hash: hash, person: "lan", began: 1_000, seen: 1_000), dropBegan: 0, dropSeen: 0)
        let found = try accounts.session(hash)
        #expect(found?.person.name == "lan")
        if change == 0 {
          #expect(try accounts.disable("lan", at: 7))
          #expect(try !isOpen(hash, accounts))
          let out = try accounts.person("lan")
          #expect(out?.disabled == 7)
          #expect(try accounts.reset("lan", password: "new", codeSecret: nil))
          let back = try accounts.person("lan")
          #expect(back?.disabled == nil)
        } else {
          #expect(try accounts.reset("lan", password: "new", codeSecret: nil))
          #expect(try !isOpen(hash, accounts))
        }
      }
      #expect(try !accounts.disable("nobody", at: 7))
      #expect(try !accounts.reset("nobody", password: "x", codeSecret: nil))
    }
  }

  @Test func `sessions that are over go when another begins`() throws {
    try with { accounts, _ in
      #expect(try accounts.add(lead()))
      let (old, new) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
      try accounts.begin(PageSession(hash: old, person: "lan", began: 1, seen: 1), dropBegan: 0, dropSeen: 0)
      try accounts.begin(PageSession(hash: new, person: "lan", began: 9, seen: 9), dropBegan: 5, dropSeen: 5)
      #expect(try !isOpen(old, accounts))
      #expect(try isOpen(new, accounts))
      try accounts.touch(new, at: 12)
      let seen = try accounts.session(new)?.session.seen
      #expect(seen == 12)
      try accounts.end(new)
      #expect(try !isOpen(new, accounts))
    }
  }

  @Test func `events are told newest first, page by page`() throws {
    try with { accounts, path in
      for number in 1...5 { try accounts.note(.signedIn, who: "a", subject: "\(number)", at: Int64(number)) }
      let first = try accounts.events(limit: 2)
      #expect(first.map(\.subject) == ["5", "4"])
      let rest = try accounts.events(before: first[1].number, limit: 9)
      #expect(rest.map(\.subject) == ["3", "2", "1"])
      try accounts.backUp(to: path + ".copy")
      let copy = try AccountStore.open(path: path + ".copy")
      let copied = try copy.events(limit: 9)
      #expect(copied.count == 5)
      try copy.close()
    }
  }

  @Test func `a token is known by its hash until it is taken back`() throws {
    try with { accounts, _ in
      let token = MachineToken(name: "kho", hash: [3], scope: .hub, mayReadEntries: true, made: 1, expires: 9)
      #expect(try accounts.add(token))
      #expect(try !accounts.add(token))
      #expect(try accounts.token([3]) == token)
      #expect(try accounts.token([4]) == nil)
      #expect(try accounts.revokeToken("kho", at: 5))
      let late = try accounts.token([3])
      #expect(late?.revoked == 5)
      #expect(try !accounts.revokeToken("nobody", at: 5))
    }
  }

  @Test(arguments: ["29242", "79", ""]) func `a scope is written as it is read`(text: String) {
    #expect(UnitScope(text)?.text == text)
  }

  @Test(arguments: ["2924", "292420", "a9242", "７９"]) func `other texts are no scope`(text: String) {
    #expect(UnitScope(text) == nil)
  }
}
