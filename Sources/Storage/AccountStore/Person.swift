/// What somebody may see of a hub's pages.
package enum PersonRole: String, CaseIterable, Sendable {
  /// Leads the desks of one commune.
  case lead
  /// Looks after all communes of a province, or of the hub.
  case province
  /// Looks after the hub itself: who may sign in, what happened, what is kept apart. Sees no figures of citizens.
  case administrator

  /// Whether a password alone is not enough.
  package var needsCode: Bool { self != .lead }
}

/// Which communes somebody may see: their own, and those below.
package enum UnitScope: Hashable, Sendable {
  /// One commune, by its five digits.
  case commune(String)
  /// All communes of a province, by its two digits.
  case province(String)
  /// All that the hub holds.
  case hub

  /// As it is written: `29242`, `79`, or nothing; nil for any other text.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    switch text.utf8.count {
    case 0: self = .hub
    case 2: self = .province(text)
    case 5: self = .commune(text)
    default: return nil
    }
  }

  package var text: String {
    switch self {
    case .commune(let code), .province(let code): code
    case .hub: ""
    }
  }
}

/// Somebody who may sign in to a hub's pages.
package struct Person: Hashable, Sendable {
  /// What they sign in with: small letters, digits, `.` and `-`, 2 to 32.
  package var name: String
  package var role: PersonRole
  package var scope: UnitScope
  /// ``StoredPassword/text``.
  package var password: String
  /// The secret of their codes, 20 bytes; nil for who needs none.
  package var codeSecret: [UInt8]?
  /// The step of the last code that was taken: none is taken twice.
  package var lastCodeStep: Int64 = 0
  /// When they were shut out, in milliseconds since 1970; nil where they were not.
  package var disabled: Int64?

  package init(name: String, role: PersonRole, scope: UnitScope, password: String, codeSecret: [UInt8]?) {
    self.name = name
    self.role = role
    self.scope = scope
    self.password = password
    self.codeSecret = codeSecret
  }

  /// Whether a text can be a name.
  package static func isName(_ text: String) -> Bool {
    (2...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { unit in
        switch unit {
        case 0x61...0x7a, 0x30...0x39, 0x2d, 0x2e: true
        default: false
        }
      }
  }
}

/// What a browser holds while somebody is signed in, as the hub remembers it: never the secret itself.
package struct PageSession: Hashable, Sendable {
  /// SHA-256 of the secret in the browser's cookie.
  package var hash: [UInt8]
  package var person: String
  /// Milliseconds since 1970.
  package var began: Int64
  package var seen: Int64

  package init(hash: [UInt8], person: String, began: Int64, seen: Int64) {
    self.hash = hash
    self.person = person
    self.began = began
    self.seen = seen
  }
}

/// What a program shows to read a hub's feeds, as the hub remembers it: never the secret itself.
package struct MachineToken: Hashable, Sendable {
  /// What it is for; of its own among tokens.
  package var name: String
  /// SHA-256 of the secret.
  package var hash: [UInt8]
  package var scope: UnitScope
  /// Whether it may read entries, not only figures.
  package var mayReadEntries: Bool
  /// Milliseconds since 1970.
  package var made: Int64
  package var expires: Int64
  /// When it was taken back; nil where it was not.
  package var revoked: Int64?

  package init(
    name: String, hash: [UInt8], scope: UnitScope, mayReadEntries: Bool, made: Int64, expires: Int64,
    revoked: Int64? = nil
  ) {
    self.name = name
    self.hash = hash
    self.scope = scope
    self.mayReadEntries = mayReadEntries
    self.made = made
    self.expires = expires
    self.revoked = revoked
  }
}

/// Something that was done with the hub's pages, feeds or people.
package struct AuditEvent: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case signedIn = "signed-in"
    case signInFailed = "sign-in-failed"
    case signedOut = "signed-out"
    /// Somebody asked for what is not theirs.
    case refused
    /// A report, or entries, went out as a file.
    case downloaded
    case personAdded = "person-added"
    case personDisabled = "person-disabled"
    case personReset = "person-reset"
    case tokenAdded = "token-added"
    case tokenRevoked = "token-revoked"
    case unitsImported = "units-imported"
    /// Something was done with a unit's period.
    case periodStep = "period-step"
    /// A desk was asked to correct an entry.
    case entryMarked = "entry-marked"
  }

  /// Counts from 1.
  package var number: Int64
  /// Milliseconds since 1970.
  package var time: Int64
  package var kind: Kind
  /// Who: a person's name, `token NAME`, or nothing for the command line on the hub's machine.
  package var who: String
  /// What it was done to: a path, a name, a commune's code.
  package var subject: String
}
