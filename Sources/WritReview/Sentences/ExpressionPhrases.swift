internal import WritLanguage
internal import WritSemantics

/// How conditions and values read in a sentence.
extension SentenceStyle {
    /// What the locals of an expression are called: `该违规事项`.
    struct Scope {
        var names: [Int: String] = [:]
    }

    /// A noun phrase for a value.
    func noun(_ expression: Expression, _ scope: Scope = Scope()) -> String {
        switch expression.kind {
        case .constant(let value): phrase(value, type: expression.type)
        case .asOf: pick("本案日期", "the case's date")
        case .parameter(let id):
            pick("「\(program.parameters[id.index].identity.title)」", "“\(program.parameters[id.index].identity.title)”")
        case .local(let number): scope.names[number] ?? pick("本案", "the case")
        case .field(let base, let index): member(of: base, titled: fieldTitle(base, index), scope)
        case .definition(let base, let id):
            member(of: base, titled: program.definitions[id.index].identity.title, scope)
        case .argument(let form, let index): program.forms[form.index].arguments[index].name
        case .groupKey(let base): noun(base, scope) + pick("的分组依据", "'s key")
        case .groupItems(let base): noun(base, scope) + pick("的各项", "'s items")
        case .element(let list, let index):
            pick("\(noun(list, scope))第\(noun(index, scope))项", "item \(noun(index, scope)) of \(noun(list, scope))")
        case .negate(let inner): pick("负的", "minus ") + noun(inner, scope)
        case .arithmetic(let operation, let a, let b): arithmetic(operation, a, b, scope)
        case .orElse(let value, let fallback):
            pick(
                "\(noun(value, scope))（未载明的按\(noun(fallback, scope))计）",
                "\(noun(value, scope)) (or else \(noun(fallback, scope)))")
        case .conditional(let condition, let first, let second):
            pick(
                "（\(clause(condition, scope))的为\(noun(first, scope))，否则为\(noun(second, scope))）",
                "(\(noun(first, scope)) if \(clause(condition, scope)), otherwise \(noun(second, scope)))")
        case .filter(let local, let list, let condition):
            pick(
                "\(noun(list, scope))中\(clause(condition, naming(local, list, scope, elided: true)))的各项",
                "those of \(noun(list, scope)) where \(clause(condition, naming(local, list, scope, elided: true)))")
        case .count(let list): pick("\(noun(list, scope))的项数", "the number of \(noun(list, scope))")
        case .summary(let summary, let body, let local, let list): self.summary(summary, body, local, list, scope)
        case .group(let local, let list, let key):
            pick(
                "\(noun(list, scope))按\(noun(key, naming(local, list, scope, elided: true)))分组",
                "\(noun(list, scope)) grouped by \(noun(key, naming(local, list, scope, elided: true)))")
        case .shift(let duration, let date, let isAfter):
            isAfter
                ? pick(
                    "\(noun(date, scope))之后\(noun(duration, scope))",
                    "\(noun(duration, scope)) after \(noun(date, scope))")
                : pick(
                    "\(noun(date, scope))之前\(noun(duration, scope))",
                    "\(noun(duration, scope)) before \(noun(date, scope))")
        case .between(let unit, let from, let to):
            pick(
                "自\(noun(from, scope))至\(noun(to, scope))的\(unitNoun(unit))",
                "the \(unitNoun(unit)) from \(noun(from, scope)) to \(noun(to, scope))")
        case .documentDate(let date, let form):
            pick("\(title(of: form))的\(dateNoun(date))", "the \(dateNoun(date)) of \(title(of: form))")
        case .record(let id, let values):
            zip(program.records[id.index].fields, values).map { $0.title + pick("：", ": ") + noun($1, scope) }
                .joined(separator: pick("，", ", "))
        case .list(let items): list(items.map { noun($0, scope) }, last: ("、", "and"))
        case .widened(let inner), .rounded(let inner): noun(inner, scope)
        default: pick("“\(clause(expression, scope))”是否成立", "whether \(clause(expression, scope))")
        }
    }

    /// A clause for a condition.
    func clause(_ expression: Expression, _ scope: Scope = Scope()) -> String {
        switch expression.kind {
        case .and(let a, let b):
            pick(
                "\(side(a, scope, of: .and))，且\(side(b, scope, of: .and))",
                "\(side(a, scope, of: .and)) and \(side(b, scope, of: .and))")
        case .or(let a, let b):
            pick(
                "\(side(a, scope, of: .or))，或者\(side(b, scope, of: .or))",
                "\(side(a, scope, of: .or)) or \(side(b, scope, of: .or))")
        case .not(let inner): negated(inner, scope)
        case .compare(let comparison, let a, let b): compare(comparison, a, b, scope)
        case .inSet(let value, let members):
            pick(
                "\(noun(value, scope))为\(list(members.map { noun($0, scope) }, last: ("或", "or")))\(members.count > 1 ? "之一" : "")",
                "\(noun(value, scope)) is \(list(members.map { noun($0, scope) }, last: ("或", "or")))")
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            range(value, lower, upper, includesLower, includesUpper, scope)
        case .isKnown(let value): pick("已载明\(noun(value, scope))", "\(noun(value, scope)) is stated")
        case .isMissing(let value): pick("未载明\(noun(value, scope))", "\(noun(value, scope)) is not stated")
        case .some(let local, let list, let condition):
            pick(
                "\(noun(list, scope))中有一项，\(clause(condition, naming(local, list, scope)))",
                "at least one of \(noun(list, scope)) is such that \(clause(condition, naming(local, list, scope)))")
        case .every(let local, let list, let condition):
            pick(
                "\(noun(list, scope))每一项均满足：\(clause(condition, naming(local, list, scope)))",
                "every one of \(noun(list, scope)) is such that \(clause(condition, naming(local, list, scope)))")
        case .documentState(let form, let state): title(of: form) + pick("", " ") + stateClause(state)
        case .constant(.boolean(let flag)): flag ? pick("任何情形", "in every case") : pick("绝无的情形", "in no case")
        case .widened(let inner): clause(inner, scope)
        case .conditional(let condition, let first, let second):
            pick(
                "（\(clause(condition, scope))时\(clause(first, scope))，否则\(clause(second, scope))）",
                "(if \(clause(condition, scope)) then \(clause(first, scope)), otherwise \(clause(second, scope)))")
        default: pick("属“\(noun(expression, scope))”", "\(noun(expression, scope)) holds")
        }
    }

    /// Negation said in the words of the negated clause wherever there are such words.
    private func negated(_ inner: Expression, _ scope: Scope) -> String {
        switch inner.kind {
        case .isKnown(let value): clause(Expression(.isMissing(value), type: .boolean, span: inner.span), scope)
        case .isMissing(let value): clause(Expression(.isKnown(value), type: .boolean, span: inner.span), scope)
        case .not(let value): clause(value, scope)
        case .compare(let comparison, let a, let b): compare(comparison.opposite, a, b, scope)
        case .documentState(let form, let state):
            title(of: form) + pick(negatedState(state), " \(negatedState(state))")
        case .field, .definition, .local: pick("不属“\(noun(inner, scope))”", "\(noun(inner, scope)) does not hold")
        case .inSet(let value, let members):
            pick(
                "\(noun(value, scope))不为\(list(members.map { noun($0, scope) }, last: ("或", "or")))\(members.count > 1 ? "之一" : "")",
                "\(noun(value, scope)) is none of \(list(members.map { noun($0, scope) }, last: ("或", "or")))")
        default: pick("并无“\(clause(inner, scope))”的情形", "it is not the case that \(clause(inner, scope))")
        }
    }

    private enum Connective { case and, or }

    /// A side of `and` or `or`, in brackets where the other connective stands in it.
    private func side(_ expression: Expression, _ scope: Scope, of connective: Connective) -> String {
        let text = clause(expression, scope)
        switch (expression.kind, connective) {
        case (.or, .and), (.and, .or): return pick("（\(text)）", "(\(text))")
        default: return text
        }
    }

    private func compare(_ comparison: Comparison, _ a: Expression, _ b: Expression, _ scope: Scope) -> String {
        let left = noun(a, scope)
        let right = noun(b, scope)
        let isTime =
            switch a.type.withoutOptional {
            case .date, .dateTime: true
            default: false
            }
        let words: (zh: String, en: String) =
            switch comparison {
            case .equal: ("为", "is")
            case .notEqual: ("不为", "is not")
            case .less: isTime ? ("早于", "is before") : ("低于", "is below")
            case .lessOrEqual: isTime ? ("不晚于", "is not after") : ("不超过", "is at most")
            case .greater: isTime ? ("晚于", "is after") : ("超过", "exceeds")
            case .greaterOrEqual: isTime ? ("不早于", "is not before") : ("不低于", "is at least")
            }
        return pick("\(left)\(words.zh)\(right)", "\(left) \(words.en) \(right)")
    }

    private func range(
        _ value: Expression, _ lower: Expression?, _ upper: Expression?, _ includesLower: Bool, _ includesUpper: Bool,
        _ scope: Scope
    ) -> String {
        var parts: [String] = []
        if let lower {
            parts.append(
                pick(
                    "\(noun(lower, scope))（\(includesLower ? "含" : "不含")）以上",
                    "\(includesLower ? "from" : "above") \(noun(lower, scope))"))
        }
        if let upper {
            parts.append(
                pick(
                    "\(noun(upper, scope))（\(includesUpper ? "含" : "不含")）以下",
                    "\(includesUpper ? "up to" : "below") \(noun(upper, scope))"))
        }
        return pick(
            "\(noun(value, scope))在\(parts.joined(separator: "、"))",
            "\(noun(value, scope)) is \(parts.joined(separator: " "))")
    }

    private func arithmetic(_ operation: Arithmetic, _ a: Expression, _ b: Expression, _ scope: Scope) -> String {
        let sign =
            switch operation {
            case .add: pick("加", "plus")
            case .subtract: pick("减", "minus")
            case .multiply: pick("乘以", "times")
            case .divide: pick("除以", "divided by")
            }
        return pick(
            "\(operand(a, scope))\(sign)\(operand(b, scope))", "\(operand(a, scope)) \(sign) \(operand(b, scope))")
    }

    private func operand(_ expression: Expression, _ scope: Scope) -> String {
        let text = noun(expression, scope)
        if case .arithmetic = expression.kind { return pick("（\(text)）", "(\(text))") }
        return text
    }

    private func summary(
        _ summary: ListSummary, _ body: Expression?, _ local: Int, _ list: Expression, _ scope: Scope
    ) -> String {
        let items = noun(list, scope)
        let inner = body.map { noun($0, naming(local, list, scope, elided: true)) }
        let what = inner.map { pick("\(items)各项\($0)", "\($0) over \(items)") } ?? items
        return switch summary {
        case .sum: pick("\(what)之和", "the sum of \(what)")
        case .min: pick("\(what)中的最小者", "the least of \(what)")
        case .max: pick("\(what)中的最大者", "the greatest of \(what)")
        case .first: pick("\(what)中的第一项", "the first of \(what)")
        case .last: pick("\(what)中的最后一项", "the last of \(what)")
        }
    }

    /// Names a local after what the list holds. Elided names let the element's own fields stand alone.
    func naming(_ local: Int, _ list: Expression, _ scope: Scope, elided: Bool = false) -> Scope {
        var inner = scope
        if elided {
            inner.names[local] = ""
            return inner
        }
        if case .list(.record(let id)) = list.type.withoutOptional {
            let title = program.records[id.index].identity.title
            inner.names[local] = pick("该\(title)", "that \(title)")
        } else {
            inner.names[local] = pick("该项", "that item")
        }
        return inner
    }

    private func fieldTitle(_ base: Expression, _ index: Int) -> String {
        guard case .record(let id) = base.type.withoutOptional, program.records[id.index].fields.indices.contains(index)
        else { return "" }
        return program.records[id.index].fields[index].title
    }

    private func member(of base: Expression, titled title: String, _ scope: Scope) -> String {
        if case .local(let number) = base.kind, number == 0 || scope.names[number] == "" {
            guard let owner = scope.names[number], !owner.isEmpty else { return title }
            return pick("\(owner)的\(title)", "\(owner)'s \(title)")
        }
        return pick("\(noun(base, scope))的\(title)", "\(noun(base, scope))'s \(title)")
    }

    private func unitNoun(_ unit: DurationUnit) -> String {
        switch unit {
        case .days: pick("日数", "days")
        case .workingDays: pick("工作日数", "working days")
        case .months: pick("月数", "months")
        case .hours: pick("小时数", "hours")
        }
    }

    private func stateClause(_ state: DocumentState) -> String {
        switch state {
        case .issued: pick("已签发", "has been issued")
        case .approved: pick("已获批准", "has been approved")
        case .delivered: pick("已送达", "has been delivered")
        case .signed: pick("已签署", "has been signed")
        case .overdue: pick("已逾期", "is overdue")
        }
    }

    private func negatedState(_ state: DocumentState) -> String {
        switch state {
        case .issued: pick("尚未签发", "has not been issued")
        case .approved: pick("尚未获批准", "has not been approved")
        case .delivered: pick("尚未送达", "has not been delivered")
        case .signed: pick("尚未签署", "has not been signed")
        case .overdue: pick("未逾期", "is not overdue")
        }
    }

    private func dateNoun(_ date: DocumentDate) -> String {
        switch date {
        case .issue: pick("签发日期", "issue date")
        case .due: pick("期限", "due date")
        case .delivery: pick("送达日期", "delivery date")
        case .approval: pick("批准日期", "approval date")
        case .signing: pick("签署日期", "signing date")
        }
    }
}

extension ValueType {
    /// The type behind `T?`.
    var withoutOptional: ValueType {
        if case .optional(let inner) = self { return inner }
        return self
    }
}

extension Comparison {
    var opposite: Comparison {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }
}
