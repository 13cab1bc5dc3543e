import HTTPTypes
import Hummingbird
import Protocol

/// Answers of the rules as answers of HTTP.
enum Answers {
  static func response(_ answer: HubAnswer) -> Response {
    var fields = answer.headers
    // 204 has no body, and says nothing of one.
    if answer.status != 204 { fields[.contentLength] = "\(answer.body.count)" }
    return Response(
      status: .init(code: answer.status), headers: fields,
      body: answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
