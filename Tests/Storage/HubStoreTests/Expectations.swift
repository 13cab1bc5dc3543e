import HubFixtures
import HubStore
import Journal
import Protocol
import Testing

extension AppendOutcome {
  /// 0 where nothing was held.
  var stored: Int { if case .held(_, _, let stored, _, _) = self { stored } else { 0 } }
  /// -1 where nothing was held.
  var size: Int { if case .held(let size, _, _, _, _) = self { size } else { -1 } }
  var isForked: Bool { if case .held(_, _, _, let isForked, _) = self { isForked } else { false } }
  var receipt: String? { if case .held(_, _, _, _, let receipt) = self { receipt } else { nil } }
}

/// Reads every branch of a device and expects just these chains, each whole and in order.
func expect(
  _ store: any HubStore, holds chains: [SampleChain], sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let states = try await store.chains(of: chains[0].device)
  #expect(states.count == chains.count, sourceLocation: sourceLocation)
  #expect(Set(states.map(\.head)) == Set(chains.map { $0.hash($0.size) }), sourceLocation: sourceLocation)
  for state in states {
    let chain = try #require(chains.first { $0.hash($0.size) == state.head }, sourceLocation: sourceLocation)
    var held: [HeldEntry] = []
    while true {
      let page = try await store.entries(of: state, after: held.last?.sequence ?? 0, limit: 7)
      held += page
      if page.isEmpty { break }
    }
    let expected = chain.entries.map {
      HeldEntry(sequence: $0.sequence, hash: $0.hash, bytes: $0.bytes, reason: $0.reason)
    }
    #expect(held == expected, sourceLocation: sourceLocation)
    #expect(state.size == chain.size, sourceLocation: sourceLocation)
  }
}
