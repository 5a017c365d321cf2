import WritEvaluation
import WritLanguage
import WritSemantics

/// The answers about one case type: what is proved equal, and a case for each difference.
struct DiffRun {
    private let old: Program
    private let new: Program
    private let caseType: String
    /// With what is unchanged left open: settles most questions at once.
    private let coarse: DiffQuestions
    /// Looks at lists of one element only: gives smaller cases, and sooner.
    private let small: DiffQuestions
    private let exact: DiffQuestions
    private let narrowings: [(formula: Formula, effort: Query.Effort)]
    private(set) var witnesses: Int
    private(set) var regions: [DiffReport.Region] = []
    private(set) var undecided: [DiffReport.Open] = []
    private(set) var proved = 0
    /// Declarations that a region, or something undecided, has to do with.
    private(set) var implicated: Set<String> = []
    private var evaluators: (old: Evaluator, new: Evaluator)?

    /// `disputedDays` are days about which the calendars of the versions disagree.
    init(
        coarse: DiffQuestions, small: DiffQuestions, exact: DiffQuestions, disputedDays: [CalendarDate],
        caseType: String, witnesses: Int
    ) {
        old = exact.before.program
        new = exact.after.program
        self.coarse = coarse
        self.small = small
        self.exact = exact
        narrowings = DiffRun.narrowings(small.space, disputedDays)
        self.caseType = caseType
        self.witnesses = witnesses
    }

    // MARK: consequences

    mutating func compare(_ topic: DiffTopic, _ subject: String, _ title: String) {
        let rough = coarse.consequences(
            coarse.before.effects(topic, subject), coarse.after.effects(topic, subject), topic)
        let open = Set(rough.filter { !isImpossible($0.value) }.keys)
        proved += rough.count - open.count
        if open.isEmpty { return }
        let key = topic.key(subject)
        func world(_ questions: DiffQuestions) -> (DiffReport.Aspect) -> World? {
            let (was, now) = (questions.before.effects(topic, subject), questions.after.effects(topic, subject))
            let ways = questions.consequences(was, now, topic)
            return { aspect in
                ways[aspect].map { World(questions: questions, formula: $0, was: was, now: now) }
            }
        }
        let (narrow, whole) = (world(small), world(exact))
        for aspect in DiffReport.Aspect.allCases where open.contains(aspect) {
            ask(narrow(aspect), whole: whole(aspect), aspect, subject: subject, title: title) { $0.differs(in: key) }
        }
    }

    /// A question as it is put in one space of cases.
    private struct World {
        let questions: DiffQuestions
        let formula: Formula
        var was: [DiffEffect] = []
        var now: [DiffEffect] = []
    }

    private func isImpossible(_ formula: Formula) -> Bool {
        coarse.after.analysis.isImpossible(
            coarse.after.translator, [coarse.shared, formula], effort: .small) == true
    }

    // MARK: values

    mutating func compareValues(_ pairs: [(old: DefinitionID, new: DefinitionID)]) {
        var questions: (old: [Expression], new: [Expression]) = ([], [])
        var asked: [(old: Definition, new: Definition, narrow: World?, whole: World)] = []
        for pair in pairs {
            guard let rough = coarse.values(pair.old, pair.new) else { continue }
            if isImpossible(rough.differ) {
                proved += 1
                continue
            }
            guard let values = exact.values(pair.old, pair.new) else { continue }
            questions.old.append(values.was)
            questions.new.append(values.now)
            asked.append(
                (
                    old.definitions[pair.old.index], new.definitions[pair.new.index],
                    small.values(pair.old, pair.new).map { World(questions: small, formula: $0.differ) },
                    World(questions: exact, formula: values.differ)
                ))
        }
        let plain = evaluators
        evaluators = (
            Evaluator(Plan(old, formExpressions: questions.old)), Evaluator(Plan(new, formExpressions: questions.new))
        )
        defer { evaluators = plain }
        for (number, item) in asked.enumerated() {
            compare(item.old, now: item.new, narrow: item.narrow, whole: item.whole, number: number)
        }
    }

    private mutating func compare(
        _ was: Definition, now: Definition, narrow: World?, whole: World, number: Int
    ) {
        let name = now.identity.name
        let (old, new) = (old, new)
        func line(_ value: Value, _ definition: Definition, _ program: Program) -> OutcomeLines.Line {
            let said = ValueText.phrase(value, definition.type, in: program)
            return OutcomeLines.Line(
                key: name, text: "\(name) = \(said.zh)",
                reading: Phrase(en: "\(name) = \(said.en)", zh: "\(definition.identity.title)：\(said.zh)"))
        }
        func lines(_ replay: DiffReplay) -> (OutcomeLines.Line, OutcomeLines.Line) {
            (
                line(replay.before.evaluation.value(of: number), was, old),
                line(replay.after.evaluation.value(of: number), now, new)
            )
        }
        ask(
            narrow, whole: whole, .value, subject: name, title: "“\(now.identity.title)”",
            at: (old: [was.identity.span], new: [now.identity.span]), showing: lines
        ) { replay in
            let (first, second) = lines(replay)
            return first.text != second.text
        }
        if implicated.contains("define \(name)"), case .table(let table, _) = now.origin {
            implicated.insert("table \(new.tables[table.index].identity.name)")
        }
    }

    // MARK: regions

    /// Asks for a case, and shows it where both versions, evaluated, differ as they should.
    private mutating func ask(
        _ narrow: World?, whole: World?, _ aspect: DiffReport.Aspect, subject: String, title: String,
        at places: (old: [Span], new: [Span])? = nil,
        showing extra: ((DiffReplay) -> (OutcomeLines.Line, OutcomeLines.Line))? = nil,
        holds: (DiffReplay) -> Bool
    ) {
        guard let whole else { return }
        var reason: Undecidable?
        var attempts: [(world: World, narrowing: Formula, effort: Query.Effort)] = []
        if let narrow { attempts = narrowings.map { (narrow, $0.formula, $0.effort) } }
        attempts.append((whole, .yes, .medium))
        for (world, narrowing, effort) in attempts {
            let (questions, isWhole) = (world.questions, world.questions.space === exact.space)
            // What was too much for one element is too much for many.
            if isWhole, reason == .tooMuchWork { break }
            let verdict = questions.after.analysis.ask(
                questions.after.translator, [questions.shared, world.formula, narrowing], effort: effort)
            switch verdict {
            case .impossible where isWhole:
                proved += 1
                return
            case .impossible: continue
            case .undecided(let why): reason = why
            case .possible(let model, let doubt):
                guard let replay = replay(model, questions) else {
                    reason = doubt?.0 ?? .notLinear
                    continue
                }
                guard holds(replay) else {
                    reason = doubt?.0 ?? .notShown
                    continue
                }
                implicate(aspect, subject, world)
                addRegion(
                    aspect, subject: subject, title: title, in: world, at: places, model: model, replay: replay,
                    showing: extra?(replay))
                return
            }
        }
        implicate(aspect, subject, whole)
        guard let reason else { return }
        let isKnown = undecided.contains { $0.subject == subject && $0.reason == reason }
        if !isKnown { undecided.append(DiffReport.Open(caseType: caseType, subject: subject, reason: reason)) }
    }

    /// Days before a disputed one from which a deadline may run that it moves.
    private static let distances = Array(0...10) + [13, 14, 15, 20, 28, 29, 30, 31, 45, 60]

    /// Questions that are narrowed to cases of few elements, then the whole one. Where functions that are not linear
    /// stand in the way, cases with plain figures are tried too.
    private static func narrowings(
        _ space: CaseSpace, _ disputedDays: [CalendarDate]
    ) -> [(formula: Formula, effort: Query.Effort)] {
        var result: [(formula: Formula, effort: Query.Effort)] = []
        for day in disputedDays {
            let starts = distances.compactMap { day.addingDays(-$0) }
            // Deadlines that run from the as-of day, then others as the as-of day has them.
            result += starts.map { (space.store.and(space.asOf(is: $0), space.allDates(are: $0)), .small) }
            result += starts.map { (space.allDates(are: $0), .small) }
        }
        let amounts = space.roundAmounts()
        result += [(.yes, .small), (amounts, .small)]
        for days in [30, 400] {
            for percentage in [Rational(1, over: 2000), Rational(1, over: 100)] {
                let plain = [
                    amounts, space.asOf(is: CaseSpace.ordinaryDay), space.allDates(are: nil, before: days),
                    space.allPercentages(are: percentage),
                ]
                result.append((space.store.all(plain), .small))
            }
        }
        var seen: Set<Formula> = []
        return result.filter { seen.insert($0.formula).inserted }
    }

    private mutating func addRegion(
        _ aspect: DiffReport.Aspect, subject: String, title: String, in world: World,
        at places: (old: [Span], new: [Span])?, model: Model,
        replay: DiffReplay, showing extra: (OutcomeLines.Line, OutcomeLines.Line)?
    ) {
        func active(_ effects: [DiffEffect]) -> [Span] {
            let holding = effects.filter { model.satisfies($0.following.certain, in: world.questions.space.store) }
            var seen: Set<Span> = []
            return (holding.isEmpty ? effects : holding).map(\.span).filter { seen.insert($0).inserted }
        }
        var (linesBefore, linesAfter) = (replay.before.lines.lines, replay.after.lines.lines)
        if let extra {
            if !linesBefore.contains(where: { $0.text == extra.0.text }) { linesBefore.append(extra.0) }
            if !linesAfter.contains(where: { $0.text == extra.1.text }) { linesAfter.append(extra.1) }
        }
        // Where something does not follow because another rule wins over it, that rule is the cause.
        let (winnersBefore, winnersNow) = (
            winners(over: world.was, in: world.questions.before, model),
            winners(over: world.now, in: world.questions.after, model)
        )
        implicated.formUnion((winnersBefore + winnersNow).map { "rule \($0.name)" })
        let (causesBefore, causesNow) = (winnersBefore.map(\.nameSpan), winnersNow.map(\.nameSpan))
        regions.append(
            DiffReport.Region(
                caseType: caseType, aspect: aspect, subject: subject, title: title,
                oldPlaces: places?.old ?? (causesBefore.isEmpty ? active(world.was) : causesBefore),
                newPlaces: places?.new ?? (causesNow.isEmpty ? active(world.now) : causesNow),
                witness: replay.witness, before: linesBefore, after: linesAfter))
    }

    /// The rules that in a case win over all that would otherwise bring something about; none where it follows all the same.
    private func winners(over effects: [DiffEffect], in side: DiffSide, _ model: Model) -> [Identity] {
        let store = side.translator.space.store
        if effects.contains(where: { model.satisfies($0.following.certain, in: store) }) { return [] }
        var found: [Identity] = []
        for rule in Set(effects.map(\.following.rule)).sorted() {
            for winner in side.analysis.overriders[rule.index] {
                let identity = side.program.rules[winner.index].identity
                let holds = side.translator.holds(side.program.rules[winner.index]).yes
                if model.satisfies(holds, in: side.translator.space.store),
                    !found.contains(where: { $0.name == identity.name })
                {
                    found.append(identity)
                }
            }
        }
        return found
    }

    /// Evaluates the case that a model describes by both versions; nothing where no case can be written down for it.
    private mutating func replay(_ model: Model, _ questions: DiffQuestions) -> DiffReplay? {
        witnesses += 1
        let id = "witness-\(witnesses)"
        guard let first = questions.before.translator.witness(model, id: id),
            let second = questions.after.translator.witness(model, id: id)
        else { return nil }
        let evaluators = evaluators ?? (Evaluator(Plan(old)), Evaluator(Plan(new)))
        self.evaluators = evaluators
        let (one, two) = (evaluators.old.evaluate(first), evaluators.new.evaluate(second))
        return DiffReplay(
            witness: second, before: (one, OutcomeLines(one, first, old)), after: (two, OutcomeLines(two, second, new)))
    }

    private mutating func implicate(_ aspect: DiffReport.Aspect, _ subject: String, _ world: World) {
        for effect in world.was + world.now { implicated.insert("rule \(effect.rule)") }
        if aspect == .value { implicated.insert("define \(subject)") }
    }
}
