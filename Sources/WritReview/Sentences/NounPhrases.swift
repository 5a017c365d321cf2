internal import WritLanguage
internal import WritSemantics

/// How values read in a sentence.
extension SentenceStyle {
    /// A noun phrase for a value.
    func noun(_ expression: Expression, _ scope: Scope = Scope()) -> String {
        switch expression.kind {
        case .constant(let value): phrase(value, type: expression.type)
        case .asOf: pick("案件日期", "the case's date")
        case .parameter(let id): quoted(program.parameters[id.index].identity)
        case .local(let number): scope.names[number] ?? pick("本案", "the case")
        case .field(let base, let index): member(of: base, called: fieldTitle(base, index), scope)
        case .definition(let base, let id):
            member(of: base, called: word(program.definitions[id.index].identity), scope)
        case .argument(let form, let index): program.forms[form.index].arguments[index].name
        case .groupKey(let base): noun(base, scope) + pick("的分组依据", "'s key")
        case .groupItems(let base): noun(base, scope) + pick("的各项", "'s items")
        case .element(let list, let index):
            pick("\(noun(list, scope))第\(noun(index, scope))项", "item \(noun(index, scope)) of \(noun(list, scope))")
        case .negate(let inner): pick("负的", "minus ") + noun(inner, scope)
        case .arithmetic(let operation, let a, let b): arithmetic(operation, a, b, scope)
        case .orElse: fallbacks(expression, scope)
        case .conditional(let condition, let first, let second):
            pick(
                "（\(clause(condition, scope))的，为\(noun(first, scope))；否则，为\(noun(second, scope))）",
                "(\(noun(first, scope)) if \(clause(condition, scope)), otherwise \(noun(second, scope)))")
        case .filter(let local, let list, let condition):
            pick(
                "\(attribute(condition, local, list, scope))的\(noun(list, scope))",
                "those of \(noun(list, scope)) where \(clause(condition, naming(local, list, scope, isElided: true)))")
        case .count(let list): pick("\(noun(list, scope))的项数", "the number of \(noun(list, scope))")
        case .summary(let summary, let body, let local, let list): self.summary(summary, body, local, list, scope)
        case .group(let local, let list, let key):
            pick(
                "\(noun(list, scope))按\(noun(key, naming(local, list, scope, isElided: true)))分组",
                "\(noun(list, scope)) grouped by \(noun(key, naming(local, list, scope, isElided: true)))")
        case .shift(let duration, let date, let isAfter): shift(duration, date, isAfter, scope)
        case .between(let unit, let from, let to):
            pick(
                "自\(noun(from, scope))至\(noun(to, scope))的\(unitNoun(unit))",
                "the \(unitNoun(unit)) from \(noun(from, scope)) to \(noun(to, scope))")
        case .documentDate(let date, let form):
            pick("\(title(of: form))的\(dateNoun(date))", "the \(dateNoun(date)) of \(title(of: form))")
        case .record(let id, let values):
            zip(program.records[id.index].fields, values)
                .map { word($0.name, $0.title) + pick("：", ": ") + noun($1, scope) }
                .joined(separator: pick("，", ", "))
        case .list(let items): list(items.map { noun($0, scope) }, last: ("、", "and"))
        case .widened(let inner), .rounded(let inner): noun(inner, scope)
        default: pick("“\(clause(expression, scope))”是否成立", "whether \(clause(expression, scope))")
        }
    }

    /// `a or else b or else c`, with what makes each of them fall away.
    private func fallbacks(_ expression: Expression, _ scope: Scope) -> String {
        var values: [Expression] = []
        func collect(_ expression: Expression) {
            guard case .orElse(let value, let fallback) = expression.kind else {
                values.append(expression)
                return
            }
            collect(value)
            collect(fallback)
        }
        collect(expression)
        guard let first = values.first else { return "" }
        let rest = zip(values, values.dropFirst()).enumerated().map { number, pair in
            pick(
                "\(absence(pair.0, isFirst: number == 0, scope))的，为\(noun(pair.1, scope))",
                "or, \(number == 0 ? "where there is none" : "failing that"), \(noun(pair.1, scope))")
        }
        return pick(
            "\(noun(first, scope))（\(rest.joined(separator: "；"))）",
            "\(noun(first, scope)) (\(rest.joined(separator: "; ")))")
    }

    /// What it is called when there is no such value. Chinese only.
    private func absence(_ value: Expression, isFirst: Bool, _ scope: Scope) -> String {
        switch value.kind {
        case .documentDate(.issue, _): "尚未签发"
        case .documentDate(.due, _): "未定期限"
        case .documentDate(.delivery, _): "尚未送达"
        case .documentDate(.approval, _): "尚未批准"
        case .documentDate(.signing, _): "尚未签署"
        default: isFirst ? "未载明" : "\(noun(value, scope))亦未载明"
        }
    }

    /// A day so long after or before another: `受理日期之后第3日`.
    private func shift(_ duration: Expression, _ date: Expression, _ isAfter: Bool, _ scope: Scope) -> String {
        let (day, length) = (noun(date, scope), noun(duration, scope))
        let english = "\(length) \(isAfter ? "after" : "before") \(day)"
        let side = isAfter ? "之后" : "之前"
        guard case .constant(.duration(let count, let unit)) = duration.kind else {
            return pick(isAfter ? "自\(day)起满\(length)之日" : "\(day)\(side)\(length)之日", english)
        }
        if count == 0 { return pick("\(day)当日", day) }
        return switch unit {
        case .days: pick("\(day)\(side)第\(count)日", english)
        case .workingDays: pick("\(day)\(side)第\(count)个工作日", english)
        case .months: pick(isAfter ? "自\(day)起满\(count)个月之日" : "\(day)之前\(count)个月之日", english)
        case .hours: pick("\(day)\(side)\(count)小时", english)
        }
    }

    private func arithmetic(_ operation: Arithmetic, _ a: Expression, _ b: Expression, _ scope: Scope) -> String {
        let sign =
            switch operation {
            case .add: pick("加", "plus")
            case .subtract: pick("减", "minus")
            case .multiply: pick("乘以", "times")
            case .divide: pick("除以", "divided by")
            }
        // Sums and products of several terms read from left to right.
        let left = isChain(a, of: operation) ? noun(a, scope) : operand(a, scope)
        return pick("\(left)\(sign)\(operand(b, scope))", "\(left) \(sign) \(operand(b, scope))")
    }

    private func isChain(_ expression: Expression, of operation: Arithmetic) -> Bool {
        switch expression.kind {
        case .arithmetic(let inner, _, _): inner == operation && operation != .divide
        case .widened(let inner), .rounded(let inner): isChain(inner, of: operation)
        default: false
        }
    }

    private func operand(_ expression: Expression, _ scope: Scope) -> String {
        let text = noun(expression, scope)
        var inner = expression
        while case .widened(let next) = inner.kind { inner = next }
        if case .arithmetic = inner.kind { return pick("（\(text)）", "(\(text))") }
        return text
    }

    private func summary(
        _ summary: ListSummary, _ body: Expression?, _ local: Int, _ list: Expression, _ scope: Scope
    ) -> String {
        let items = noun(list, scope)
        let inner = body.map { operand($0, naming(local, list, scope, isElided: true)) }
        let what = inner.map { pick("\(items)的\($0)", "\($0) over \(items)") } ?? items
        return switch summary {
        case .sum: pick("\(what)之和", "the sum of \(what)")
        case .min: pick("\(what)中的最小者", "the least of \(what)")
        case .max: pick("\(what)中的最大者", "the greatest of \(what)")
        case .first: pick("\(what)中的第一项", "the first of \(what)")
        case .last: pick("\(what)中的最后一项", "the last of \(what)")
        }
    }

    private func unitNoun(_ unit: DurationUnit) -> String {
        switch unit {
        case .days: pick("日数", "days")
        case .workingDays: pick("工作日数", "working days")
        case .months: pick("月数", "months")
        case .hours: pick("小时数", "hours")
        }
    }

    private func dateNoun(_ date: DocumentDate) -> String {
        switch date {
        case .issue: pick("签发日期", "issue date")
        case .due: pick("期限届满日", "due date")
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
