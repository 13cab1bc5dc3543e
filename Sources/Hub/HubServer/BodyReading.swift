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

  /// The body of at most `limit` bytes, if it comes whole within the time. Its bytes are taken from the budget, and are to be
  /// given back.
  static func read(_ request: Request, limit: Int, patience: Duration, budget: BodyBudget) async -> Outcome {
    let announced = request.headers[.contentLength].map { Int($0) ?? .max }
    if announced == 0 || announced == nil && request.headers[.transferEncoding] == nil { return .body([]) }
    if let announced, announced > mostThrownAway { return .refused(.tooLarge, isRead: false) }
    return await withTaskGroup(of: Outcome.self) { group in
      group.addTask { await collect(request.body, limit: limit, budget: budget) }
      group.addTask {
        do { try await Task.sleep(for: patience) } catch { return .refused(.malformed, isRead: false) }
        return .refused(.tooSlow, isRead: false)
      }
      let first = await group.next() ?? .refused(.tooSlow, isRead: false)
      group.cancelAll()
      // What came whole in the moment when the time was over is not asked for any more.
      if case .body(let late) = await group.next() { budget.giveBack(late.count) }
      return first
    }
  }

  private static func collect(_ body: RequestBody, limit: Int, budget: BodyBudget) async -> Outcome {
    var bytes: [UInt8] = []
    var count = 0
    func refused(_ kind: Refusal.Kind, isRead: Bool = false) -> Outcome {
      budget.giveBack(bytes.count)
      return .refused(kind, isRead: isRead)
    }
    do {
      for try await part in body {
        count += part.readableBytes
        guard count <= mostThrownAway else { return refused(.tooLarge) }
        guard count <= limit else { continue }
        guard budget.reserve(part.readableBytes) else { return refused(.tooMany) }
        bytes.append(contentsOf: part.readableBytesView)
      }
    } catch {
      // The other end went away, or what it sent is no HTTP.
      return refused(.malformed)
    }
    return count <= limit ? .body(bytes) : refused(.tooLarge, isRead: true)
  }
}
