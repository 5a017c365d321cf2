import WritLanguage
import WritSemantics

/// What the effects of each declaration of a rulebook rest on, as a text that two versions share exactly where the effects
/// are the same for every case that both can read: what it says itself, without titles and clauses, and what all that it
/// uses says.
struct EffectSignatures {
    let definitions: [String]
    let rules: [String]
    private let canonical: CanonicalText
    private let parameters: [String]
    private let calendarMark: String
    private let lawMark: String

    /// `marks` tells types apart of which the versions differ; `calendarMark` the calendars; `lawMark` all that is said,
    /// where the versions go by the law of different days.
    init(_ program: Program, marks: [String: String], calendarMark: String, lawMark: String) {
        let canonical = CanonicalText(program: program, effectMarks: marks)
        self.canonical = canonical
        self.calendarMark = calendarMark
        self.lawMark = lawMark
        let parameters = program.parameters.map { canonical.text($0) + lawMark }
        self.parameters = parameters
        var definitions = [String](repeating: "", count: program.definitions.count)
        var chains: [String] = []
        func signature(_ text: String, _ used: References) -> String {
            // In an order that does not depend on where the files declare things.
            let parts = used.definitions.map { definitions[$0.index] } + used.parameters.map { parameters[$0.index] }
            let whole =
                [text + lawMark + (used.isDated ? calendarMark : "")]
                + (parts + used.chains.map { chains[$0.index] }).sorted()
            return BLAKE2b.hex(Array(whole.joined(separator: "\n").utf8))
        }
        for id in program.definitionOrder {
            let definition = program.definitions[id.index]
            var used = References()
            var text = canonical.text(definition)
            switch definition.origin {
            case .branches(let branches):
                for branch in branches { used.collect(branch) }
            case .table(let table, _):
                used.collect(program.tables[table.index])
                text += "\n" + canonical.text(program.tables[table.index])
            }
            definitions[id.index] = signature(text, used)
        }
        for chain in program.chains {
            var used = References()
            used.collect(chain)
            chains.append(signature(canonical.text(chain) + EffectSignatures.lines(chain, program), used))
        }
        rules = program.rules.map { rule in
            var used = References()
            used.collect(rule)
            return signature(canonical.text(rule), used)
        }
        self.definitions = definitions
    }

    /// What an expression means, with all that it uses.
    func meaning(_ expression: Expression) -> String {
        var used = References()
        used.collect(expression)
        var whole = canonical.text(expression) + lawMark + (used.isDated ? calendarMark : "")
        for id in used.definitions.sorted() { whole += "\n" + definitions[id.index] }
        for id in used.parameters.sorted() { whole += "\n" + parameters[id.index] }
        return whole
    }

    /// Who stands where in each firm, for a chain that follows the line of superiors or knows substitutes.
    private static func lines(_ chain: Chain, _ program: Program) -> String {
        let followsLine = chain.steps.contains { if case .line = $0.signer { true } else { false } }
        return program.organisations.map { firm in
            let posts = followsLine ? ApprovalText.posts(firm, program) : ""
            return "\n\(firm.identity.name) \(posts) \(ApprovalText.substitutions(firm.substitutions, program))"
        }.joined()
    }
}
