internal import WritLanguage
package import WritSemantics

/// Rules, definitions, chains and duties as sentences.
extension SentenceStyle {
    // MARK: rules

    /// One sentence for each consequence of a rule.
    package func sentences(_ rule: Rule) -> [String] {
        let subject = word(program.records[rule.subject.index].identity)
        var head = limits(rule.provision) + pick("凡\(subject)，", "for every \(subject)")
        // Without a condition it holds of all of them.
        let always = rule.condition == nil ? pick("均", "") : ""
        if let condition = rule.condition { head += pick("\(clause(condition))的，", " where \(clause(condition))") }
        if !isChinese { head += ", " }
        var result = rule.consequences.map { consequence in
            var scope = Scope()
            var lead = head
            if let each = consequence.forEach {
                lead += elements(each.local, each.list, each.condition, scope)
                scope = naming(each.local, each.list, scope)
            }
            return capitalised(lead + text(consequence, always, scope) + pick("。", "."))
        }
        if !rule.overrides.isEmpty {
            let titles = list(
                rule.overrides.map { quoted(program.rules[$0.index].identity) }, last: ("和", "and"))
            result.append(pick("有前款情形的，不适用\(titles)。", "Where this rule applies, \(titles) does not."))
        }
        return result
    }

    /// `就每一项尚缺资料，`, `就违规事项中等级为重大且未整改的每一项，`
    private func elements(_ local: Int, _ list: Expression, _ condition: Expression?, _ scope: Scope) -> String {
        let items = noun(list, scope)
        guard let condition else { return pick("就每一项\(items)，", "for each of \(items), ") }
        return pick(
            "就\(items)中\(attribute(condition, local, list, scope))的每一项，",
            "for each of \(items) where \(clause(condition, naming(local, list, scope))), ")
    }

    private func text(_ consequence: Consequence, _ always: String, _ scope: Scope) -> String {
        switch consequence.kind {
        case .issue(let form, let to, let arguments, let due, let approval):
            let roles = list(to.map(definite), last: ("和", "and"))
            var text = pick(
                "\(always)应当\(to.isEmpty ? "" : "向\(roles)")出具\(title(of: form))",
                "\(title(of: form)) must be issued\(to.isEmpty ? "" : " to \(roles)")")
            for (argument, value) in zip(program.forms[form.index].arguments, arguments) {
                text += pick(
                    value.isConstant ? "，载明「\(argument.name)」为\(noun(value, scope))" : "，载明\(noun(value, scope))",
                    ", stating \(noun(value, scope)) as “\(SentenceStyle.spelledOut(argument.name))”")
            }
            if let due { text += deadline(due, of: form, scope) }
            if let approval {
                let chain = quoted(program.chains[approval.index].identity)
                text += pick("，并按\(chain)程序报批", ", approved by way of \(chain)")
            }
            return text
        case .require(let task, let by, let due, let until):
            var text = pick(
                "\(title(of: by))\(always)应当\(message(task, scope))",
                "\(definite(by)) must see to: \(message(task, scope))")
            if let due { text += deadline(due, of: nil, scope) }
            if let until { text += pick("，直至\(milestone(until, scope))", ", until \(clause(until, scope))") }
            return text
        case .refuse(let reason):
            return pick(
                "\(always)不予办理，理由：\(message(reason, scope))",
                "the request must be refused: \(message(reason, scope))")
        case .hold(let action, let until):
            let title = word(program.actions[action.index].identity)
            return pick(
                "在\(milestone(until, scope))之前，\(always)不得\(title)",
                "“\(title)” may not happen until \(clause(until, scope))")
        case .notify(let role, let text):
            return pick(
                "\(always)应当告知\(title(of: role))：\(message(text, scope))",
                "\(definite(role)) must be told: \(message(text, scope))")
        }
    }

    /// `，期限为自受理日期起3日`; a period that runs from the document's own issue says `自签发之日起`.
    private func deadline(_ due: Expression, of form: FormID?, _ scope: Scope) -> String {
        guard case .shift(let duration, let date, true) = due.kind else {
            return pick("，期限至\(noun(due, scope))", ", due \(noun(due, scope))")
        }
        var start = date
        if case .orElse(let first, let second) = date.kind, case .asOf = second.kind { start = first }
        if let form, case .documentDate(.issue, form) = start.kind {
            return pick(
                "，期限为自签发之日起\(noun(duration, scope))", ", due \(noun(duration, scope)) after it is issued")
        }
        if case .constant(.duration(0, _)) = duration.kind {
            return pick("，期限为\(noun(date, scope))当日", ", due on \(noun(date, scope))")
        }
        return pick(
            "，期限为自\(noun(date, scope))起\(noun(duration, scope))",
            ", due \(noun(duration, scope)) after \(noun(date, scope))")
    }

    func message(_ message: Message, _ scope: Scope) -> String {
        message.segments.map { segment in
            switch segment {
            case .literal(let text): text
            case .value(let expression): pick("〔\(noun(expression, scope))〕", "[\(noun(expression, scope))]")
            }
        }.joined()
    }

    /// `自……起，在……，` for declarations that do not hold everywhere and always.
    private func limits(_ provision: Provision) -> String {
        var text = ""
        switch (provision.validFrom, provision.validTo) {
        case (let from?, let to?):
            text += pick("自\(phrase(from))起至\(phrase(to))止，", "from \(phrase(from)) to \(phrase(to)), ")
        case (let from?, nil): text += pick("自\(phrase(from))起，", "from \(phrase(from)), ")
        case (nil, let to?): text += pick("至\(phrase(to))止，", "until \(phrase(to)), ")
        case (nil, nil): break
        }
        if !provision.organisations.isEmpty {
            let firms = list(
                provision.organisations.map { word(program.organisations[$0.index].identity) }, last: ("和", "and"))
            text += pick("在\(firms)，", "at the \(firms), ")
        }
        return text
    }

    private func capitalised(_ text: String) -> String {
        isChinese ? text : text.prefix(1).uppercased() + text.dropFirst()
    }

    // MARK: definitions

    /// One sentence for each branch of a definition; a table reads as a table and gives none.
    package func sentences(_ definition: Definition) -> [String] {
        guard case .branches(let branches) = definition.origin else { return [] }
        let subject = word(program.records[definition.subject.index].identity)
        let title = quoted(definition.identity)
        let name = pick("\(subject)的\(title)", "\(title) of the \(subject)")
        return branches.map { branch in
            let exception = branch.isException ? pick("但", "however, ") : ""
            let limit = limits(branch.provision)
            let told = told(branch.value, of: definition, name, title)
            switch branch.condition {
            case .always: return capitalised("\(exception)\(limit)\(told.alone)") + pick("。", ".")
            case .when(let condition):
                return capitalised(
                    pick(
                        "\(exception)\(limit)\(clause(condition))的，\(told.conditional)。",
                        "\(exception)\(limit)where \(clause(condition)), \(told.conditional)."))
            case .otherwise:
                return capitalised(pick("其他情形，\(limit)\(told.conditional)。", "otherwise, \(limit)\(told.conditional)."))
            }
        }
    }

    /// What a branch says: by itself, and after a condition.
    private func told(
        _ value: Expression, of definition: Definition, _ name: String, _ title: String
    ) -> (alone: String, conditional: String) {
        if definition.type.withoutOptional == .boolean {
            if case .constant(.boolean(let flag)) = value.kind {
                let text = pick("\(name)\(flag ? "成立" : "不成立")", "\(name) \(flag ? "holds" : "does not hold")")
                return (text, text)
            }
            let told = clause(value)
            return (
                pick("\(name)，是指\(told)", "\(name) holds where \(told)"),
                pick("\(told)即为\(name)", "\(name) holds where \(told)")
            )
        }
        let told = noun(value)
        return (
            pick(value.isConstant ? "\(name)为\(told)" : "\(name)，是指\(told)", "\(name) is \(told)"),
            pick("\(name)为\(told)", "\(name) is \(told)")
        )
    }

    // MARK: duties

    /// When a duty is due and who owes it.
    package func sentence(_ duty: Duty) -> String {
        let title = quoted(duty.identity)
        var text =
            limits(duty.provision)
            + pick(
                "\(self.title(of: duty.by))应当\(times(duty.recurrence))完成\(title)",
                "\(definite(duty.by)) must see to \(title) \(times(duty.recurrence))")
        if let form = duty.form { text += pick("，出具\(self.title(of: form))", ", issuing \(self.title(of: form))") }
        for (isParty, verb) in [(false, "报"), (true, "送交")] {
            let to = duty.to.filter { program.roles[$0.index].isParty == isParty }.map(definite)
            if !to.isEmpty {
                text += pick("，\(verb)\(list(to, last: ("和", "and")))", ", to \(list(to, last: ("和", "and")))")
            }
        }
        return capitalised(text) + pick("。", ".")
    }

    private func times(_ recurrence: Duty.Recurrence) -> String {
        let weekdays =
            isChinese
            ? ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
            : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        switch recurrence {
        case .everyDay: return pick("每日", "every day")
        case .weekdays(let days):
            return pick("每", "every ")
                + list(days.filter(weekdays.indices.contains).map { weekdays[$0] }, last: ("和", "and"))
        case .monthly(31, 31): return pick("每月最后一日", "on the last day of every month")
        case .monthly(let from, let to):
            // A month that is too short for it has its last day instead.
            let clamped = to > 28 ? pick("（当月无此日的，至月末）", " (or its last day)") : ""
            return from == to
                ? pick("每月\(from)日\(clamped)", "on day \(from) of every month\(clamped)")
                : pick("每月\(from)日至\(to)日\(clamped)", "on days \(from) to \(to) of every month\(clamped)")
        case .interval(let count, let unit, let from):
            return pick("自\(phrase(from))起每\(phrase(count, unit))", "every \(phrase(count, unit)) from \(phrase(from))")
        case .yearly(let month, let day): return pick("每年\(month)月\(day)日", "every year on \(month)-\(day)")
        }
    }
}

extension Expression {
    var isConstant: Bool {
        if case .constant = kind { return true }
        return false
    }
}
