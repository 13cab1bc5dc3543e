import Checklists

/// Reads the service catalogue and the words of consent, and holds them against their rules.
struct CatalogueForm {
  let diagnostics: Diagnostics

  /// The service catalogue; empty parts stand where there was a complaint.
  func catalogue(_ root: YAMLValue) -> ServiceCatalogue {
    let fields = Fields(root, .root, allowed: ["id", "version", "checked", "services"], diagnostics)
    _ = id(fields)
    let catalogue = ServiceCatalogue(
      version: fields.wholeNumber("version"), checked: fields.text("checked"),
      services: fields.list("services").map(service))
    diagnostics.check(version: catalogue.version, checked: catalogue.checked)
    diagnostics.check(count: catalogue.services.count, 15...500, .root / "services")
    var symbols = SymbolTable()
    for (index, service) in catalogue.services.enumerated() {
      symbols.give(.service, service.id.rawValue, at: .root / "services" / index / "id")
    }
    _ = symbols.check(diagnostics)
    return catalogue
  }

  private func service(_ value: YAMLValue, _ path: SchemaPath) -> Service {
    let keys = ["id", "name", "where", "papers", "limit", "fee", "online-only", "link", "source"]
    let fields = Fields(value, path, allowed: keys, diagnostics)
    let service = Service(
      id: ServiceID(rawValue: fields.text("id")), name: fields.words("name"), place: fields.words("where"),
      papers: fields.lines("papers"), limit: fields.words("limit"), fee: fields.words("fee"),
      isOnlineOnly: fields.flag("online-only"),
      link: fields.optional("link").map { diagnostics.link($0, path / "link") },
      source: fields.required("source").map { diagnostics.source($0, path / "source") }
        ?? Source(text: "", checked: "", isVerified: false))
    diagnostics.check(name: service.id.rawValue, path / "id")
    diagnostics.check(service.name, .line(60), path / "name")
    diagnostics.check(service.place, .line(70), path / "where")
    diagnostics.check(service.papers, 1...8, .line(66), path / "papers")
    diagnostics.check(service.limit, .line(70), path / "limit")
    diagnostics.check(service.fee, .line(70), path / "fee")
    if let link = service.link { diagnostics.check(link, .line(66), path / "link") }
    diagnostics.check(service.source, path / "source")
    return service
  }

  /// The words that ask the citizen's consent.
  func consent(_ root: YAMLValue) -> ConsentText {
    let fields = Fields(root, .root, allowed: ["id", "version", "checked", "text", "agree", "refuse"], diagnostics)
    let consent = ConsentText(
      id: id(fields), version: fields.wholeNumber("version"), checked: fields.text("checked"),
      text: fields.words("text"), agree: fields.words("agree"), refuse: fields.words("refuse"))
    diagnostics.check(version: consent.version, checked: consent.checked)
    diagnostics.check(consent.text, .lines(12, of: 72), .root / "text")
    diagnostics.check(consent.agree, .line(40), .root / "agree")
    diagnostics.check(consent.refuse, .line(40), .root / "refuse")
    return consent
  }

  /// The name of the whole file, which the file's own name repeats.
  private func id(_ fields: Fields) -> String {
    let id = fields.text("id")
    diagnostics.check(name: id, .root / "id")
    diagnostics.check(id: id, stem: stem(of: diagnostics.file))
    return id
  }
}

/// A file's name without folders and extension.
func stem(of file: String) -> String {
  let name = file.split(separator: "/").last.map(String.init) ?? file
  guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
  return String(name[..<dot])
}
