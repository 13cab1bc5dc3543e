import HTTPTypes
import Hummingbird
import Protocol

/// Answers of the rules as answers of HTTP.
enum Answers {
  static func fields(_ answer: HubAnswer) -> HTTPFields {
    var fields = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }

  static func response(_ answer: HubAnswer) -> Response {
    var fields = fields(answer)
    // 204 has no body, and says nothing of one.
    if answer.status != 204 { fields[.contentLength] = "\(answer.body.count)" }
    return Response(
      status: .init(code: answer.status), headers: fields,
      body: answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
