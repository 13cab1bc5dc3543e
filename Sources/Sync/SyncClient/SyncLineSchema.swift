import Foundation
import Protocol

/// The JSON Schema of what `tiepsuc-sync --json` writes: one ``SyncLine`` a line.
package enum SyncLineSchema {
  /// As a document of JSON Schema 2020-12.
  package static func text() throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
  }

  private static var document: [String: Any] {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:tiepsuc:sync-line",
      "title": "One line of tiepsuc-sync --json",
      "type": "object",
      "additionalProperties": false,
      "required": ["event"],
      "properties": properties,
      "$defs": ["summary": summary, "receipt": receipt, "contact": contact],
      "x-exit-codes": Dictionary(
        uniqueKeysWithValues: SyncFailure.allCases.map { ($0.rawValue, Int($0.exitCode)) }),
    ]
  }

  private static var properties: [String: Any] {
    [
      "event": words(SyncLine.Event.allCases, "What sort of line it is."),
      "stage": words(SyncStage.allCases, "What begins."),
      "next": words(SyncStage.allCases, "What follows it."),
      "entries": count("Entries that were acknowledged, written or read."),
      "ofEntries": count("Of how many."),
      "bytes": count("Bytes over the line, or into or out of files."),
      "bytesPerSecond": count("Their speed."),
      "attention": words(SyncAttention.allCases, "What a lead must read."),
      "count": ["type": "integer", "description": "How many entries, orders or seconds the attention is about."],
      "failure": words(SyncFailure.allCases, "Why it ended without success; each has its exit code."),
      "refusal": text("The word of the hub's refusal."),
      "subject": text("The host, file, folder or device that it is about."),
      "summary": ["$ref": "#/$defs/summary"],
      "contact": ["$ref": "#/$defs/contact"],
    ]
  }

  private static var summary: [String: Any] {
    [
      "type": "object",
      "additionalProperties": false,
      "required": ["kept", "sent", "unsent", "quarantined", "erased", "isForked", "isRevoked"],
      "properties": [
        "kept": count("Entries in the journal."),
        "sent": count("Entries that a receipt on this disk covers."),
        "unsent": count("Entries that none covers."),
        "quarantined": count("Sent ones that the hub keeps apart."),
        "erased": count("Contacts erased by an order."),
        "oldestUnsent": ["type": "integer", "description": "Milliseconds since 1970."],
        "receipt": ["$ref": "#/$defs/receipt"],
        "hub": text("The hub's address."), "unit": text("The commune's code."),
        "role": words(DeviceRole.allCases, "What this desk may do."),
        "isForked": ["type": "boolean"], "isRevoked": ["type": "boolean"],
      ],
    ]
  }

  private static var contact: [String: Any] {
    [
      "type": "object",
      "additionalProperties": false,
      "required": ["entry", "contact", "desk"],
      "properties": [
        "entry": ["description": "The entry that it belongs to: device, incarnation, sequence."],
        "contact": ["type": "object", "description": "As the citizen gave it: name, phone, appointment, due."],
        "desk": text("What people call its desk; empty where nobody gave it a name."),
      ],
    ]
  }

  private static var receipt: [String: Any] {
    [
      "type": "object",
      "additionalProperties": false,
      "required": ["hub", "hubIncarnation", "incarnation", "size", "head", "time"],
      "properties": [
        "hub": text("The hub's name."), "hubIncarnation": count("The chain of the hub's data."),
        "incarnation": count("The chain of the desk's log."), "size": count("Entries that the hub holds."),
        "head": text("The hash of the last one."),
        "time": ["type": "integer", "description": "Milliseconds since 1970 by the hub's clock."],
      ],
    ]
  }

  private static func count(_ words: String) -> [String: Any] {
    ["type": "integer", "minimum": 0, "description": words]
  }

  private static func text(_ words: String) -> [String: Any] { ["type": "string", "description": words] }

  private static func words<Word: RawRepresentable>(
    _ all: [Word], _ description: String
  ) -> [String: Any] where Word.RawValue == String {
    ["type": "string", "enum": all.map(\.rawValue), "description": description]
  }
}
