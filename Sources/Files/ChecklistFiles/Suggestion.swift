/// The word that was probably meant: the nearest of the allowed ones, or nil where none is near.
package func nearest(to word: String, among allowed: [String]) -> String? {
  let wanted = Array(word.lowercased().unicodeScalars.prefix(40))
  let farthest = max(1, min(3, wanted.count / 2))
  var best: (word: String, distance: Int)?
  for candidate in allowed.prefix(200) {
    let distance = distance(wanted, Array(candidate.lowercased().unicodeScalars.prefix(40)))
    if distance <= farthest, distance < (best?.distance ?? .max) { best = (candidate, distance) }
  }
  return best?.word
}

/// How many single letters are to be changed, added or left out to get from one word to the other.
private func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
  var row = Array(0...other.count)
  for (line, letter) in one.enumerated() {
    var diagonal = row[0]
    row[0] = line + 1
    for column in other.indices {
      let changed = diagonal + (letter == other[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
    }
  }
  return row[other.count]
}
