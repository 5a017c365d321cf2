package import WritLanguage
package import WritSemantics

/// Which rules, consequences, branches and rows were at work in a number of cases, and which in none.
package struct Coverage {
    package enum Part: Sendable, Hashable {
        /// The rule held and nothing overrode it.
        case rule(RuleID)
        /// It followed for certain.
        case consequence(RuleID, Int)
        /// By its number as declared.
        case branch(DefinitionID, Int)
        case row(TableID, Int)
    }

    private let program: Program
    /// In how many cases each part was at work.
    package private(set) var counts: [Part: Int] = [:]

    package init(_ program: Program) { self.program = program }

    /// Counts what was at work in one evaluated case.
    package mutating func add(_ evaluation: Evaluation) {
        for part in evaluation.partsAtWork() { counts[part, default: 0] += 1 }
    }

    /// All parts of the rulebook, in the order of declaration.
    package var parts: [Part] {
        var parts: [Part] = []
        for (number, rule) in program.rules.enumerated() {
            parts.append(.rule(RuleID(number)))
            parts += rule.consequences.indices.map { .consequence(RuleID(number), $0) }
        }
        let ofStages = program.stageDefinitions
        for (number, definition) in program.definitions.enumerated() where !ofStages.contains(DefinitionID(number)) {
            if case .branches(let branches) = definition.origin {
                parts += branches.indices.map { .branch(DefinitionID(number), $0) }
            }
        }
        for (number, table) in program.tables.enumerated() {
            parts += table.rows.indices.map { .row(TableID(number), $0) }
        }
        return parts
    }

    /// Parts that were at work in no case.
    package var uncovered: [Part] { parts.filter { counts[$0] == nil } }

    /// Where a part stands.
    package func span(of part: Part) -> Span {
        switch part {
        case .rule(let id): return program.rules[id.index].identity.nameSpan
        case .consequence(let id, let number): return program.rules[id.index].consequences[number].span
        case .branch(let id, let number):
            guard case .branches(let branches) = program.definitions[id.index].origin else {
                return program.definitions[id.index].identity.nameSpan
            }
            return branches[number].span
        case .row(let id, let number): return program.tables[id.index].rows[number].span
        }
    }

    /// What a part is called: `rule late-fee`, `branch 2 of severity`.
    package func name(of part: Part) -> Phrase {
        switch part {
        case .rule(let id):
            let name = program.rules[id.index].identity.name
            return Phrase(en: "rule `\(name)`", zh: "规则 `\(name)`")
        case .consequence(let id, let number):
            let name = program.rules[id.index].identity.name
            return Phrase(en: "consequence \(number + 1) of rule `\(name)`", zh: "规则 `\(name)` 的第 \(number + 1) 项结果")
        case .branch(let id, let number):
            let name = program.definitions[id.index].identity.name
            return Phrase(en: "branch \(number + 1) of `\(name)`", zh: "`\(name)` 的第 \(number + 1) 个分支")
        case .row(let id, let number):
            let name = program.tables[id.index].identity.name
            return Phrase(en: "row \(number + 1) of table `\(name)`", zh: "表 `\(name)` 的第 \(number + 1) 行")
        }
    }
}

extension Evaluation {
    /// The parts of the rulebook that had a say in the case.
    package func partsAtWork() -> Set<Coverage.Part> {
        var parts: Set<Coverage.Part> = []
        guard holdsCase else { return parts }
        for number in interpreter.plan.rules.indices where interpreter.applies(rule: number).isTrue {
            parts.insert(.rule(RuleID(number)))
        }
        for consequence in outcome.consequences where consequence.status == .certain {
            for cause in consequence.because { parts.insert(.consequence(cause.rule, cause.consequence)) }
        }
        for (instance, number) in interpreter.reached {
            let definition = interpreter.plan.definitions[Int(number)]
            let slot = interpreter.computed(definition, of: Int(instance))
            guard slot.isCertain else { continue }
            if definition.table >= 0 {
                for row in interpreter.holdingRows(of: Int(definition.table), instance: Int(instance)) {
                    parts.insert(.row(TableID(Int(definition.table)), row))
                }
            } else {
                for branch in interpreter.holdingBranches(of: number, instance: Int(instance)) {
                    parts.insert(.branch(DefinitionID(Int(number)), branch))
                }
            }
        }
        return parts
    }
}
