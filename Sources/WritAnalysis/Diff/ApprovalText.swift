import WritEvaluation
import WritLanguage
import WritSemantics

/// Who approves a document, in words that two versions of a rulebook share.
enum ApprovalText {
    /// The steps that a case requires of a chain, in their order.
    static func steps(
        _ id: ChainID, _ evaluation: Evaluation, _ data: CaseData, _ program: Program
    ) -> [Phrase] {
        let chain = program.chains[id.index]
        let firm = data.organisation.map { program.organisations[$0.index] }
        return chain.steps.enumerated().compactMap { index, step in
            let condition = evaluation.condition(ofStep: index, in: id)
            if condition == .boolean(false) { return nil }
            let names = signers(step.signer, at: firm, in: chain, asOf: data.asOf, program: program) { $0.name }
            let titles = signers(step.signer, at: firm, in: chain, asOf: data.asOf, program: program) { $0.title }
            var en = "\(step.name) by \(names)"
            var zh = "\(step.title)（\(titles)）"
            if let field = step.named {
                en += " named \(field)"
                zh = "\(step.title)（\(titles)，`\(field)` 所载本人）"
            }
            if condition == .unknown {
                en += " (open)"
                zh += "（待定）"
            }
            if let within = step.within {
                let limit = ValueText.phrase(evaluation.limit(ofStep: index, in: id), within.type, in: program)
                en += " within \(limit.en)"
                zh += "，限 \(limit.zh)"
            }
            if let escalation = step.escalation {
                let after = ValueText.phrase(
                    evaluation.escalation(ofStep: index, in: id), escalation.after.type, in: program)
                let role = program.roles[escalation.to.index].identity
                en += " escalate to \(role.name) after \(after.en)"
                zh += "，逾 \(after.zh)报\(role.title)"
            }
            if let delegation = delegation(step.delegation, program) {
                en += " " + delegation.en
                zh += "，" + delegation.zh
            }
            if let other = step.parallelTo, chain.steps.indices.contains(other) {
                en += " beside \(chain.steps[other].name)"
                zh += "，与“\(chain.steps[other].title)”并行"
            }
            return Phrase(en: en, zh: zh)
        } + demands(chain)
    }

    private static func demands(_ chain: Chain) -> [Phrase] {
        var result: [Phrase] = []
        if chain.distinctPersons { result.append(Phrase(en: "distinct persons", zh: "各步不得由同一人审批")) }
        if chain.repeatedPass { result.append(Phrase(en: "repeated persons pass", zh: "同一人再次出现的自动通过")) }
        if !chain.apart.isEmpty {
            result.append(
                Phrase(
                    en: "apart from \(chain.apart.joined(separator: ", "))",
                    zh: "\(chain.apart.joined(separator: "、"))不得审批"))
        }
        if chain.restart > 0, chain.steps.indices.contains(chain.restart) {
            let step = chain.steps[chain.restart]
            result.append(Phrase(en: "restart from \(step.name)", zh: "退回后自“\(step.title)”重新开始"))
        }
        return result
    }

    /// To whom a step may be passed on beside those who hold its role.
    private static func delegation(_ delegation: Chain.Delegation, _ program: Program) -> Phrase? {
        switch delegation {
        case .none: return nil
        case .anyone: return Phrase(en: "delegable", zh: "可转办")
        case .roles(let roles):
            let identities = roles.map { program.roles[$0.index].identity }
            return Phrase(
                en: "delegable to \(identities.map(\.name).joined(separator: ", "))",
                zh: "可转办\(identities.map(\.title).joined(separator: "、"))")
        }
    }

    /// What a step demands wherever it is required: compared as text.
    static func structure(_ step: Chain.Step, _ chain: Chain, _ program: Program) -> String {
        let escalation = step.escalation.map { program.roles[$0.to.index].identity.name } ?? ""
        let beside = step.parallelTo.flatMap { chain.steps.indices.contains($0) ? chain.steps[$0].name : nil } ?? ""
        return
            "\(step.name) \(signer(step.signer, program)) \(step.named ?? "") \(beside) \(step.within != nil) \(escalation) \(delegation(step.delegation, program)?.en ?? "")"
    }

    /// What a chain demands of persons whatever the case: compared as text.
    static func demands(_ chain: Chain, _ program: Program) -> [String] { demands(chain).map(\.en) }

    static func signer(_ signer: Chain.Signer, _ program: Program) -> String {
        signers(signer, at: nil, in: nil, asOf: nil, program: program) { $0.name }
    }

    /// The roles of a firm with their superiors.
    static func posts(_ firm: Organisation, _ program: Program) -> String {
        firm.posts.map { post in
            let superior = post.superior.map { program.roles[$0.index].identity.name } ?? ""
            return "\(program.roles[post.role.index].identity.name)<\(superior)"
        }.sorted().joined(separator: ",")
    }

    static func substitutions(_ all: [Substitution], _ program: Program) -> String {
        all.map { text($0, program) }.sorted().joined(separator: ",")
    }

    static func text(_ one: Substitution, _ program: Program) -> String {
        "\(program.roles[one.role.index].identity.name) for \(program.roles[one.absent.index].identity.name) \(one.from)…\(one.to)"
    }

    /// The roles that may sign a chain. A step along the line may be signed by anybody in it.
    static func roles(_ chain: Chain) -> (named: Set<RoleID>, followsLine: Bool) {
        var named: Set<RoleID> = []
        var followsLine = false
        for step in chain.steps {
            switch step.signer {
            case .one(let role): named.insert(role)
            case .all(let roles), .any(_, let roles): named.formUnion(roles)
            case .line: followsLine = true
            case .notStated: break
            }
        }
        return (named, followsLine)
    }

    private static func signers(
        _ signer: Chain.Signer, at firm: Organisation?, in chain: Chain?, asOf: CalendarDate?, program: Program,
        word: (Identity) -> String
    ) -> String {
        func name(_ id: RoleID) -> String {
            var text = word(program.roles[id.index].identity)
            guard let asOf else { return text }
            for one in (firm?.substitutions ?? []) + (chain?.substitutions ?? [])
            where one.absent == id && one.from <= asOf && asOf <= one.to {
                text += " / " + word(program.roles[one.role.index].identity)
            }
            return text
        }
        func list(_ roles: [RoleID]) -> String { roles.map(name).joined(separator: ", ") }
        switch signer {
        case .one(let role): return name(role)
        case .all(let roles): return list(roles)
        case .any(let count, let roles): return "\(count)/\(roles.count): \(list(roles))"
        case .line(let from, let to):
            guard let firm else { return "\(name(from)) → \(name(to))" }
            var line = [from]
            while let last = line.last, last != to, line.count <= firm.posts.count,
                let superior = firm.posts.first(where: { $0.role == last })?.superior
            {
                line.append(superior)
            }
            return line.map(name).joined(separator: " → ")
        case .notStated: return "…"
        }
    }
}
