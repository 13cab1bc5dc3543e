package import ChecklistFiles
package import Checklists
import Protocol

extension Pack {
  /// The sites that its links may lead to; empty where the list has a mistake.
  package var hosts: [String] { Self.hosts(files[.domains] ?? []).hosts }

  /// Everything that the linter says of its files, by the pack's own list of sites; a pack names only checklists of
  /// its own.
  package func complaints() -> [Complaint] {
    let hosts = hosts
    var complaints: [Complaint] = []
    var readings: [Reading<Checklist>] = []
    for name in files.keys.sorted() {
      let bytes = files[name] ?? []
      let file = name.description
      switch name.folder {
      case .checklists:
        let reading = ChecklistReader.read(bytes, file: file, hosts: hosts)
        readings.append(reading)
        complaints += reading.complaints
        // A draft that was imported keeps every rule with its placeholders.
        if let count = reading.value?.unwrittenCount, count > 0 {
          complaints.append(Complaint(file: file, line: 1, column: 1, path: .root, what: .shape(.unwritten(count))))
        }
      case .catalogue: complaints += ChecklistReader.readCatalogue(bytes, file: file, hosts: hosts).complaints
      case .consent: complaints += ChecklistReader.readConsent(bytes, file: file).complaints
      case .links: break
      }
    }
    return complaints + ChecklistReader.crossCheck(readings)
  }

  /// Refuses a pack as a whole where anything in it is wrong.
  package func check() throws(PackRefusal) {
    if let line = Self.hosts(files[.domains] ?? []).badLine {
      let place = "\(PackName.domains):\(line):1: "
      throw .complaints(
        first: LocalText(
          vi: place + "không phải tên miền; mỗi dòng một tên miền viết thường, ví dụ vneid.gov.vn",
          en: place + "this is no domain; one domain in small letters a line, e.g. vneid.gov.vn"), count: 1)
    }
    let complaints = complaints()
    if let first = complaints.first {
      throw .complaints(
        first: LocalText(vi: first.line(.vietnamese), en: first.line(.english)), count: complaints.count)
    }
  }

  /// One domain a line; empty lines and those that begin with `#` say nothing. The first line that is neither is
  /// `badLine`, counted from 1, and so is the one after the last where there is no domain at all or too many.
  static func hosts(_ bytes: [UInt8]) -> (hosts: [String], badLine: Int?) {
    guard bytes.count <= 64 << 10, let text = String(validating: bytes, as: UTF8.self) else { return ([], 1) }
    var hosts: [String] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      guard isDomain(line), hosts.count < PackLimits.hosts else { return ([], index + 1) }
      hosts.append(String(line))
    }
    return hosts.isEmpty ? ([], lines.count) : (hosts, nil)
  }

  /// Two labels or more. A whole country is no domain.
  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(omittingEmptySubsequences: false) { $0 == "." }
    return text.utf8.count <= 100 && labels.count >= 2 && labels.allSatisfy { isSlug($0, atMost: 63) }
  }
}
