import Foundation
import HTTPTypes
import HubFixtures
import Protocol
import Yams

/// `Assets/openapi.yaml`, and what of it was met.
struct HubDescription {
  /// One answer that is described: for refusals with the word of their type.
  struct Promise: Hashable, CustomStringConvertible {
    var method: String
    var path: String
    var status: String
    var problem: String?
    var description: String { "\(method) \(path) \(status) \(problem ?? "")" }
  }

  let document: JSONShape
  private(set) var met: Set<Promise> = []
  private(set) var complaints: [String] = []

  init() throws {
    var path = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { path.deleteLastPathComponent() }
    let text = try String(contentsOf: path.appendingPathComponent("Assets/openapi.yaml"), encoding: .utf8)
    guard let document = JSONShape(yaml: try Yams.load(yaml: text)) else { throw FixtureFault("no description") }
    self.document = document
  }

  /// What is asked by desks; feeds are asked by programs, of another door.
  var paths: [String: JSONShape] {
    (document["paths"]?.fields ?? [:]).filter { _, item in
      !item.fields.values.contains { $0["tags"]?.items.contains { $0.text == "feeds" } ?? false }
    }
  }
  private func resolved(_ shape: JSONShape) -> JSONShape { SchemaCheck(document).resolved(shape) }

  /// All that is promised.
  var promises: Set<Promise> {
    var promises: Set<Promise> = []
    for (path, item) in paths {
      for (method, operation) in item.fields {
        for (status, response) in operation["responses"]?.fields ?? [:] {
          let kinds = problems(of: resolved(response))
          let promise = Promise(method: method.uppercased(), path: path, status: status)
          if kinds.isEmpty { promises.insert(promise) }
          for kind in kinds {
            var promise = promise
            promise.problem = kind
            promises.insert(promise)
          }
        }
      }
    }
    return promises
  }

  private func problems(of response: JSONShape) -> [String] {
    let parts = response["content"]?["application/problem+json"]?["schema"]?["allOf"]?.items ?? []
    return parts.flatMap { $0["properties"]?["type"]?["enum"]?.items.compactMap(\.text) ?? [] }
  }

  /// Holds an answer against what is described for its route.
  mutating func take(_ method: String, _ path: String, _ answer: HubAnswer) {
    let bare = path.prefix { $0 != "?" }
    let pack = "/v1/packs/"
    let name = bare.hasPrefix(pack) ? pack + "{hash}" : String(bare)
    let place = "\(method) \(path) \(answer.status)"
    guard let response = paths[name]?[method.lowercased()]?["responses"]?["\(answer.status)"] else {
      complaints.append("\(place) is not described")
      return
    }
    let described = resolved(response)
    var problem: String?
    if answer.status >= 400 { problem = Refusal(bytes: answer.body)?.type }
    met.insert(Promise(method: method, path: name, status: "\(answer.status)", problem: problem))
    var check = SchemaCheck(document)
    checkHeaders(answer, described, isSigned: name.hasPrefix("/v1"), at: place, &check)
    checkBody(answer, described, at: place, &check)
    complaints += check.complaints
  }

  private func checkHeaders(
    _ answer: HubAnswer, _ described: JSONShape, isSigned: Bool, at place: String, _ check: inout SchemaCheck
  ) {
    var headers = described["headers"]?.fields ?? [:]
    if isSigned { headers["tiepsuc-answer"] = document["components"]?["headers"]?["Answer"] }
    for (name, header) in headers {
      let header = resolved(header)
      if let value = HTTPField.Name(name).flatMap({ answer.headers[$0] }) {
        check.check(.text(value), header["schema"] ?? .null, at: "\(place) \(name)")
      } else if header["required"] == .bool(true) {
        check.check(.null, .object(["type": .text("string")]), at: "\(place) \(name)")
      }
    }
  }

  private func checkBody(
    _ answer: HubAnswer, _ described: JSONShape, at place: String, _ check: inout SchemaCheck
  ) {
    let content = described["content"]?.fields ?? [:]
    guard let (media, form) = content.first else {
      if !answer.body.isEmpty { check.check(.text("body"), .object(["const": .text("none")]), at: place) }
      return
    }
    let type = answer.headers[.contentType]?.prefix { $0 != ";" } ?? ""
    check.check(.text(String(type)), .object(["const": .text(media)]), at: "\(place) content-type")
    guard media.hasSuffix("json") else { return }
    do {
      let value = try JSONDecoder().decode(JSONShape.self, from: Data(answer.body))
      check.check(value, form["schema"] ?? .null, at: place)
    } catch {
      check.check(.null, .object(["type": .text("object")]), at: place)
    }
  }
}
