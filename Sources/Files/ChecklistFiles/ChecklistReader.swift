public import Checklists

/// Reads the files that ship or are installed: bytes to values, or to everything that is wrong with them.
///
/// Pure and total: no file is opened here, any bytes may be given, and the effort is bounded by the size limits.
public enum ChecklistReader {
  /// The largest YAML file that is looked at, in bytes.
  public static let mostBytes = 1 << 20
  /// The largest table of units that is looked at, in bytes; all of Viet Nam takes 150 kB.
  public static let mostUnitBytes = 4 << 20
  /// More complaints than this about one file are not kept.
  public static let mostComplaints = 1_000
  /// The sites that a citizen may be sent to; those beneath them count as well.
  public static let allowedHosts = [
    "vneid.gov.vn", "dichvucong.gov.vn", "dancuquocgia.gov.vn", "play.google.com", "apps.apple.com",
    "binhdanhocvuso.gov.vn", "sbv.gov.vn", "vssid.gov.vn", "baohiemxahoi.gov.vn", "gdt.gov.vn", "bocongan.gov.vn",
    "chinhphu.vn",
  ]

  /// A checklist, held against every rule that one file can be held against.
  ///
  /// `file` is named in complaints, and its stem has to be the checklist's id. The other checklists that it names
  /// are checked by ``crossCheck(_:)``. Links may lead to `hosts` and what stands beneath them.
  public static func read(
    _ bytes: [UInt8], file: String, hosts: [String] = allowedHosts
  ) -> Reading<Checklist> {
    let lint = Lint(file: file, hosts: hosts)
    guard let root = root(of: bytes, lint) else { return lint.reading(nil) }
    var form = ChecklistForm(lint: lint)
    let checklist = form.checklist(root, stem: stem(of: file))
    let isFollowed =
      checklist.questions.count <= ChecklistForm.mostQuestions && checklist.steps.count <= ChecklistForm.mostSteps
    if form.names.check(lint), isFollowed { BranchCheck(lint: lint, checklist: checklist, names: form.names).run() }
    return lint.reading(checklist, references: form.names.references)
  }

  /// A checklist from bytes that are known to be good, e.g. by their hash; nil where they are not after all.
  ///
  /// The value is that of ``read(_:file:hosts:)``; texts are not measured, names and branches not followed.
  public static func readQuick(_ bytes: [UInt8]) -> Checklist? {
    let lint = Lint(file: "", isMeasuring: false)
    guard bytes.count <= mostBytes else { return nil }
    let text = CheckedText(trusted: String(decoding: bytes, as: UTF8.self))
    guard let root = parseYAML(text, lint: lint) else { return nil }
    var form = ChecklistForm(lint: lint)
    let checklist = form.checklist(root, stem: nil)
    return lint.isBroken ? nil : checklist
  }

  /// What a list of checklists shows of one; nil where the top of the file cannot be read.
  ///
  /// Only the lines before `safety:` are parsed, so that the time it takes does not grow with the file.
  public static func readHeader(_ bytes: [UInt8]) -> ChecklistHeader? {
    guard bytes.count <= mostBytes else { return nil }
    let lint = Lint(file: "", isMeasuring: false)
    let top = String(decoding: bytes[..<endOfHeader(in: bytes)], as: UTF8.self)
    guard let root = parseYAML(CheckedText(trusted: top), lint: lint) else { return nil }
    let header = lint.header(
      Fields(root, allowed: ["id", "version", "checked", "title", "summary"], lint: lint), stem: nil)
    return lint.isBroken ? nil : header
  }

  /// The service catalogue; links as in ``read(_:file:hosts:)``.
  public static func readCatalogue(
    _ bytes: [UInt8], file: String, hosts: [String] = allowedHosts
  ) -> Reading<ServiceCatalogue> {
    let lint = Lint(file: file, hosts: hosts)
    return lint.reading(root(of: bytes, lint).map { lint.catalogue($0, stem: stem(of: file)) })
  }

  /// The words that ask for consent.
  public static func readConsent(_ bytes: [UInt8], file: String) -> Reading<ConsentText> {
    let lint = Lint(file: file)
    return lint.reading(root(of: bytes, lint).map { lint.consent($0, stem: stem(of: file)) })
  }

  /// A table of communes, wards and special zones (CSV: `code,name,province_code,province`), in file order.
  ///
  /// Names are composed (NFC) on the way in: tables come from many programs.
  public static func readUnits(_ bytes: [UInt8], file: String) -> Reading<[Unit]> {
    let lint = Lint(file: file)
    guard let text = CheckedText(bytes, limit: mostUnitBytes, mayBeApart: true, lint: lint) else {
      return lint.reading(nil)
    }
    return lint.reading(UnitsTable(lint: lint).units(text.text))
  }

  /// Complains where a checklist names one that is not among these, and where two of them have the same id.
  public static func crossCheck(_ readings: [Reading<Checklist>]) -> [Complaint] {
    let known = readings.compactMap(\.value?.id)
    var complaints: [Complaint] = []
    for reading in readings {
      for reference in reading.references where !known.contains(reference.checklist) {
        let fault = NameFault.danglingChecklist(reference.checklist.rawValue, known: known.map(\.rawValue))
        complaints.append(
          Complaint(file: reading.file, line: reference.line, column: reference.column, what: .name(fault)))
      }
    }
    var seen: Set<ChecklistID> = []
    for reading in readings {
      guard let id = reading.value?.id, !seen.insert(id).inserted else { continue }
      let fault = NameFault.duplicate(.checklist, id.rawValue, firstLine: 1)
      complaints.append(Complaint(file: reading.file, line: 1, column: 1, what: .name(fault)))
    }
    return complaints
  }
}

extension ChecklistReader {
  private static func root(of bytes: [UInt8], _ lint: Lint) -> YAMLValue? {
    CheckedText(bytes, limit: mostBytes, lint: lint).flatMap { parseYAML($0, lint: lint) }
  }

  /// The file's name without folders and extension.
  private static func stem(of file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
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
