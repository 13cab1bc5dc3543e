import CCurl
import Glibc
import Protocol
import SyncClient
import Synchronization

/// One thread that carries all transfers through libcurl's multi interface, and keeps connections for the next ones.
///
/// One thread is enough for one hub, and costs the least memory.
final class TransferLoop: Sendable {
  private struct State {
    var arriving: [Transfer] = []
    var cancelled: [Transfer] = []
    /// What waits for the end; not nil once the loop is to end.
    var closing: [CheckedContinuation<Void, Never>]?
    var isOver = false
  }

  /// libcurl's handle of the loop. Only its thread uses it, except to wake it, which libcurl allows from everywhere.
  private struct Multi: @unchecked Sendable { var handle: UnsafeMutableRawPointer }

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let state = Mutex(State())
  private let multi: Multi

  /// Starts the thread; nil where libcurl or the system refuses.
  init?() {
    guard Self.isReady, let handle = curl_multi_init() else { return nil }
    multi = Multi(handle: handle)
    var thread = pthread_t()
    let owner = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, nil,
      { owner in
        if let owner { Unmanaged<TransferLoop>.fromOpaque(owner).takeRetainedValue().run() }
        return nil
      }, owner.toOpaque())
    guard code == 0 else {
      owner.release()
      curl_multi_cleanup(handle)
      return nil
    }
    pthread_detach(thread)
  }

  /// Begins a transfer; the continuation is resumed once, with its end.
  func start(_ transfer: Transfer, _ continuation: Transfer.Continuation) {
    let isOver = state.withLock { state in
      guard state.closing == nil else { return true }
      transfer.continuation = continuation
      state.arriving.append(transfer)
      return false
    }
    if isOver { continuation.resume(returning: .failure(.stopped)) } else { curl_multi_wakeup(multi.handle) }
  }

  /// Ends a transfer with `stopped`, also one that has not begun yet.
  func cancel(_ transfer: Transfer) {
    let isOver = state.withLock { state in
      if !state.isOver { state.cancelled.append(transfer) }
      return state.isOver
    }
    if !isOver { curl_multi_wakeup(multi.handle) }
  }

  /// Ends all transfers and the thread; returns when it has ended.
  func close() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.isOver { state.closing = (state.closing ?? []) + [continuation] }
        return state.isOver
      }
      if isOver { continuation.resume() } else { curl_multi_wakeup(multi.handle) }
    }
  }

  private func run() {
    // libcurl leaves this signal alone where it is told to use none; a connection that broke is an error, not an end.
    var broken = sigset_t()
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &broken, nil)
    var running: [Transfer] = []
    // A cancellation may arrive before the start it belongs to.
    var early: [Transfer] = []
    while true {
      let (arriving, cancelled, isClosing) = state.withLock { state in
        defer {
          state.arriving = []
          state.cancelled = []
        }
        return (state.arriving, state.cancelled, state.closing != nil)
      }
      early += cancelled
      for transfer in arriving { begin(transfer, &running) }
      early.removeAll { transfer in stop(transfer, &running) }
      if isClosing { break }
      var count: Int32 = 0
      curl_multi_perform(multi.handle, &count)
      finishEnded(&running)
      curl_multi_poll(multi.handle, nil, 0, 1000, nil)
    }
    for transfer in running { _ = stop(transfer, &running) }
    end()
  }

  private func begin(_ transfer: Transfer, _ running: inout [Transfer]) {
    guard let handle = transfer.open(), curl_multi_add_handle(multi.handle, handle) == CURLM_OK else {
      return transfer.finish(fault: .cut)
    }
    running.append(transfer)
  }

  /// Ends a transfer that runs; false where it has not begun yet.
  private func stop(_ transfer: Transfer, _ running: inout [Transfer]) -> Bool {
    guard let index = running.firstIndex(where: { $0 === transfer }) else { return transfer.isFinished }
    running.remove(at: index)
    if let handle = transfer.opened { curl_multi_remove_handle(multi.handle, handle) }
    transfer.finish(fault: .stopped)
    return true
  }

  private func finishEnded(_ running: inout [Transfer]) {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi.handle, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      // The message is gone with the handle.
      let code = message.pointee.data.result
      guard let index = running.firstIndex(where: { $0.owns(handle) }) else { continue }
      let transfer = running.remove(at: index)
      curl_multi_remove_handle(multi.handle, handle)
      transfer.finish(code)
    }
  }

  private func end() {
    let (waiting, arriving) = state.withLock { state in
      defer {
        state.arriving = []
        state.cancelled = []
      }
      state.isOver = true
      return (state.closing ?? [], state.arriving)
    }
    for transfer in arriving { transfer.finish(fault: .stopped) }
    curl_multi_cleanup(multi.handle)
    for continuation in waiting { continuation.resume() }
  }
}
