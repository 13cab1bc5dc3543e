/// Common English words, for the promise that typing them on a Vietnamese desk loses no letter.
///
/// Stems with what English makes of them: a stem and its endings are four words of the more than 3,000.
enum EnglishWords {
  /// All words, each once, in small letters.
  static let all: [String] = Array(
    Set(list(plain) + list(nouns).flatMap(noun) + list(verbs).flatMap(verb) + list(adjectives).flatMap(adjective))
  ).sorted()

  private static func list(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  private static func noun(_ stem: String) -> [String] { [stem, plural(stem)] }

  private static func verb(_ stem: String) -> [String] {
    if stem.hasSuffix("e") {
      return [stem, stem + "s", stem + "d", stem.dropLast() + "ing", stem + "r"]
    }
    if let y = stem.last, y == "y", let before = stem.dropLast().last, !"aeou".contains(before) {
      return [stem, stem.dropLast() + "ies", stem.dropLast() + "ied", stem + "ing"]
    }
    return [stem, plural(stem), stem + "ed", stem + "ing", stem + "er"]
  }

  private static func adjective(_ stem: String) -> [String] {
    if stem.hasSuffix("le") { return [stem, stem.dropLast() + "y"] }
    if stem.hasSuffix("y") { return [stem, stem.dropLast() + "ily", stem.dropLast() + "ier"] }
    return [stem, stem + "ly"]
  }

  private static func plural(_ stem: String) -> String {
    if stem.hasSuffix("y"), let before = stem.dropLast().last, !"aeou".contains(before) {
      return stem.dropLast() + "ies"
    }
    let hisses = ["s", "x", "z", "ch", "sh"].contains { stem.hasSuffix($0) }
    return stem + (hisses ? "es" : "s")
  }

  private static let plain = """
    a an the this that these those here there where when why how what which who whom whose i me my mine you your yours
    he him his she her hers it its we us our ours they them their theirs and or but nor so yet if then else because
    although though unless until while since before after during above below under over between among against about
    across along around behind beside beyond down up inside outside into onto from off of on out past through to toward
    towards upon with within without by for in at as like near than per via not no yes never ever always often sometimes
    usually rarely again already also too very just only even still almost enough quite rather perhaps maybe please
    thanks hello goodbye today tomorrow yesterday now soon later early late once twice one two three four five six seven
    eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand million billion first second third fourth fifth last next half both all
    any each every either neither none some such same other another much many more most less least few several am is are
    was were be been being have has had having do does did done doing will would shall should can could may might must
    ought am went gone came become became begun began brought bought built caught chose chosen cut drawn drew driven
    drove eaten ate fallen fell felt found fought flew flown forgot forgotten forgave forgiven got gave given grew grown
    heard held hid hidden hit hurt kept knew known laid led left lent let lay lain lit lost made meant met paid put ran
    read rode ridden rose risen said sang sung sat saw seen sent set shook shaken shone shot showed shown shut slept
    slid spoke spoken spent stood stole stolen struck swam swore sworn taught told thought threw thrown took taken tore
    torn understood woke woken won wore worn wrote written anyone anything anywhere everyone everything everywhere
    someone something somewhere nobody nothing nowhere myself yourself himself herself itself ourselves themselves
    however therefore moreover otherwise instead meanwhile anyway indeed thus hence whether whatever whenever wherever
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december europe africa asia america australia oxford israel england france germany russia japan
    china india peter john paul mary anna thomas robert michael david susan maria james george william henry better best
    worse worst further farther ago apart aside away back forth forward indoors online offline upstairs downstairs okay
    """

  private static let nouns = """
    account action address adult advantage adventure advice affair age agency agent air airport alarm alcohol amount
    analysis angle animal answer apartment apple area arm army article artist aspect audience aunt author autumn average
    baby bag ball banana band bank bar base basis basket bath battery beach bean bear beard beast beauty bed bedroom bee
    beef beer bell belt bench benefit bill bird birth biscuit blanket blood board boat body bone book boot border boss
    bottle bottom bowl box boy brain branch bread breakfast breath brick bridge brother brown browser brush bucket
    budget building bus bush business butter button cabinet cable cake calendar camera camp campaign cancer candidate
    candle cap capital car card career carpet case cash castle cat category cause ceiling cell center century chain
    chair chairman challenge chance channel chapter character charge chart cheese chef chemical chest chicken chief
    child choice church circle citizen city class climate clock cloud club coach coast coat code coffee coin collar
    colleague college color column combination comfort command comment committee community company comparison computer
    concept concern condition conference conflict connection consequence context contract contrast cookie copper copy
    corn corner cost cotton council counter country county couple course court cousin cow cream creature credit crew
    crime crisis criticism crop crowd culture cup currency curtain curve customer damage danger data database date
    daughter dawn day deal death debate debt decade decision deer degree demand democracy department depth description
    desert design desk desktop detail device diamond diet difference difficulty dinner direction director disease dish
    disk display distance district doctor document dog dollar door doubt dozen draft drama dress drink driver drug dust
    duty ear earth ease economy edge editor education effect effort egg election element elephant email emergency
    emotion emphasis employee employer enemy energy engine engineer entrance entry environment error essay estate evening
    event evidence example exception exchange exercise existence expense experience experiment expert explanation
    extent eye face fact factor factory failure faith family fan farm farmer fashion father fault favor fear feature
    fee feeling female field figure file film finger fire firm fish flag flame flight floor flour flower folder food
    foot force forest form format fortune foundation frame freedom friend front fruit fuel function fund furniture
    future game garden gas gate gentleman gift girl glass goal goat god gold goods government grade grain grandfather
    grandmother grass grave ground group growth guard guess guest guide guitar gun guy habit hair hall hammer hand
    handle harbor hat head health heart heat heaven height hero highway hill history hole holiday home honey hope horse
    hospital hotel hour house housing human husband ice idea image impact importance impression inch income increase
    industry infant information injury insect instance institution instrument insurance interest internet interview
    investment iron island issue item jacket job joke journal journey judge juice jump jury justice key keyboard kid
    kitchen knee knife knowledge label lady lake lamp land language laptop laugh law lawyer layer leader leaf league
    leather lecture leg lemon length lesson letter level library life light limit line link lion lip liquid list
    literature loan location lock log logic loss love lunch machine magazine mail male man manager manner map market
    marriage master match material matter meal meaning measure meat medicine meeting member memory menu message metal
    method middle midnight mile milk mind minister minute mirror mission mistake mixture mobile mode model module moment
    money monitor monkey month mood moon morning mother motion motor mountain mouse mouth movement movie muscle museum
    music nail name nation nature neck need needle neighbor nerve network news newspaper night noise noon north nose
    note notebook notion novel number nurse object occasion ocean office officer oil operation opinion opportunity
    option orange order organ organization origin owner oxygen pace package page pain painting pair palace pan panel
    paper parent park part partner party passage passcode passenger password patient pattern peace pen pencil people
    percent performance period permission person phase philosophy phone photo phrase piano picture piece pig pilot pin
    pipe pitch place plan plane planet plant plastic plate platform player pleasure pocket poem poet point poison police
    policy pool population port position possession possibility post pot potato pound poverty power practice prayer
    presence president pressure price pride priest prince princess printer prison privacy prize problem procedure
    process product professor profile profit program progress project proof property proposal protection protein
    province public purpose quality quantity quarter queen question queue race radio rain range rate ratio reaction
    reality reason receipt recipe record reform region relation relief religion rent reply report republic request
    research reserve resource respect response rest restaurant result revenue review revolution rice ring risk river
    road robot rock role roof room root rope rose router row rule safety sail salary sale salt sample sand sauce scale
    scene schedule scheme school science scientist score screen sea season seat secret secretary section sector security
    seed selection self sense sentence sequence series server service session sex shadow shape share sheet shelf ship
    shirt shoe shop shore shoulder side sign signal silence silver singer sir sister site situation size skill skin sky
    smile smoke snow soap society software soil soldier solution son song sort soul sound soup source south space speaker
    species speech speed spirit spoon sport spot spring square staff stage stair standard star start state statement
    station statue status step stock stomach stone storage store storm story strategy stream street strength stress
    structure student studio stuff style subject success sugar suit summer sun surface surgery surprise survey sweater
    switch symbol system table tablet tail talent tank tape target task taste tax taxi tea teacher team tear technique
    technology teenager telephone television temperature temple tennis tension term test text theater theme theory
    thief thing throat ticket tiger time tip title toast tobacco toe tongue tool tooth top topic total touch tour
    tourist towel tower town toy track trade tradition traffic train transfer transformation transition transport
    travel treasure treatment tree trend trial trick trip truck trust truth turn type uncle union unit universe
    university update upgrade user valley value van variety vehicle version vest victim victory video view village
    violence virus visa vision visit visitor voice volume vote wage wall war warning water wave wax way wealth weapon
    weather web website wedding week weekend weight west wheel wife wind window wine wing winter wire wisdom wish
    witness woman wonder wood wool word worker world worm wound writer yard year youth zone zoo
    """

  private static let verbs = """
    accept achieve act add admire admit adopt affect afford agree aim allow announce appear apply appoint approach
    approve argue arise arrange arrest arrive ask assess assist assume attach attack attempt attend attract avoid bake
    bear beat beg behave believe belong bend bind bite blame block blow boil borrow bother breathe breed burn burst
    bury calculate call calm cancel care carry cast celebrate change charge chat cheat check cheer claim clean clear
    click climb close collect comb combine come communicate compare compete complain complete concentrate concern
    conclude conduct confirm confuse connect consider consist contact contain continue contribute control convince cook
    cough count cover crash create cross cry damage dance deal decide declare decrease defend define delay delete deliver
    demand deny depend describe deserve destroy determine develop die differ dig disagree disappear discover discuss
    dislike divide download drag dream drop drown dry earn echo employ empty enable encourage enjoy enter escape
    establish estimate examine exist expand expect explain explode explore export express extend face fail fasten feed
    fetch fight fill fit fix float flow focus fold follow force freeze frighten fry gain gather gaze generate grab greet
    grow guarantee happen hate help hide hire hug hunt hurry identify ignore imagine improve include indicate influence
    inform install intend introduce invent invite involve join judge keep kick kill kiss knit knock know lack last lead
    lean learn leave lick lie lift listen live load look lose maintain manage mark marry match melt mend mention mind
    miss mix move multiply need notice obey obtain occur offend offer open operate oppose owe own pack paint pass paste
    pause pay perform permit persuade phone pick plan play plead poke pour pray prefer prepare press pretend prevent
    print produce promise promote propose protect prove provide publish pull punch punish purchase push race raise reach
    realize receive recognize recommend reduce refer reflect refuse regret reject relax release rely remain remember
    remind remove repair repeat replace represent require rescue reset resist restore retire return reveal ride rise
    roll rub ruin rush save scan scare scatter scratch scream search seek seem select sell send separate settle sew
    shake shave shelter shine shiver shock shoot shout show shrink sigh sing sink sit slap sleep slip smash smell sneeze
    snore solve soothe spare speak spell spend spill spin split spoil spray spread squeeze stand stare stay steal steer
    stick sting stir stop store strike stroke struggle study succeed suffer suggest supply support suppose surround
    survive suspect swear sweep swell swim swing take talk tap teach tease tell tempt thank think throw tick tie touch
    trap treat tremble trouble try tune twist understand unite upload upset urge use vanish vary visit wait wake walk
    wander want warm warn wash waste watch wave wear weave weigh whisper win wipe wonder work worry wrap wreck write yell
    """

  private static let adjectives = """
    able absent active actual aware afraid ancient angry annual anxious apparent asleep available average awful bad bare
    basic beautiful beneath big bitter black blind blue bold bored brave brief bright brilliant broad busy calm capable
    careful central certain cheap cheerful chief civil classic clean clear clever close cold comfortable common complex
    confident conscious constant cool correct crazy cruel curious current dangerous dark dead deaf dear decent deep
    definite delicate dense dependent desperate different difficult digital direct dirty distant double dry due dull
    eager eastern easy economic effective efficient electric elegant empty enormous entire equal essential ethnic
    even exact excellent exciting extra extreme fair false familiar famous fast fat final financial fine flat foreign
    formal free frequent fresh friendly full funny general generous gentle genuine glad global good grand grateful gray
    great green guilty handsome happy hard harsh heavy helpful high holy honest hot huge hungry ideal ill immediate
    important impossible independent individual inner innocent intelligent intense internal international joint keen
    kind large lazy legal liberal likely little local lonely long loose loud lovely low loyal lucky mad main major massive
    mature medical mental mere mild military minor modern moral narrow nasty national native natural neat necessary
    negative nervous neutral new nice noble normal northern obvious odd official old opposite ordinary original outer
    pale parallel partial particular patient perfect permanent personal physical plain pleasant poor popular portable
    positive possible potential practical precise pregnant present pretty previous primary prime private probable
    professional proper proud pure quick quiet random rapid rare raw ready real reasonable recent red regular relative
    relevant reliable religious remote responsible rich right rough round royal rude rural sad safe secure senior
    sensible sensitive separate serious severe sharp short shy sick significant silent silly similar simple single slight
    slow small smart smooth social soft solid special specific spiritual stable steady steep stiff straight strange
    strict strong stupid sudden sufficient suitable super sure sweet swift tall technical terrible theoretical thick thin
    tight tiny tired top total tough traditional typical ugly unique universal unusual upper urban urgent useful usual
    valid various vast violent visible visual vital warm weak western wet white whole wide wild wise wonderful wooden
    wrong yellow young
    """
}
