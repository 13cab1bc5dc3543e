package import Printing

/// Why something was not printed; each has its sentence.
package enum PrinterProblem: Error, Hashable, Sendable {
  /// Nothing is there, e.g. the cable is out.
  case missing(String)
  /// What is there prints nothing: no device, and no file for it.
  case noPrinter(String)
  /// It cannot be written to, or the queue does not take it.
  case refused(String, code: Int32)
  /// It took nothing for a while: it is off, or has no paper.
  case silent(String)
  /// This machine has no printing system.
  case noQueues
  /// Something else is being printed.
  case busy
}

/// What the desk asks of a printer. Nothing here waits for it: paper comes when it comes.
package protocol PrinterPort: AnyObject {
  /// Begins to print.
  func start(_ page: PrintedPage, on printer: Printer) throws(PrinterProblem)
  /// Goes on with what was begun; returns at once, with whether all of it was taken.
  func goOn() throws(PrinterProblem) -> Bool
  /// Paths of printers that are plugged in.
  func devices() -> [String]
}
