import WritLanguage
import WritSemantics

/// Takes a condition apart into the atoms on which it turns in this case: of an `and` that fails, the sides that fail; of an
/// `or` that holds, the side that holds.
extension Inquiry {
    static let mostElements = 5

    func atoms(_ number: Int32, wanted: Bool = true, _ found: inout [Atom]) {
        guard number >= 0, found.count < 40 else { return }
        let node = plan.nodes[Int(number)]
        let result = run(number)
        switch node.operation {
        case .not: atoms(node.a, wanted: !wanted, &found)
        case .and, .or:
            // Both sides say something where both had to be so; otherwise those that made it so.
            let decisive = node.operation == .or
            let sides = [node.a, node.b]
            if result.tag == .boolean, (result.payload != 0) == decisive {
                for side in sides where (run(side).isTrue) == decisive && run(side).tag == .boolean {
                    atoms(side, wanted: wanted, &found)
                    if wanted == decisive { break }
                }
            } else {
                for side in sides where run(side).tag != .boolean || result.tag == .boolean {
                    atoms(side, wanted: wanted, &found)
                }
            }
        case .some, .every: elementAtoms(node, at: number, result: result, wanted: wanted, &found)
        case .conditional:
            let condition = run(node.a)
            guard condition.tag == .boolean else { return atoms(node.a, wanted: true, &found) }
            atoms(condition.isTrue ? node.b : node.c, wanted: wanted, &found)
        case .definition:
            let record = run(node.a)
            if record.tag == .record, plan.definitions[Int(node.b)].isSimple {
                // A definition of one branch is only a name for its condition.
                let definition = plan.definitions[Int(node.b)]
                within(definition.localCount, subject: record) {
                    atoms(plan.branches[Int(definition.firstBranch)].value, wanted: wanted, &found)
                }
            } else {
                found.append(atom(number, node, result, wanted))
            }
        default: found.append(atom(number, node, result, wanted))
        }
    }

    private func elementAtoms(
        _ node: Node, at number: Int32, result: Slot, wanted: Bool, _ found: inout [Atom]
    ) {
        let list = run(node.b)
        guard list.tag == .list, list.count > 0 else {
            found.append(atom(number, node, result, wanted))
            return
        }
        let decisive = node.operation == .some
        var shown = 0
        for index in list.start..<list.start + list.count {
            bind(node.a, to: element(index))
            let truth = run(node.c)
            if result.tag == .boolean, (result.payload != 0) == decisive {
                guard truth.tag == .boolean, truth.isTrue == decisive else { continue }
                bind(node.a, to: element(index))
                atoms(node.c, wanted: wanted, &found)
                return
            }
            if result.tag != .boolean, truth.tag == .boolean { continue }
            guard shown < Self.mostElements else { return }
            shown += 1
            bind(node.a, to: element(index))
            atoms(node.c, wanted: wanted, &found)
        }
    }

    // MARK: - One atom

    private func atom(_ number: Int32, _ node: Node, _ result: Slot, _ wanted: Bool) -> Atom {
        var trace = FactTrace()
        collectFacts(number, &trace)
        let holds = result.tag == .boolean ? result.isTrue == wanted : nil
        var subject = number
        var relation = wanted ? Atom.Relation.isTrue : .isFalse
        var bound = Phrase(en: "", zh: "")
        var candidates: [(fact: FactReference, value: Value)] = []
        switch node.operation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            subject = node.a
            relation = self.relation(node.operation, wanted)
            bound = named(node.b)
            candidates = turningPoints(node)
        case .inSet:
            subject = node.a
            relation = wanted ? .oneOf : .noneOf
            let members = (Int(node.b)..<Int(node.b) + Int(node.c)).map { plan.lists[$0] }
            let told = members.map { self.told($0) }
            bound = Phrase(
                en: told.map(\.en).joined(separator: ", "), zh: told.map(\.zh).joined(separator: "、"))
            for member in members { candidates += replacements(node.a, by: run(member)) }
        case .inRange:
            subject = node.a
            relation = wanted ? .inside : .outside
            let range =
                (node.flags & 1 != 0 ? "[" : "(") + (node.b >= 0 ? told(node.b).zh : "") + ".."
                + (node.c >= 0 ? told(node.c).zh : "") + (node.flags & 2 != 0 ? "]" : ")")
            bound = Phrase(en: range, zh: range)
            for side in [node.b, node.c] where side >= 0 { candidates += shifts(node.a, to: run(side)) }
        case .isKnown, .isMissing:
            subject = node.a
            relation = (node.operation == .isKnown) == wanted ? .isKnown : .isMissing
        default: break
        }
        var state: DocumentState?
        if node.operation == .documentState, DocumentState.allCases.indices.contains(Int(node.flags)) {
            state = DocumentState.allCases[Int(node.flags)]
        }
        return Atom(
            subject: name(subject), called: called(subject), actual: told(subject),
            isSubjectKnown: run(subject).isCertain, definition: definition(at: subject),
            state: state, isTime: [.date, .dateTime].contains(ValueText.plain(plan.types[Int(subject)])),
            wanted: relation,
            bound: bound, holds: holds, facts: trace.facts, candidates: candidates)
    }

    private func relation(_ operation: Node.Operation, _ wanted: Bool) -> Atom.Relation {
        switch operation {
        case .equal: wanted ? .equal : .notEqual
        case .notEqual: wanted ? .notEqual : .equal
        case .less: wanted ? .less : .greaterOrEqual
        case .lessOrEqual: wanted ? .lessOrEqual : .greater
        case .greater: wanted ? .greater : .lessOrEqual
        default: wanted ? .greaterOrEqual : .less
        }
    }

    /// The value of an expression as people read it.
    func told(_ number: Int32) -> Phrase {
        ValueText.phrase(value(run(number)), plan.types[Int(number)], in: plan.program)
    }

    /// What an expression is called: the path of a fact or definition, otherwise its text in the rules.
    func name(_ number: Int32) -> String {
        let node = plan.nodes[Int(number)]
        switch node.operation {
        case .toDecimal, .rounded: return name(node.a)
        case .field:
            let record = run(node.a)
            if record.tag == .record, fact(record.int, Int(node.b)) != nil {
                return path(instance: record.int, field: Int(node.b))
            }
        case .definition:
            let record = run(node.a)
            if record.tag == .record, let path = path(instance: record.int) {
                let name = plan.program.definitions[Int(node.b)].identity.name
                return path.isEmpty ? name : "\(path).\(name)"
            }
        default: break
        }
        return plan.program.text(of: plan.spans[Int(number)])
    }

    /// The value of the other side of a comparison, with the name of what it is.
    private func named(_ number: Int32) -> Phrase {
        let value = told(number)
        let node = plan.nodes[Int(number)]
        switch node.operation {
        case .toDecimal, .rounded: return named(node.a)
        case .parameter:
            let identity = plan.program.parameters[Int(node.a)].identity
            return Phrase(en: "\(value.en) (`\(identity.name)`)", zh: "\(value.zh)（\(identity.title)）")
        case .field, .definition:
            let name = name(number)
            let called = plan.program.chineseName(ofPath: name, in: RecordID(type))
            guard called.hasSuffix("）") else { return value }
            return Phrase(en: "\(value.en) (`\(name)`)", zh: "\(value.zh)（\(called.prefix { $0 != "（" })）")
        default: return value
        }
    }

    /// The definition that an expression is.
    private func definition(at number: Int32) -> (instance: Int, number: Int32)? {
        let node = plan.nodes[Int(number)]
        switch node.operation {
        case .toDecimal, .rounded: return definition(at: node.a)
        case .definition:
            let record = run(node.a)
            return record.tag == .record ? (record.int, node.b) : nil
        default: return nil
        }
    }

    /// What an expression is called in Chinese.
    private func called(_ number: Int32) -> String {
        let node = plan.nodes[Int(number)]
        if node.operation == .asOf { return "案件日期（`as-of`）" }
        if node.operation == .documentState {
            let form = plan.program.forms[Int(node.a)]
            return "《\(form.title)》（`\(form.name)`）"
        }
        let name = name(number)
        return plan.program.chineseName(ofPath: name, in: RecordID(type))
    }

    // MARK: - Values at which an atom turns

    private func turningPoints(_ node: Node) -> [(fact: FactReference, value: Value)] {
        let left = run(node.a)
        let right = run(node.b)
        guard left.isCertain, right.isCertain else {
            return (left.isCertain ? possible(node.b, at: left) : [])
                + (right.isCertain ? possible(node.a, at: right) : [])
        }
        if evaluation.interpreter.order(left, right) != nil, left.tag != .text, left.tag != .enumeration,
            left.tag != .boolean
        {
            return shifts(node.a, to: right) + shifts(node.b, to: left)
        }
        return replacements(node.a, by: right) + replacements(node.b, by: left)
    }

    /// The single fact that an expression is and that is not stated, set to the bound and one step to either side of it.
    private func possible(_ number: Int32, at bound: Slot) -> [(fact: FactReference, value: Value)] {
        let node = plan.nodes[Int(number)]
        switch node.operation {
        case .toDecimal, .rounded: return possible(node.a, at: bound)
        case .field:
            let record = run(node.a)
            guard record.tag == .record, let fact = fact(record.int, Int(node.b)) else { return [] }
            return ValueStep.moved(.missing, fact.type, from: .missing, to: value(bound)).map { (fact, $0) }
        default: return []
        }
    }

    /// The single fact that an expression is, set to a value.
    private func replacements(_ number: Int32, by slot: Slot) -> [(fact: FactReference, value: Value)] {
        let node = plan.nodes[Int(number)]
        guard node.operation == .field, slot.isCertain else { return [] }
        let record = run(node.a)
        guard record.tag == .record, let fact = fact(record.int, Int(node.b)) else { return [] }
        return [(fact, value(slot))]
    }

    /// Each number or date behind an expression, moved by what the expression lacks: to the bound, and one step to either
    /// side of it.
    private func shifts(_ number: Int32, to bound: Slot) -> [(fact: FactReference, value: Value)] {
        let own = run(number)
        var trace = FactTrace()
        collectFacts(number, &trace)
        var found: [(fact: FactReference, value: Value)] = []
        for fact in trace.facts.prefix(20) {
            for value in ValueStep.moved(fact.value, fact.type, from: value(own), to: value(bound)) {
                found.append((fact, value))
            }
        }
        return found
    }
}
