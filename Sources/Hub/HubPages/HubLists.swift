package import AccountStore
import Checklists
import HubStore
import Journal
import Phrases
package import Protocol

/// Lists of what the hub holds, beside figures.
package enum HubLists {
  /// - Parameter isOwn: Whether the reader is of the unit. Others are not told how many entries there are, nor the places of
  ///   any: that is nearly how many citizens came.
  package static func desks(
    _ desks: [DeskLine], isOwn: Bool, names: (String) -> String, _ reader: PageReader
  ) -> HTML {
    let rows = desks.map { desk in
      let counts: [Cells.Cell] = [
        .number(Numbers.text(desk.entries, reader.language)), .number("\(desk.quarantined)"), .number("\(desk.lost)"),
      ]
      return Cells(
        head: "<code>\(desk.shortName)</code>",
        cells: [
          .text("\(desk.device.unit) \(names(desk.device.unit))"), .text(reader(Phrase.roleName(desk.device.role))),
        ] + (isOwn ? counts : []) + [
          .number("\(desk.forks.count)"), .text(desk.lastHeard.map(PageTime.text) ?? reader(Phrase.silentEver)),
          .text(desk.device.revoked == nil ? reader(Phrase.isActive) : reader(Phrase.isShutOut)),
        ])
    }
    let counts = [Phrase.entriesColumn, Phrase.apartColumn, Phrase.lostColumn]
    return Cells.table(
      "desks", Phrase.desksPage,
      [Phrase.deskColumn, Phrase.unitColumn, Phrase.roleColumn] + (isOwn ? counts : [])
        + [Phrase.forksColumn, Phrase.receiptColumn, Phrase.stateColumn], rows, reader)
  }

  package static func forks(
    _ desks: [DeskLine], isOwn: Bool, names: (String) -> String, _ reader: PageReader
  ) -> HTML {
    let rows = desks.flatMap { desk in
      desk.forks.map { fork in
        let counts: [Cells.Cell] = [.number("\(fork.forkedAt)"), .number("\(fork.size - fork.forkedAt)")]
        return Cells(
          head: "<code>\(desk.shortName)</code>",
          cells: [
            .text("\(desk.device.unit) \(names(desk.device.unit))"), .text("\(fork.incarnation)/\(fork.branch)"),
          ] + (isOwn ? counts : []) + [.text(PageTime.text(fork.time))])
      }
    }
    guard !rows.isEmpty else { return Cells.nothing("forks", Phrase.forksSection, Phrase.noForks, reader) }
    return "<p>\(reader(Phrase.forksMeaning))</p>\n"
      + Cells.table(
        "forks", Phrase.forksSection,
        [Phrase.deskColumn, Phrase.unitColumn, Phrase.placeColumn]
          + (isOwn ? [Phrase.sharedColumn, Phrase.entriesColumn] : []) + [Phrase.lastHeardColumn], rows, reader)
  }

  package static func apart(
    _ lines: [ApartLine], isOwn: Bool, names: (String) -> String, _ reader: PageReader
  ) -> HTML {
    guard !lines.isEmpty else { return Cells.nothing("apart", Phrase.apartSection, Phrase.nothingApart, reader) }
    let rows = lines.map { line in
      Cells(
        head: "<code>\(line.desk.shortName)</code>",
        cells: [
          .text("\(line.desk.device.unit) \(names(line.desk.device.unit))"),
          .text(isOwn ? "\(line.entry.incarnation)/\(line.entry.sequence)" : reader(Phrase.hidden)),
          .text(reader(Phrase.sentence(line.entry.reason))),
        ])
    }
    return "<p>\(reader(Phrase.apartMeaning))</p>\n"
      + Cells.table(
        "apart", Phrase.apartSection,
        [Phrase.deskColumn, Phrase.unitColumn, Phrase.placeColumn, Phrase.whyColumn], rows, reader)
  }

  package static func packs(_ offers: [PackOffer], _ reader: PageReader) -> HTML {
    guard !offers.isEmpty else { return Cells.nothing("packs", Phrase.packsPage, Phrase.noPacks, reader) }
    let rows = offers.map {
      Cells(
        head: "\($0.name)", cells: [.number("\(Numbers.text($0.size, reader.language)) B"), .text($0.hash)])
    }
    return Cells.table(
      "packs", Phrase.packsPage, [Phrase.packColumn, Phrase.sizeColumn, Phrase.hashColumn], rows, reader)
  }

  package static func people(_ people: [Person], _ tokens: [MachineToken], now: Int64, _ reader: PageReader) -> HTML {
    let rows = people.map { person in
      Cells(
        head: "\(person.name)",
        cells: [
          .text(reader(person.role.name)), .text(scope(person.scope, reader)),
          .text(reader(person.disabled == nil ? Phrase.isActive : Phrase.isDisabled)),
        ])
    }
    let machines = tokens.map { token in
      let state =
        token.revoked != nil ? Phrase.isDisabled : token.expires <= now ? Phrase.hasExpired : Phrase.isActive
      return Cells(
        head: "\(token.name)",
        cells: [
          .text(reader(token.mayReadEntries ? Phrase.mayReadEntries : Phrase.mayReadFigures)),
          .text(scope(token.scope, reader)), .text(PageTime.text(token.expires)), .text(reader(state)),
        ])
    }
    let tokenTable =
      machines.isEmpty
      ? Cells.nothing("tokens", Phrase.tokensSection, Phrase.noTokens, reader)
      : Cells.table(
        "tokens", Phrase.tokensSection,
        [Phrase.nameColumn, Phrase.whatColumn, Phrase.scopeColumn, Phrase.expiresColumn, Phrase.stateColumn], machines,
        reader)
    return "<p>\(reader(Phrase.peopleHow))</p>\n"
      + Cells.table(
        "people", Phrase.peoplePage,
        [Phrase.nameColumn, Phrase.roleColumn, Phrase.scopeColumn, Phrase.stateColumn], rows, reader) + tokenTable
  }

  package static func audit(_ events: [AuditEvent], hasMore: Bool, _ reader: PageReader) -> HTML {
    guard !events.isEmpty else { return Cells.nothing("audit", Phrase.auditPage, Phrase.noEvents, reader) }
    let rows = events.map { event in
      Cells(
        head: "\(PageTime.text(event.time))",
        cells: [
          .text(event.who.isEmpty ? reader(Phrase.onTheMachine) : event.who), .text(reader(event.kind.words)),
          .text(event.subject),
        ])
    }
    let older: HTML =
      hasMore
      ? "<p><a href=\"/audit?before=\(Int(events.last?.number ?? 0))\">\(reader(Phrase.olderEvents))</a></p>\n" : .none
    return Cells.table(
      "audit", Phrase.auditPage, [Phrase.timeColumn, Phrase.whoColumn, Phrase.whatColumn, Phrase.subjectColumn], rows,
      reader) + older
  }

  private static func scope(_ scope: UnitScope, _ reader: PageReader) -> String {
    scope.text.isEmpty ? reader(Phrase.wholeHub) : scope.text
  }
}

extension AuditEvent.Kind {
  var words: LocalText {
    switch self {
    case .signedIn: Phrase.auditSignedIn
    case .signInFailed: Phrase.auditSignInFailed
    case .signedOut: Phrase.auditSignedOut
    case .refused: Phrase.auditRefused
    case .downloaded: Phrase.auditDownloaded
    case .personAdded: Phrase.auditPersonAdded
    case .personDisabled: Phrase.auditPersonDisabled
    case .personReset: Phrase.auditPersonReset
    case .tokenAdded: Phrase.auditTokenAdded
    case .tokenRevoked: Phrase.auditTokenRevoked
    case .unitsImported: Phrase.auditUnitsImported
    case .periodStep: Phrase.auditPeriodStep
    case .entryMarked: Phrase.auditEntryMarked
    }
  }
}
