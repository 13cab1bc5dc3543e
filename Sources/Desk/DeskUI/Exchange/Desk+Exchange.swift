import Checklists
import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

extension Desk {
  /// What a tick asks of the exchange: what a run has said, or whether one may start by itself.
  mutating func exchangeTicked() -> [Effect] {
    // The first tick comes after the first frame, which must not wait for this.
    if !exchange.isAsked {
      exchange.isAsked = true
      return [.exchange(.load)]
    }
    // What was opened for a screen goes with it, however it was left.
    if !navigation.places.contains(where: { $0.screen is UnitFollowUpsScreen }) { exchange.followUps = nil }
    guard let run = exchange.run else { return startByItself() }
    if !run.wasSilent, now.milliseconds(since: run.heard) > ExchangeState.longestSilence {
      exchange.run?.wasSilent = true
      exchange.queue = []
      return [.exchange(.stop), .exchange(.poll)]
    }
    return [.exchange(.poll)]
  }

  /// Looks for a network now and then, while nobody types, and at most one exchange every quarter of an hour.
  private mutating func startByItself() -> [Effect] {
    guard !isPractice, navigation.top.content(self).field == nil, exchange.isAutomatic, exchange.isEnrolled,
      exchange.overview?.summary.hub != nil,
      !needsEnrolment,
      passed(ExchangeState.automaticPause, since: exchange.started),
      passed(ExchangeState.lookPause, since: exchange.looked)
    else { return [] }
    exchange.looked = now
    return [.exchange(.lookForNetwork)]
  }

  private func passed(_ milliseconds: Int64, since moment: Moment?) -> Bool {
    moment.map { now.milliseconds(since: $0) >= milliseconds } ?? true
  }

  /// Replies that belong to the exchange.
  mutating func exchangeReplied(_ reply: ExchangeReply) -> [Effect] {
    switch reply {
    case .overview(let overview):
      exchange.overview = overview
      exchange.unreadable = nil
      let late = exchange.isLead && !isPractice ? [countOverdue] : []
      return ordersWait() + takeEnrolledUnit() + takeStandings(overview.standings) + late
    case .started(let job):
      exchange.started = now
      exchange.run = ExchangeState.Run(way: job.way, heard: now)
      exchange.run?.isOfContacts = job == .followUps
    case .news(let news): return took(news)
    // Whoever looked for them is in front.
    case .sticks(let sticks): exchange.sticks = sticks
    case .network(let isThere): return isThere && exchange.run == nil ? begin([.push]) : []
    case .ordersApplied(let count): return [.exchange(.load)] + applied(count)
    // Nobody asked for it with a key, so nobody at work is interrupted; it is tried again after the next exchange.
    case .ordersRefused(let problem): exchange.unapplied = problem
    case .confirmed, .named, .said: return [.exchange(.load)]
    case .stopping: break
    case .failed(let effect, let trouble): failed(effect, trouble)
    }
    return []
  }

  /// A laptop that is enrolled belongs to the unit of its enrolment, whatever was chosen before.
  mutating func takeEnrolledUnit() -> [Effect] {
    guard !isPractice, let code = exchange.overview?.summary.unit, code != unit?.code else { return [] }
    if unitSearch.units.isEmpty {
      // The table is read once for it: a unit that it does not have is not looked for with every exchange.
      if exchange.missingUnit == code { return [] }
      exchange.missingUnit = code
      return [.checklists(.loadUnits(file: unitsFile))]
    }
    return unitSearch.units.first { $0.code == code }.map { take($0) } ?? []
  }

  /// The unit that this laptop is enrolled for, where the table of units knows it; nobody chooses another one then.
  var enrolledUnit: Unit? {
    guard !isPractice, let code = exchange.overview?.summary.unit, code == unit?.code else { return nil }
    return unit
  }

  /// Sessions belong to this unit from now on.
  mutating func take(_ unit: Unit) -> [Effect] {
    self.unit = unit
    let fields = [unit.code, unit.name, unit.provinceCode, unit.province]
    return [.journal(.set(key: "unit", value: fields.joined(separator: "|")))]
  }

  /// The old name is given up: the laptop enrols under the new one.
  mutating func identityRenewed(then job: SyncJob) -> [Effect] {
    exchange.hasRenewed = true
    return begin([job, .push])
  }

  private mutating func failed(_ effect: ExchangeEffect, _ trouble: ExchangeTrouble) {
    switch effect {
    case .load: exchange.unreadable = trouble
    case .start(let job):
      exchange.started = now
      exchange.queue = []
      exchange.results.append(
        ExchangeState.Result(way: job.way, entries: 0, bytes: 0, trouble: trouble))
    case .poll, .stop, .findSticks, .lookForNetwork, .applyOrders, .confirm, .name, .say:
      warn(Phrase.sentence(trouble))
    }
  }

  /// Erasure orders that came are carried out as soon as the real journal is in front and no exchange runs.
  private mutating func ordersWait() -> [Effect] {
    guard !isPractice, exchange.run == nil, !exchange.hasTriedOrders, let overview = exchange.overview,
      overview.waitingOrders > 0
    else { return [] }
    exchange.hasTriedOrders = true
    return [.exchange(.applyOrders(at: now))]
  }

  /// What was written because of an order is to be sent, too: once, where the network just worked.
  private mutating func applied(_ count: Int) -> [Effect] {
    exchange.unapplied = nil
    let last = exchange.results.last
    guard count > 0, !exchange.isSecondRound, exchange.run == nil, last?.way == .network, last?.trouble == nil else {
      return []
    }
    exchange.isSecondRound = true
    return [.exchange(.start(.push))]
  }

  private mutating func took(_ news: SyncNews) -> [Effect] {
    guard exchange.run != nil else { return [] }
    exchange.take(news.lines, at: now)
    guard let end = news.end else { return [] }
    exchange.finish(end)
    var effects: [Effect] = []
    // Nothing keeps this laptop from writing onto a stick that is there; everything else goes on after a success only,
    // but for what follows a broken file.
    let last = exchange.results.last
    if last?.trouble != nil, last?.way != .stickRead { exchange.queue.removeAll { $0.way != .stickWritten } }
    if let next = exchange.queue.first {
      exchange.queue.removeFirst()
      effects.append(.exchange(.start(next)))
    }
    return effects + [.exchange(.load)]
  }
}

extension Desk {
  /// Whether a receipt of the hub covers an entry; nil where this desk has no hub, or is in practice.
  func isSent(_ entry: EntryID) -> Bool? {
    guard !isPractice, exchange.isEnrolled, let covered = exchange.overview?.covered else { return nil }
    return covered.contains {
      $0.device == entry.device && $0.incarnation == entry.incarnation && $0.sequence >= entry.sequence
    }
  }

  /// Why the hub keeps an entry of this journal apart; nil where it does not.
  func quarantine(of row: Int64) -> Quarantine.Reason? {
    quarantined.first { $0.row == row }?.quarantine.reason
  }

  /// The entries of this journal that the hub keeps apart.
  var quarantined: [QuarantinedEntry] { isPractice ? [] : exchange.overview?.quarantined ?? [] }
}

extension Desk {
  mutating func openExchange() -> [Effect] {
    navigation.push(ExchangeScreen())
    return exchange.run == nil ? [.exchange(.load)] : []
  }

  /// Why nothing can be started now; nil where it can.
  var exchangeBusy: LocalText? {
    if isPractice { return Phrase.sentence(.practice, subject: nil, refusal: nil) }
    return exchange.run == nil ? nil : Phrase.alreadyRuns
  }

  /// This laptop must be let in anew.
  var needsEnrolment: Bool {
    (exchange.overview?.summary.isForked == true && !exchange.hasRenewed)
      || exchange.overview?.summary.isRevoked == true
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

  /// Whether the progress of a running exchange is in view.
  package var showsRun: Bool { exchange.run != nil && navigation.top is ExchangeScreen }

  /// A word for the first screen; nil where there is nothing to say.
  var exchangeWord: (text: String, role: TerminalUI.Role)? {
    if let run = exchange.run {
      let percent = run.ofEntries > 0 ? " \(Int(share(run.entries, of: run.ofEntries) * 100)) %" : ""
      return (say(Phrase.homeSending) + percent, .accent)
    }
    guard !isPractice, exchange.isEnrolled, let overview = exchange.overview else { return nil }
    let summary = overview.summary
    if summary.isForked || summary.isRevoked || !overview.leadKeys.isEmpty {
      return (mark(.warning) + " " + say(Phrase.homeNeedsYou), .caution)
    }
    if summary.unsent == 0 { return (mark(.good) + " " + say(Phrase.homeAllSent), .good) }
    let kinds = overview.unsent.flatMap { $0.total == summary.unsent ? $0 : nil }
    return (say(kinds.map(Phrase.homeUnsent) ?? Phrase.homeUnsent(summary.unsent)), .caution)
  }
}
