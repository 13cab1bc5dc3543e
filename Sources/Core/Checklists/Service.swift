/// A public service of the dated catalogue.
public struct Service: Hashable, Sendable {
  public var id: ServiceID
  public var name: LocalText
  /// Where it is settled.
  public var place: LocalText
  /// What to bring, one to eight.
  public var papers: [LocalText]
  /// How long the authority may take.
  public var limit: LocalText
  /// What it costs, or that the province sets it.
  public var fee: LocalText
  /// Counters no longer take it on paper (since 01/10/2025).
  public var isOnlineOnly: Bool
  public var link: Link?
  public var source: Source

  public init(
    id: ServiceID, name: LocalText, place: LocalText, papers: [LocalText], limit: LocalText, fee: LocalText,
    isOnlineOnly: Bool, link: Link? = nil, source: Source
  ) {
    self.id = id
    self.name = name
    self.place = place
    self.papers = papers
    self.limit = limit
    self.fee = fee
    self.isOnlineOnly = isOnlineOnly
    self.link = link
    self.source = source
  }
}

extension ServiceID {
  /// Stands for a service that the catalogue does not have.
  public static let notListed = ServiceID("not-listed")
}

/// The dated catalogue of public services.
public struct ServiceCatalogue: Hashable, Sendable {
  public var version: Int
  /// The day the whole file was last checked, `yyyy-mm-dd`.
  public var checked: String
  public var services: [Service]

  public init(version: Int, checked: String, services: [Service]) {
    self.version = version
    self.checked = checked
    self.services = services
  }

  public func service(_ id: ServiceID) -> Service? { services.first { $0.id == id } }

  /// No services.
  public static let empty = ServiceCatalogue(version: 1, checked: "", services: [])
}

/// Versioned words that ask the citizen's consent.
public struct ConsentText: Hashable, Sendable {
  /// `log` or `contact`.
  public var id: String
  public var version: Int
  public var checked: String
  /// Read aloud before the question; at most ``longestSyllables`` syllables.
  public var short: LocalText
  /// All that has to be told, read aloud where somebody wants to hear it; the same version as the short words.
  public var text: LocalText
  public var agree: LocalText
  public var refuse: LocalText

  /// What a person can listen to before the question comes; in Vietnamese each syllable is a word of its own.
  public static let longestSyllables = 60

  public init(
    id: String, version: Int, checked: String, short: LocalText, text: LocalText, agree: LocalText, refuse: LocalText
  ) {
    self.id = id
    self.version = version
    self.checked = checked
    self.short = short
    self.text = text
    self.agree = agree
    self.refuse = refuse
  }
}

/// A commune, ward or special zone.
public struct Unit: Hashable, Sendable {
  /// Five digits, as text: leading zeros count.
  public var code: String
  public var name: String
  /// Two digits, as text.
  public var provinceCode: String
  public var province: String

  public init(code: String, name: String, provinceCode: String, province: String) {
    self.code = code
    self.name = name
    self.provinceCode = provinceCode
    self.province = province
  }
}
