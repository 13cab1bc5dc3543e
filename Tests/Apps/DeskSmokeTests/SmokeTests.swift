import Testing

/// The real program on a real terminal: one after another, so that machines with few cores keep time.
@Suite(.serialized) enum SmokeTests {}
