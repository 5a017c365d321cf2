internal import WritLanguage
package import WritSemantics

/// Approval chains as sentences.
extension SentenceStyle {
    /// One sentence for each step of a chain, then its conditions on persons.
    package func sentences(_ chain: Chain) -> [String] {
        var result = chain.steps.enumerated().map { index, step in
            var text = told(
                en: "Step \(index + 1), “\(word(step.name, step.title))”: ", zh: "第\(index + 1)步\(cited(step.title))：")
            if let condition = step.condition {
                text += told(en: "where \(clause(condition)), ", zh: given(condition))
            }
            text += signer(step, in: chain.subject)
            if let other = step.parallelTo, chain.steps.indices.contains(other) {
                let other = chain.steps[other]
                text += told(en: ", beside “\(word(other.name, other.title))”", zh: "，与\(cited(other.title))同时进行")
            }
            if let within = step.within { text += told(en: ", within \(noun(within))", zh: "，时限为\(noun(within))") }
            if let escalation = step.escalation {
                text += told(
                    en: "; escalated to \(definite(escalation.to)) after \(noun(escalation.after))",
                    zh: "；逾\(noun(escalation.after))未办理的，转由\(title(of: escalation.to))办理")
            }
            switch step.delegation {
            case .none: break
            case .anyone:
                text += told(en: "; whoever takes it may pass it on to anybody", zh: "；经办人可转办他人")
            case .roles(let roles):
                text += told(
                    en:
                        "; whoever takes it may pass it on to \(list(roles.map(definite), last: Phrase(en: "or", zh: "或者")))",
                    zh: "；经办人可转办\(list(roles.map(title(of:)), last: Phrase(en: "or", zh: "或者")))")
            }
            return text + told(en: ".", zh: "。")
        }
        result += substitutions(chain)
        if !chain.apart.isEmpty {
            let fields = chain.apart.map { fieldTitle(named: $0, in: chain.subject) }
            result.append(
                told(
                    en: "Whoever is named as \(list(fields, last: Phrase(en: "and", zh: ""))) may not approve.",
                    zh: "\(list(fields.map(quotation), last: Phrase(en: "", zh: "和")))所载的人员不得审批。"))
        }
        if chain.distinctPersons { result.append(told(en: "Nobody approves twice.", zh: "同一人不得审批两次。")) }
        if chain.repeatedPass {
            result.append(
                told(
                    en: "A step whose turn comes passes by itself where its person has approved an earlier one.",
                    zh: "轮到某步时，其审批人已审批过在先步骤的，该步自动通过。"))
        }
        if chain.steps.indices.contains(chain.restart) {
            let step = chain.steps[chain.restart]
            result.append(
                told(
                    en: "After a rejection or a return it starts again at “\(word(step.name, step.title))”.",
                    zh: "被驳回或者退回的，自\(cited(step.title))重新开始。"))
        }
        return result
    }

    private func substitutions(_ chain: Chain) -> [String] {
        chain.substitutions.map { substitution in
            let (absent, other) = (definite(substitution.absent), definite(substitution.role))
            let (from, to) = (phrase(substitution.from), phrase(substitution.to))
            return told(
                en: "From \(from) to \(to) \(other) stands in for \(absent).",
                zh: "自\(from)至\(to)，\(absent)的职责由\(other)代行。")
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
                ? told(
                    en: "the person whom \(field) names signs as \(definite(role))",
                    zh: "由“\(field)”一栏所载人员（\(title(of: role))）本人签字确认")
                : told(
                    en: "the person whom \(field) names approves as \(definite(role))",
                    zh: "由“\(field)”一栏所载人员（\(title(of: role))）本人审批")
        case .one(let role):
            return program.roles[role.index].isParty
                ? told(en: "\(definite(role)) signs", zh: "由\(title(of: role))签字确认")
                : told(en: "\(definite(role)) approves", zh: "由\(title(of: role))审批")
        case .all(let roles):
            return told(
                en: "\(list(roles.map(definite), last: Phrase(en: "and", zh: "和"))) each approve",
                zh: "由\(list(roles.map(title(of:)), last: Phrase(en: "and", zh: "和")))分别审批")
        case .any(let count, let roles):
            return told(
                en: "any \(count) of \(list(roles.map(title(of:)), last: Phrase(en: "and", zh: "and"))) approve",
                zh: "由\(list(roles.map(title(of:)), last: Phrase(en: "and", zh: "、")))中的任意\(count)人审批")
        case .line(let from, let to):
            return told(
                en: "each level from \(definite(from)) to \(definite(to)) approves",
                zh: "自\(title(of: from))起逐级审批至\(title(of: to))")
        case .notStated: return told(en: "the source does not state who approves", zh: "来源未载明审批人")
        }
    }
}
