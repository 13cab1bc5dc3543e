public import Checklists
internal import Foundation
public import Journal

/// A session in progress that this program cannot read. It stays on the disk as it is.
public struct DamagedDraft: Hashable, Sendable {
  /// What cannot be read of it.
  public enum Damage: Error, Hashable, Sendable {
    /// The checklist that was kept with it, and the first complaint about that.
    case checklist(LocalText)
    /// The event with this number, from 0: it is damaged, or a newer program wrote it.
    case event(number: Int)
  }

  public var session: SessionID
  public var checklist: ChecklistID
  /// How many events it has.
  public var events: Int
  public var damage: Damage
}

/// Session events as bytes: JSON, one object an event.
package enum SessionCoding {
  package static func encode(_ event: SessionEvent) throws(JournalProblem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do { return Array(try encoder.encode(event)) } catch { throw .notEncodable(what: "\(type(of: error))") }
  }

  /// The session that a row of events tells. One that cannot be read makes all of it unreadable: what follows would be
  /// applied to another session than the one that was.
  package static func history(
    _ events: [[UInt8]], in checklist: Checklist
  ) throws(DamagedDraft.Damage) -> SessionHistory {
    let decoder = JSONDecoder()
    var history: SessionHistory?
    for (number, bytes) in events.enumerated() {
      let event = try decode(bytes, number: number, with: decoder)
      if history == nil {
        history = SessionHistory(event)
      } else {
        history?.apply(event, in: checklist)
      }
      if history == nil { throw .event(number: number) }
    }
    guard let history else { throw .event(number: 0) }
    return history
  }

  private static func decode(
    _ bytes: [UInt8], number: Int, with decoder: JSONDecoder
  ) throws(DamagedDraft.Damage) -> SessionEvent {
    do {
      return try decoder.decode(SessionEvent.self, from: Data(bytes))
    } catch {
      throw .event(number: number)
    }
  }
}
