internal import WritLanguage
package import WritSemantics

/// Approval chains as sentences.
extension SentenceStyle {
    /// One sentence for each step of a chain, then its conditions on persons.
    package func sentences(_ chain: Chain) -> [String] {
        var result = chain.steps.enumerated().map { index, step in
            var text = pick(
                "第\(index + 1)步「\(step.title)」：", "Step \(index + 1), “\(word(step.name, step.title))”: ")
            if let condition = step.condition { text += pick("\(clause(condition))的，", "where \(clause(condition)), ") }
            text += signer(step, in: chain.subject)
            if let other = step.parallelTo, chain.steps.indices.contains(other) {
                let other = chain.steps[other]
                text += pick("，与「\(other.title)」同时进行", ", beside “\(word(other.name, other.title))”")
            }
            if let within = step.within { text += pick("，时限为\(noun(within))", ", within \(noun(within))") }
            if let escalation = step.escalation {
                text += pick(
                    "；逾\(noun(escalation.after))未办理的，转由\(title(of: escalation.to))办理",
                    "; escalated to \(definite(escalation.to)) after \(noun(escalation.after))")
            }
            return text + pick("。", ".")
        }
        result += substitutions(chain)
        if !chain.apart.isEmpty {
            let fields = list(chain.apart.map { fieldTitle(named: $0, in: chain.subject) }, last: ("和", "and"))
            result.append(pick("\(fields)本人不得审批。", "Whoever is named as \(fields) may not approve."))
        }
        if chain.distinctPersons { result.append(pick("同一人不得审批两次。", "Nobody approves twice.")) }
        if chain.steps.indices.contains(chain.restart) {
            let step = chain.steps[chain.restart]
            result.append(
                pick(
                    "被驳回或者退回的，自「\(step.title)」重新开始。",
                    "After a rejection or a return it starts again at “\(word(step.name, step.title))”."))
        }
        return result
    }

    private func substitutions(_ chain: Chain) -> [String] {
        chain.substitutions.map { substitution in
            let (absent, other) = (definite(substitution.absent), definite(substitution.role))
            let (from, to) = (phrase(substitution.from), phrase(substitution.to))
            return pick(
                "自\(from)至\(to)，\(absent)的职责由\(other)代行。",
                "From \(from) to \(to) \(other) stands in for \(absent).")
        }
    }

    /// How people call a field of the chain's case type.
    package func fieldTitle(named name: String, in subject: RecordID?) -> String {
        let records = subject.map { [program.records[$0.index]] } ?? program.records.filter(\.isCase)
        for record in records {
            if let field = record.fields.first(where: { $0.name == name }) { return word(field.name, field.title) }
        }
        return name
    }

    private func signer(_ step: Chain.Step, in subject: RecordID?) -> String {
        switch step.signer {
        case .one(let role) where step.named != nil:
            let field = fieldTitle(named: step.named ?? "", in: subject)
            return program.roles[role.index].isParty
                ? pick(
                    "由\(field)所载的\(title(of: role))本人签字确认", "the person whom \(field) names signs as \(definite(role))")
                : pick(
                    "由\(field)所载的\(title(of: role))本人审批", "the person whom \(field) names approves as \(definite(role))"
                )
        case .one(let role):
            return program.roles[role.index].isParty
                ? pick("由\(title(of: role))签字确认", "\(definite(role)) signs")
                : pick("由\(title(of: role))审批", "\(definite(role)) approves")
        case .all(let roles):
            return pick(
                "由\(list(roles.map(title(of:)), last: ("和", "and")))分别审批",
                "\(list(roles.map(definite), last: ("和", "and"))) each approve")
        case .any(let count, let roles):
            return pick(
                "由\(list(roles.map(title(of:)), last: ("、", "and")))中的任意\(count)人审批",
                "any \(count) of \(list(roles.map(title(of:)), last: ("and", "and"))) approve")
        case .line(let from, let to):
            return pick(
                "自\(title(of: from))起逐级审批至\(title(of: to))",
                "each level from \(definite(from)) to \(definite(to)) approves")
        case .notStated: return pick("来源未载明审批人", "the source does not state who approves")
        }
    }
}
