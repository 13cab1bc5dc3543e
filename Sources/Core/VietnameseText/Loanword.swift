/// Words from elsewhere whose keys would spell a syllable in Telex, and that stand as typed.
///
/// What people write at a help desk (test, visa, momo), and common English words whose syllable no Vietnamese word has.
/// Where the syllable is a word after all, it can still be typed, with the tone at the end: "tets" is "tét".
enum Loanword {
  private static let all: Set<[UInt8]> = Set(
    """
    away bass bays bias bins boar boas boast boats booms bore born bosom boss broom brow brown buff bums burr
    bury busy buys chaps charm cheer cheers chess choir chore chosen coast coats cons core cox cuff datas dawns ddr
    ddt deem deeps dens dense docs doer does donor doom dooms door doors dose dosed down downs err gangs gins gist
    goat goats goes gongs gown guess gums guns guys hdd hems hens her hero hims hiss hoax hoes honor hoops hose host
    hums just keen kings kiss lass lawns less liar list loans lore loss maps mass meets mere mess miss moans
    momo moons more morn moss napas naps nieces noes noons norm nose nuns oar off or ox oxen pair pans papas pass
    past pasta pats pawn pays peeps peer pens per pest pets photos pieces pins pits plow poems poets poor pops pore
    pos pose post pots prawn puff puns pups purr puts quays queens queer queue quips recess reset rims rings
    rips roams roar roast roes rooks rooms rose ruff says seem seems sees sense sings sips soaps soar sofa soon
    sore sos ssd sums sworn tariff taxi teens tens tense term test themes things thongs thorn those tongs tons torn
    toss town trays trees trims trips troops trust veer visa war wax worm worn wrong
    """.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })

  /// Whether the keys are such a word, in small letters or capitals.
  static func isOne(_ keys: [Letter]) -> Bool { all.contains(keys.map(\.base)) }
}
