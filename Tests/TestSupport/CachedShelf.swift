package import Checklists
package import DeskPorts
package import Guides
package import Journal
import Synchronization

/// A shelf that asks another one once for each thing: tests open thousands of desks on the same files.
package final class CachedShelf: ShelfPort, Sendable {
  private struct Read {
    var shelf: Shelf?
    var opened: [ChecklistID: Result<OpenedChecklist, BrokenChecklist>] = [:]
    var reopened: [ChecklistText: Result<OpenedChecklist, BrokenChecklist>] = [:]
    var catalogue: Result<ServiceCatalogue, BrokenChecklist>?
    var consents: [String: Result<ConsentText, BrokenChecklist>] = [:]
    var units: [String?: Result<[Unit], BrokenChecklist>] = [:]
    var guides: [Guide: Result<GuidePages, BrokenChecklist>] = [:]
  }

  private let read = Mutex(Read())
  private let source: @Sendable () -> any ShelfPort

  /// - Parameter source: Makes the shelf that is asked; its files do not change meanwhile.
  package init(_ source: @escaping @Sendable () -> any ShelfPort) { self.source = source }

  package func shelf() -> Shelf {
    read.withLock { read in
      let shelf = read.shelf ?? source().shelf()
      read.shelf = shelf
      return shelf
    }
  }

  package func open(_ id: ChecklistID) throws(BrokenChecklist) -> OpenedChecklist {
    try once(\.opened[id]) { shelf throws(BrokenChecklist) in try shelf.open(id) }
  }

  package func reopen(_ text: ChecklistText) throws(BrokenChecklist) -> OpenedChecklist {
    try once(\.reopened[text]) { shelf throws(BrokenChecklist) in try shelf.reopen(text) }
  }

  package func catalogue() throws(BrokenChecklist) -> ServiceCatalogue {
    try once(\.catalogue) { shelf throws(BrokenChecklist) in try shelf.catalogue() }
  }

  package func consent(_ id: String) throws(BrokenChecklist) -> ConsentText {
    try once(\.consents[id]) { shelf throws(BrokenChecklist) in try shelf.consent(id) }
  }

  package func units(file: String?) throws(BrokenChecklist) -> [Unit] {
    try once(\.units[file]) { shelf throws(BrokenChecklist) in try shelf.units(file: file) }
  }

  package func guide(_ guide: Guide) throws(BrokenChecklist) -> GuidePages {
    try once(\.guides[guide]) { shelf throws(BrokenChecklist) in try shelf.guide(guide) }
  }

  private func once<Value: Sendable>(
    _ place: WritableKeyPath<Read, Result<Value, BrokenChecklist>?>,
    _ ask: (any ShelfPort) throws(BrokenChecklist) -> Value
  ) throws(BrokenChecklist) -> Value {
    let result = read.withLock { read in
      if let known = read[keyPath: place] { return known }
      let shelf = source()
      let found = Result { () throws(BrokenChecklist) in try ask(shelf) }
      read[keyPath: place] = found
      return found
    }
    return try result.get()
  }
}
