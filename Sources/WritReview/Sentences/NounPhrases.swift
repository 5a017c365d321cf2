internal import WritLanguage
internal import WritSemantics

/// How values read in a sentence.
extension SentenceStyle {
    /// A noun phrase for a value.
    func noun(_ expression: Expression, _ scope: Scope = Scope()) -> String {
        switch expression.kind {
        case .constant(let value): phrase(value, type: expression.type)
        case .asOf: told(en: "the day of decision", zh: "办理之日")
        case .parameter(let id):
            quoted(program.parameters[id.index].identity) + figures(of: id)
        case .local(let number): scope.names[number] ?? told(en: "the case", zh: "本案")
        case .field(let judgement, Judgement.Part.decision.rawValue) where isJudgement(judgement):
            noun(judgement, scope)
        case .field(let base, let index): member(of: base, called: fieldTitle(base, index), scope)
        case .definition(let base, let id):
            member(of: base, called: title(of: id), scope)
        case .argument(let form, let index): program.forms[form.index].arguments[index].name
        case .groupKey(let base): noun(base, scope) + told(en: "'s key", zh: "的分组依据")
        case .groupItems(let base): noun(base, scope) + told(en: "'s items", zh: "的各项")
        case .element(let list, let index):
            told(
                en: "item \(noun(index, scope)) of \(noun(list, scope))",
                zh: "\(noun(list, scope))第\(noun(index, scope))项")
        case .negate(let inner): told(en: "minus ", zh: "负的") + noun(inner, scope)
        case .arithmetic(let operation, let a, let b): arithmetic(operation, a, b, scope)
        case .orElse: fallbacks(expression, scope)
        case .conditional(let condition, let first, let second):
            told(
                en: "(\(noun(first, scope)) if \(clause(condition, scope)), otherwise \(noun(second, scope)))",
                zh: "（\(given(condition, scope))为\(noun(first, scope))；否则，为\(noun(second, scope))）")
        case .filter(let local, let list, let condition):
            // In English only brackets say where the condition ends.
            told(
                en:
                    "\(noun(list, scope)) (only those where \(clause(condition, naming(local, list, scope, isElided: true))))",
                zh: attributive(attribute(condition, local, list, scope)) + noun(list, scope))
        case .count(let list): count(list, scope)
        case .summary(let summary, let body, let local, let list):
            self.summary(summary, of: body, for: local, in: list, scope)
        case .group(let local, let list, let key):
            told(
                en: "\(noun(list, scope)) grouped by \(noun(key, naming(local, list, scope, isElided: true)))",
                zh: "\(noun(list, scope))按\(noun(key, naming(local, list, scope, isElided: true)))分组")
        case .sorted(let local, let list, let key):
            told(
                en: "\(noun(list, scope)) in the order of \(noun(key, naming(local, list, scope, isElided: true)))",
                zh: "按\(noun(key, naming(local, list, scope, isElided: true)))排列的\(noun(list, scope))")
        case .neighbour(let isNext, let element, let list):
            told(
                en: "the one \(isNext ? "after" : "before") \(noun(element, scope)) among \(noun(list, scope))",
                zh: "\(noun(list, scope))中\(noun(element, scope))的\(isNext ? "后" : "前")一项")
        case .function(let function, let operands) where expression.type != .boolean:
            self.function(function, operands, scope)
        case .shift(let duration, let date, let isAfter): shift(duration, date, isAfter, scope)
        case .between(let unit, let from, let to):
            told(
                en: "the \(unitNoun(unit)) from \(noun(from, scope)) to \(noun(to, scope))",
                zh: "自\(noun(from, scope))至\(noun(to, scope))的\(unitNoun(unit))")
        case .documentDate(let date, let form):
            told(en: "the \(dateNoun(date)) of \(title(of: form))", zh: "\(title(of: form))的\(dateNoun(date))")
        case .record(let id, let values):
            zip(program.records[id.index].fields, values)
                .map { word($0.name, $0.title) + told(en: ": ", zh: "：") + noun($1, scope) }
                .joined(separator: told(en: ", ", zh: "，"))
        case .list(let items): list(items.map { noun($0, scope) }, last: Phrase(en: "and", zh: "、"))
        case .widened(let inner), .rounded(let inner): noun(inner, scope)
        default: told(en: "whether \(enclosed(expression, scope))", zh: "“\(clause(expression, scope))”是否成立")
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
            told(
                en: "or, \(number == 0 ? "where there is none" : "failing that"), \(noun(pair.1, scope))",
                zh: "\(absence(pair.0, isFirst: number == 0, scope))的，为\(noun(pair.1, scope))")
        }
        return told(
            en: "\(noun(first, scope)) (\(rest.joined(separator: "; ")))",
            zh: "\(noun(first, scope))（\(rest.joined(separator: "；"))）")
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
        if let (day, isForward) = movedFromDayOff(duration, date, isAfter) {
            return told(
                en:
                    "\(noun(day, scope)), or where that is a day off the working day \(isForward ? "after" : "before") it",
                zh: "\(noun(day, scope))（遇休息日\(isForward ? "顺延至下" : "提前至前")一工作日）")
        }
        let (day, length) = (noun(date, scope), noun(duration, scope))
        let english = "\(length) \(isAfter ? "after" : "before") \(day)"
        let side = isAfter ? "之后" : "之前"
        guard case .constant(.duration(let count, let unit)) = duration.kind else {
            return told(en: english, zh: isAfter ? full(length, from: day) : "\(day)\(side)\(length)之日")
        }
        if count == 0 { return told(en: day, zh: "\(day)当日") }
        return switch unit {
        case .days: told(en: english, zh: isAfter ? "\(day)之后第\(count)日" : "\(day)前\(count)日")
        case .workingDays: told(en: english, zh: "\(day)\(side)第\(count)个工作日")
        case .months: told(en: english, zh: isAfter ? full("\(count)个月", from: day) : "\(day)之前\(count)个月之日")
        case .hours: told(en: english, zh: "\(day)\(side)\(count)小时")
        }
    }

    /// `自交付之日起满三个月之日`, and counted on from such a day `自交付之日起满三个月，再满30日之日`. Chinese only.
    private func full(_ length: String, from day: String, hasPassed: Bool = false) -> String {
        let end = hasPassed ? "" : "之日"
        if day.hasPrefix("自"), day.hasSuffix("之日") { return "\(day.dropLast(2))，再满\(length)\(end)" }
        return "\(day.hasPrefix("自") ? "" : "自")\(day)起\(hasPassed ? "已" : "")满\(length)\(end)"
    }

    /// `自受理日期起已满3个月`: a day so long after another that has come. Chinese only.
    func lengthPassed(_ day: Expression, _ comparison: Comparison, _ other: Expression, _ scope: Scope) -> String? {
        guard comparison == .lessOrEqual, other.isAsOf, case .shift(let duration, let date, true) = day.unwidened.kind,
            movedFromDayOff(duration, date, true) == nil
        else { return nil }
        switch duration.kind {
        case .constant(.duration(let count, .months)) where count > 0:
            return full("\(count)个月", from: noun(date, scope), hasPassed: true)
        case .constant: return nil
        default: return full(noun(duration, scope), from: noun(date, scope), hasPassed: true)
        }
    }

    /// `1 working day after 1 day before d` is `d` itself, unless that is a day off.
    private func movedFromDayOff(
        _ duration: Expression, _ date: Expression, _ isAfter: Bool
    ) -> (day: Expression, isForward: Bool)? {
        guard case .constant(.duration(1, .workingDays)) = duration.kind,
            case .shift(let back, let day, !isAfter) = date.unwidened.kind,
            case .constant(.duration(1, .days)) = back.kind
        else { return nil }
        return (day, isAfter)
    }

    /// The figures that the source states: `（7日；自2026年7月1日起5日）`; of what it leaves open those of the firms, where they are
    /// few.
    func figures(of id: ParameterID) -> String {
        let parameter = program.parameters[id.index]
        if !parameter.values.isEmpty {
            let all = overTime(parameter.values.map { ($0.from, $0.value) }, parameter.type)
            return told(en: " (\(all))", zh: "（\(all)）")
        }
        let settings = program.organisations.compactMap { firm -> String? in
            let own = firm.settings.filter { $0.parameter == id && $0.value != .unknown }
            if own.isEmpty { return nil }
            let all = overTime(own.map { ($0.from, $0.value) }, parameter.type)
            return told(en: "\(all) at the \(word(firm.identity))", zh: word(firm.identity) + all)
        }
        guard !settings.isEmpty, settings.count <= 2 else { return told(en: " (each firm's own)", zh: "（由各单位设定）") }
        let all = settings.joined(separator: told(en: ", ", zh: "，"))
        return told(en: " (each firm's own: \(all))", zh: "（由各单位设定：\(all)）")
    }

    private func overTime(_ values: [(from: CalendarDate?, value: Value)], _ type: ValueType) -> String {
        values.enumerated().map { number, stated in
            let value = phrase(stated.value, type: type)
            guard number > 0, let from = stated.from else { return value }
            return told(en: "from \(phrase(from)) \(value)", zh: "自\(phrase(from))起\(value)")
        }.joined(separator: told(en: "; ", zh: "；"))
    }

    /// A value that the rules define by its title; the only value of a table that has none of its own by the table's.
    func title(of definition: DefinitionID) -> String {
        let identity = program.definitions[definition.index].identity
        guard isChinese, identity.title == identity.name, identity.name.utf8.allSatisfy({ $0 < 0x80 }),
            case .table(let id, _) = program.definitions[
                definition.index
            ].origin
        else { return word(identity) }
        let table = program.tables[id.index]
        return table.outputs.count == 1 ? word(table.identity) : word(identity)
    }

    private func arithmetic(_ operation: Arithmetic, _ a: Expression, _ b: Expression, _ scope: Scope) -> String {
        let sign =
            switch operation {
            case .add: told(en: "plus", zh: "加")
            case .subtract: told(en: "minus", zh: "减")
            case .multiply: told(en: "times", zh: "乘以")
            case .divide: told(en: "divided by", zh: "除以")
            }
        // Sums and products of several terms read from left to right.
        let left = isChain(a, of: operation) ? noun(a, scope) : operand(a, scope)
        return told(en: "\(left) \(sign) \(operand(b, scope))", zh: "\(left)\(sign)\(operand(b, scope))")
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
        if case .arithmetic = inner.kind { return told(en: "(\(text))", zh: "（\(text)）") }
        return text
    }

    private func summary(
        _ summary: ListSummary, of body: Expression?, for local: Int, in list: Expression, _ scope: Scope
    ) -> String {
        let items = noun(list, scope)
        let inner = body.map { operand($0, naming(local, list, scope, isElided: true)) }
        let what = inner.map { told(en: "\($0) over \(items)", zh: "\(items)的\($0)") } ?? items
        return switch summary {
        case .sum:
            told(en: "the sum of \(what)", zh: eachOne(of: list, scope) + (inner.map { "的\($0)" } ?? "") + "之和")
        case .min: told(en: "the least of \(what)", zh: "\(what)中的最小者")
        case .max: told(en: "the greatest of \(what)", zh: "\(what)中的最大者")
        case .first: told(en: "the first of \(what)", zh: "\(what)中的第一项")
        case .last: told(en: "the last of \(what)", zh: "\(what)中的最后一项")
        }
    }

    private func unitNoun(_ unit: DurationUnit) -> String {
        switch unit {
        case .days: told(en: "days", zh: "日数")
        case .workingDays: told(en: "working days", zh: "工作日数")
        case .months: told(en: "months", zh: "月数")
        case .hours: told(en: "hours", zh: "小时数")
        }
    }

    private func dateNoun(_ date: DocumentDate) -> String {
        switch date {
        case .issue: told(en: "issue date", zh: "签发日期")
        case .due: told(en: "due date", zh: "期限届满日")
        case .delivery: told(en: "delivery date", zh: "送达日期")
        case .approval: told(en: "approval date", zh: "批准日期")
        case .signing: told(en: "signing date", zh: "签署日期")
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
