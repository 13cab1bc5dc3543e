/// Why a page or a feed does not answer what was asked; each has its own answer.
enum SiteFault: Error, Hashable {
  /// All that the hub holds is taken for the first time, so many entries of so many: figures of a part of it would be
  /// wrong.
  case counting(taken: Int, all: Int)
  /// The query of a program is no OData; where it is not.
  case malformed(String)
  /// The query asks for a part of OData that is not offered here; for which.
  case notOffered(String)
}
