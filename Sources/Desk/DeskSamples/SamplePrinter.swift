package import DeskPorts
package import Printing

/// A printer that is made up: stories see what it was given.
package final class SamplePrinter: PrinterPort {
  package private(set) var pages: [PrintedPage] = []
  package private(set) var printers: [Printer] = []
  /// How often it is asked before it has taken everything.
  package var slowness = 0
  /// Thrown while set.
  package var problem: PrinterProblem?
  private var left = 0

  package init() {}

  package func start(_ page: PrintedPage, on printer: Printer) throws(PrinterProblem) {
    if let problem { throw problem }
    pages.append(page)
    printers.append(printer)
    left = slowness
  }

  package func goOn() throws(PrinterProblem) -> Bool {
    if let problem { throw problem }
    if left == 0 { return true }
    left -= 1
    return false
  }

  package func devices() -> [String] { ["/dev/usb/lp0"] }
}
