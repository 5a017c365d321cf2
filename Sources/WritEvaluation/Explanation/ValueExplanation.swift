import WritLanguage
import WritSemantics

/// Why a definition has its value in a case.
extension Explainer {
    /// Explains a definition named by itself or by its path; false where there is none.
    mutating func explainValue(_ name: String) -> Bool {
        let found = inquiry.definitions(named: name)
        for (instance, definition) in found { explain(instance, definition) }
        return !found.isEmpty
    }

    private mutating func explain(_ instance: Int, _ number: Int32) {
        let program = evaluation.plan.program
        let definition = program.definitions[Int(number)]
        let slot = inquiry.definition(number, of: .record(instance))
        let owner = inquiry.path(instance: instance) ?? ""
        let path = owner.isEmpty ? definition.identity.name : "\(owner).\(definition.identity.name)"
        let told = ValueText.phrase(inquiry.value(slot), definition.type, in: program)
        guard slot.isCertain else {
            explanation.add(
                .result, 0,
                Phrase(
                    en: "`\(path)` is not known",
                    zh: "\(program.chineseName(ofPath: path, in: evaluation.data.type))尚不知道"))
            if slot.tag == .error, evaluation.interpreter.errors.indices.contains(slot.int) {
                let error = evaluation.interpreter.errors[slot.int].diagnostic(in: program)
                explanation.add(.reason, 1, error.fact.wording.message)
            }
            for need in inquiry.needs(ofDefinition: number, instance: instance) {
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
        for source in inquiry.sources(ofDefinition: number, instance: instance) {
            let basis = program.texts(of: source.citations)
            explanation.add(
                .cause, 1,
                Phrase(
                    en: "by \(source.name.en)\(basis.isEmpty ? "" : ", " + basis.joined(separator: ", "))",
                    zh: "依\(source.name.zh)\(basis.isEmpty ? "" : "，" + basis.joined(separator: "、"))"),
                at: source.span)
        }
        let facts = inquiry.facts(ofDefinition: number, instance: instance)
        for fact in facts.prefix(40) {
            explanation.add(.fact, 2, ExplanationWording.fact(fact, of: evaluation.data.type, program))
        }
        more(facts.count - 40, depth: 2)
    }
}

extension Inquiry {
    /// All definitions that a name or a path such as `violations[1].severity` stands for.
    func definitions(named name: String) -> [(instance: Int, definition: Int32)] {
        let program = plan.program
        var found: [(instance: Int, definition: Int32)] = []
        for instance in evaluation.interpreter.facts.instances.indices {
            let owner = path(instance: instance)
            for number in plan.records[Int(evaluation.interpreter.facts.instances[instance].type)].definitions {
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
        let program = plan.program
        switch program.definitions[Int(number)].origin {
        case .branches(let branches):
            return holdingBranches(of: number, instance: instance).map {
                let text = program.text(of: branches[$0].span)
                return (Phrase(en: "`\(text)`", zh: " `\(text)`"), branches[$0].span, branches[$0].provision.citations)
            }
        case .table(let id, _):
            let table = program.tables[id.index]
            return holdingRows(of: id.index, instance: instance).map {
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
        collectFacts(ofDefinition: number, .record(instance), &trace)
        return trace.facts
    }

    /// What would settle a definition that is not known.
    func needs(ofDefinition number: Int32, instance: Int) -> [Outcome.Need] {
        var trace = NeedTrace()
        if let need = definition(number, of: .record(instance)).need {
            evaluation.interpreter.add(need, &trace)
        } else {
            evaluation.interpreter.definitionNeeds(number, .record(instance), &trace)
        }
        return evaluation.interpreter.outcomeNeeds(trace)
    }

    /// The atoms on which a rule's condition turns in this case.
    func atoms(ofRule rule: Int) -> [Atom] {
        guard plan.rules[rule].condition >= 0 else { return [] }
        return atoms(within: rule) { plan.rules[rule].condition }
    }

    /// The atoms for which the element of a consequence is among those of its `for each`.
    func atoms(ofElement cause: Outcome.Cause) -> [Atom] {
        let consequence = consequence(of: cause)
        guard cause.element >= 0, consequence.eachCondition >= 0 else { return [] }
        return atoms(within: cause.rule.index) {
            let list = run(consequence.eachList)
            guard list.tag == .list, cause.element < list.count else { return nil }
            bind(consequence.eachLocal, to: element(list.start + cause.element))
            return consequence.eachCondition
        }
    }

    private func consequence(of cause: Outcome.Cause) -> PlannedConsequence {
        plan.consequences[Int(plan.rules[cause.rule.index].firstConsequence) + cause.consequence]
    }

    /// The atoms of a condition of a rule about the type of the case.
    private func atoms(within rule: Int, of condition: () -> Int32?) -> [Atom] {
        guard Int(plan.rules[rule].subject) == type else { return [] }
        var found: [Atom] = []
        within(plan.rules[rule].localCount, subject: .record(0)) {
            if let condition = condition() { atoms(condition, &found) }
        }
        return found
    }

    /// Values worth trying to make a rule issue a form, or not.
    func candidates(ofRule rule: Int) -> [(fact: FactReference, value: Value)] {
        let planned = plan.rules[rule]
        return within(planned.localCount, subject: .record(0)) {
            var candidates = self.candidates(planned.condition)
            for other in planned.overriddenBy.map({ plan.rules[Int($0)] }) where other.condition >= 0 {
                candidates += within(other.localCount, subject: .record(0)) { self.candidates(other.condition) }
            }
            for index in 0..<Int(planned.consequenceCount) {
                let consequence = plan.consequences[Int(planned.firstConsequence) + index]
                guard consequence.eachLocal >= 0, consequence.eachCondition >= 0 else { continue }
                let list = run(consequence.eachList)
                guard list.tag == .list else { continue }
                for place in list.start..<list.start + min(list.count, 10) {
                    bind(consequence.eachLocal, to: element(place))
                    candidates += self.candidates(consequence.eachCondition)
                }
            }
            return candidates
        }
    }
}
