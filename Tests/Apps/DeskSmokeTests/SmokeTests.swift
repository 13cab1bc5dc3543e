import TestTraits
import Testing

/// The real program on a real terminal: one after another, so that machines with few cores keep time.
@Suite(.serialized, .ownThread) enum SmokeTests {}

/// The same, a person's whole session or day; beside the others, as most of it is waiting.
@Suite(.serialized, .ownThread) enum DaySmokeTests {}

/// The same, what is lost or damaged and comes back.
@Suite(.serialized, .ownThread) enum RecoverySmokeTests {}
