/// What a run of digits looks like; such text is never kept.
public enum PersonalDigits: Hashable, Sendable, CaseIterable {
  /// Twelve digits, or nine of the old card.
  case identityCard
  /// Ten digits from 0, or +84.
  case phone
  /// Six digits: a one-time code or passcode.
  case oneTimeCode
  /// Eight digits or more that are none of the others: an account or bank card.
  case account

  /// The first finding in a text; nil where it is free of such numbers.
  ///
  /// Blanks, dots and dashes inside a number do not hide it; slashes separate (dates stay possible), and up to nine
  /// digits in groups of three behind dots are an amount of money. Years and house numbers are too short to matter.
  /// Forms of the numbers: card 12 digits (Law on Identity 2023), phones `0[35789]` and eight more.
  public static func first(in text: String) -> PersonalDigits? {
    for run in runs(in: text) {
      if let found = judge(run) { return found }
    }
    return nil
  }

  /// Digits that belong together: the lengths of their groups and what stands between.
  private struct Run {
    var digits: [Int] = []
    var groups: [Int] = []
    var separators: Set<Character> = []
    var hasPlus = false
  }

  private static func runs(in text: String) -> [Run] {
    var runs: [Run] = []
    var current = Run()
    var gap: [Character] = []
    var previous: Character = " "
    for character in text {
      if let digit = character.wholeNumberValue, digit < 10 {
        if current.digits.isEmpty {
          current.hasPlus = previous == "+"
          current.groups = [0]
        } else if !gap.isEmpty {
          current.separators.formUnion(gap)
          current.groups.append(0)
        }
        current.digits.append(digit)
        current.groups[current.groups.count - 1] += 1
        gap = []
      } else if !current.digits.isEmpty, gap.count < 2, " .-–,_".contains(character) {
        gap.append(character)
      } else if !current.digits.isEmpty {
        runs.append(current)
        current = Run()
        gap = []
      }
      previous = character
    }
    if !current.digits.isEmpty { runs.append(current) }
    return runs
  }

  private static func judge(_ run: Run) -> PersonalDigits? {
    let count = run.digits.count
    if isAmount(run) { return nil }
    // Short numbers side by side ("phòng 3 12 14") are not one number.
    if run.groups.count > 1, run.groups.allSatisfy({ $0 < 3 }), count < 9 { return nil }
    let startsLikePhone = run.digits.starts(with: [0]) && count > 1 && [2, 3, 5, 7, 8, 9].contains(run.digits[1])
    switch count {
    case 12, 9: return .identityCard
    case 10, 11: return startsLikePhone || run.digits.starts(with: [8, 4]) ? .phone : .account
    case 6: return .oneTimeCode
    case 7...: return .account
    default: return nil
    }
  }

  /// `1.000.000`: groups of three behind dots, not from 0, at most nine digits; the last group may still be growing.
  private static func isAmount(_ run: Run) -> Bool {
    run.separators == ["."] && run.groups.count > 1 && run.groups.dropFirst().dropLast().allSatisfy { $0 == 3 }
      && run.groups[run.groups.count - 1] <= 3 && run.digits[0] != 0 && run.digits.count <= 9 && run.groups[0] <= 3
  }
}
