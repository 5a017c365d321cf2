import WritLanguage
package import WritSemantics

/// A fact worth asking for.
package struct Question: Sendable {
    /// `violations[1].kind`
    package let path: String
    package let title: String
    package let type: ValueType
    /// The forms, or else the rules, that wait for it.
    package let neededFor: [String]
    /// How many open consequences an answer settles, on average over the answers tried.
    package let settles: Double
}

/// Turns what is open in a case into the shortest list of questions, the most useful first. After each answer the list is
/// made anew: an answer often makes other questions needless.
package struct Questions {
    static let mostTrials = 300
    /// Values that are looked at in all trials together: somebody waits for the questions.
    private static let mostValues = 250_000

    private let evaluator: Evaluator

    package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    /// The questions for a case, the most useful first.
    package func ask(_ data: CaseData) -> [Question] {
        let evaluation = evaluator.evaluate(data)
        let open = Self.open(evaluation.outcome)
        var order: [String] = []
        var waiting: [String: [String]] = [:]
        var shares: [String: Double] = [:]
        for consequence in open {
            let name = consequence.waiting(in: evaluator.plan.program).first ?? ""
            let needs = consequence.needs
            for case .fact(let path) in needs {
                if waiting[path] == nil { order.append(path) }
                if waiting[path]?.contains(name) != true { waiting[path, default: []].append(name) }
                // Alone it settles what needs nothing else.
                shares[path, default: 0] += 1 / Double(needs.count)
            }
        }
        let trial = Evaluation(evaluator.plan)
        var trials = 0
        var evaluated = 0
        let places = evaluation.neededFacts()
        var questions: [(question: Question, share: Double)] = []
        for path in order {
            guard let place = places[path], let fact = evaluation.fact(place) else { continue }
            let values = answers(for: fact, evaluation)
            var settled = 0.0
            var tried = 0.0
            for value in values where trials < Self.mostTrials && evaluated < Self.mostValues {
                trials += 1
                var changed = data
                guard ChangeFinder.set(value, fact.steps[...], in: &changed.facts) else { continue }
                evaluator.evaluate(changed, reusing: trial)
                evaluated += trial.interpreter.facts.fields.count
                settled += Double(max(0, open.count - Self.open(trial.outcome).count))
                tried += 1
            }
            questions.append(
                (
                    Question(
                        path: path, title: evaluation.title(of: fact), type: fact.type, neededFor: waiting[path] ?? [],
                        settles: tried == 0 ? 0 : settled / tried), shares[path] ?? 0
                ))
        }
        return questions.enumerated().sorted { a, b in
            if a.element.question.settles != b.element.question.settles {
                return a.element.question.settles > b.element.question.settles
            }
            if a.element.share != b.element.share { return a.element.share > b.element.share }
            return a.offset < b.offset
        }.map(\.element.question)
    }

    /// Parameters that open consequences wait for and that no case can state.
    package func parameters(_ data: CaseData) -> [ParameterID] {
        var found: [ParameterID] = []
        for consequence in Self.open(evaluator.evaluate(data).outcome) {
            for case .parameter(let id) in consequence.needs where !found.contains(id) { found.append(id) }
        }
        return found
    }

    /// Years whose holidays open consequences wait for.
    package func years(_ data: CaseData) -> [Int] {
        var found: [Int] = []
        for consequence in Self.open(evaluator.evaluate(data).outcome) {
            for case .holidays(let year) in consequence.needs where !found.contains(year) { found.append(year) }
        }
        return found
    }

    /// What certain consequences lack for their deadlines, values and words, and which forms, or else rules, lack it.
    package func lacking(_ outcome: Outcome) -> [(need: Outcome.Need, name: String)] {
        outcome.consequences.flatMap { consequence in
            let name = consequence.waiting(in: evaluator.plan.program).first ?? ""
            return consequence.lacks.map { ($0, name) }
        }
    }

    private static func open(_ outcome: Outcome) -> [Outcome.Consequence] {
        outcome.consequences.filter { $0.status == .open }
    }

    /// A few answers that tell how much a question is worth: all values of small types, and for numbers and dates those
    /// at which the rules turn would need a bound, so a small and a large one.
    private func answers(for fact: FactReference, _ evaluation: Evaluation) -> [Value] {
        let program = evaluator.plan.program
        if let all = ValueStep.all(of: fact.type, in: program) { return Array(all.prefix(12)) }
        switch ValueText.plain(fact.type) {
        case .integer: return [.integer(0), .integer(1), .integer(1_000_000)]
        case .decimal, .money: return [.decimal(.zero), .decimal(.one), .decimal(Decimal(100_000_000))]
        case .percent: return [.decimal(.zero), .decimal(.one)]
        case .duration(let unit): return [.duration(0, unit), .duration(10_000, unit)]
        case .date:
            let asOf = evaluation.data.asOf
            return [asOf.addingDays(-3650), asOf, asOf.addingDays(3650)].compactMap { $0 }.map { .date($0) }
        case .text: return [.text("")]
        case .list: return [.list([])]
        case .record(let id) where program.records[id.index].isJudgement:
            let fields = program.records[id.index].fields
            let decisions = ValueStep.all(of: fields[Judgement.Part.decision.rawValue].type, in: program) ?? []
            return decisions.prefix(12).map { decision in
                var values = [Value](repeating: .unknown, count: fields.count)
                values[Judgement.Part.decision.rawValue] = decision
                return .record(id, values)
            }
        default: return []
        }
    }
}

extension Evaluation {
    /// The facts that the case does not state and that were asked for, by their paths such as `violations[1].kind`.
    fileprivate func neededFacts() -> [String: (instance: Int, field: Int)] {
        var places: [String: (instance: Int, field: Int)] = [:]
        for need in interpreter.facts.needs {
            guard case .fact(let instance, let field, let position) = need, position == 0 else { continue }
            let place = (instance: Int(instance), field: Int(field))
            places[interpreter.facts.path(instance: place.instance, field: place.field, position: 0)] = place
        }
        return places
    }

    fileprivate func fact(_ place: (instance: Int, field: Int)) -> FactReference? {
        interpreter.facts.reference(place.instance, place.field)
    }

    /// The title of the field that a fact is.
    func title(of fact: FactReference) -> String {
        var type = ValueType.record(data.type)
        var title = ""
        for step in fact.steps {
            if case .list(let element) = ValueText.plain(type) { type = element }
            guard case .record(let id) = ValueText.plain(type) else { return title }
            let field = plan.program.records[id.index].fields[step.field]
            title = field.title
            type = field.type
        }
        return title
    }
}
