/// The 134 letters of Vietnamese that are not ASCII.
package let vietnameseLetters: [Unicode.Scalar] = LetterTable.scalars.filter { $0.value >= 0x80 } + ["đ", "Đ"]

/// The same letter with fewer marks, the nearest first: without its tone, without what makes it another letter of the
/// alphabet, and at last as ASCII. Empty for what is no letter of Vietnamese, or has no mark.
package func simplerForms(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  guard let letter = Letter(scalar) else { return [] }
  var forms: [Unicode.Scalar] = []
  for (mark, tone) in [(letter.mark, Tone.ngang), (.none, letter.tone), (.none, .ngang)] {
    var form = letter
    (form.mark, form.tone) = (mark, tone)
    if form.scalar != scalar, !forms.contains(form.scalar) { forms.append(form.scalar) }
  }
  return forms
}
