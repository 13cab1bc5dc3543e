import CCurl
import Glibc
import HTTPTypes
import Protocol
import SyncClient

/// One request on its way, and the answer as far as it has come.
///
/// Made by whoever asks; from ``TransferLoop/start(_:_:)`` on only the loop's thread touches what changes in it.
final class Transfer: @unchecked Sendable {
  typealias Continuation = CheckedContinuation<Result<HubAnswer, TransportFault>, Never>

  private let request: HubRequest
  private let url: String
  private let bounds: AnswerBounds
  private let limits: TransferLimits
  private var handle: UnsafeMutableRawPointer?
  private var list: UnsafeMutablePointer<curl_slist>?
  private var headers = HTTPFields()
  private var headerBytes = 0
  private var body: [UInt8] = []
  private var isTooLarge = false
  var continuation: Continuation?
  /// Whether it has come to its end.
  private(set) var isFinished = false

  init(_ request: HubRequest, to address: HubAddress, within bounds: AnswerBounds, limits: TransferLimits) {
    self.request = request
    url = address.base + request.path
    self.bounds = bounds
    self.limits = limits
  }

  deinit { release() }

  /// The handle for libcurl, made anew; nil where there is no memory for one.
  func open() -> UnsafeMutableRawPointer? {
    guard let made = curl_easy_init() else { return nil }
    handle = made
    setRules(made)
    setRequest(made)
    let owner = Unmanaged.passUnretained(self).toOpaque()
    _ = curl_set_pointer(made, CURLOPT_PRIVATE, owner)
    _ = curl_set_pointer(made, CURLOPT_WRITEDATA, owner)
    _ = curl_set_function(made, CURLOPT_WRITEFUNCTION) { data, size, count, owner in
      Transfer.of(owner)?.take(body: UnsafeRawBufferPointer(start: data, count: size * count)) == true
        ? size * count : 0
    }
    _ = curl_set_pointer(made, CURLOPT_HEADERDATA, owner)
    _ = curl_set_function(made, CURLOPT_HEADERFUNCTION) { data, size, count, owner in
      Transfer.of(owner)?.take(header: UnsafeRawBufferPointer(start: data, count: size * count)) == true
        ? size * count : 0
    }
    return made
  }

  /// The transfer that a handle was made for.
  static func of(_ owner: UnsafeMutableRawPointer?) -> Transfer? {
    owner.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func setRules(_ handle: UnsafeMutableRawPointer) {
    _ = curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    _ = curl_set_long(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    _ = curl_set_long(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    _ = curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    _ = curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, TransferLimits.connectMilliseconds)
    _ = curl_set_long(handle, CURLOPT_TIMEOUT_MS, bounds.time.milliseconds)
    // Fewer than one byte a second over so many seconds is silence.
    _ = curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
    _ = curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, max(1, limits.silence.milliseconds / 1000))
    if let authorities = limits.authorities {
      _ = curl_set_text(handle, CURLOPT_CAINFO, authorities)
      _ = curl_set_pointer(handle, CURLOPT_CAPATH, nil)
    }
  }

  private func setRequest(_ handle: UnsafeMutableRawPointer) {
    _ = curl_set_text(handle, CURLOPT_URL, url)
    _ = curl_set_text(handle, CURLOPT_USERAGENT, "tiepsuc-sync")
    var lines = request.headers.map { "\($0.name.rawName): \($0.value)" }
    // libcurl would wait for a "100 Continue" before it sends a large body, and names a type that ours is not.
    lines.append("Expect:")
    if request.headers[.contentType] == nil { lines.append("Content-Type:") }
    for line in lines { list = curl_slist_append(list, line) }
    _ = curl_set_pointer(handle, CURLOPT_HTTPHEADER, list)
    guard request.method == .post else { return }
    _ = curl_set_long(handle, CURLOPT_POST, 1)
    _ = curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
    request.body.withUnsafeBytes { _ = curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
  }

  /// Takes a part of the body; false where it is more than any hub sends.
  private func take(body part: UnsafeRawBufferPointer) -> Bool {
    isTooLarge = isTooLarge || body.count + part.count > bounds.bytes
    if !isTooLarge { body.append(contentsOf: part) }
    return !isTooLarge
  }

  /// Takes a header line. A status line begins the headers of another answer: of a proxy first, then of the hub.
  private func take(header part: UnsafeRawBufferPointer) -> Bool {
    headerBytes += part.count
    let line = String(decoding: part, as: UTF8.self)
    if line.hasPrefix("HTTP/") { headers = HTTPFields() }
    if let colon = line.firstIndex(of: ":") {
      if let name = HTTPField.Name(String(line[..<colon])), headers[name] == nil {
        headers[name] = Self.trimmed(line[line.index(after: colon)...])
      }
    }
    let told = headers[.contentLength].flatMap { Int($0) } ?? 0
    isTooLarge = isTooLarge || headerBytes > TransferLimits.headerBytes || told > bounds.bytes
    return !isTooLarge
  }

  /// A value without the blanks and the line end around it.
  private static func trimmed(_ value: Substring) -> String {
    let start = value.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Tells the asker what came of it, once.
  func finish(_ code: CURLcode) {
    guard let handle else { return finish(fault: .stopped) }
    var status = 0
    _ = curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    var cause = 0
    _ = curl_get_long(handle, CURLINFO_OS_ERRNO, &cause)
    if isTooLarge { return finish(fault: .tooLarge) }
    guard code == CURLE_OK else {
      let fault = FaultReading.fault(code, errno: Int32(truncatingIfNeeded: cause))
      return finish(fault: fault == .timeout && isSilent(handle) ? .silence : fault)
    }
    guard (100..<600).contains(status) else { return finish(fault: .cut) }
    finish(.success(HubAnswer(status: status, headers: headers, body: body)))
  }

  /// Whether a transfer that took too long was given up for its silence: a connection stood, and so long that there can have
  /// been a silence, and time was left. libcurl may end it a moment before the whole time is over.
  private func isSilent(_ handle: UnsafeMutableRawPointer) -> Bool {
    var (connected, total): (curl_off_t, curl_off_t) = (0, 0)
    _ = curl_get_size(handle, CURLINFO_PRETRANSFER_TIME_T, &connected)
    _ = curl_get_size(handle, CURLINFO_TOTAL_TIME_T, &total)
    let silence = curl_off_t(limits.silence.milliseconds)
    return connected > 0 && (silence..<max(silence, curl_off_t(bounds.time.milliseconds))).contains(total / 1000)
  }

  func finish(fault: TransportFault) { finish(.failure(fault)) }

  private func finish(_ result: Result<HubAnswer, TransportFault>) {
    release()
    isFinished = true
    continuation?.resume(returning: result)
    continuation = nil
  }

  private func release() {
    if let handle { curl_easy_cleanup(handle) }
    handle = nil
    if let list { curl_slist_free_all(list) }
    list = nil
  }

  /// Whether libcurl has it under this handle.
  func owns(_ other: UnsafeMutableRawPointer) -> Bool { handle == other }

  /// The handle that libcurl carries it under; nil before it started and after it ended.
  var opened: UnsafeMutableRawPointer? { handle }
}

extension Duration {
  /// Whole milliseconds, as far as libcurl counts; at least one.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    let most = Int64(Int32.max)
    return Int(overflow ? most : max(1, min(most, whole + attoseconds / 1_000_000_000_000_000)))
  }
}
