package import Checklists
package import DeskPorts
import Guides
package import Journal
import Phrases
package import Printing
package import TerminalUI
package import VietnameseText

/// Everything the desk knows: the state that `update` changes and `view` draws. What screens share is here; what belongs
/// to one place in the program is in its ``Screen``.
package struct Desk: Sendable {
  // How it looks
  package var language = Language.vietnamese
  package var theme = Theme.dark
  /// How keys become Vietnamese letters in the field in view.
  package var composer = Composer()
  package var typing: TypingMethod {
    get { composer.method }
    set { composer.method = newValue }
  }
  package var size: Size
  package var capabilities: TerminalCapabilities
  package var isPractice: Bool
  package var now: Moment
  /// Nil where the machine has none.
  package var battery: Battery?
  /// Whether this desk is all that the console shows: nobody leaves it for a shell.
  let isKiosk: Bool

  // What it works with
  package var shelf: Shelf
  package var catalogue = ServiceCatalogue.empty
  /// Checklists whose step titles an entry on the screen needed.
  package var checklists: [ChecklistID: Checklist] = [:]
  /// What can be looked up without a session; nil until somebody asked.
  package var quickHelp: QuickHelp?
  package var consents: [String: ConsentText] = [:]
  /// Guides that were opened.
  var guides: [Guide: GuidePages] = [:]
  package var unitSearch = UnitSearch()
  package var unitsFile: String?
  package var unit: Unit?
  /// Which of the unit's desks this is; empty where nobody said.
  package var deskName = ""
  /// The authority that consents name as the controller; nil: the unit.
  package var controller: String?
  package var volunteers: [Volunteer]
  package var volunteer: VolunteerCode?
  package var sessions: [SessionID: LiveSession] = [:]
  /// Sessions in progress that cannot be read.
  package var damaged: [DamagedDraft] = []
  package var current: SessionID?
  /// The digit of everybody who waits, as long as they wait.
  package var digits: [SessionID: Int] = [:]
  package var today: DayCount
  package var dueToday: Int
  /// The receipt of the session kept last, while it is within reach.
  package var lastReceipt: ReceiptCode?
  package var exchange = ExchangeState()
  package var review = ReviewDesk()
  package var people = PeopleState()
  /// Nil where nothing is printed.
  package var printer: Printer?
  /// Whether a page is on its way to the printer.
  var isPrinting = false

  /// What is chosen while the laptop is set up; nil on a desk that helps.
  package var setup: SetupChoices?

  // Where the volunteer is
  package var navigation = Navigation(home: HomeScreen())
  package var message: Message?
  /// Effects that the disk refused, oldest first; tried again before anything else is kept.
  package var unsaved: [Effect] = []
  package var trouble: JournalProblem?
  /// The key pressed last, and when.
  var lastKey: (key: Key, at: Moment)?

  /// What stands above the hints until the next key.
  package struct Message: Equatable, Sendable {
    package var text: LocalText
    package var isWarning: Bool
  }

  /// - Parameter typing: how keys become letters where no setting says it yet.
  package init(
    _ opening: Opening, size: Size, capabilities: TerminalCapabilities, typing: TypingMethod = .off,
    isKiosk: Bool = false, now: Moment
  ) {
    self.isKiosk = isKiosk
    composer = Composer(method: typing)
    self.size = size
    self.capabilities = capabilities
    self.now = now
    isPractice = opening.isPractice
    shelf = opening.shelf
    volunteers = opening.volunteers
    today = opening.today
    dueToday = opening.due
    open(opening)
  }

  /// Starts over with another journal: the practice one, or back.
  package mutating func open(_ opening: Opening) {
    isPractice = opening.isPractice
    shelf = opening.shelf
    volunteers = opening.volunteers
    today = opening.today
    dueToday = opening.due
    sessions = Dictionary(opening.sessions.map { ($0.id, $0) }) { $1 }
    damaged = opening.damaged
    lastReceipt = nil
    unsaved = []
    trouble = nil
    readSettings(opening.settings)
    review.hasKeys = opening.hasTrainerKeys
    exchange.changeJournal()
    navigation.start(at: HomeScreen())
    // The citizen who was being helped when the program ended is in front again.
    current = opening.sessions.filter { $0.session.asideSince == nil }.map(\.id).max()
    digits = [:]
    giveDigits()
    message = opening.notice.map { Message(text: $0, isWarning: true) }
  }

  private mutating func readSettings(_ settings: [String: String]) {
    language = settings["language"].flatMap(Language.init) ?? language
    theme = settings["theme"].flatMap(Theme.init) ?? theme
    typing = settings["typing"].flatMap(TypingMethod.init) ?? typing
    volunteer = settings["volunteer"].flatMap { $0.isEmpty ? nil : VolunteerCode(rawValue: $0) }
    deskName = settings["desk-name"] ?? ""
    unitsFile = settings["units-file"]
    // The practice journal knows nobody: who may do what, and when the screen locks, stays as it was.
    if !isPractice { people.readSettings(settings) }
    printer = settings[Printer.settingKey].flatMap(Printer.init(setting:))
    controller = settings[ControllerScreen.setting].flatMap { $0.isEmpty ? nil : $0 }
    exchange.automatic = settings["exchange-automatic"].map { $0 == "on" }
    let fields = (settings["unit"] ?? "").split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    unit =
      fields.count == 4 ? Unit(code: fields[0], name: fields[1], provinceCode: fields[2], province: fields[3]) : nil
  }

  /// The session in front of the volunteer.
  package var live: LiveSession? { current.flatMap { sessions[$0] } }

  /// Sessions of citizens who wait, longest first.
  package var waiting: [LiveSession] {
    sessions.values.filter { $0.id != current }.sorted {
      ($0.session.asideSince?.wallMilliseconds ?? 0, $0.id) < ($1.session.asideSince?.wallMilliseconds ?? 0, $1.id)
    }
  }

  /// What volunteer and citizen call each other, in texts that are read aloud.
  package var formOfAddress: FormOfAddress { live?.session.address ?? .usual }

  /// A text in the language of the screen.
  package func say(_ text: LocalText) -> String { text.spoken(language, formOfAddress) }

  /// The name of a volunteer, or the code where nobody here has it.
  package func name(of code: VolunteerCode?) -> String? {
    code.map(volunteers.name)
  }

  /// The title of a checklist, or its id where it is no longer on the shelf.
  package func title(of id: ChecklistID?) -> String {
    shelf.headers.title(of: id).map(say) ?? id?.rawValue ?? "-"
  }

  package mutating func tell(_ text: LocalText) { message = Message(text: text, isWarning: false) }
  package mutating func warn(_ text: LocalText) { message = Message(text: text, isWarning: true) }
}
