/// A public service of the dated catalogue.
package struct Service: Hashable, Sendable {
  package var id: ServiceID
  package var name: LocalText
  /// Where it is settled.
  package var place: LocalText
  /// What to bring, one to eight.
  package var papers: [LocalText]
  /// How long the authority may take.
  package var limit: LocalText
  /// What it costs, or that the province sets it.
  package var fee: LocalText
  /// Counters no longer take it on paper (since 01/10/2025).
  package var isOnlineOnly: Bool
  package var link: Link?
  package var source: Source

  package init(
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
  package static let notListed = ServiceID("not-listed")
}

/// The dated catalogue of public services.
package struct ServiceCatalogue: Hashable, Sendable {
  package var version: Int
  /// The day the whole file was last checked, `yyyy-mm-dd`.
  package var checked: String
  package var services: [Service]

  package init(version: Int, checked: String, services: [Service]) {
    self.version = version
    self.checked = checked
    self.services = services
  }

  package func service(_ id: ServiceID) -> Service? { services.first { $0.id == id } }

  /// No services.
  package static let empty = ServiceCatalogue(version: 1, checked: "", services: [])
}

/// Versioned words that ask the citizen's consent.
package struct ConsentText: Hashable, Sendable {
  /// `log` or `contact`.
  package var id: String
  package var version: Int
  package var checked: String
  /// Read aloud before the question; at most ``longestSyllables`` syllables.
  package var short: LocalText
  /// All that has to be told, read aloud where somebody wants to hear it; the same version as the short words.
  package var text: LocalText
  package var agree: LocalText
  package var refuse: LocalText

  /// What a person can listen to before the question comes; in Vietnamese each syllable is a word of its own.
  package static let longestSyllables = 60

  package init(
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
package struct Unit: Hashable, Sendable {
  /// Five digits, as text: leading zeros count.
  package var code: String
  package var name: String
  /// Two digits, as text.
  package var provinceCode: String
  package var province: String

  package init(code: String, name: String, provinceCode: String, province: String) {
    self.code = code
    self.name = name
    self.provinceCode = provinceCode
    self.province = province
  }
}
