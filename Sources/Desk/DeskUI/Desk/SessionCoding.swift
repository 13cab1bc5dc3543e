package import Checklists
internal import Foundation
package import Journal

/// Session events as bytes: JSON, one object an event.
package enum SessionCoding {
  package static func encode(_ event: SessionEvent) throws(JournalProblem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do { return Array(try encoder.encode(event)) } catch { throw .notEncodable(what: "\(type(of: error))") }
  }

  /// What a row of events tells.
  package enum History: Sendable {
    case whole(SessionHistory)
    /// The event with this number, from 0, cannot be read, and so neither can the session: what follows would be applied
    /// to another one than the one that was.
    case broken(at: Int)
  }

  /// The session that a row of events tells.
  package static func history(_ events: [[UInt8]], in checklist: Checklist) -> History {
    let decoder = JSONDecoder()
    var history: SessionHistory?
    for (number, bytes) in events.enumerated() {
      let event: SessionEvent
      do { event = try decoder.decode(SessionEvent.self, from: Data(bytes)) } catch { return .broken(at: number) }
      if history == nil {
        history = SessionHistory(event)
      } else {
        history?.apply(event, in: checklist)
      }
      if history == nil { return .broken(at: number) }
    }
    return history.map(History.whole) ?? .broken(at: 0)
  }
}
