import AccountStore
import ArgumentParser
import Checklists
import HubPages
import Phrases
import Platform

/// `tiepsuc-hub token`: what programs show to read the hub's feeds.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Mã để chương trình lấy số liệu / tokens with which programs read the feeds.",
    subcommands: [Add.self, List.self, Revoke.self], defaultSubcommand: List.self)

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Thêm mã; chỉ hiện một lần / add one; it is shown once.",
      discussion: """
        --entries cho lấy từng lượt (không có liên hệ, không có lời ghi): chỉ cho nơi có quyền xem số liệu nội bộ của đơn vị.

        --entries gives single sessions, without contacts and words: only for those who may see the units' own data.
        """)
    @OptionGroup var options: HubOptions
    @Argument(help: "Dùng cho việc gì: a–z, 0–9, . - / what it is for.") var name: String
    @Option(help: "Mã xã (5 số) hay tỉnh (2 số); không có: cả máy chủ / commune, province, or the whole hub.")
    var unit: UnitScope = .hub
    @Flag(help: "Cả từng lượt / single sessions, too.") var entries = false
    @Option(help: "Số ngày hiệu lực / days of validity.") var days = 365
    @Flag(help: "Một đối tượng JSON / one JSON object.") var json = false

    private struct Line: Encodable {
      var name: String
      var token: String
      var unit: String
      var expires: Int64
    }

    func validate() throws {
      guard Person.isName(name) else { throw ValidationError("NAME: a–z, 0–9, . -, 2 … 32.") }
      guard (1...1_096).contains(days) else { throw ValidationError("--days: 1 … 1096.") }
    }

    func run() throws {
      var generator = SystemRandomNumberGenerator()
      let secret = Secret(using: &generator)
      let now = SystemClock.now.wallMilliseconds
      let token = MachineToken(
        name: name, hash: secret.hash, scope: unit, mayReadEntries: entries, made: now,
        expires: now + Int64(days) * 86_400_000)
      try withAccounts(options, isNew: true) { accounts in
        guard try accounts.add(token) else { throw HubProblem.nameTaken(name) }
        try accounts.note(.tokenAdded, who: "", subject: name, at: now)
      }
      if json {
        return say(
          try tiepsuc_hub.json(Line(name: name, token: secret.text, unit: unit.text, expires: token.expires)))
      }
      say(Phrase.tokenAdded(name, secret: secret.text)[options.language])
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Liệt kê, không có mã / list them, without the secrets.")
    @OptionGroup var options: HubOptions

    func run() throws {
      for token in try withAccounts(options, { try $0.tokens() }) {
        let state = token.revoked == nil ? "" : " revoked"
        let what = token.mayReadEntries ? "entries" : "figures"
        say(
          "\(token.name) \(token.scope.text.isEmpty ? "*" : token.scope.text) \(what) \(PageTime.text(token.expires))\(state)"
        )
      }
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Khoá mã / take one back.")
    @OptionGroup var options: HubOptions
    @Argument(help: "Tên / its name.") var name: String

    func run() throws {
      try withAccounts(options) { accounts in
        let now = SystemClock.now.wallMilliseconds
        guard try accounts.revokeToken(name, at: now) else { throw HubProblem.noSuchName(name) }
        try accounts.note(.tokenRevoked, who: "", subject: name, at: now)
      }
      say(Phrase.tokenRevoked(name)[options.language])
    }
  }
}
