package import Checklists
package import Protocol
package import Statistics
import SyncStore

extension LiveExchange {
  /// What the hub told of a checklist over all desks; nil where it told nothing of this yet. The next exchange then asks
  /// for it, as far as this is a trainer's desk.
  package func figures(of checklist: ChecklistID, _ filter: FigureFilter) -> FigureAnswer? {
    do {
      guard let store = try opened(), try store.enrolment()?.role == .trainer else { return nil }
      if let told = try store.figures(checklist: checklist, filter: filter) { return told }
      // Whole checklists and versions are fetched by every exchange.
      if filter != FigureFilter(version: filter.version) { try store.wish(checklist: checklist, filter: filter) }
      return nil
    } catch {
      // What the hub told can be fetched again at any time; the review then shows this laptop's figures alone.
      return nil
    }
  }
}
