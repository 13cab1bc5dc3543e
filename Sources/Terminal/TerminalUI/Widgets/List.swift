/// The first row in view. Pages overlap by two rows and stand still while the selection moves within them, so that a
/// step changes two rows of the screen and not all.
package func listTop(selection: Int, count: Int, visible: Int) -> Int {
  guard visible > 0, count > visible else { return 0 }
  if visible == 1 { return min(max(0, selection), count - 1) }
  let step = max(1, visible - 2)
  return min(max(0, selection - 1) / step * step, count - visible)
}
