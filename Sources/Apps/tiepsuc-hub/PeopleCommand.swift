import AccountStore
import ArgumentParser
import Checklists
import Foundation
import HubPages
import HubService
import HubStore
import Phrases
import Platform
import SQLiteFiles

extension PersonRole: ExpressibleByArgument {}
extension UnitScope: ExpressibleByArgument {
  init?(argument: String) { self.init(argument) }
}

/// `tiepsuc-hub people`: who may sign in to the hub's pages. Nobody may until somebody is added here.
struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Người được xem các trang của máy chủ / who may see the hub's pages.",
    subcommands: [Add.self, List.self, Disable.self, Reset.self], defaultSubcommand: List.self)

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Thêm người; mật khẩu chỉ hiện một lần / add somebody; the password is shown once.")
    @OptionGroup var options: HubOptions
    @Argument(help: "Tên đăng nhập: a–z, 0–9, . - / the name.") var name: String
    @Option(help: "lead | province | administrator.") var role: PersonRole
    @Option(help: "Mã xã (5 số) hay tỉnh (2 số); không có: cả máy chủ / commune, province, or the whole hub.")
    var unit: UnitScope = .hub
    @Flag(help: "Cả trưởng nhóm cũng phải nhập mã 6 số / a lead, too, types a code.") var code = false
    @Flag(help: "Một đối tượng JSON / one JSON object.") var json = false

    func validate() throws {
      guard Person.isName(name) else { throw ValidationError("NAME: a–z, 0–9, . -, 2 … 32.") }
      let fits: Bool =
        switch (role, unit) {
        case (.lead, .commune), (.province, .province), (.province, .hub), (.administrator, .hub): true
        default: false
        }
      guard fits else { throw ValidationError("--unit: lead 5, province 2 | –, administrator –.") }
    }

    func run() throws {
      let made = try Credentials(role.needsCode || code)
      let person = Person(
        name: name, role: role, scope: unit, password: made.stored, codeSecret: made.codeSecret)
      try withAccounts(options, isNew: true) { accounts in
        guard try accounts.add(person) else { throw HubProblem.nameTaken(name) }
        try accounts.note(.personAdded, who: "", subject: name, at: SystemClock.now.wallMilliseconds)
      }
      try made.tell(name, json: json, Phrase.personAdded(name, password: made.password), options.language)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Liệt kê / list.")
    @OptionGroup var options: HubOptions
    @Flag(help: "Một mảng JSON / one JSON array.") var json = false

    private struct Line: Encodable {
      var name: String
      var role: String
      var unit: String
      var hasCode: Bool
      var disabled: Int64?
    }

    func run() throws {
      let lines = try withAccounts(options) { accounts in
        try accounts.people().map {
          Line(
            name: $0.name, role: $0.role.rawValue, unit: $0.scope.text, hasCode: $0.codeSecret != nil,
            disabled: $0.disabled)
        }
      }
      if json { return say(try tiepsuc_hub.json(lines)) }
      for line in lines {
        say(
          "\(line.name) \(line.role) \(line.unit.isEmpty ? "*" : line.unit)\(line.disabled == nil ? "" : " disabled")")
      }
    }
  }

  struct Disable: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Khoá người, đóng phiên đăng nhập / shut somebody out, close what is open.")
    @OptionGroup var options: HubOptions
    @Argument(help: "Tên / the name.") var name: String

    func run() throws {
      try withAccounts(options) { accounts in
        let now = SystemClock.now.wallMilliseconds
        guard try accounts.disable(name, at: now) else { throw HubProblem.noSuchName(name) }
        try accounts.note(.personDisabled, who: "", subject: name, at: now)
      }
      say(Phrase.personDisabled(name)[options.language])
    }
  }

  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Mật khẩu và mã mới, mở khoá / a new password and code; lets them in again.")
    @OptionGroup var options: HubOptions
    @Argument(help: "Tên / the name.") var name: String
    @Flag(help: "Một đối tượng JSON / one JSON object.") var json = false

    func run() throws {
      let made = try withAccounts(options) { accounts in
        guard let person = try accounts.person(name) else { throw HubProblem.noSuchName(name) }
        let made = try Credentials(person.role.needsCode || person.codeSecret != nil)
        guard try accounts.reset(name, password: made.stored, codeSecret: made.codeSecret) else {
          throw HubProblem.noSuchName(name)
        }
        try accounts.note(.personReset, who: "", subject: name, at: SystemClock.now.wallMilliseconds)
        return made
      }
      try made.tell(name, json: json, Phrase.personReset(name, password: made.password), options.language)
    }
  }
}

/// What somebody signs in with, made by the hub.
private struct Credentials {
  let password: String
  let stored: String
  let codeSecret: [UInt8]?

  private struct Line: Encodable {
    var name: String
    var password: String
    var authenticator: String?
  }

  init(_ needsCode: Bool) throws {
    var generator = SystemRandomNumberGenerator()
    password = StoredPassword.made(using: &generator)
    stored = try StoredPassword(password, using: &generator).text
    codeSecret = needsCode ? OneTimeCode.secret(using: &generator) : nil
  }

  func tell(_ name: String, json isJSON: Bool, _ words: LocalText, _ language: Language) throws {
    let address = codeSecret.map { OneTimeCode.address($0, name: name) }
    if isJSON { return say(try json(Line(name: name, password: password, authenticator: address))) }
    say(words[language])
    if let address { say(Phrase.personCode(address)[language]) }
  }
}

/// Does something with a hub's people, and closes their file in any case.
func withAccounts<T>(
  _ options: HubOptions, isNew: Bool = false, _ work: (AccountStore) throws -> T
) throws -> T {
  let folder = options.folder
  if isNew { try Files().makeFolder(folder.path) }
  guard isNew || FileManager.default.fileExists(atPath: folder.accounts) else { throw HubProblem.noPeople(folder.path) }
  let accounts = try AccountStore.open(path: folder.accounts)
  do {
    let result = try work(accounts)
    try accounts.close()
    return result
  } catch {
    try accounts.close()
    throw error
  }
}
