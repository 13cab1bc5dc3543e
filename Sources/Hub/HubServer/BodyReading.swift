import Hummingbird
import NIOCore
import Protocol

/// Reads bodies within their bounds of size and time.
enum BodyReading {
  /// More than this is not even read away before a body that is too large is refused: the connection is closed.
  private static let mostThrownAway = 8 << 20

  enum Outcome: Sendable {
    case body([UInt8])
    /// `isRead`: the connection stands at the next request.
    case refused(Refusal.Kind, isRead: Bool)
  }

  /// The body of at most `limit` bytes, if it comes whole within the time.
  static func read(_ request: Request, limit: Int, patience: Duration) async -> Outcome {
    let announced = request.headers[.contentLength].map { Int($0) ?? .max }
    if announced == 0 || announced == nil && request.headers[.transferEncoding] == nil { return .body([]) }
    if let announced, announced > mostThrownAway { return .refused(.tooLarge, isRead: false) }
    return await withTaskGroup(of: Outcome.self) { group in
      group.addTask { await collect(request.body, limit: limit, announced: announced ?? 0) }
      group.addTask {
        do { try await Task.sleep(for: patience) } catch { return .refused(.malformed, isRead: false) }
        return .refused(.tooSlow, isRead: false)
      }
      let first = await group.next() ?? .refused(.tooSlow, isRead: false)
      group.cancelAll()
      return first
    }
  }

  private static func collect(_ body: RequestBody, limit: Int, announced: Int) async -> Outcome {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(announced, limit))
    var count = 0
    do {
      for try await part in body {
        count += part.readableBytes
        guard count <= mostThrownAway else { return .refused(.tooLarge, isRead: false) }
        if count <= limit { bytes.append(contentsOf: part.readableBytesView) }
      }
    } catch {
      // The other end went away, or what it sent is no HTTP.
      return .refused(.malformed, isRead: false)
    }
    return count <= limit ? .body(bytes) : .refused(.tooLarge, isRead: true)
  }
}
