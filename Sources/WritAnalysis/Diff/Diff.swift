import WritEvaluation
import WritLanguage
package import WritSemantics

/// Compares the effects of two versions of a rulebook over all cases that both can read.
package enum Diff {
    package static func compare(_ old: Program, _ new: Program) -> DiffReport {
        var comparison = Comparison(old: old, new: new)
        for type in new.records where type.isCase {
            let name = type.identity.name
            guard let before = old.records.firstIndex(where: { $0.isCase && $0.identity.name == name }),
                let after = new.records.firstIndex(where: { $0.isCase && $0.identity.name == name })
            else { continue }
            comparison.compare(RecordID(before), RecordID(after), name)
        }
        comparison.listTextChanges()
        return comparison.report
    }
}

/// One version's side of the comparison of a case type.
private struct Side {
    let program: Program
    let analysis: Analysis
    let translator: Translator

    init(_ program: Program, _ type: RecordID, _ space: CaseSpace) {
        self.program = program
        analysis = Analysis(program)
        translator = Translator(program, case: type, in: space)
        analysis.use(translator)
        // Cases in which branches disagree have no value, as in the evaluator.
        for definition in program.definitionOrder {
            DefinitionOverlap.check(definition, analysis)
            TableOverlap.check(definition, analysis)
        }
    }
}

/// Something that follows in one version, by a name that both versions share.
private struct Effect {
    let following: Following
    let span: Span
    let rule: String
}

private struct Comparison {
    let old: Program
    let new: Program
    var report = DiffReport()
    private let oldEvaluator: Evaluator
    private let newEvaluator: Evaluator
    private let oldDigests: MeaningDigests
    private let newDigests: MeaningDigests
    /// Whether both versions have the same firms, calendars, types and parameters, so that equal digests mean equal
    /// effects.
    private let surroundingsAgree: Bool
    /// Declarations that some region has to do with.
    private var implicated: Set<String> = []
    private var witnesses = 0

    init(old: Program, new: Program) {
        self.old = old
        self.new = new
        oldEvaluator = Evaluator(Plan(old))
        newEvaluator = Evaluator(Plan(new))
        oldDigests = MeaningDigests(old)
        newDigests = MeaningDigests(new)
        surroundingsAgree = Comparison.surroundings(old) == Comparison.surroundings(new)
    }

    private static func surroundings(_ program: Program) -> [String] {
        let identities =
            program.organisations.map(\.identity) + program.calendars.map(\.identity) + program.enums.map(\.identity)
            + program.records.map(\.identity) + program.parameters.map(\.identity)
        return identities.map { program.text(of: $0.span) }
    }

    /// Whether nothing that the effects rest on has changed: the rules, what overrides them, and what all of these use.
    private func isUntouched(_ was: [Effect], _ now: [Effect]) -> Bool {
        guard surroundingsAgree else { return false }
        func signatures(_ effects: [Effect], _ program: Program, _ digests: MeaningDigests) -> Set<String> {
            var names = Set(effects.map(\.rule))
            for rule in program.rules {
                let isOverrider = rule.overrides.contains { names.contains(program.rules[$0.index].identity.name) }
                if isOverrider { names.insert(rule.identity.name) }
            }
            return Set(names.map { "\($0) \(digests.digest(.rule($0)) ?? "")" })
        }
        return signatures(was, old, oldDigests) == signatures(now, new, newDigests)
    }

    private func isUntouched(_ was: Definition, _ now: Definition) -> Bool {
        guard surroundingsAgree else { return false }
        func digest(_ definition: Definition, _ program: Program, _ digests: MeaningDigests) -> String? {
            switch definition.origin {
            case .branches:
                let subject = program.records[definition.subject.index].identity.name
                return digests.digest(.definition("\(definition.identity.name) of \(subject)"))
            case .table(let table, _): return digests.digest(.table(program.tables[table.index].identity.name))
            }
        }
        guard let first = digest(was, old, oldDigests) else { return false }
        return first == digest(now, new, newDigests)
    }

    mutating func compare(_ oldType: RecordID, _ newType: RecordID, _ name: String) {
        let space = CaseSpace()
        for (program, type) in [(old, oldType), (new, newType)] {
            let needs = ListNeeds(program, case: type, overriders: Analysis(program).overriders)
            for (list, count) in needs.counts { space.listBounds[list] = max(space.listBounds[list] ?? 0, count) }
            space.unboundedLists.formUnion(needs.unbounded)
        }
        let before = Side(old, oldType, space)
        let after = Side(new, newType, space)
        // Values of enumerations that one version lacks are in no case that both can read.
        let shared = space.store.all(space.undeclaredEverywhere())
        compareConsequences(before, after, shared, name)
        compareValues(before, after, shared, name)
    }

    // MARK: consequences

    private func effects(_ side: Side, _ key: (Consequence, Program) -> String?) -> [String: [Effect]] {
        var result: [String: [Effect]] = [:]
        for following in side.analysis.followings(side.translator, { key($0, side.program) != nil }) {
            let consequence = side.analysis.consequence(following)
            guard let name = key(consequence, side.program) else { continue }
            result[name, default: []].append(
                Effect(
                    following: following, span: consequence.span,
                    rule: side.program.rules[following.rule.index].identity.name))
        }
        return result
    }

    private mutating func compareConsequences(_ before: Side, _ after: Side, _ shared: Formula, _ name: String) {
        let kinds: [(appears: DiffReport.Aspect, vanishes: DiffReport.Aspect, key: (Consequence, Program) -> String?)] =
            [
                (.required, .noLongerRequired, { Comparison.form($0, $1) }),
                (
                    .refused, .noLongerRefused,
                    { consequence, _ in
                        if case .refuse(let reason) = consequence.kind { reason.plain } else { nil }
                    }
                ),
                (
                    .held, .noLongerHeld,
                    { consequence, program in
                        if case .hold(let action, _) = consequence.kind {
                            program.actions[action.index].identity.name
                        } else {
                            nil
                        }
                    }
                ),
                (
                    .task, .noLongerTask,
                    { consequence, program in
                        guard case .require(let task, let role, _, _) = consequence.kind else { return nil }
                        return "\(task.plain) (\(program.roles[role.index].identity.name))"
                    }
                ),
                (
                    .notified, .noLongerNotified,
                    { consequence, program in
                        guard case .notify(let role, let text) = consequence.kind else { return nil }
                        return "\(program.roles[role.index].identity.name): \(text.plain)"
                    }
                ),
            ]
        for kind in kinds {
            let first = effects(before, kind.key)
            let second = effects(after, kind.key)
            for subject in Set(first.keys).union(second.keys).sorted() {
                let (was, now) = (first[subject] ?? [], second[subject] ?? [])
                if isUntouched(was, now) {
                    report.proved += 1
                    continue
                }
                let store = after.translator
                let certainBefore = store.space.store.any(was.map(\.following.certain))
                let certainAfter = store.space.store.any(now.map(\.following.certain))
                ask(
                    [shared, certainAfter, !certainBefore], before, after, name, kind.appears, subject, was, now)
                ask(
                    [shared, certainBefore, !certainAfter], before, after, name, kind.vanishes, subject, was, now)
                compareDetails(was, now, before, after, shared, name, subject)
            }
        }
    }

    private static func form(_ consequence: Consequence, _ program: Program) -> String? {
        if case .issue(let form, _, _, _, _) = consequence.kind { program.forms[form.index].name } else { nil }
    }

    /// Deadlines, addressees, approvals and contents of what follows in both versions.
    private mutating func compareDetails(
        _ was: [Effect], _ now: [Effect], _ before: Side, _ after: Side, _ shared: Formula, _ name: String,
        _ subject: String
    ) {
        var ways: [DiffReport.Aspect: [Formula]] = [:]
        let store = after.translator.space
        for a in was {
            for b in now where a.following.element == b.following.element {
                let together = store.store.and(a.following.certain, b.following.certain)
                if together == .no { continue }
                let (first, second) = (
                    before.analysis.consequence(a.following), after.analysis.consequence(b.following)
                )
                func add(_ aspect: DiffReport.Aspect, _ formula: Formula) {
                    ways[aspect, default: []].append(store.store.and(together, formula))
                }
                switch (first.due, second.due) {
                case (nil, nil): break
                case (let due?, let other?):
                    add(
                        .deadline,
                        after.translator.equal(
                            before.translator.rolled(before.translator.translate(due, a.following.locals)),
                            after.translator.rolled(after.translator.translate(other, b.following.locals)), at: other
                        ).no)
                default: add(.deadline, .yes)
                }
                guard case .issue(_, let to, let arguments, _, let chain) = first.kind,
                    case .issue(_, let otherTo, let otherArguments, _, let otherChain) = second.kind
                else { continue }
                let names = to.map { old.roles[$0.index].identity.name }
                if names != otherTo.map({ new.roles[$0.index].identity.name }) { add(.addressee, .yes) }
                add(.approval, approvalsDiffer(chain, otherChain, before, after))
                if arguments.count != otherArguments.count {
                    add(.contents, .yes)
                } else {
                    for (argument, other) in zip(arguments, otherArguments) {
                        add(
                            .contents,
                            differ(
                                before.translator.translate(argument, a.following.locals), argument.type,
                                after.translator.translate(other, b.following.locals), other.type, after.translator))
                    }
                }
            }
        }
        for aspect in [DiffReport.Aspect.deadline, .addressee, .approval, .contents] {
            guard let formulas = ways[aspect] else { continue }
            ask([shared, store.store.any(formulas)], before, after, name, aspect, subject, was, now)
        }
    }

    /// Where the approvals that two chains require differ.
    private func approvalsDiffer(_ first: ChainID?, _ second: ChainID?, _ before: Side, _ after: Side) -> Formula {
        guard let first, let second else { return first == nil && second == nil ? .no : .yes }
        let (a, b) = (old.chains[first.index], new.chains[second.index])
        guard a.steps.count == b.steps.count, a.distinctPersons == b.distinctPersons, a.apart == b.apart else {
            return .yes
        }
        var parts: [Formula] = []
        for (step, other) in zip(a.steps, b.steps) {
            if step.name != other.name || Comparison.signer(step.signer, old) != Comparison.signer(other.signer, new)
                || step.parallelTo != other.parallelTo
            {
                return .yes
            }
            let required = condition(step.condition, before.translator)
            let requiredNow = condition(other.condition, after.translator)
            parts.append(!after.translator.space.store.same(required, requiredNow))
        }
        return after.translator.space.store.any(parts)
    }

    private func condition(_ condition: Expression?, _ translator: Translator) -> Formula {
        condition.map { translator.truth(translator.translate($0, [0: translator.subject])).yes } ?? .yes
    }

    private static func signer(_ signer: Chain.Signer, _ program: Program) -> String {
        func names(_ roles: [RoleID]) -> String {
            roles.map { program.roles[$0.index].identity.name }.joined(separator: ",")
        }
        return switch signer {
        case .one(let role): names([role])
        case .all(let roles): "all " + names(roles)
        case .any(let count, let roles): "any \(count) " + names(roles)
        case .line(let from, let to): "line " + names([from, to])
        case .notStated: "not stated"
        }
    }

    // MARK: values

    private mutating func compareValues(_ before: Side, _ after: Side, _ shared: Formula, _ name: String) {
        for (index, definition) in new.definitions.enumerated() {
            let subject = new.records[definition.subject.index].identity.name
            guard
                let oldIndex = old.definitions.firstIndex(where: {
                    $0.identity.name == definition.identity.name
                        && old.records[$0.subject.index].identity.name == subject
                }), let here = after.analysis.subject(for: definition.subject),
                let there = before.analysis.subject(for: old.definitions[oldIndex].subject),
                here.translator === after.translator, there.translator === before.translator
            else { continue }
            if isUntouched(old.definitions[oldIndex], definition) {
                report.proved += 1
                continue
            }
            let was = there.translator.definition(DefinitionID(oldIndex), of: there.record)
            let now = here.translator.definition(DefinitionID(index), of: here.record)
            let change = differ(was, old.definitions[oldIndex].type, now, definition.type, after.translator)
            ask(
                [shared, here.exists, there.exists, change], before, after, name, .value, definition.identity.name, [],
                [], places: ([old.definitions[oldIndex].identity.span], [definition.identity.span]))
        }
    }

    /// Where two values of the versions differ: enumeration values by their names.
    private func differ(
        _ a: Symbol, _ oldType: ValueType, _ b: Symbol, _ newType: ValueType, _ translator: Translator
    ) -> Formula {
        let store = translator.space
        let (first, second) = (aligned(a, oldType, old), aligned(b, newType, new))
        let same = translator.equal(
            first, second,
            at: Expression(.constant(.unknown), type: newType, span: Span(file: FileID(0), start: 0, end: 0)))
        // Settled in one version and open in the other differs too.
        let (settledA, settledB) = (translator.settled(first), translator.settled(second))
        return store.store.or(same.no, !store.store.same(settledA, settledB))
    }

    private func aligned(_ symbol: Symbol, _ type: ValueType, _ program: Program) -> Symbol {
        switch (symbol, type) {
        case (.optional(let present, let missing, let value), .optional(let inner)):
            return .optional(present: present, missing: missing, aligned(value, inner, program))
        case (.choice(let values), .enumeration(let id)):
            // In the order of the names of both versions together.
            let names = program.enums[id.index].values.map(\.name)
            let typeName = program.enums[id.index].identity.name
            var all = Set(names)
            for other in [old, new] {
                for declared in other.enums where declared.identity.name == typeName {
                    all.formUnion(declared.values.map(\.name))
                }
            }
            return .choice(
                all.sorted().map { name in
                    names.firstIndex(of: name).map { $0 < values.count ? values[$0] : .no } ?? .no
                })
        default: return symbol
        }
    }

    // MARK: regions

    private mutating func ask(
        _ formulas: [Formula], _ before: Side, _ after: Side, _ name: String, _ aspect: DiffReport.Aspect,
        _ subject: String, _ was: [Effect], _ now: [Effect], places: (old: [Span], new: [Span])? = nil
    ) {
        switch after.analysis.ask(after.translator, formulas) {
        case .impossible: report.proved += 1
        case .undecided(let reason):
            report.undecided.append(DiffReport.Open(caseType: name, subject: subject, reason: reason))
        case .possible(let model, let doubt):
            witnesses += 1
            let id = "witness-\(witnesses)"
            guard let first = before.translator.witness(model, id: id),
                let second = after.translator.witness(model, id: id)
            else {
                report.undecided.append(
                    DiffReport.Open(caseType: name, subject: subject, reason: doubt?.0 ?? .notLinear))
                return
            }
            let (one, two) = (oldEvaluator.evaluate(first).outcome, newEvaluator.evaluate(second).outcome)
            let (linesBefore, linesAfter) = (OutcomeLines(one, old), OutcomeLines(two, new))
            // The witness must show the difference in the evaluator; approvals are no part of these lines.
            guard aspect == .approval || !OutcomeLines.changedKeys(linesBefore, linesAfter).isEmpty else {
                report.undecided.append(
                    DiffReport.Open(caseType: name, subject: subject, reason: doubt?.0 ?? .notModelled(aspect.rawValue))
                )
                return
            }
            for effect in was + now { implicated.insert("rule \(effect.rule)") }
            if aspect == .value { implicated.insert("define \(subject)") }
            func active(_ effects: [Effect]) -> [Span] {
                let holding = effects.filter { model.satisfies($0.following.certain, in: after.translator.space.store) }
                return (holding.isEmpty ? effects : holding).map(\.span)
            }
            report.regions.append(
                DiffReport.Region(
                    caseType: name, aspect: aspect, subject: subject, oldPlaces: places?.old ?? active(was),
                    newPlaces: places?.new ?? active(now), witness: second, before: linesBefore.texts,
                    after: linesAfter.texts))
        }
    }

    // MARK: text

    /// Declarations that are new, gone or reworded, without those that a region is about.
    mutating func listTextChanges() {
        let before = Comparison.declarations(old)
        let after = Comparison.declarations(new)
        for (name, entry) in after.sorted(by: { $0.value.span.start < $1.value.span.start }) {
            if implicated.contains(name) { continue }
            if let other = before[name] {
                if other.text != entry.text {
                    report.textChanges.append(.init(kind: .reworded, declaration: name, place: entry.span))
                }
            } else {
                report.textChanges.append(.init(kind: .added, declaration: name, place: entry.span))
            }
        }
        for (name, entry) in before.sorted(by: { $0.value.span.start < $1.value.span.start })
        where after[name] == nil && !implicated.contains(name) {
            report.textChanges.append(.init(kind: .removed, declaration: name, place: entry.span))
        }
    }

    private static func declarations(_ program: Program) -> [String: (text: String, span: Span)] {
        var result: [String: (text: String, span: Span)] = [:]
        func add(_ kind: String, _ identity: Identity) {
            let name = "\(kind) \(identity.name)"
            // A table is listed once, not with each of its outputs.
            if result[name] == nil {
                result[name] = (program.text(of: identity.span) + (identity.documentation ?? ""), identity.span)
            }
        }
        for rule in program.rules { add("rule", rule.identity) }
        for definition in program.definitions {
            if case .branches = definition.origin { add("define", definition.identity) }
        }
        for table in program.tables { add("table", table.identity) }
        for chain in program.chains { add("chain", chain.identity) }
        for parameter in program.parameters { add("parameter", parameter.identity) }
        for record in program.records { add(record.isCase ? "case" : "record", record.identity) }
        for type in program.enums { add("enum", type.identity) }
        for duty in program.duties { add("duty", duty.identity) }
        for organisation in program.organisations { add("organisation", organisation.identity) }
        for role in program.roles { add("role", role.identity) }
        return result
    }
}
