package import Journal
package import Protocol

/// What `tiepsuc-sync` is started for.
package enum SyncJob: Hashable, Sendable {
  /// Sends what is not sent yet, and fetches what the hub has to say.
  case push
  /// Lets this desk in at a hub, under a name that people give it. The code goes to the program's standard input, never
  /// into its arguments.
  case enrol(url: String, code: String, name: String? = nil)
  /// Takes a ticket, which somebody brought from the hub to a laptop that is never online; the next file that is
  /// written to a stick carries the request.
  case enrolTicket(file: String)
  /// Reads every bundle that lies in this folder.
  case readStick(folder: String)
  /// Writes everything that others need to know into a file in this folder.
  case writeStick(folder: String)
  /// For a lead: opens the contacts of the unit's follow-ups that are due, each of which is noted.
  case followUps

  /// How it travels.
  package var way: ExchangeRecord.Way {
    switch self {
    case .push, .followUps: .network
    case .enrol, .enrolTicket: .enrolment
    case .readStick: .stickRead
    case .writeStick: .stickWritten
    }
  }
}

/// A removable disk that is mounted and can be written to.
package struct Stick: Hashable, Sendable {
  /// Where it is mounted.
  package var folder: String
  package var freeBytes: Int64
  /// Bundles on it, by their paths, in order of their names; at most 100.
  package var bundles: [String]

  /// Tickets on it, likewise.
  package var tickets: [String]

  package init(folder: String, freeBytes: Int64, bundles: [String], tickets: [String] = []) {
    self.folder = folder
    self.tickets = tickets
    self.freeBytes = freeBytes
    self.bundles = bundles
  }

  /// The last part of the folder's path: what file managers show.
  package var name: String { folder.split(separator: "/").last.map(String.init) ?? folder }
}

/// Everything the desk shows of its exchange, as it is remembered on this laptop.
package struct ExchangeOverview: Hashable, Sendable {
  package var summary: ExchangeSummary
  /// Newest first; at most 200.
  package var history: [ExchangeRecord]
  package var quarantined: [QuarantinedEntry]
  /// For each incarnation of the journal that the hub knows, the last entry that a receipt covers.
  package var covered: [EntryID]
  /// For a lead: the desks that this laptop carries for, in order of their names.
  package var carried: [CarriedDesk]
  /// For a lead: the desks of the unit, as the hub told of them last, with names that it is still to be told; nil where
  /// it told nothing yet.
  package var unit: UnitDesks?
  /// Entries of this journal that a lead wants corrected, each with the newest wish, newest first.
  package var marks: [MarkedEntry]
  /// For a lead: entries of the unit's other desks that are to be corrected, likewise.
  package var asked: [MarkedEntry]
  /// For a lead: what was done with the unit's periods, oldest first.
  package var periods: [PeriodStep]
  /// For a lead: what the hub did not take of it, oldest first.
  package var refusedSteps: [RefusedStep]
  /// What leads say of the people of this laptop's desk, newest first.
  package var standings: [PersonStanding]
  /// For a lead: the same of all desks of the unit.
  package var unitStandings: [PersonStanding]
  /// For a lead: leads' steps on petitions of the unit's desks, in the order in which they were said.
  package var petitions: [PetitionStep]
  /// This laptop, as it is enrolled; nil where it is not.
  package var device: DeviceID?
  /// Words of the hub to the unit.
  package var notes: [String]
  /// Keys of leads that the hub names anew; not used until somebody compared them.
  package var leadKeys: [LeadKeyID]
  /// Orders that wait for the desk: contacts to erase, leads' steps on petitions to write down, a new incarnation or a new
  /// name to take.
  package var waitingOrders: Int
  /// What this journal holds, and what of it no receipt covers; nil where that was not counted.
  package var kept: EntryKinds?
  package var unsent: EntryKinds?

  package init(
    summary: ExchangeSummary = ExchangeSummary(), history: [ExchangeRecord] = [], quarantined: [QuarantinedEntry] = [],
    covered: [EntryID] = [], carried: [CarriedDesk] = [], notes: [String] = [], leadKeys: [LeadKeyID] = [],
    waitingOrders: Int = 0, unit: UnitDesks? = nil, device: DeviceID? = nil, marks: [MarkedEntry] = [],
    asked: [MarkedEntry] = [], periods: [PeriodStep] = [], refusedSteps: [RefusedStep] = [],
    standings: [PersonStanding] = [], unitStandings: [PersonStanding] = [], petitions: [PetitionStep] = [],
    kept: EntryKinds? = nil, unsent: EntryKinds? = nil
  ) {
    self.petitions = petitions
    (self.standings, self.unitStandings) = (standings, unitStandings)
    self.refusedSteps = refusedSteps
    (self.kept, self.unsent) = (kept, unsent)
    self.periods = periods
    self.marks = marks
    self.asked = asked
    self.unit = unit
    self.device = device
    self.summary = summary
    self.history = history
    self.quarantined = quarantined
    self.covered = covered
    self.carried = carried
    self.notes = notes
    self.leadKeys = leadKeys
    self.waitingOrders = waitingOrders
  }
}

/// An entry that a lead wants corrected.
package struct MarkedEntry: Hashable, Sendable {
  package var mark: EntryMark
  /// Where it stands in this journal, or in the copy of the unit's journals; nil where it is not here.
  package var row: Int64?
  /// Its desk amended it since.
  package var isDone: Bool

  package init(mark: EntryMark, row: Int64?, isDone: Bool) {
    self.mark = mark
    self.row = row
    self.isDone = isDone
  }
}

/// How `tiepsuc-sync` ended.
package enum SyncEnd: Hashable, Sendable {
  case exited(Int32)
  /// By a signal.
  case killed(Int32)
  /// It said what cannot be read, and was ended for it.
  case garbled
}

/// What has come from `tiepsuc-sync` since it was last asked.
package struct SyncNews: Hashable, Sendable {
  /// In the order in which they were said.
  package var lines: [SyncLine]
  /// Nil while it runs.
  package var end: SyncEnd?

  package init(lines: [SyncLine] = [], end: SyncEnd? = nil) {
    self.lines = lines
    self.end = end
  }
}

/// Why something of the exchange could not be done; each has its sentence.
package enum ExchangeTrouble: Error, Hashable, Sendable {
  /// As `tiepsuc-sync` said, or as what is remembered of exchanges cannot be read or written.
  case failed(SyncFailure, subject: String? = nil, refusal: Refusal.Kind? = nil)
  /// The program is not beside the desk.
  case missing
  /// This machine cannot start a program now.
  case notStarted(code: Int32)
  /// It ended without its last line.
  case died
  /// It said what cannot be read.
  case garbled
  /// It said nothing for a long time, and was ended.
  case silent
  /// The journal refused what the hub ordered.
  case journal(JournalProblem)
}

/// What the desk asks of the exchange. Nothing here waits for a network: `tiepsuc-sync` is a process of its own, and
/// what it says is only fetched where it already lies.
package protocol ExchangePort: AnyObject {
  /// What is remembered of exchanges on this laptop.
  func overview() throws(ExchangeTrouble) -> ExchangeOverview
  /// Starts the program; refuses with `busy` while one runs.
  func start(_ job: SyncJob) throws(ExchangeTrouble)
  /// What has arrived since the last call; returns at once.
  func news() -> SyncNews
  /// Asks the running program to end after its batch; it is killed where it has not gone after some seconds.
  func stop()
  /// The sticks that are mounted now.
  func sticks() -> [Stick]
  /// Whether there is a way out of this machine.
  func hasNetwork() -> Bool
  /// Does to the journal what the exchange could not, because the desk has it open: erases what was ordered, begins a
  /// new incarnation or takes a new name. Returns how many orders were done.
  func applyOrders(to journal: any JournalPort, at: Moment) throws(ExchangeTrouble) -> Int
  /// Gives a desk a name, an empty one takes it away: the next exchange tells the hub.
  func name(_ naming: DeskNaming) throws(ExchangeTrouble)
  /// Says something of a desk: the next exchange tells the hub, and the next stick the desk.
  func say(_ act: LeadAct) throws(ExchangeTrouble)
  /// The key was compared with the lead's: it is used from now on.
  func confirm(_ key: LeadKeyID) throws(ExchangeTrouble)
}
