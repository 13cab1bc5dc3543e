import Checklists

extension Lint {
  /// The lines that stand at the top of every checklist.
  func header(_ fields: Fields, stem: String?) -> ChecklistHeader {
    ChecklistHeader(
      id: ChecklistID(rawValue: fileID(fields, stem: stem)), version: fields.wholeNumber("version", 1...999_999),
      checked: fields.date("checked"), title: fields.words("title", .line(50)),
      summary: fields.words("summary", .line(72)))
  }

  /// The name of the whole file, which the file's own name repeats.
  func fileID(_ fields: Fields, stem: String?) -> String {
    guard let value = fields.required("id"), let id = name(value) else { return "" }
    if let stem, stem != id { note(.shape(.idNotFileName(id: id, stem: stem)), at: value.place) }
    return id
  }

  /// The source of a rule, or nil where none is given.
  func optionalSource(_ fields: Fields) -> Source? { fields.optional("source").map { source($0) } }

  /// Where a rule comes from.
  func source(_ value: YAMLValue) -> Source {
    let fields = Fields(value, allowed: ["text", "checked", "verified"], lint: self)
    let text = fields.text("text")
    // One row of the step's budget, behind "Nguồn: " and before the day.
    if isMeasuring, let place = fields.optional("text")?.place { measure(text, .line(60), at: place) }
    return Source(text: text, checked: fields.date("checked"), isVerified: fields.flag("verified"))
  }

  /// An address that a citizen may be shown.
  func link(_ value: YAMLValue) -> Link {
    let fields = Fields(value, allowed: ["url", "label"], lint: self)
    let address = fields.text("url")
    if !address.isEmpty, let place = fields.optional("url")?.place {
      for fault in faults(ofAddress: address, hosts: hosts) { note(.link(fault), at: place) }
    }
    return Link(address: address, label: fields.words("label", .line(66)))
  }
}

/// What is wrong with an address.
///
/// Read more narrowly than browsers do: what is not plainly a host of the list is refused, user names, ports, capitals
/// and letters beyond ASCII included.
func faults(ofAddress address: String, hosts: [String]) -> [LinkFault] {
  var faults: [LinkFault] = []
  let bytes = address.utf8.count
  let limit = Checklist.longestAddressBytes
  if bytes > limit { faults.append(.tooLong(bytes: bytes, limit: limit)) }
  guard address.hasPrefix("https://") else { return [.notHTTPS] + faults }
  let host = String(address.dropFirst(8).prefix { $0 != "/" && $0 != "?" && $0 != "#" })
  let isPlain = address.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
  if !isPlain || !isAllowed(host, hosts) { faults.insert(.hostNotAllowed(host), at: 0) }
  return faults
}

/// Whether a host is one of the allowed ones or stands under one of them.
private func isAllowed(_ host: String, _ hosts: [String]) -> Bool {
  let parts = host.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.allSatisfy({ isName(String($0)) && !$0.hasPrefix("-") && !$0.hasSuffix("-") }) else { return false }
  return hosts.contains { host == $0 || host.hasSuffix("." + $0) }
}
