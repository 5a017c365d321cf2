import WritLanguage
import WritSemantics

/// Parameters that are stated from a day on only, while a rule that uses them is in force before.
enum ParameterBeforeStart: Check {
    static let id = "parameter.before-start"

    static func run(_ analysis: Analysis) {
        let program = analysis.program
        let uses = program.rules.map { References.all(of: $0, in: program).parameters }
        for (index, parameter) in program.parameters.enumerated() {
            guard let first = parameter.values.first, let start = first.from else { continue }
            let id = ParameterID(index)
            let users = program.rules.indices.filter { uses[$0].contains(id) }
            check(id, parameter, at: first.span, start: start, users: users, analysis)
        }
    }

    private static func check(
        _ parameter: ParameterID, _ declaration: Parameter, at span: Span, start: CalendarDate, users: [Int],
        _ analysis: Analysis
    ) {
        for user in users {
            let rule = analysis.program.rules[user]
            let translator = analysis.translator(for: rule.subject)
            let applies = translator.applies(RuleID(user), overriders: analysis.overriders[user])
            let isBefore = translator.isAtMost(translator.lawDay, Rational(Int(start.day) - 1))
            let question = [
                translator.inForce(rule.provision), !applies.no, isBefore,
                !translator.known(translator.parameter(parameter)),
            ]
            switch analysis.ask(translator, question) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: span)
            case .possible(let model, let doubt):
                let value = Expression(.parameter(parameter), type: declaration.type, span: span)
                analysis.show(
                    id, fact: .parameterBeforeStart(parameter: declaration.identity.name, start: start.description),
                    severity: .note,
                    at: span,
                    related: [(rule.identity.nameSpan, Phrase(en: "in force before that day", zh: "该日之前已生效"))],
                    in: translator, by: model, doubt: doubt,
                    replay: Replay(steps: [.init(expression: value, value: .unknown)]))
                return
            }
        }
    }
}

extension References {
    /// What a rule uses, through definitions and chains too.
    static func all(of rule: Rule, in program: Program) -> References {
        var references = References()
        references.collect(rule)
        for chain in references.chains { references.collect(program.chains[chain.index]) }
        references.collectDefinitions(in: program)
        return references
    }

    /// Adds what the definitions use that are collected so far.
    mutating func collectDefinitions(in program: Program) {
        var pending = Array(definitions)
        var seen = definitions
        while let next = pending.popLast() {
            switch program.definitions[next.index].origin {
            case .branches(let branches): for branch in branches { collect(branch) }
            case .table(let table, _): collect(program.tables[table.index])
            }
            pending += definitions.subtracting(seen)
            seen.formUnion(definitions)
        }
    }
}
