/// A list that programs from before it was thought of do not send: it is empty then.
@propertyWrapper
package struct LaterList<Element: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  package var wrappedValue: [Element]

  package init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }

  package init(from decoder: any Decoder) throws { wrappedValue = try [Element](from: decoder) }
  package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension KeyedDecodingContainer {
  /// What the compiler calls for a property of this type: the key may be missing.
  package func decode<Element>(_ type: LaterList<Element>.Type, forKey key: Key) throws -> LaterList<Element> {
    try decodeIfPresent(type, forKey: key) ?? LaterList(wrappedValue: [])
  }
}
