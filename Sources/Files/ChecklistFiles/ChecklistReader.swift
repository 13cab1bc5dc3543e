package import Checklists

/// Reads the files that ship or are installed: bytes to values, or to everything that is wrong with them.
///
/// Pure and total: no file is opened here, any bytes may be given, and the effort is bounded by the size limits.
package enum ChecklistReader {
  /// The largest YAML file that is looked at, in bytes.
  package static let mostBytes = 1 << 20
  /// The largest table of units that is looked at, in bytes; all of Viet Nam takes 150 kB.
  package static let mostUnitBytes = 4 << 20
  /// More complaints than this about one file are not kept.
  package static let mostComplaints = 1_000
  /// The sites that a citizen may be sent to; those beneath them count as well.
  package static let allowedHosts = [
    "vneid.gov.vn", "dichvucong.gov.vn", "dancuquocgia.gov.vn", "play.google.com", "apps.apple.com",
    "binhdanhocvuso.gov.vn", "sbv.gov.vn", "vssid.gov.vn", "baohiemxahoi.gov.vn", "gdt.gov.vn", "bocongan.gov.vn",
    "chinhphu.vn",
  ]

  /// A checklist, held against every rule that one file can be held against.
  ///
  /// `file` is named in complaints, and its stem has to be the checklist's id. The other checklists that it names
  /// are checked by ``crossCheck(_:)``. Links may lead to `hosts` and what stands beneath them.
  package static func read(
    _ bytes: [UInt8], file: String, hosts: [String] = allowedHosts
  ) -> Reading<Checklist> {
    let diagnostics = Diagnostics(file: file, hosts: hosts)
    guard let root = root(of: bytes, diagnostics) else { return diagnostics.reading(nil) }
    let checklist = ChecklistForm(diagnostics: diagnostics).checklist(root)
    let isUnderstood = !diagnostics.isBroken
    diagnostics.check(id: checklist.id.rawValue, stem: stem(of: file))
    var rules = ChecklistRules(checklist, diagnostics)
    let references = rules.check()
    var reading = diagnostics.reading(checklist, references: references)
    reading.understood = isUnderstood ? checklist : nil
    return reading
  }

  /// Everything that is wrong with a checklist that lies in no file, in the order in which it is found.
  package static func findings(in checklist: Checklist, hosts: [String] = allowedHosts) -> [Finding] {
    let diagnostics = Diagnostics(file: "", hosts: hosts)
    var rules = ChecklistRules(checklist, diagnostics)
    _ = rules.check()
    return diagnostics.findings
  }

  /// A checklist from bytes that are known to be good, e.g. by their hash; nil where they are not after all.
  ///
  /// The value is that of ``read(_:file:hosts:)``; it is not held against the rules.
  package static func readQuick(_ bytes: [UInt8]) -> Checklist? {
    let diagnostics = Diagnostics(file: "")
    guard let root = trustedRoot(of: bytes, diagnostics) else { return nil }
    let checklist = ChecklistForm(diagnostics: diagnostics).checklist(root)
    return diagnostics.isBroken ? nil : checklist
  }

  /// What a list of checklists shows of one; nil where the top of the file cannot be read.
  ///
  /// Only the lines before `safety:` are parsed, so that the time it takes does not grow with the file.
  package static func readHeader(_ bytes: [UInt8]) -> ChecklistHeader? {
    guard bytes.count <= mostBytes else { return nil }
    let diagnostics = Diagnostics(file: "")
    guard let root = trustedRoot(of: bytes[..<endOfHeader(in: bytes)], diagnostics) else { return nil }
    let header = ChecklistForm(diagnostics: diagnostics).header(
      Fields(root, .root, allowed: ChecklistForm.headerKeys, diagnostics))
    diagnostics.check(header)
    return diagnostics.isBroken ? nil : header
  }

  /// The service catalogue; links as in ``read(_:file:hosts:)``.
  package static func readCatalogue(
    _ bytes: [UInt8], file: String, hosts: [String] = allowedHosts
  ) -> Reading<ServiceCatalogue> {
    let diagnostics = Diagnostics(file: file, hosts: hosts)
    let root = root(of: bytes, diagnostics)
    return diagnostics.reading(root.map { CatalogueForm(diagnostics: diagnostics).catalogue($0) })
  }

  /// The words that ask for consent.
  package static func readConsent(_ bytes: [UInt8], file: String) -> Reading<ConsentText> {
    let diagnostics = Diagnostics(file: file)
    let root = root(of: bytes, diagnostics)
    return diagnostics.reading(root.map { CatalogueForm(diagnostics: diagnostics).consent($0) })
  }

  /// A table of communes, wards and special zones (CSV: `code,name,province_code,province`), in file order.
  ///
  /// Names are composed (NFC) on the way in: tables come from many programs.
  package static func readUnits(_ bytes: [UInt8], file: String) -> Reading<[Unit]> {
    let diagnostics = Diagnostics(file: file)
    guard let text = CheckedText(bytes, limit: mostUnitBytes, mayBeApart: true, diagnostics: diagnostics) else {
      return diagnostics.reading(nil)
    }
    return diagnostics.reading(UnitsTable(diagnostics: diagnostics).units(text.text))
  }

  /// Complains where a checklist names one that is not among these, and where two of them have the same id.
  package static func crossCheck(_ readings: [Reading<Checklist>]) -> [Complaint] {
    let known = readings.compactMap(\.value?.id)
    var complaints: [Complaint] = []
    for reading in readings {
      for reference in reading.references where !known.contains(reference.checklist) {
        let fault = NameFault.danglingChecklist(reference.checklist.rawValue, known: known.map(\.rawValue))
        complaints.append(
          Complaint(
            file: reading.file, line: reference.line, column: reference.column, path: reference.path,
            what: .name(fault)))
      }
    }
    var seen: Set<ChecklistID> = []
    for reading in readings {
      guard let id = reading.value?.id, !seen.insert(id).inserted else { continue }
      let fault = NameFault.duplicate(.checklist, id.rawValue, first: .line(1))
      complaints.append(Complaint(file: reading.file, line: 1, column: 1, path: .root / "id", what: .name(fault)))
    }
    return complaints
  }
}

extension ChecklistReader {
  private static func root(of bytes: [UInt8], _ diagnostics: Diagnostics) -> YAMLValue? {
    let root = CheckedText(bytes, limit: mostBytes, diagnostics: diagnostics)
      .flatMap { parseYAML($0, diagnostics: diagnostics) }
    diagnostics.root = root
    return root
  }

  private static func trustedRoot(
    of bytes: some Collection<UInt8>, _ diagnostics: Diagnostics
  ) -> YAMLValue? {
    guard bytes.count <= mostBytes else { return nil }
    return parseYAML(CheckedText(trusted: String(decoding: bytes, as: UTF8.self)), diagnostics: diagnostics)
  }

  /// Where the first of the long lists begins at the start of a line, or the end of the file.
  private static func endOfHeader(in bytes: [UInt8]) -> Int {
    let keys = ["safety:", "questions:", "steps:", "problems:"].map { Array($0.utf8) }
    var start = 0
    while start < bytes.count {
      if keys.contains(where: { bytes[start...].starts(with: $0) }) { return start }
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { break }
      start = end + 1
    }
    return bytes.count
  }
}
