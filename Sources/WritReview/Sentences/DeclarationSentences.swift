internal import WritLanguage
package import WritSemantics

/// Rules, definitions, chains and duties as sentences.
extension SentenceStyle {
    /// One sentence for each consequence of a rule.
    package func sentences(_ rule: Rule) -> [String] {
        let subject = program.records[rule.subject.index].identity.title
        var head = pick("凡\(subject)", "For every \(subject)")
        head += limits(rule.provision)
        if let condition = rule.condition { head += pick("，\(clause(condition))的", ", where \(clause(condition))") }
        var result = rule.consequences.map { consequence in
            var scope = Scope()
            var lead = head
            if let each = consequence.forEach {
                let inner = naming(each.local, each.list, scope)
                let filter =
                    each.condition.map {
                        pick(
                            "中\(clause($0, naming(each.local, each.list, scope, elided: true)))的",
                            " where \(clause($0, inner))")
                    } ?? ""
                lead += pick(
                    "，就\(noun(each.list, scope))\(filter)每一项", ", for each of \(noun(each.list, scope))\(filter)")
                scope = inner
            }
            return lead + pick("，", ", ") + text(consequence, scope) + pick("。", ".")
        }
        if !rule.overrides.isEmpty {
            let titles = rule.overrides.map { "「\(program.rules[$0.index].identity.title)」" }
            result.append(
                pick(
                    "本规则适用时，不再适用\(list(titles, last: ("和", "and")))。",
                    "Where this rule applies，\(list(titles, last: ("和", "and"))) does not."))
        }
        return result
    }

    private func text(_ consequence: Consequence, _ scope: Scope) -> String {
        switch consequence.kind {
        case .issue(let form, let to, _, let due, let approval):
            var text = pick("应当", "")
            if !to.isEmpty { text += pick("向\(list(to.map(title(of:)), last: ("和", "and")))", "") }
            text += pick("出具\(title(of: form))", "\(title(of: form)) must be issued")
            if !isChinese, !to.isEmpty { text += " to \(list(to.map(title(of:)), last: ("和", "and")))" }
            if let due { text += pick("，期限为\(noun(due, scope))", ", due \(noun(due, scope))") }
            if let approval {
                let chain = program.chains[approval.index].identity.title
                text += pick("，并经「\(chain)」程序审批", ", approved by way of “\(chain)”")
            }
            return text
        case .require(let task, let by, let due, let until):
            var text = pick(
                "\(title(of: by))应当\(message(task, scope))", "\(title(of: by)) must see to: \(message(task, scope))")
            if let due { text += pick("，期限为\(noun(due, scope))", ", due \(noun(due, scope))") }
            if let until { text += pick("，直至\(clause(until, scope))", ", until \(clause(until, scope))") }
            return text
        case .refuse(let reason):
            return pick("不予办理，理由：\(message(reason, scope))", "the request must be refused: \(message(reason, scope))")
        case .hold(let action, let until):
            let title = program.actions[action.index].identity.title
            return pick(
                "在\(clause(until, scope))之前，不得\(title)", "“\(title)” may not happen until \(clause(until, scope))")
        case .notify(let role, let text):
            return pick(
                "应当告知\(title(of: role))：\(message(text, scope))",
                "\(title(of: role)) must be told: \(message(text, scope))")
        }
    }

    func message(_ message: Message, _ scope: Scope) -> String {
        message.segments.map { segment in
            switch segment {
            case .literal(let text): text
            case .value(let expression): pick("〔\(noun(expression, scope))〕", "[\(noun(expression, scope))]")
            }
        }.joined()
    }

    /// ",适用于……,自……起" for declarations that do not hold everywhere and always.
    private func limits(_ provision: Provision) -> String {
        var text = ""
        if !provision.organisations.isEmpty {
            let firms = list(
                provision.organisations.map { program.organisations[$0.index].identity.title }, last: ("和", "and"))
            text += pick("（限\(firms)）", " (at \(firms) only)")
        }
        switch (provision.validFrom, provision.validTo) {
        case (let from?, let to?):
            text += pick("（自\(phrase(from))起至\(phrase(to))止）", " (from \(phrase(from)) to \(phrase(to)))")
        case (let from?, nil): text += pick("（自\(phrase(from))起）", " (from \(phrase(from)))")
        case (nil, let to?): text += pick("（至\(phrase(to))止）", " (until \(phrase(to)))")
        case (nil, nil): break
        }
        return text
    }

    /// One sentence for each branch of a definition; a table reads as a table and gives none.
    package func sentences(_ definition: Definition) -> [String] {
        guard case .branches(let branches) = definition.origin else { return [] }
        let subject = program.records[definition.subject.index].identity.title
        let name = pick("\(subject)的「\(definition.identity.title)」", "“\(definition.identity.title)” of \(subject)")
        return branches.map { branch in
            let value = noun(branch.value)
            let isCondition = definition.type == .boolean
            let told =
                isCondition && !branch.value.isConstant
                ? pick("在\(clause(branch.value))时成立", "holds where \(clause(branch.value))")
                : pick("为\(value)", "is \(value)")
            let exception = branch.isException ? pick("但", "However, ") : ""
            let limit = limits(branch.provision)
            switch branch.condition {
            case .always: return pick("\(exception)\(name)\(limit)\(told)。", "\(exception)\(name)\(limit) \(told).")
            case .when(let condition):
                return pick(
                    "\(exception)\(clause(condition))的，\(name)\(limit)\(told)。",
                    "\(exception)where \(clause(condition)), \(name)\(limit) \(told).")
            case .otherwise: return pick("其他情形，\(name)\(told)。", "Otherwise \(name) \(told).")
            }
        }
    }

    /// One sentence for each step of a chain, then its conditions on persons.
    package func sentences(_ chain: Chain) -> [String] {
        var result = chain.steps.enumerated().map { index, step in
            var text = pick("第\(index + 1)步「\(step.title)」：", "Step \(index + 1), “\(step.title)”: ")
            if let condition = step.condition { text += pick("\(clause(condition))的，", "where \(clause(condition)), ") }
            text += signer(step.signer)
            if let other = step.parallelTo {
                text += pick("，与「\(chain.steps[other].title)」同时进行", ", beside “\(chain.steps[other].title)”")
            }
            if let within = step.within { text += pick("，时限\(noun(within))", ", within \(noun(within))") }
            if let escalation = step.escalation {
                text += pick(
                    "，逾\(noun(escalation.after))未办的转\(title(of: escalation.to))",
                    ", escalated to \(title(of: escalation.to)) after \(noun(escalation.after))")
            }
            return text + pick("。", ".")
        }
        if !chain.apart.isEmpty {
            let fields = chain.apart.map { fieldTitle(named: $0, in: chain.subject) }
            result.append(
                pick(
                    "\(list(fields, last: ("和", "and")))本人不得审批。", "\(list(fields, last: ("和", "and"))) may not approve."
                ))
        }
        if chain.distinctPersons { result.append(pick("同一人不得审批两次。", "Nobody approves twice.")) }
        if chain.steps.indices.contains(chain.restart) {
            let step = chain.steps[chain.restart].title
            result.append(
                pick("被驳回或者退回的，自「\(step)」重新开始。", "After a rejection or a return it starts again at “\(step)”."))
        }
        return result
    }

    private func fieldTitle(named name: String, in subject: RecordID?) -> String {
        let records = subject.map { [program.records[$0.index]] } ?? program.records.filter(\.isCase)
        for record in records {
            if let field = record.fields.first(where: { $0.name == name }) { return field.title }
        }
        return name
    }

    private func signer(_ signer: Chain.Signer) -> String {
        switch signer {
        case .one(let role): pick("由\(title(of: role))审批", "\(title(of: role)) approves")
        case .all(let roles):
            pick(
                "由\(list(roles.map(title(of:)), last: ("和", "and")))全部审批",
                "all of \(list(roles.map(title(of:)), last: ("和", "and"))) approve")
        case .any(let count, let roles):
            pick(
                "由\(list(roles.map(title(of:)), last: ("和", "and")))中任意\(count)人审批",
                "any \(count) of \(list(roles.map(title(of:)), last: ("和", "and"))) approve")
        case .line(let from, let to):
            pick(
                "自\(title(of: from))起逐级审批至\(title(of: to))",
                "each level from \(title(of: from)) to \(title(of: to)) approves")
        case .notStated: pick("审批人依据未载明", "the source does not state who approves")
        }
    }

    /// When a duty is due and who owes it.
    package func sentence(_ duty: Duty) -> String {
        let weekdays =
            isChinese
            ? ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
            : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        let when =
            switch duty.recurrence {
            case .everyDay: pick("每日", "every day")
            case .weekdays(let days):
                pick("每", "every ")
                    + list(days.filter(weekdays.indices.contains).map { weekdays[$0] }, last: ("和", "and"))
            case .monthly(let from, let to):
                from == to
                    ? pick("每月\(from)日", "on day \(from) of every month")
                    : pick("每月\(from)日至\(to)日", "on days \(from) to \(to) of every month")
            case .interval(let count, let unit, let from):
                pick("自\(phrase(from))起每\(phrase(count, unit))", "every \(phrase(count, unit)) from \(phrase(from))")
            case .yearly(let month, let day): pick("每年\(month)月\(day)日", "every year on \(month)-\(day)")
            }
        var text = pick(
            "\(title(of: duty.by))应当\(when)办理「\(duty.identity.title)」",
            "\(title(of: duty.by)) must see to “\(duty.identity.title)” \(when)")
        if let form = duty.form { text += pick("，出具\(title(of: form))", ", issuing \(title(of: form))") }
        if !duty.to.isEmpty {
            text += pick(
                "，报\(list(duty.to.map(title(of:)), last: ("和", "and")))",
                "，to \(list(duty.to.map(title(of:)), last: ("和", "and")))")
        }
        return text + pick("。", ".")
    }
}

extension Expression {
    var isConstant: Bool {
        if case .constant = kind { return true }
        return false
    }
}
