import DeskSamples
import DeskUI
package import TerminalUI

/// One word of what a story plays: an input as a key script has it (``KeyScript``), or by meaning `:name` for a command and
/// `=name` for a row.
package enum PlayedWord {
  case input(Input)
  case press(Press)

  /// Everything that a script says, in order; up to the first word that is none, if there is one.
  package static func words(_ script: String) -> (words: [PlayedWord], unknown: String?) {
    var words: [PlayedWord] = []
    for (index, part) in script.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 {
        words += part.map { .input(.key(.character($0))) }
        continue
      }
      for word in part.split(whereSeparator: \.isWhitespace) {
        if word.count > 1, word.first == ":" {
          words.append(.press(.command(CommandID(rawValue: String(word.dropFirst())))))
        } else if word.count > 1, word.first == "=" {
          words.append(.press(.choose(String(word.dropFirst()))))
        } else {
          let (inputs, unknown) = KeyScript.events(String(word))
          guard unknown == nil else { return (words, unknown) }
          words += inputs.map(PlayedWord.input)
        }
      }
    }
    return (words, nil)
  }
}
