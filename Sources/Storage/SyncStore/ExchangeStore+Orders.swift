import Bytes
import GRDB
package import Journal
package import Protocol
package import SQLiteFiles

/// What the hub and leads left for a journal to do, and what became of it.
extension ExchangeStore {
  /// Does all of it: what waits of the log, contacts to erase, leads' steps on petitions. Returns how many orders were done,
  /// and how many entries were written for them.
  ///
  /// - Parameters:
  ///   - current: The journal's present chain; nil where it has none yet, and what waits of the log goes on waiting.
  ///   - devices: All names that the journal's laptop ever had.
  ///   - row: Where an entry stands in the journal; nil where it does not.
  package func carryOutOrders(
    in journal: any JournalPort, current: ChainID?, devices: Set<DeviceID>, at moment: Moment,
    row: (EntryID) throws -> Int64?
  ) throws -> (done: Int, written: Int) {
    var (done, written) = (0, 0)
    if let order = try logOrder(), let current {
      try carryOut(order, in: journal, current: current)
      done += 1
    }
    for order in try waitingOrders() {
      guard let receipt = EntryHash(hex: order.receipt) else { continue }
      switch try journal.eraseOrdered(receipt: receipt, at: moment) {
      case .erased:
        try markApplied(order, erased: true)
        written += 1
      case .alreadyGone, .unknown: try markApplied(order, erased: false)
      }
      done += 1
    }
    for step in try waitingSteps(of: devices) {
      if try carryOut(step, in: journal, row: try row(step.entry), at: moment) { written += 1 }
      done += 1
    }
    return (done, written)
  }

  /// Does what was left to a journal whose present chain is `current`. It was given for one chain: what has come since
  /// is not meant.
  private func carryOut(_ order: LogOrder, in journal: any JournalPort, current: ChainID) throws {
    switch order {
    case .beginIncarnation(current): _ = try journal.beginIncarnation()
    case .renewIdentity(current.device): _ = try journal.renewIdentity()
    case .beginIncarnation, .renewIdentity: break
    }
    try markLogOrderDone()
  }

  /// Leads' steps on petitions of these laptops that are not in the journal yet, in the order in which they were said.
  package func waitingSteps(of devices: Set<DeviceID>) throws(StorageProblem) -> [PetitionStep] {
    let steps: [MadeWord<PetitionStep>] = try words(where: "AND NOT is_done")
    return steps.map(\.word).filter { devices.contains($0.device) }.reversed()
  }

  /// Writes a lead's step into the journal that holds the petition, at this row. One that is written down, or whose petition
  /// is not there, cannot be read any more, or has ``PetitionStep/mostOfPetition`` steps, changes nothing; false then.
  private func carryOut(
    _ step: PetitionStep, in journal: any JournalPort, row: Int64?, at moment: Moment
  ) throws -> Bool {
    var isDue = false
    if let row {
      do {
        isDue = try isToBeWritten(step, in: journal, row: row)
      } catch JournalProblem.damaged {
        // An entry that the disk lost keeps no exchange from the others.
        isDue = false
      }
      if isDue { _ = try journal.keep(.petition(of: step.entry, step.facts(at: moment)), closing: nil, contact: nil) }
    }
    try change { db in
      try db.run(
        "UPDATE lead_word SET is_done = 1 WHERE kind = ? AND device = ? AND key = ?", .text(PetitionStep.kind),
        .text(step.device.rawValue), .text(step.key))
    }
    return isDue
  }

  private func isToBeWritten(_ step: PetitionStep, in journal: any JournalPort, row: Int64) throws(JournalProblem)
    -> Bool
  {
    let detail = try journal.detail(row: row)
    guard case .session(let facts) = detail.body, facts.petition != nil,
      detail.later.count < PetitionStep.mostOfPetition
    else { return false }
    return try !step.isWritten(in: detail, of: journal)
  }
}
