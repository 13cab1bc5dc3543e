import TerminalUI
import Testing

@testable import CursesTerminal

@Suite struct InputUnitTests {
  @Test(arguments: [
    "<0;0;1", "<0;1;-1", "<0;-9223372036854775808;1", "<0;1;9223372036854775807", "<0;1;99999999999999999999", "<0;1",
    "<",
  ])
  func `a press where no screen reaches is none`(parameters: String) {
    #expect(input(ofSequence: parameters, final: "M") == nil)
    #expect(input(ofSequence: "<0;7;3", final: "M") == .click(column: 6, row: 2))
  }
}
