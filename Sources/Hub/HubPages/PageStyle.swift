/// The one style of all pages: light, dark and on paper, from 360 pixels to wide.
package enum PageStyle {
  /// What text and areas are coloured with.
  package struct Palette: Hashable, Sendable {
    package var page: UInt32
    package var text: UInt32
    /// Lesser words, and lines around fields.
    package var quiet: UInt32
    package var link: UInt32
    /// Bars and lines of drawings.
    package var mark: UInt32
    package var warning: UInt32
    package var area: UInt32
    /// Tiles by the help that was given, none first, and the text on each.
    package var tiles: [(area: UInt32, text: UInt32)]

    package static func == (left: Palette, right: Palette) -> Bool { left.variables == right.variables }
    package func hash(into hasher: inout Hasher) { hasher.combine(variables) }

    fileprivate var variables: String {
      let pairs =
        [
          ("page", page), ("text", text), ("quiet", quiet), ("link", link), ("mark", mark), ("warning", warning),
          ("area", area),
        ] + tiles.enumerated().flatMap { [("h\($0)", $1.area), ("t\($0)", $1.text)] }
      return pairs.map { "--\($0): #\(Self.digits($1));" }.joined(separator: " ")
    }

    private static func digits(_ colour: UInt32) -> String {
      let digits = String(colour & 0xff_ffff, radix: 16)
      return String(repeating: "0", count: 6 - digits.count) + digits
    }
  }

  package static let light = Palette(
    page: 0xffffff, text: 0x1a1a1a, quiet: 0x595959, link: 0x0b4f8a, mark: 0x1d5a8a, warning: 0x9b1c1c, area: 0xf1f4f7,
    tiles: [
      (0xf1f4f7, 0x1a1a1a), (0xd6e6f5, 0x1a1a1a), (0xa9cdec, 0x1a1a1a), (0x6fadde, 0x111111), (0x1f6bab, 0xffffff),
      (0x0b3f6e, 0xffffff),
    ])

  package static let dark = Palette(
    page: 0x14171a, text: 0xeceff1, quiet: 0xb0b8bf, link: 0x8ec7ff, mark: 0x6fb3ee, warning: 0xff9c9c, area: 0x20262b,
    tiles: [
      (0x20262b, 0xeceff1), (0x17344f, 0xeceff1), (0x1d4a75, 0xffffff), (0x1f639c, 0xffffff), (0x7db9ec, 0x0b1720),
      (0xc4e1fb, 0x0b1720),
    ])

  /// Two hands that pass something on.
  package static let icon =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><path d=\"M1 5h8l6 3-6 3H1l4-3z\" fill=\"#1d5a8a\"/></svg>"

  package static let text = """
    :root { color-scheme: light dark; \(light.variables) }
    @media (prefers-color-scheme: dark) { :root { \(dark.variables) } }
    * { box-sizing: border-box; }
    html { font: 100%/1.5 system-ui, "DejaVu Sans", "Noto Sans", sans-serif; }
    body { margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere; }
    a { color: var(--link); }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: .5rem; top: .5rem; background: var(--page); padding: .5rem; z-index: 1; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    header { padding: .5rem 1rem; border-bottom: 1px solid var(--quiet); display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; }
    header p { margin: 0; }
    .name { font-weight: bold; }
    .who { display: flex; flex-wrap: wrap; gap: .5rem; align-items: baseline; color: var(--quiet); }
    nav { flex-basis: 100%; }
    nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 .25rem; }
    nav a { display: block; padding: .5rem .5rem; min-height: 2.75rem; }
    nav a[aria-current] { font-weight: bold; color: var(--text); border-bottom: 3px solid var(--mark); text-decoration: none; }
    main { padding: 0 1rem 2rem; max-width: 76rem; margin: 0 auto; }
    h1 { font-size: 1.6rem; line-height: 1.25; }
    h2 { font-size: 1.2rem; line-height: 1.3; margin: 1.75rem 0 .5rem; }
    p { max-width: 48rem; }
    button, input, select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--quiet); border-radius: .25rem; padding: .5rem .75rem; min-height: 2.75rem; max-width: 100%; }
    button { cursor: pointer; font-weight: bold; }
    .who button { font-weight: normal; padding: .25rem .75rem; }
    .sign-in label { display: block; font-weight: bold; }
    .sign-in input { width: 22rem; }
    .hint { display: block; color: var(--quiet); }
    .alert { border-left: 4px solid var(--warning); padding: .5rem .75rem; background: var(--area); }
    .chooser { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: end; }
    .chooser p { margin: .25rem 0; }
    .headlines { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .5rem; }
    .headlines li { background: var(--area); padding: .5rem .75rem; border-radius: .25rem; }
    .headlines strong { display: block; font-size: 1.6rem; line-height: 1.2; }
    .headlines .warning { border-left: 4px solid var(--warning); }
    .wide { overflow-x: auto; position: relative; }
    table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
    th, td { border-bottom: 1px solid var(--quiet); padding: .35rem .6rem; text-align: left; vertical-align: top; }
    thead th { vertical-align: bottom; background: var(--area); }
    tbody th { font-weight: normal; min-width: 9rem; }
    .n { text-align: right; font-variant-numeric: tabular-nums; }
    td.n { white-space: nowrap; }
    .sum th, .sum td { font-weight: bold; }
    td.bar { width: 30%; min-width: 4rem; vertical-align: middle; }
    .bar svg { display: block; width: 100%; height: .7rem; fill: var(--mark); }
    .line { margin: .5rem 0; }
    .line svg { display: block; width: 100%; height: 9rem; background: var(--area); }
    .line polyline, .line .axis { fill: none; stroke: var(--mark); stroke-width: 2.5; vector-effect: non-scaling-stroke; }
    .line .axis { stroke: var(--quiet); stroke-width: 1; }
    .line circle { fill: var(--mark); }
    figcaption { color: var(--quiet); }
    .tiles { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .35rem; }
    .tiles li { border: 2px solid transparent; border-radius: .25rem; }
    .tiles .quiet { border: 2px dashed var(--warning); }
    .tiles a { display: block; height: 100%; padding: .35rem .5rem; color: inherit; text-decoration: none; }
    .tiles a:hover .place { text-decoration: underline; }
    .tiles span { display: block; line-height: 1.25; }
    .tiles .figure { font-weight: bold; font-variant-numeric: tabular-nums; }
    .tiles .state { font-size: .875rem; }
    .h0 { background: var(--h0); color: var(--t0); } .h1 { background: var(--h1); color: var(--t1); }
    .h2 { background: var(--h2); color: var(--t2); } .h3 { background: var(--h3); color: var(--t3); }
    .h4 { background: var(--h4); color: var(--t4); } .h5 { background: var(--h5); color: var(--t5); }
    .act { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: center; }
    summary { cursor: pointer; padding: .5rem 0; min-height: 1.5rem; }
    .files { display: flex; gap: 1.5rem; list-style: none; padding: 0; }
    .files a { display: inline-block; padding: .5rem 0; }
    @media print {
      :root { color-scheme: light; \(light.variables) }
      html { font-size: 9.5pt; }
      nav, .skip, .language, .who button, .chooser, .act, details, .files, #files-title { display: none; }
      header { border: 0; padding: 0; } main { padding: 0; max-width: none; }
      .wide { overflow: visible; } tr, .tiles li { break-inside: avoid; } thead { display: table-header-group; }
      h2 { break-after: avoid; } a { color: inherit; text-decoration: none; }
      .tiles li { border: 1px solid #595959; } .tiles .quiet { border: 2px dashed #1a1a1a; }
      @page { size: A4; margin: 15mm; }
    }

    """
}
