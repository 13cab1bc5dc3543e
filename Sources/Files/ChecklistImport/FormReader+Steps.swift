import Checklists

extension FormReader {
  /// What the names in conditions stand for.
  func meaning(of items: [FormItem]) -> RelevantMeaning {
    var meaning = RelevantMeaning(targets: [:], order: [:])
    for name in leftOut { meaning.targets[name] = .other }
    let asked = items.flatMap(\.conditions).flatMap(\.relevant.ticks)
    for item in items where !item.name.isEmpty {
      let isConditional = !item.conditions.isEmpty
      var target = ConditionTarget.other
      switch item.kind {
      case .question(let list):
        guard let choices = lists[list], (2...9).contains(choices.count) else { break }
        let order = choices.map(\.id)
        let id = QuestionID(rawValue: item.id)
        target = .question(
          id, answers: Dictionary(choices.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first }),
          order: order, isConditional: isConditional)
        meaning.order[id] = order
      case .ticks(let list):
        let choices = lists[list] ?? []
        var questions: [String: QuestionID] = [:]
        for choice in choices where asked.contains(where: { $0.0 == item.name && $0.1 == choice.name }) {
          let id = QuestionID(rawValue: tickName(item, choice))
          questions[choice.name] = id
          meaning.order[id] = [RelevantMeaning.yes, RelevantMeaning.no]
        }
        target = .ticks(questions, known: choices.map(\.name), isConditional: isConditional)
      case .note, .acknowledge, .text, .step: break
      }
      // Of two rows with one name the first counts, but one that was left out gives way.
      if meaning.targets[item.name] == nil || leftOut.contains(item.name) { meaning.targets[item.name] = target }
    }
    return meaning
  }

  /// The name of the question that stands for one choice of a list to tick.
  private func tickName(_ item: FormItem, _ choice: Choice) -> String {
    checklistName(item.id.prefix(20) + "-" + choice.id.rawValue, fallback: item.id)
  }

  /// Adds what becomes of one row.
  mutating func add(_ item: FormItem, _ meaning: RelevantMeaning) {
    let place = survey.place(item.row, "type")
    let ways = ways(of: item, meaning)
    if ways.isEmpty {
      diagnostics.lost(.condition(.never), at: item.conditions.last?.place ?? place)
      return
    }
    switch item.kind {
    case .question(let list): add(question: item, list: list, ways, meaning)
    case .ticks(let list): add(ticks: item, list: list, ways, meaning)
    case .note, .acknowledge, .text: add(step: plainStep(item), item, ways, meaning)
    case .step(let rows): add(step: step(item, rows), item, ways, meaning)
    }
  }

  /// The ways to reach a row; what is not understood is left out, with a complaint.
  private func ways(of item: FormItem, _ meaning: RelevantMeaning) -> [RelevantMeaning.Way] {
    var result: [RelevantMeaning.Way] = [[:]]
    for condition in item.conditions {
      do throws(ImportFault) {
        let (ways, unasked) = try meaning.ways(condition.relevant)
        for name in unasked { diagnostics.lost(.condition(.unasked(name)), at: condition.place) }
        result = try meaning.both(result, ways)
      } catch {
        diagnostics.note(error, at: condition.place)
      }
    }
    return result
  }

  /// One condition for a question: two ways to reach it are more than a checklist can say.
  private func single(_ ways: [RelevantMeaning.Way], _ item: FormItem, _ meaning: RelevantMeaning) -> Condition {
    if ways.count == 1 { return meaning.condition(ways[0], named: item.conditions.map(\.relevant)) }
    diagnostics.lost(.condition(.eitherQuestion), at: item.conditions.last?.place ?? survey.place(item.row, "type"))
    return .always
  }

  private mutating func add(
    question item: FormItem, list: String, _ ways: [RelevantMeaning.Way], _ meaning: RelevantMeaning
  ) {
    let place = survey.place(item.row, "type")
    usedLists.insert(list)
    if lists[list] == nil { diagnostics.lost(.missingList(list, known: lists.keys.sorted()), at: place) }
    let choices = lists[list] ?? []
    guard (2...9).contains(choices.count) else {
      diagnostics.lost(.answerCount(choices.count), at: place)
      for step in listSteps(item, choices) { add(step: step, item, ways, meaning) }
      return
    }
    complainOfRole(item.row)
    loseHint(item.row)
    if let required = survey.cell(item.row, "required"), flag(required) == nil {
      diagnostics.lost(.requiredCondition(required), at: survey.place(item.row, "required"))
    }
    let path = SchemaPath.root / "questions" / draft.questions.count
    let when = single(ways, item, meaning)
    draft.places[path] = place
    draft.places[path / "text"] = survey.place(item.row, "label")
    if let condition = item.conditions.last { draft.places[path / "when"] = condition.place }
    for (index, choice) in choices.enumerated() { draft.places[path / "answers" / index] = choice.place }
    draft.questions.append(
      Question(
        id: QuestionID(rawValue: item.id), text: survey.words(item.row, "label")?.onOneLine ?? LocalText("", ""),
        when: when,
        answers: choices.map { Answer(id: $0.id, text: $0.text, outcome: $0.outcome, checklist: $0.checklist) }))
  }

  private mutating func add(
    ticks item: FormItem, list: String, _ ways: [RelevantMeaning.Way], _ meaning: RelevantMeaning
  ) {
    let place = survey.place(item.row, "type")
    usedLists.insert(list)
    if lists[list] == nil { diagnostics.lost(.missingList(list, known: lists.keys.sorted()), at: place) }
    diagnostics.lost(.ticks, at: place)
    let choices = lists[list] ?? []
    for step in listSteps(item, choices) { add(step: step, item, ways, meaning) }
    guard case .ticks(let questions, _, _) = meaning.targets[item.name] else { return }
    let label = survey.words(item.row, "label")?.onOneLine ?? LocalText("", "")
    for choice in choices {
      guard let id = questions[choice.name] else { continue }
      let path = SchemaPath.root / "questions" / draft.questions.count
      draft.places[path] = place
      if let condition = item.conditions.last { draft.places[path / "when"] = condition.place }
      let text = LocalText(vi: paired(label.vi, choice.text.vi), en: paired(label.en, choice.text.en))
      draft.questions.append(
        Question(
          id: id, text: text, when: single(ways, item, meaning),
          answers: [
            Answer(id: RelevantMeaning.yes, text: LocalText("Có", "Yes")),
            Answer(id: RelevantMeaning.no, text: LocalText("Không", "No")),
          ]))
    }
  }

  private func paired(_ label: String, _ choice: String) -> String {
    label.isEmpty || choice.isEmpty ? "" : "\(label) \(choice)"
  }

  private mutating func add(
    step: DraftStep, _ item: FormItem, _ ways: [RelevantMeaning.Way], _ meaning: RelevantMeaning
  ) {
    var step = step
    step.when = ways.map { meaning.condition($0, named: item.conditions.map(\.relevant)) }
    if let condition = item.conditions.last {
      step.note("when", at: condition.place)
      if ways.count > 1 { diagnostics.lost(.condition(.eitherStep(ways.count)), at: condition.place) }
    }
    draft.steps.append(step)
  }
}
