internal import WritEvaluation
internal import WritLanguage
internal import WritSemantics

/// What carries each clause: the rules, definitions, tables, chains, duties and parameters that cite it, and the forms that
/// these lead to.
struct ClauseIndex {
    struct Carrier {
        let link: Place
        let identity: Identity
        let kind: Phrase
    }

    /// Something with a place of its own on a manual page.
    struct Place: Hashable {
        let file: FileID
        let anchor: String
    }

    private(set) var carriers: [[Carrier]]
    private(set) var forms: [Set<Int>]
    /// The parts of the rulebook that cite it: an example in which one of them is at work shows the clause.
    private(set) var parts: [Set<Coverage.Part>]

    init(_ program: Program) {
        carriers = Array(repeating: [], count: program.clauses.count)
        forms = Array(repeating: [], count: program.clauses.count)
        parts = Array(repeating: [], count: program.clauses.count)
        for (index, rule) in program.rules.enumerated() { add(rule, RuleID(index)) }
        for (index, definition) in program.definitions.enumerated() {
            guard case .branches(let branches) = definition.origin else { continue }
            let subject = program.records[definition.subject.index].identity.name
            for (number, branch) in branches.enumerated() {
                for clause in branch.provision.citations {
                    parts[clause.index].insert(.branch(DefinitionID(index), number))
                }
            }
            add(
                Anchor.definition(definition.identity.name, of: subject), definition.identity,
                Phrase(en: "definition", zh: "定义"), Set(branches.flatMap(\.provision.citations)))
        }
        for (index, table) in program.tables.enumerated() {
            for (number, row) in table.rows.enumerated() {
                for clause in table.provision.citations + row.citations {
                    parts[clause.index].insert(.row(TableID(index), number))
                }
            }
            add(
                Anchor.table(table.identity.name), table.identity, Phrase(en: "table", zh: "决策表"),
                Set(table.provision.citations + table.rows.flatMap(\.citations)))
        }
        for chain in program.chains {
            add(
                Anchor.chain(chain.identity.name), chain.identity, Phrase(en: "chain", zh: "审批程序"),
                Set(chain.provision.citations + chain.steps.flatMap(\.citations)))
        }
        for duty in program.duties {
            add(
                Anchor.duty(duty.identity.name), duty.identity, Phrase(en: "duty", zh: "定期职责"),
                Set(duty.provision.citations))
            for clause in duty.provision.citations {
                for form in duty.forms { forms[clause.index].insert(form.index) }
            }
        }
        for report in program.reports {
            add(
                Anchor.report(report.identity.name), report.identity, Phrase(en: "report", zh: "报表"),
                Set(report.citations))
        }
        for obligation in program.obligations {
            add(
                Anchor.obligation(obligation.identity.name), obligation.identity, Phrase(en: "obligation", zh: "义务"),
                Set(obligation.provision.citations + obligation.demands.flatMap(\.citations)))
        }
        for judgement in program.judgements {
            add(
                Anchor.type(program.records[judgement.record.index].identity.name), judgement.identity,
                Phrase(en: "judgement", zh: "判断"), Set(judgement.citations))
        }
        for parameter in program.parameters {
            add(
                Anchor.parameter(parameter.identity.name), parameter.identity, Phrase(en: "parameter", zh: "参数"),
                Set(parameter.citations))
        }
    }

    private mutating func add(_ rule: Rule, _ id: RuleID) {
        var cited = Set(rule.provision.citations)
        for (number, consequence) in rule.consequences.enumerated() {
            cited.formUnion(consequence.citations)
            for clause in consequence.citations {
                parts[clause.index].insert(.consequence(id, number))
                if case .issue(let form, _, _, _, _) = consequence.kind { forms[clause.index].insert(form.index) }
            }
        }
        for clause in rule.provision.citations { parts[clause.index].insert(.rule(id)) }
        add(Anchor.rule(rule.identity.name), rule.identity, Phrase(en: "rule", zh: "规则"), cited)
    }

    private mutating func add(_ anchor: String, _ identity: Identity, _ kind: Phrase, _ cited: Set<ClauseID>) {
        for clause in cited {
            carriers[clause.index].append(
                Carrier(link: Place(file: identity.span.file, anchor: anchor), identity: identity, kind: kind))
        }
    }
}
