import Checklists
import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// Where the journal leaves the laptop: how it stands, and what can be done about it.
package struct ExchangeScreen: Equatable, Sendable {
  package var page = Page.overview
  package var selection = 0
  package var scroll = 0
  package var field = EditedText()
  /// The address that was typed, while the code is typed.
  package var address = ""

  package enum Page: Sendable {
    case overview, quarantined, desks, history, sticks
    /// The hub's address is typed, then the code.
    case address, code
    /// Keys of leads to compare.
    case leadKeys
  }
}

extension Desk {
  func exchangeBindings(_ screen: ExchangeScreen) -> [Binding] {
    switch screen.page {
    case .overview: overviewBindings
    case .quarantined: [Binding([.enter], .choose, Phrase.open, disabled: unopenable(screen))]
    case .desks, .history: [Binding([.enter], .out, Phrase.out)]
    case .sticks:
      [
        Binding([.enter], .choose, Phrase.useStick, disabled: exchange.sticks.isEmpty ? Phrase.noStick : busy),
        Binding("u", .openSticks, Phrase.lookAgain),
      ]
    case .address: [Binding([.enter], .submit, Phrase.goOn)]
    case .code: [Binding([.enter], .submit, Phrase.enrol)]
    case .leadKeys:
      [Binding("x", .confirmLeadKey, Phrase.keyIsRight, disabled: leadKeys.isEmpty ? Phrase.noLeadKeys : nil)]
    }
  }

  private var overviewBindings: [Binding] {
    var all: [Binding] = []
    if let run = exchange.run {
      // Once it was asked to stop, Esc means what it means everywhere.
      if !run.isStopping { all.append(Binding([.escape], .stopExchange, Phrase.stopAtBatch)) }
      all.append(Binding("n", .helpOn, Phrase.helpOn))
    }
    all += [
      exchange.isEnrolled || busy != nil
        ? Binding([.enter], .startExchange, Phrase.sendNow, disabled: busy ?? unreachable)
        : Binding([.enter], .enrol, Phrase.enrol),
      Binding("u", .openSticks, Phrase.byStick, disabled: busy),
      Binding(
        "r", .openQuarantined, Phrase.keptApart,
        disabled: exchange.overview?.quarantined.isEmpty == false ? nil : Phrase.noneApart),
      Binding("m", .openDesks, Phrase.theDesks, disabled: exchange.isLead ? nil : Phrase.onlyLeads),
      Binding(
        "l", .openExchangeHistory, Phrase.exchangeHistory,
        disabled: exchange.overview?.history.isEmpty == false ? nil : Phrase.noExchanges),
      Binding("d", .enrol, Phrase.enrol, disabled: busy, hint: exchange.isEnrolled && needsEnrolment),
      Binding("x", .openLeadKeys, Phrase.compareKey, disabled: leadKeys.isEmpty ? Phrase.noLeadKeys : nil),
    ]
    return all
  }

  /// Why nothing can be started now; nil where it can.
  private var busy: LocalText? {
    if isPractice { return Phrase.sentence(.practice, subject: nil, refusal: nil) }
    return exchange.run == nil ? nil : Phrase.alreadyRuns
  }

  /// Why there is no hub to send to; nil where there is one.
  private var unreachable: LocalText? {
    guard exchange.isEnrolled else { return Phrase.sentence(.notEnrolled, subject: nil, refusal: nil) }
    return exchange.overview?.summary.hub == nil ? Phrase.noAddress : nil
  }

  /// This laptop must be let in anew.
  var needsEnrolment: Bool {
    (exchange.overview?.summary.isForked == true && !exchange.hasRenewed)
      || exchange.overview?.summary.isRevoked == true
  }

  var leadKeys: [LeadKeyID] { exchange.overview?.leadKeys ?? [] }

  private func unopenable(_ screen: ExchangeScreen) -> LocalText? {
    guard let all = exchange.overview?.quarantined, all.indices.contains(screen.selection) else {
      return Phrase.noneApart
    }
    return all[screen.selection].row == nil ? Phrase.entryElsewhere : nil
  }

  mutating func performExchange(_ act: Act, _ screen: ExchangeScreen) -> [Effect] {
    switch act {
    case .out: return goOut()
    case .helpOn:
      screens = Array(screens.prefix(1))
      return []
    case .startExchange: return begin([.push])
    case .stopExchange:
      exchange.run?.isStopping = true
      exchange.queue = []
      return [.exchange(.stop)]
    case .openSticks: return [.exchange(.findSticks)]
    case .openQuarantined: return open(.quarantined)
    case .openDesks: return open(.desks)
    case .openExchangeHistory: return open(.history)
    case .openLeadKeys: return open(.leadKeys)
    case .confirmLeadKey:
      return leadKeys.indices.contains(screen.selection) ? [.exchange(.confirm(leadKeys[screen.selection]))] : []
    case .enrol:
      screens.append(
        .exchange(ExchangeScreen(page: .address, field: EditedText(exchange.overview?.summary.hub ?? "https://"))))
      return []
    case .submit: return enrolSubmitted(screen)
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .exchange(let screen) = screens.last else { return effects }
      return effects + performExchange(.choose, screen)
    case .choose: return chosen(screen)
    default: return []
    }
  }

  private mutating func open(_ page: ExchangeScreen.Page) -> [Effect] {
    screens.append(.exchange(ExchangeScreen(page: page)))
    return []
  }

  mutating func openExchange() -> [Effect] {
    screens.append(.exchange(ExchangeScreen()))
    return exchange.run == nil ? [.exchange(.load)] : []
  }

  private mutating func chosen(_ screen: ExchangeScreen) -> [Effect] {
    switch screen.page {
    case .quarantined:
      guard let all = exchange.overview?.quarantined, all.indices.contains(screen.selection) else { return [] }
      return all[screen.selection].row.map { [.journal(.loadDetail(row: $0))] } ?? []
    case .sticks:
      guard exchange.sticks.indices.contains(screen.selection) else { return [] }
      screens.removeLast()
      return use(exchange.sticks[screen.selection])
    default: return []
    }
  }

  /// First the address, then the code; then the program is started.
  private mutating func enrolSubmitted(_ before: ExchangeScreen) -> [Effect] {
    var screen = before
    let words = trimmed(screen.field.text)
    if screen.page == .address {
      guard let address = hubAddress(words) else {
        warn(Phrase.sentence(.badAddress, subject: nil, refusal: nil))
        return []
      }
      (screen.address, screen.page, screen.field) = (address, .code, EditedText())
      replaceTop(.exchange(screen))
      return []
    }
    guard let code = EnrolCode(typed: words) else {
      warn(Phrase.notACode)
      return []
    }
    screens.removeLast()
    let job = SyncJob.enrol(url: screen.address, code: code.letters)
    // A name that two laptops use is given up first; once, however often the code is mistyped.
    if exchange.overview?.summary.isForked == true, !exchange.hasRenewed {
      return [.journal(.renewIdentity(then: job))]
    }
    return begin([job, .push])
  }

  /// What was typed as an address; nil where it is none. Without a scheme, the safe one is meant.
  private func hubAddress(_ words: String) -> String? {
    var address = words.contains("://") ? words : "https://" + words
    // Somebody pasted a whole address behind the scheme that stood there.
    for scheme in ["https://https://", "https://http://"] where address.lowercased().hasPrefix(scheme) {
      address.removeFirst(8)
    }
    let parts = address.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, ["https", "http"].contains(parts[0].lowercased()), parts[1].hasPrefix("//"),
      let first = parts[1].dropFirst(2).first, first.isLetter || first.isNumber || first == "[",
      !address.contains(where: { $0.isWhitespace || !$0.isASCII })
    else { return nil }
    return address
  }

  /// Reads everything that lies on the stick, then writes: what came with it is taken along at once. A laptop that is not
  /// enrolled takes the first ticket before that.
  mutating func use(_ stick: Stick) -> [Effect] {
    // What a lead brought from the desks goes to the hub before the stick is written: one key, and the receipts are on it.
    let pushing = exchange.isLead && exchange.overview?.summary.hub != nil ? [SyncJob.push] : []
    let reading = stick.bundles.isEmpty ? [] : [SyncJob.readStick(folder: stick.folder)]
    let ticket = exchange.isEnrolled ? nil : stick.tickets.first.map { SyncJob.enrolTicket(file: $0) }
    return begin((ticket.map { [$0] } ?? []) + reading + pushing + [.writeStick(folder: stick.folder)])
  }

  /// Starts the first of some jobs; the others follow.
  mutating func begin(_ jobs: [SyncJob]) -> [Effect] {
    guard !isPractice, exchange.run == nil, let first = jobs.first else { return [] }
    exchange.results = []
    exchange.attentions = []
    exchange.isSecondRound = false
    exchange.queue = Array(jobs.dropFirst())
    return [.exchange(.start(first))]
  }
}
