// The fields of what a unit keeps beyond its sessions, in the order of their bytes; see `EntryFields.swift`.

extension ShiftFacts {
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","volunteer":"#, &volunteer)
    try coder.field(#","act":"#, &act)
    try coder.optional(#","unit":"#, &unit)
    try coder.field(#","at":"#, &at)
    try coder.optional(#","said":"#, &said)
  }
}

extension ShiftAnswerFacts {
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","matter":"#, &question.matter)
    try coder.field(#","shift":"#, &question.shift)
    try coder.optional(#","other":"#, &question.other)
    try coder.optional(#","minutes":"#, &question.minutes)
    try coder.field(#","verdict":"#, &verdict)
    try coder.optional(#","by":"#, &by)
    try coder.field(#","at":"#, &at)
  }
}

extension PlanFacts {
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","what":"#, &what)
    try coder.field(#","title":"#, &title)
    try coder.optional(#","unit":"#, &unit)
    try coder.field(#","day":"#, &day)
    try coder.field(#","from":"#, &from)
    try coder.field(#","to":"#, &to)
    try coder.optional(#","place":"#, &place)
    try coder.field(#","needed":"#, &needed)
    try coder.field(#","people":"#, &people)
    try coder.field(#","off":"#, &isOff)
    try coder.optional(#","replaces":"#, &replaces)
    try coder.optional(#","by":"#, &by)
    try coder.field(#","at":"#, &at)
  }
}

extension EventFacts {
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","what":"#, &what)
    try coder.field(#","topic":"#, &topic)
    try coder.optional(#","unit":"#, &unit)
    try coder.field(#","day":"#, &day)
    try coder.field(#","from":"#, &from)
    try coder.field(#","to":"#, &to)
    try coder.optional(#","place":"#, &place)
    try coder.optional(#","materials":"#, &materials)
    try coder.field(#","heads":"#, &heads)
    try coder.field(#","people":"#, &people)
    try coder.optional(#","plan":"#, &plan)
    try coder.optional(#","by":"#, &by)
    try coder.field(#","at":"#, &at)
  }
}

extension PetitionStepFacts {
  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.field(#","act":"#, &act)
    try coder.field(#","from":"#, &from)
    try coder.optional(#","number":"#, &number)
    try coder.optional(#","reason":"#, &reason)
    try coder.optional(#","words":"#, &words)
    try coder.optional(#","by":"#, &by)
    try coder.field(#","at":"#, &at)
    try coder.optional(#","said":"#, &said)
  }
}

extension HeadCount: EntryValue {
  static var blank: HeadCount { HeadCount(band: nil, count: 0) }

  mutating func code<Coder: EntryCoder & ~Copyable>(with coder: inout Coder) throws(Coder.Failure) {
    try coder.beginArray()
    try coder.item(&count)
    try coder.check(count >= 0 && count <= HeadCount.most, "a number of people")
    try coder.tail(&band)
    try coder.endArray()
  }
}
