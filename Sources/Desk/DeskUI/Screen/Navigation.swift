/// The screens that lie on each other; home is always at the bottom.
package struct Navigation: Sendable {
  /// A screen on the stack, under a number that no other one gets.
  package struct Place: Sendable {
    package let id: Int
    package var screen: any Screen
  }

  /// At least one, the last one in front.
  package private(set) var places: [Place]
  private var next = 1

  package init(home: any Screen) { places = [Place(id: 0, screen: home)] }

  /// The screen in front.
  package var top: any Screen { places[places.count - 1].screen }
  /// The number of the screen in front.
  package var topID: Int { places[places.count - 1].id }
  /// The screen under the one in front; nil at home.
  package var below: (any Screen)? { places.count > 1 ? places[places.count - 2].screen : nil }
  /// The screen that lies on home; nil at home.
  package var above: Place? { places.count > 1 ? places[1] : nil }
  package var isHome: Bool { places.count == 1 }

  /// Lays a screen on the others.
  package mutating func push(_ screen: any Screen) {
    places.append(Place(id: next, screen: screen))
    next += 1
  }

  /// Takes the screen in front away; home stays.
  package mutating func pop() { if places.count > 1 { places.removeLast() } }

  /// Puts another screen in the place of the one in front.
  package mutating func replaceTop(with screen: any Screen) {
    pop()
    push(screen)
  }

  /// Takes all screens away but home.
  package mutating func popToHome() { if places.count > 1 { places.removeSubrange(1...) } }

  /// Takes all screens away but home and the one that lies on it.
  mutating func popToAbove() { if places.count > 2 { places.removeSubrange(2...) } }

  /// Starts over.
  package mutating func start(at home: any Screen) {
    places = [Place(id: next, screen: home)]
    next += 1
  }

  /// Writes a screen back under its number; one that was taken away meanwhile stays away.
  mutating func update(_ screen: any Screen, at id: Int) {
    if let index = places.lastIndex(where: { $0.id == id }) { places[index].screen = screen }
  }
}
