import WritLanguage
import WritSemantics

/// Why a definition has its value in a case.
extension Explainer {
    /// Explains a definition named by itself or by its path; false where there is none.
    mutating func explainValue(_ name: String) -> Bool {
        let found = evaluation.definitions(named: name)
        for (instance, definition) in found { explain(instance, definition) }
        return !found.isEmpty
    }

    private mutating func explain(_ instance: Int, _ number: Int32) {
        let program = evaluation.plan.program
        let definition = program.definitions[Int(number)]
        let slot = evaluation.machine.definition(number, of: .record(instance))
        let owner = evaluation.machine.path(instance: instance) ?? ""
        let path = owner.isEmpty ? definition.identity.name : "\(owner).\(definition.identity.name)"
        let told = ValueText.phrase(evaluation.machine.value(slot), definition.type, in: program)
        guard slot.isCertain else {
            explanation.add(
                .result, 0,
                Phrase(
                    en: "`\(path)` is not known",
                    zh: "\(program.chineseName(ofPath: path, in: evaluation.data.type))尚不知道"))
            if slot.tag == .error, evaluation.machine.errors.indices.contains(slot.int) {
                let error = evaluation.machine.errors[slot.int].diagnostic(in: program)
                explanation.add(.reason, 1, error.fact.wording.message)
            }
            for need in evaluation.needs(ofDefinition: number, instance: instance) {
                if case .fact(let fact) = need {
                    explanation.add(
                        .need, 1,
                        Phrase(
                            en: "it depends on `\(fact)`",
                            zh: "取决于\(program.chineseName(ofPath: fact, in: evaluation.data.type))"))
                } else if case .holidays(let year) = need {
                    explanation.add(.need, 1, ExplanationWording.unpublished(year))
                } else if case .parameter(let id) = need {
                    let parameter = program.parameters[id.index].identity.name
                    explanation.add(
                        .need, 1,
                        Phrase(
                            en: "it depends on `\(parameter)`, which no source states", zh: "取决于 `\(parameter)`，而依据没有规定"
                        ))
                }
            }
            return
        }
        explanation.add(
            .result, 0,
            Phrase(
                en: "`\(path)` is \(told.en)",
                zh: "\(program.chineseName(ofPath: path, in: evaluation.data.type))为 \(told.zh)")
        )
        for source in evaluation.sources(ofDefinition: number, instance: instance) {
            let basis = program.texts(of: source.citations)
            explanation.add(
                .cause, 1,
                Phrase(
                    en: "by \(source.name.en)\(basis.isEmpty ? "" : ", " + basis.joined(separator: ", "))",
                    zh: "依\(source.name.zh)\(basis.isEmpty ? "" : "，" + basis.joined(separator: "、"))"),
                at: source.span)
        }
        let facts = evaluation.facts(ofDefinition: number, instance: instance)
        for fact in facts.prefix(40) {
            explanation.add(.fact, 2, ExplanationWording.fact(fact, of: evaluation.data.type, program))
        }
        more(facts.count - 40, depth: 2)
    }
}

extension Evaluation {
    /// All definitions that a name or a path such as `violations[1].severity` stands for.
    func definitions(named name: String) -> [(instance: Int, definition: Int32)] {
        let program = machine.plan.program
        var found: [(instance: Int, definition: Int32)] = []
        for instance in machine.instances.indices {
            let owner = machine.path(instance: instance)
            for number in machine.plan.records[Int(machine.instances[instance].type)].definitions {
                let own = program.definitions[Int(number)].identity
                let path = owner.map { $0.isEmpty ? own.name : "\($0).\(own.name)" }
                if own.name == name || own.title == name || path == name { found.append((instance, number)) }
            }
            if found.count > 200 { break }
        }
        return found
    }

    /// The branches or rows that give a definition its value: where they stand, and their clauses.
    func sources(ofDefinition number: Int32, instance: Int) -> [(name: Phrase, span: Span, citations: [ClauseID])] {
        let program = machine.plan.program
        switch program.definitions[Int(number)].origin {
        case .branches(let branches):
            return machine.holdingBranches(of: number, instance: instance).map {
                let text = program.text(of: branches[$0].span)
                return (Phrase(en: "`\(text)`", zh: " `\(text)`"), branches[$0].span, branches[$0].provision.citations)
            }
        case .table(let id, _):
            let table = program.tables[id.index]
            return machine.holdingRows(of: id.index, instance: instance).map {
                (
                    Phrase(
                        en: "row \($0 + 1) of table `\(table.identity.name)`",
                        zh: "决策表 `\(table.identity.name)`（\(table.identity.title)）第 \($0 + 1) 行"), table.rows[$0].span,
                    table.provision.citations + table.rows[$0].citations
                )
            }
        }
    }

    /// The facts that a definition's value was made of.
    func facts(ofDefinition number: Int32, instance: Int) -> [FactReference] {
        var trace = FactTrace()
        machine.collectFacts(ofDefinition: number, .record(instance), &trace)
        return trace.facts
    }

    /// What would settle a definition that is not known.
    func needs(ofDefinition number: Int32, instance: Int) -> [Outcome.Need] {
        var trace = NeedTrace()
        let slot = machine.definition(number, of: .record(instance))
        if let need = slot.need {
            machine.add(need, &trace)
        } else {
            machine.definitionNeeds(number, .record(instance), &trace)
        }
        return machine.outcomeNeeds(trace)
    }

    /// The atoms on which a rule's condition turns in this case.
    package func atoms(ofRule rule: Int) -> [Atom] {
        let planned = machine.plan.rules[rule]
        guard planned.condition >= 0, Int(planned.subject) == machine.type else { return [] }
        let outer = machine.enter(planned.localCount, subject: .record(0))
        var found: [Atom] = []
        machine.atoms(planned.condition, &found)
        machine.leave(outer)
        return found
    }

    /// The atoms for which the element of a consequence is among those of its `for each`.
    func atoms(ofElement cause: Outcome.Cause) -> [Atom] {
        let planned = machine.plan.rules[cause.rule.index]
        let consequence = machine.plan.consequences[Int(planned.firstConsequence) + cause.consequence]
        guard cause.element >= 0, consequence.eachCondition >= 0, Int(planned.subject) == machine.type else {
            return []
        }
        let outer = machine.enter(planned.localCount, subject: .record(0))
        defer { machine.leave(outer) }
        let list = machine.run(consequence.eachList)
        guard list.tag == .list, cause.element < list.count else { return [] }
        machine.locals[machine.frame + Int(consequence.eachLocal)] = machine.elements[list.start + cause.element]
        var found: [Atom] = []
        machine.atoms(consequence.eachCondition, &found)
        return found
    }

    /// The atoms on which it turns in this case how long a hold lasts.
    func atoms(ofUntil cause: Outcome.Cause) -> [Atom] {
        let planned = machine.plan.rules[cause.rule.index]
        let consequence = machine.plan.consequences[Int(planned.firstConsequence) + cause.consequence]
        guard consequence.until >= 0, cause.element < 0, Int(planned.subject) == machine.type else { return [] }
        let outer = machine.enter(planned.localCount, subject: .record(0))
        defer { machine.leave(outer) }
        var found: [Atom] = []
        machine.atoms(consequence.until, &found)
        return found
    }

    /// Values worth trying to make a rule issue a form, or not.
    func candidates(ofRule rule: Int, _ form: FormID) -> [(fact: FactReference, value: Value)] {
        let planned = machine.plan.rules[rule]
        let outer = machine.enter(planned.localCount, subject: .record(0))
        defer { machine.leave(outer) }
        var candidates = machine.candidates(planned.condition)
        for other in planned.overriddenBy where machine.plan.rules[Int(other)].condition >= 0 {
            let inner = machine.enter(machine.plan.rules[Int(other)].localCount, subject: .record(0))
            candidates += machine.candidates(machine.plan.rules[Int(other)].condition)
            machine.leave(inner)
        }
        for index in 0..<Int(planned.consequenceCount) {
            let consequence = machine.plan.consequences[Int(planned.firstConsequence) + index]
            guard consequence.eachLocal >= 0, consequence.eachCondition >= 0 else { continue }
            let list = machine.run(consequence.eachList)
            guard list.tag == .list else { continue }
            for element in list.start..<list.start + min(list.count, 10) {
                machine.locals[machine.frame + Int(consequence.eachLocal)] = machine.elements[element]
                candidates += machine.candidates(consequence.eachCondition)
            }
        }
        return candidates
    }
}
