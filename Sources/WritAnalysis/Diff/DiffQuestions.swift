import WritLanguage
import WritSemantics

/// The questions in which two versions may differ, as formulas over the cases of one type.
struct DiffQuestions {
    let before: DiffSide
    let after: DiffSide
    /// That the case can be read by both versions.
    let shared: Formula
    private let writing: DiffWritingOfValues

    private var old: Program { before.program }
    private var new: Program { after.program }
    var space: CaseSpace { after.translator.space }

    /// `same` are the definitions that mean the same in both versions. Where `isCoarse` their values may be anything:
    /// what is impossible then is so whatever they are. `longest` bounds the lists of the cases that are looked at.
    init(
        _ old: (program: Program, type: RecordID, signatures: EffectSignatures),
        _ new: (program: Program, type: RecordID, signatures: EffectSignatures), same: [DefinitionID: DefinitionID],
        _ writing: DiffWritingOfValues, isCoarse: Bool, longest: Int? = nil, percent: Int
    ) {
        self.writing = writing
        let lists = DiffQuestions.listBounds(old, new)
        let space = CaseSpace(lists: longest.map(lists.cut) ?? lists, of: new.program.records[new.type.index])
        // Facts that one version refuses and the other reads must not be left out of account.
        let usesDomains = old.program.domains == new.program.domains
        before = DiffSide(old.program, old.type, space, old.signatures, usesDomains: usesDomains, percent: percent)
        after = DiffSide(new.program, new.type, space, new.signatures, usesDomains: usesDomains, percent: percent)
        if isCoarse {
            for (there, here) in same {
                before.translator.abstracted[there] = here
                after.translator.abstracted[here] = here
            }
        } else {
            before.translator.twin = (after.translator, same)
        }
        // Values of enumerations that one version lacks are in no case that both can read.
        shared = space.store.all(space.undeclaredEverywhere())
    }

    /// A question looks at all rules of both versions about one subject, or at two definitions of one name.
    private static func listBounds(
        _ old: (program: Program, type: RecordID, signatures: EffectSignatures),
        _ new: (program: Program, type: RecordID, signatures: EffectSignatures)
    ) -> ListBounds {
        var subjects: [String: ListNeeds.Demands] = [:]
        var summed: Set<String> = []
        var isUntracked = false
        for (program, type, signatures) in [old, new] {
            let needs = ListNeeds(
                program, case: type, overriders: Analysis(program).overriders, meaning: signatures.meaning)
            summed.formUnion(needs.summed)
            isUntracked = isUntracked || needs.isUntracked
            func add(_ demands: ListNeeds.Demands, to subject: String) {
                if !demands.isEmpty { ListNeeds.add(demands, to: &subjects[subject, default: [:]]) }
            }
            for (rule, demands) in zip(program.rules, needs.rules) where !demands.isEmpty {
                for consequence in rule.consequences {
                    for topic in DiffTopic.allCases {
                        guard let subject = topic.subject(consequence, program) else { continue }
                        add(demands, to: topic.key(subject.name) + subject.name)
                    }
                }
            }
            for (definition, demands) in zip(program.definitions, needs.definitions) {
                add(demands, to: "define " + definition.identity.name)
            }
        }
        return ListBounds(Array(subjects.values), summed: summed, isUntracked: isUntracked)
    }

    // MARK: consequences

    /// For each aspect in which what follows may differ, where it does.
    func consequences(_ was: [DiffEffect], _ now: [DiffEffect], _ topic: DiffTopic) -> [DiffReport.Aspect: Formula] {
        // Documents of different elements of a list are different documents.
        let elements = Set((was + now).map(\.following.element)).sorted()
        var ways = details(was, now)
        for element in elements {
            let (earlier, later) = (
                was.map(\.following).filter { $0.element == element },
                now.map(\.following).filter { $0.element == element }
            )
            // What is open in one version and certain, or excluded, in the other differs too.
            for degree in [\Following.certain, \Following.possible] {
                let first = space.store.any(earlier.map { $0[keyPath: degree] })
                let second = space.store.any(later.map { $0[keyPath: degree] })
                ways[topic.appears, default: []].append(space.store.and(second, !first))
                ways[topic.vanishes, default: []].append(space.store.and(first, !second))
            }
            if topic == .document { ways[.required, default: []].append(numbersDiffer(element, was, now)) }
        }
        return ways.mapValues { space.store.any($0) }
    }

    /// Where the versions ask for different numbers of documents for one element of a list: rules that go through a list do
    /// not join all that they ask for.
    private func numbersDiffer(_ element: Int, _ was: [DiffEffect], _ now: [DiffEffect]) -> Formula {
        func numbers(_ effects: [DiffEffect], _ side: DiffSide) -> [Formula] {
            let here = effects.map(\.following).filter {
                $0.element == element && side.analysis.consequence($0).forEach != nil
            }
            return here.reduce([.yes]) { after.translator.next($0, $1.certain) }
        }
        let (first, second) = (numbers(was, before), numbers(now, after))
        if first.count <= 2, second.count <= 2 { return .no }
        return !space.store.any(zip(first, second).map { space.store.and($0, $1) })
    }

    /// Deadlines, addressees, approvals and contents of what follows in both versions.
    private func details(_ was: [DiffEffect], _ now: [DiffEffect]) -> [DiffReport.Aspect: [Formula]] {
        var ways: [DiffReport.Aspect: [Formula]] = [:]
        let (here, there) = (after.translator, before.translator)
        for a in was {
            for b in now where a.following.element == b.following.element {
                let together = space.store.and(a.following.possible, b.following.possible)
                if together == .no { continue }
                let (first, second) = (
                    before.analysis.consequence(a.following), after.analysis.consequence(b.following)
                )
                func add(_ aspect: DiffReport.Aspect, _ formula: Formula) {
                    ways[aspect, default: []].append(space.store.and(together, formula))
                }
                switch (first.due, second.due) {
                case (nil, nil): break
                case (let due?, let other?):
                    let differs = differ(
                        there.rolled(there.translate(due, a.following.locals), first.rolling), due.type,
                        here.rolled(here.translate(other, b.following.locals), second.rolling), other.type)
                    add(.deadline, first.time == second.time ? differs : .yes)
                case (let due?, nil): add(.deadline, there.mayBePresent(there.translate(due, a.following.locals)))
                case (nil, let due?): add(.deadline, here.mayBePresent(here.translate(due, b.following.locals)))
                }
                let (said, saidNow) = (first.contents, second.contents)
                if said.count != saidNow.count { add(.contents, .yes) }
                for (value, other) in zip(said, saidNow) {
                    add(
                        .contents,
                        differ(
                            there.translate(value, a.following.locals), value.type,
                            here.translate(other, b.following.locals), other.type))
                }
                guard case .issue(_, let to, _, _, let chain) = first.kind,
                    case .issue(_, let otherTo, _, _, let otherChain) = second.kind
                else { continue }
                let names = to.map { before.program.roles[$0.index].identity.name }
                if names != otherTo.map({ new.roles[$0.index].identity.name }) { add(.addressee, .yes) }
                add(.approval, approvalsDiffer(chain, otherChain))
            }
        }
        return ways
    }

    /// Where the approvals that two chains require differ.
    private func approvalsDiffer(_ first: ChainID?, _ second: ChainID?) -> Formula {
        guard let first, let second else { return first == nil && second == nil ? .no : .yes }
        let (a, b) = (old.chains[first.index], new.chains[second.index])
        if ApprovalText.demands(a, old) != ApprovalText.demands(b, new) { return .yes }
        var parts = postsDiffer(a, b)
        let required = a.steps.map { condition($0.condition, before.translator) }
        let requiredNow = b.steps.map { condition($0.condition, after.translator) }
        // They differ where a step is required that the other has not, or has otherwise.
        let places = Dictionary(
            b.steps.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let structures = b.steps.map { ApprovalText.structure($0, b, new) }
        var shared: [(was: Int, now: Int)] = []
        for (index, step) in a.steps.enumerated() {
            guard let place = places[step.name] else {
                parts.append(!required[index].no)
                continue
            }
            shared.append((index, place))
            if ApprovalText.structure(step, a, old) != structures[place] { parts.append(!required[index].no) }
        }
        for (index, _) in b.steps.enumerated() where !shared.contains(where: { $0.now == index }) {
            parts.append(!requiredNow[index].no)
        }
        // And where two are required that stand in another order.
        for (position, first) in shared.enumerated() {
            for second in shared[(position + 1)...] where second.now < first.now {
                parts.append(space.store.and(!required[first.was].no, !required[second.was].no))
            }
        }
        func add(_ one: Expression?, _ other: Expression?) {
            guard let one, let other else { return }
            parts.append(
                differ(
                    before.translator.translate(one, [0: before.translator.subject]), one.type,
                    after.translator.translate(other, [0: after.translator.subject]), other.type))
        }
        for (was, now) in shared {
            parts.append(!space.store.same(required[was].yes, requiredNow[now].yes))
            parts.append(!space.store.same(required[was].no, requiredNow[now].no))
            add(a.steps[was].within, b.steps[now].within)
            add(a.steps[was].escalation?.after, b.steps[now].escalation?.after)
        }
        return space.store.any(parts)
    }

    /// Firms whose lines of superiors differ, and days on which other substitutes stand in.
    private func postsDiffer(_ a: Chain, _ b: Chain) -> [Formula] {
        var parts: [Formula] = []
        let (named, followsLine) = ApprovalText.roles(b)
        func substitutes(_ all: [Substitution], _ program: Program) -> [String: Substitution] {
            Dictionary(all.map { (ApprovalText.text($0, program), $0) }, uniquingKeysWith: { first, _ in first })
        }
        func add(_ was: [Substitution], _ now: [Substitution], where firm: Formula) {
            let (first, second) = (substitutes(was, old), substitutes(now, new))
            for (text, one) in first.merging(second, uniquingKeysWith: { first, _ in first }).sorted(by: {
                $0.key < $1.key
            })
            where (first[text] == nil) != (second[text] == nil) {
                let program = second[text] == nil ? old : new
                let absent = program.roles[one.absent.index].identity.name
                guard followsLine || named.contains(where: { new.roles[$0.index].identity.name == absent }) else {
                    continue
                }
                let translator = after.translator
                parts.append(
                    space.store.all([
                        firm, translator.isAtLeast(translator.asOf, Rational(Int(one.from.day))),
                        translator.isAtMost(translator.asOf, Rational(Int(one.to.day))),
                    ]))
            }
        }
        add(a.substitutions, b.substitutions, where: .yes)
        for (index, firm) in new.organisations.enumerated() {
            guard let other = old.organisations.first(where: { $0.identity.name == firm.identity.name }) else {
                continue
            }
            let isHere = after.translator.organisations[index + 1]
            if followsLine, ApprovalText.posts(other, old) != ApprovalText.posts(firm, new) { parts.append(isHere) }
            add(other.substitutions, firm.substitutions, where: isHere)
        }
        return parts
    }

    private func condition(_ condition: Expression?, _ translator: Translator) -> Truth {
        condition.map { translator.truth(translator.translate($0, [0: translator.subject])) } ?? .certain
    }

    // MARK: values

    /// Where the values of a definition differ; nothing where no case has what it is about.
    func values(
        _ first: DefinitionID, _ second: DefinitionID
    ) -> (differ: Formula, was: Expression, now: Expression)? {
        let (was, now) = (old.definitions[first.index], new.definitions[second.index])
        guard let there = before.analysis.subject(for: was.subject), let here = after.analysis.subject(for: now.subject)
        else { return nil }
        let change = differ(
            there.translator.definition(first, of: there.record), was.type,
            here.translator.definition(second, of: here.record), now.type)
        return (
            space.store.all([here.exists, there.exists, change]),
            Expression(.definition(there.path, first), type: was.type, span: was.identity.nameSpan),
            Expression(.definition(here.path, second), type: now.type, span: now.identity.nameSpan)
        )
    }

    /// Where two values of the versions differ: enumeration values by their names.
    private func differ(_ a: Symbol, _ oldType: ValueType, _ b: Symbol, _ newType: ValueType) -> Formula {
        let translator = after.translator
        let (first, second) = (aligned(a, oldType, old), aligned(b, newType, new))
        let same = translator.equalValues(first, second, newType)
        // Settled in one version and open in the other differs too.
        let (settledA, settledB) = (translator.settled(first), translator.settled(second))
        if !writing.isAlike(newType, new) { return space.store.or(settledA, settledB) }
        return space.store.or(same.no, !space.store.same(settledA, settledB))
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
}

extension Consequence {
    /// The values that stand in a document or in what is said to people, and which of several documents it is.
    fileprivate var contents: [Expression] {
        var contents = arguments + [about].compactMap { $0 }
        for case .value(let expression) in message?.segments ?? [] { contents.append(expression) }
        return contents
    }
}
