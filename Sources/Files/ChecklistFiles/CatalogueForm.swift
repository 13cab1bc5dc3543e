import Checklists

extension Lint {
  /// The service catalogue; empty parts stand where there was a complaint.
  func catalogue(_ root: YAMLValue, stem: String?) -> ServiceCatalogue {
    let fields = Fields(root, allowed: ["id", "version", "checked", "services"], lint: self)
    _ = fileID(fields, stem: stem)
    var places: [String: Place] = [:]
    var services: [Service] = []
    for value in fields.list("services", 15...500) {
      let (service, place) = service(value)
      let id = service.id.rawValue
      if let before = places[id], !id.isEmpty {
        note(.name(.duplicate(.service, id, firstLine: before.line)), at: place)
      }
      places[id] = places[id] ?? place
      services.append(service)
    }
    return ServiceCatalogue(
      version: fields.wholeNumber("version", 1...999_999), checked: fields.date("checked"), services: services)
  }

  /// One service, and the place of its name.
  private func service(_ value: YAMLValue) -> (Service, Place) {
    let keys = ["id", "name", "where", "papers", "limit", "fee", "online-only", "link", "source"]
    let fields = Fields(value, allowed: keys, lint: self)
    let service = Service(
      id: ServiceID(rawValue: fields.name("id")), name: fields.words("name", .line(60)),
      place: fields.words("where", .line(70)), papers: fields.wordsList("papers", 1...8, .line(66)),
      limit: fields.words("limit", .line(70)), fee: fields.words("fee", .line(70)),
      isOnlineOnly: fields.flag("online-only"), link: fields.optional("link").map { link($0) },
      source: fields.required("source").map { source($0) } ?? Source(text: "", checked: "", isVerified: false))
    return (service, fields.optional("id")?.place ?? fields.place)
  }

  /// The words that ask the citizen's consent.
  func consent(_ root: YAMLValue, stem: String?) -> ConsentText {
    let fields = Fields(root, allowed: ["id", "version", "checked", "text", "agree", "refuse"], lint: self)
    return ConsentText(
      id: fileID(fields, stem: stem), version: fields.wholeNumber("version", 1...999_999),
      checked: fields.date("checked"),
      text: fields.words("text", .lines(12, of: 72)), agree: fields.words("agree", .line(40)),
      refuse: fields.words("refuse", .line(40)))
  }
}
