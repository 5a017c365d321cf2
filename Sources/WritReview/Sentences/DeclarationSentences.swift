internal import WritLanguage
package import WritSemantics

/// Rules, definitions, chains and duties as sentences.
extension SentenceStyle {
    // MARK: rules

    /// One sentence for each consequence of a rule.
    package func sentences(_ rule: Rule) -> [String] {
        let subject = word(program.records[rule.subject.index].identity)
        var head = limits(rule.provision) + told(en: "for every \(subject)", zh: "凡\(subject)，")
        // Without a condition it holds of all of them.
        let always = rule.condition == nil ? told(en: "", zh: "均") : ""
        if let condition = rule.condition {
            head += told(en: " where ", zh: "") + given(condition)
        }
        if !isChinese { head += ", " }
        var result = rule.consequences.map { consequence in
            var scope = Scope()
            var lead = head
            if let each = consequence.forEach {
                if case .refuse(let reason) = consequence.kind {
                    return capitalised(lead + refusal(each, reason) + told(en: ".", zh: "。"))
                }
                lead += elements(each.local, each.list, each.condition, scope)
                scope = following(each, scope)
            }
            return capitalised(lead + text(consequence, of: rule, always, scope) + told(en: ".", zh: "。"))
        }
        if !rule.overrides.isEmpty {
            let titles = list(
                rule.overrides.map { quoted(program.rules[$0.index].identity) }, last: Phrase(en: "and", zh: "和"))
            result.append(told(en: "Where this rule applies, \(titles) does not.", zh: "有前款情形的，不适用\(titles)。"))
        }
        return result + provisos(rule)
    }

    /// What wins over a rule, which its reader must not miss: `但加急的，依「加急免告知」办理，不适用本规则。`
    private func provisos(_ rule: Rule) -> [String] {
        let winners = program.rules.filter { other in
            other.overrides.contains { program.rules[$0.index].identity.name == rule.identity.name }
        }
        return winners.map { other in
            let title = quoted(other.identity)
            guard let condition = other.condition else {
                return capitalised(
                    told(
                        en: "however, \(limits(other.provision))\(title) applies instead.",
                        zh: "但\(limits(other.provision))依\(title)办理，不适用本规则。"))
            }
            return capitalised(
                told(
                    en: "however, \(limits(other.provision))where \(clause(condition)), \(title) applies instead.",
                    zh: "但\(limits(other.provision))\(given(condition))依\(title)办理，不适用本规则。"))
        }
    }

    /// One item that is refused is the refusal of the whole, with a reason for each.
    private func refusal(_ each: ForEach, _ reason: Message) -> String {
        let scope = Scope()
        let inner = naming(each.local, each.list, scope)
        let (items, said) = (noun(each.list, scope), message(reason, inner))
        guard let condition = each.condition else {
            return told(
                en:
                    "if there is any of \(items), the request as a whole must be refused, with a reason for each: \(said)",
                zh: "有\(items)的，整个申请不予办理，并就每一项说明理由：\(said)")
        }
        return told(
            en:
                "if any of \(items) is such that \(clause(condition, inner)), the request as a whole must be refused, with a reason for each: \(said)",
            zh:
                "\(items)中有\(attributive(attribute(condition, each.local, each.list, scope)))，整个申请不予办理，并就每一项说明理由：\(said)"
        )
    }

    /// `就每一项尚缺资料，`, `就违规事项中等级为重大且未整改的每一项，`
    private func elements(_ local: Int, _ list: Expression, _ condition: Expression?, _ scope: Scope) -> String {
        let items = noun(list, scope)
        guard let condition else { return told(en: "for each of \(items), ", zh: "就\(each(of: items))\(items)，") }
        return told(
            en: "for each of \(items) where \(clause(condition, naming(local, list, scope))), ",
            zh: "就\(items)中\(attributive(attribute(condition, local, list, scope)))\(each(of: items))，")
    }

    private func text(_ consequence: Consequence, of rule: Rule, _ always: String, _ scope: Scope) -> String {
        switch consequence.kind {
        case .issue(let form, let to, let arguments, let due, let approval):
            var text = issue(form, to, by: maker(of: form, to, approval, rule), always)
            if let about = consequence.about {
                text += told(en: ", one about each \(noun(about, scope))", zh: "（按\(noun(about, scope))分别出具）")
            }
            let stated = zip(program.forms[form.index].arguments, arguments).map { argument, value in
                told(
                    en: "\(noun(value, scope)) as “\(EnglishWords.spelledOut(argument.name))”", zh: noun(value, scope))
            }
            if !stated.isEmpty {
                text += told(en: ", stating ", zh: "，载明") + list(stated, last: Phrase(en: "and", zh: "和"))
            }
            if let due { text += deadline(due, of: form, consequence, scope) }
            if let approval {
                let chain = quoted(program.chains[approval.index].identity)
                text += told(en: ", approved by way of \(chain)", zh: "，并按\(chain)程序报批")
            }
            return text
        case .require(let task, let by, let due, let until):
            let said = message(task, scope)
            // What the task itself forbids or allows is not said to be owed once more.
            let isModal = ["不得", "不可", "可以", "应当", "必须", "有权", "禁止"].contains { said.hasPrefix($0) }
            var text = told(
                en: "\(definite(by)) must see to: \(said)",
                zh: title(of: by) + always + (isModal ? "" : "应当") + said)
            if let due { text += deadline(due, of: nil, consequence, scope) }
            if let until {
                let done = clause(awaited(until), scope)
                text += told(en: ", until \(done)", zh: "（\(attributive(done))除外）")
            }
            return text
        case .refuse(let reason):
            return told(
                en: "the request must be refused: \(message(reason, scope))",
                zh: "\(always)不予办理，理由：\(message(reason, scope))")
        case .hold(let action, let until):
            let title = word(program.actions[action.index].identity)
            return told(
                en: "“\(title)” may not happen until \(milestone(until, scope))",
                zh: "在\(milestone(until, scope))之前，\(always)不得\(title)")
        case .notify(let role, let text):
            return notice(to: role, by: owner(of: rule), always) + told(en: ": ", zh: "：") + message(text, scope)
        }
    }

    func message(_ message: Message, _ scope: Scope) -> String {
        message.segments.map { segment in
            switch segment {
            case .literal(let text): text
            case .value(let expression): told(en: "[\(noun(expression, scope))]", zh: "〔\(noun(expression, scope))〕")
            }
        }.joined()
    }

    /// `自……起，在……，` for declarations that do not hold everywhere and always.
    func limits(_ provision: Provision) -> String {
        var text = ""
        switch (provision.validFrom, provision.validTo) {
        case (let from?, let to?):
            text += told(en: "from \(phrase(from)) to \(phrase(to)), ", zh: "自\(phrase(from))起至\(phrase(to))止，")
        case (let from?, nil): text += told(en: "from \(phrase(from)), ", zh: "自\(phrase(from))起，")
        case (nil, let to?): text += told(en: "until \(phrase(to)), ", zh: "至\(phrase(to))止，")
        case (nil, nil): break
        }
        if !provision.organisations.isEmpty {
            let firms = list(
                provision.organisations.map { word(program.organisations[$0.index].identity) },
                last: Phrase(en: "and", zh: "和"))
            text += told(en: "at the \(firms), ", zh: "在\(firms)，")
        }
        return text
    }

    func capitalised(_ text: String) -> String {
        isChinese ? text : text.prefix(1).uppercased() + text.dropFirst()
    }

    // MARK: judgements

    /// Who decides what.
    package func sentence(_ judgement: Judgement) -> String {
        let subject = word(program.records[judgement.subject.index].identity)
        let role = word(program.roles[judgement.role.index].identity)
        let decision = program.records[judgement.record.index].fields[Judgement.Part.decision.rawValue].type
        let title = quoted(judgement.identity)
        let what =
            decision == .boolean
            ? told(en: "Whether \(title) of the \(subject) holds", zh: "\(subject)是否属于\(title)")
            : told(en: "\(title) of the \(subject)", zh: "\(subject)的\(title)")
        return told(
            en: "\(what) is decided by the \(role), who states the day and the reasons; no rule works it out.",
            zh: "\(what)，由\(role)判断，并载明日期和理由；不由规则推算。")
    }

    // MARK: definitions

    /// One sentence for each branch of a definition; a table reads as a table and gives none.
    package func sentences(_ definition: Definition) -> [String] {
        guard case .branches(let branches) = definition.origin else { return [] }
        let subject = word(program.records[definition.subject.index].identity)
        let title = quoted(definition.identity)
        let name = told(en: "\(title) of the \(subject)", zh: "\(subject)的\(title)")
        return branches.map { branch in
            let exception = branch.isException ? told(en: "however, ", zh: "但") : ""
            let limit = limits(branch.provision)
            let value = reading(branch.value, of: definition, name, title)
            switch branch.condition {
            case .always: return capitalised("\(exception)\(limit)\(value.alone)") + told(en: ".", zh: "。")
            case .when(let condition):
                return capitalised(
                    told(
                        en: "\(exception)\(limit)where \(clause(condition)), \(value.conditional).",
                        zh: "\(exception)\(limit)\(given(condition))\(value.conditional)。"))
            case .otherwise:
                return capitalised(
                    told(en: "otherwise, \(limit)\(value.conditional).", zh: "其他情形，\(limit)\(value.conditional)。"))
            }
        }
    }

    /// What a branch says: by itself, and after a condition.
    private func reading(
        _ value: Expression, of definition: Definition, _ name: String, _ title: String
    ) -> (alone: String, conditional: String) {
        if definition.type.withoutOptional == .boolean {
            if case .constant(.boolean(let flag)) = value.kind {
                let text = told(en: "\(name) \(flag ? "holds" : "does not hold")", zh: "\(name)\(flag ? "成立" : "不成立")")
                return (text, text)
            }
            let condition = clause(value)
            return (
                told(en: "\(name) holds where \(condition)", zh: "\(name)，是指\(condition)"),
                told(en: "\(name) holds where \(condition)", zh: "\(condition)时，\(name)成立")
            )
        }
        if isChinese, case .constant(.missing) = value.kind {
            let isNumber =
                switch definition.type.withoutOptional {
                case .integer, .decimal, .money, .percent: true
                default: false
                }
            let text = isNumber ? "不计算\(name)" : "没有\(name)"
            return (text, text)
        }
        let noun: String
        if case .count(let list) = value.unwidened.kind {
            noun = count(list, called: definition.identity.title, Scope())
        } else {
            noun = self.noun(value)
        }
        return (
            told(en: "\(name) is \(noun)", zh: value.isConstant ? "\(name)为\(noun)" : "\(name)，是指\(noun)"),
            told(en: "\(name) is \(noun)", zh: "\(name)为\(noun)")
        )
    }
}

extension Expression {
    /// Whether it is the day of the case itself.
    var isAsOf: Bool { if case .asOf = unwidened.kind { true } else { false } }

    var isConstant: Bool {
        if case .constant = kind { return true }
        return false
    }
}
