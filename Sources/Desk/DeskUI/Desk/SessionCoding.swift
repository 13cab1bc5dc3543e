package import Checklists
internal import Foundation
package import Journal

/// Session events as bytes: JSON, one object an event.
package enum SessionCoding {
  package static func encode(_ event: SessionEvent) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Array(try encoder.encode(event))
  }

  /// The session that a row of events tells; nil where the first one is missing. Events behind an unreadable one are
  /// left out: they were written by a newer program.
  package static func history(_ events: [[UInt8]], in checklist: Checklist) -> SessionHistory? {
    let decoder = JSONDecoder()
    var history: SessionHistory?
    for bytes in events {
      guard let event = try? decoder.decode(SessionEvent.self, from: Data(bytes)) else { break }
      if history == nil {
        history = SessionHistory(event)
      } else {
        history?.apply(event, in: checklist)
      }
    }
    return history
  }
}
