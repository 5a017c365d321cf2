import WritLanguage
import WritSemantics

/// What the checks share: one space of cases for each case type, the questions asked of it, and what came of them.
final class Analysis {
    /// A record that definitions are about, within the cases of one type.
    struct Subject {
        let translator: Translator
        let record: RecordSymbol
        /// Where the case has such a record.
        let exists: Formula
        /// How an expression about the case names it.
        let path: Expression
    }

    enum Verdict {
        case impossible
        /// `doubt` is set where it rests on something that is not modelled.
        case possible(Model, doubt: (Undecidable, Span)?)
        case undecided(Undecidable)
    }

    let program: Program
    /// By rule, the rules that override it.
    let overriders: [[RuleID]]
    private(set) var report = AnalysisReport()
    private(set) var candidates: [Candidate] = []
    private var translators: [RecordID: Translator] = [:]
    private var subjects: [RecordID: Subject] = [:]
    private var unreachable: Set<RecordID> = []
    private var witnessCount = 0
    /// The forms that some case gets, once they have been asked for.
    var obtainable: (forms: Set<FormID>, circular: [FormID: [Following]])?
    private var visitedTables: Set<TableID> = []
    private var tableBoxes: [Span: TableBoxes?] = [:]
    /// The only case type looked at, where there is one.
    private var onlyType: RecordID?

    /// The values that the forms print.
    let forms: [FormUse]

    /// How much of the usual work a question is worth.
    let percent: Int

    init(_ program: Program, forms: [FormUse] = [], percent: Int = 100) {
        self.program = program
        self.percent = percent
        self.forms = forms
        var overriders: [[RuleID]] = Array(repeating: [], count: program.rules.count)
        for (index, rule) in program.rules.enumerated() {
            for overridden in rule.overrides { overriders[overridden.index].append(RuleID(index)) }
        }
        self.overriders = overriders
    }

    /// True the first time that it is asked about a table.
    func firstVisit(to table: TableID) -> Bool { visitedTables.insert(table).inserted }

    /// Steps that one question about all rows of a table is worth.
    var tableBudget: StepBudget { StepBudget(4_000_000 * percent) }

    /// A table as boxes, where its cells can be told as such.
    func boxes(of table: DecisionTable) -> TableBoxes? {
        if let known = tableBoxes[table.identity.nameSpan] { return known }
        let boxes = TableBoxes(table, program)
        tableBoxes[table.identity.nameSpan] = .some(boxes)
        return boxes
    }

    var caseTypes: [RecordID] {
        onlyType.map { [$0] } ?? program.records.indices.filter { program.records[$0].isCase }.map { RecordID($0) }
    }

    func translator(for type: RecordID) -> Translator {
        if let known = translators[type] { return known }
        let space = CaseSpace(lists: listBounds(for: type), of: program.records[type.index])
        let translator = Translator(program, case: type, in: space)
        translators[type] = translator
        return translator
    }

    /// The elements of each list that the checks look at.
    private func listBounds(for type: RecordID) -> ListBounds {
        var needs = ListNeeds(program, case: type, overriders: overriders)
        var others = forms.map { needs.demands(of: [$0.expression] + $0.conditions) }
        // Several obligations are looked at together.
        let conditions = program.obligations.filter { $0.subject == type }.compactMap(\.condition)
        if !conditions.isEmpty { others.append(needs.demands(of: conditions)) }
        let rules = program.rules.indices.filter { program.rules[$0].subject == type }
        // Some checks look at all rules that refuse, or that send one document, together with one or two others.
        let refusing = rules.filter { program.rules[$0].consequences.contains(where: \.isRefusal) }
        var groups = refusing.isEmpty ? [] : rules.map { refusing + [$0] }
        for form in program.forms.indices {
            let issuing = rules.filter { program.rules[$0].consequences.contains { $0.issues(FormID(form)) } }
            if issuing.count > 1 || !others.isEmpty { groups.append(issuing) }
        }
        for rule in rules {
            var asked: Set<FormID> = []
            for hold in program.rules[rule].consequences where hold.isHold {
                if let until = hold.until { asked.formUnion(formsAsked(by: until)) }
            }
            for form in asked {
                groups.append(
                    [rule] + rules.filter { program.rules[$0].consequences.contains { $0.issues(form) } })
            }
        }
        // Between two versions of a rule another may say the same.
        if rules.contains(where: { program.rules[$0].provision.validTo != nil }) {
            groups += Array(RuleVersionGap.topics(of: rules, program).values)
        }
        return ListBounds(needs, groups: groups, others: others)
    }

    /// Takes a translator made elsewhere, so that two versions of a rulebook share a space, and looks at no other type.
    func use(_ translator: Translator) {
        translators[translator.caseType] = translator
        onlyType = translator.caseType
    }

    /// Where a record type occurs in a case: as the case itself, or below the fewest fields of one.
    func subject(for type: RecordID) -> Subject? {
        if let known = subjects[type] { return known }
        if unreachable.contains(type) { return nil }
        let found =
            program.records[type.index].isCase
            ? whole(type) : caseTypes.lazy.compactMap { self.part(type, of: $0) }.first
        if let found { subjects[type] = found } else { unreachable.insert(type) }
        return found
    }

    private func whole(_ type: RecordID) -> Subject? {
        let translator = translator(for: type)
        guard case .record(let record) = translator.subject else { return nil }
        return Subject(translator: translator, record: record, exists: .yes, path: caseExpression(type))
    }

    private func caseExpression(_ type: RecordID) -> Expression {
        Expression(.local(0), type: .record(type), span: program.records[type.index].identity.nameSpan)
    }

    private func part(_ type: RecordID, of caseType: RecordID) -> Subject? {
        guard let start = whole(caseType) else { return nil }
        let store = start.translator
        var queue = [start]
        var seen: Set<RecordID> = [caseType]
        var next = 0
        while next < queue.count {
            let here = queue[next]
            next += 1
            for (index, field) in program.records[here.record.type.index].fields.enumerated() {
                let path = Expression(.field(here.path, index), type: field.type, span: here.path.span)
                guard index < here.record.fields.count,
                    let found = step(here, symbol: here.record.fields[index], type: field.type, path: path, store)
                else { continue }
                if found.record.type == type { return found }
                if seen.insert(found.record.type).inserted { queue.append(found) }
            }
        }
        return nil
    }

    private func step(
        _ here: Subject, symbol: Symbol, type: ValueType, path: Expression, _ translator: Translator
    ) -> Subject? {
        switch (symbol, type) {
        case (.optional(let present, _, let inner), .optional(let innerType)):
            guard
                let found = step(
                    here, symbol: inner, type: innerType, path: Expression(path.kind, type: innerType, span: path.span),
                    translator)
            else { return nil }
            return Subject(
                translator: translator, record: found.record,
                exists: translator.space.store.and(found.exists, present), path: found.path)
        case (.record(let record), .record):
            return Subject(translator: translator, record: record, exists: here.exists, path: path)
        case (.list(let list), .list(let elementType)):
            guard let first = list.elements.first, case .record(let record) = first.value else { return nil }
            let one = Expression(.constant(.integer(1)), type: .integer, span: path.span)
            return Subject(
                translator: translator, record: record,
                exists: translator.space.store.and(here.exists, first.present),
                path: Expression(.element(path, one), type: elementType, span: path.span))
        default: return nil
        }
    }

    // MARK: questions

    /// Can all of these hold in one case? `smallest` asks for a case to show; without it any will do.
    func ask(
        _ translator: Translator, _ formulas: [Formula], smallest: Bool = true, effort: Query.Effort = .full
    ) -> Verdict {
        let space = translator.space
        let whole = space.store.all(formulas)
        if whole == .no { return .impossible }
        let effort = effort.scaled(toPercent: percent)
        var query = Query(space.store, [whole], without: space.moreInputs, effort: effort)
        let answer = query.solve(&space.store, preferring: smallest ? space.wishes : []) { space.evaluate($0.kind, $1) }
        switch answer {
        case .impossible:
            guard let list = query.usedInputs.compactMap({ space.moreInputs[$0] }).sorted().first else {
                return .impossible
            }
            // Longer lists, their sums left open: what is impossible then is so whatever they are.
            var longer = Query(space.store, [whole], effort: effort)
            if case .impossible = longer.solve(&space.store, preferring: [], evaluate: { space.evaluate($0.kind, $1) })
            {
                return .impossible
            }
            return .undecided(.listLength(list))
        case .undecided(.tooMuchWork): return .undecided(.tooMuchWork)
        case .undecided(.notLinear): return .undecided(.notLinear)
        case .possible(let model):
            let inputs = query.usedInputs.compactMap { space.abstractInputs[$0] }
            let numbers = query.usedNumbers.compactMap { space.abstractNumbers[$0] }
            let doubt = (inputs + numbers).min { $0.1.start < $1.1.start }
            let isLost = query.usedInputs.contains { space.store.lostInputs.contains($0) }
            return .possible(model, doubt: doubt ?? (isLost ? (.tooMuchWork, program.records[0].identity.span) : nil))
        }
    }

    /// Whether no case at all fulfils the formulas.
    func isImpossible(
        _ translator: Translator, _ formulas: [Formula], effort: Query.Effort = .full
    ) -> Bool? {
        switch ask(translator, formulas, smallest: false, effort: effort) {
        case .impossible: true
        case .possible: false
        case .undecided: nil
        }
    }

    // MARK: results

    func prove(_ check: String, count: Int = 1) {
        if count > 0 { report.proved[check, default: 0] += count }
    }

    func add(_ finding: Finding) { report.findings.append(finding) }

    func undecided(_ check: String, _ reason: Undecidable, at place: Span) {
        var name: String?
        if case .notStated(let parameter) = reason { name = program.parameters[parameter.index].identity.name }
        add(
            Finding(
                check: check, verdict: .undecided(reason), severity: .note, place: place, related: [],
                fact: .undecided(check: check, reason: reason, parameter: name), witness: nil))
    }

    /// Remembers a finding with the case that shows it; it is told once the case has been replayed.
    func show(
        _ check: String, fact: FindingFact, severity: Diagnostic.Severity, at place: Span,
        related: [(span: Span, label: Phrase)] = [], in translator: Translator, by model: Model,
        doubt: (Undecidable, Span)?, replay: Replay
    ) {
        witnessCount += 1
        guard let witness = translator.witness(model, id: "witness-\(witnessCount)") else {
            undecided(check, doubt?.0 ?? .notLinear, at: place)
            return
        }
        let finding = Finding(
            check: check, verdict: .found, severity: severity, place: place, related: related, fact: fact,
            witness: witness)
        candidates.append(Candidate(finding: finding, doubt: doubt?.0, replay: replay))
    }

    /// A parameter without a value that an expression depends on, through definitions too.
    func unstatedParameter(in expressions: [Expression]) -> ParameterID? {
        var stack = expressions
        var seen: Set<DefinitionID> = []
        while let next = stack.popLast() {
            switch next.kind {
            case .parameter(let id):
                if program.parameters[id.index].values.isEmpty { return id }
            case .definition(_, let id) where seen.insert(id).inserted:
                if case .branches(let branches) = program.definitions[id.index].origin {
                    for branch in branches {
                        stack.append(branch.value)
                        if case .when(let condition) = branch.condition { stack.append(condition) }
                    }
                }
            default: break
            }
            stack.append(contentsOf: next.children)
        }
        return nil
    }

    /// Replays every case that was found and gives the report, in the order of the files.
    func finish() -> AnalysisReport {
        let outcomes = Replayer(program).replay(candidates)
        for (candidate, isReplayed) in zip(candidates, outcomes) {
            let finding = candidate.finding
            if isReplayed {
                report.findings.append(finding)
            } else if let doubt = candidate.doubt {
                undecided(finding.check, doubt, at: finding.place)
            } else {
                report.findings.append(
                    Finding(
                        check: "analysis.unreplayed", verdict: .unreplayed, severity: .warning, place: finding.place,
                        related: finding.related, fact: .unreplayed(check: finding.check), witness: finding.witness))
            }
        }
        candidates = []
        report.findings = Analysis.joined(report.findings)
        report.findings.sort { a, b in
            if a.place.file != b.place.file { return a.place.file < b.place.file }
            if a.place.start != b.place.start { return a.place.start < b.place.start }
            return a.check < b.check
        }
        return report
    }

    /// One mistake is told once: what one check says of one place again adds its further places to the first finding.
    private static func joined(_ findings: [Finding]) -> [Finding] {
        struct Key: Hashable {
            let check: String
            let place: Span
            let isFound: Bool
            let gap: Int
        }
        var result: [Finding] = []
        var positions: [Key: Int] = [:]
        for finding in findings {
            // Gaps of one table are different mistakes.
            let gap = if case .tableGap(_, let number, _, _) = finding.fact { number } else { 0 }
            let key = Key(check: finding.check, place: finding.place, isFound: finding.verdict == .found, gap: gap)
            guard let position = positions[key] else {
                positions[key] = result.count
                result.append(finding)
                continue
            }
            for (span, _) in finding.related where !result[position].related.contains(where: { $0.span == span }) {
                result[position].related.append(
                    (span, Phrase(en: "and so with this one", zh: "与此处也是如此")))
            }
        }
        return result
    }
}
