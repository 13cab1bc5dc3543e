import ArgumentParser

@main struct TiepsucSync: ParsableCommand {}
