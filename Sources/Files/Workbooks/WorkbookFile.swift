package import CXLSXWriter
package import Platform

/// XLSX files as they are written.
package enum WorkbookFile {
  /// Writes a workbook to a path, where nothing must stand yet. `fill` puts the sheets in, and returns the first problem it
  /// met.
  ///
  /// - Throws: ``FileError`` where the file cannot be written; what stands at the path then is no workbook.
  package static func write(
    to path: String, _ fill: (UnsafeMutablePointer<lxw_workbook>) -> lxw_error
  ) throws(FileError) {
    guard let workbook = workbook_new(path) else { throw FileError(.create, path, .writer("workbook_new")) }
    let met = fill(workbook)
    // Closing writes the file, and frees the workbook whatever was met before.
    let closing = workbook_close(workbook)
    let problem = met == LXW_NO_ERROR ? closing : met
    if problem != LXW_NO_ERROR { throw FileError(.write, path, .writer(String(cString: lxw_strerror(problem)))) }
  }
}
