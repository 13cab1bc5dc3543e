import ArgumentParser

@main struct TiepsucHub: ParsableCommand {}
