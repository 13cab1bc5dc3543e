package import Checklists
package import DeskPorts
internal import Foundation
package import Journal

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
