internal import WritLanguage
internal import WritSemantics

/// How what the language works out by name reads in a sentence.
extension SentenceStyle {
    func function(_ function: Function, _ operands: [Expression], _ scope: Scope) -> String {
        guard let operand = operands.first else { return "" }
        let inner = noun(operand, scope)
        switch function {
        case .year: return told(en: "the year of \(inner)", zh: "\(inner)所在年份")
        case .month: return told(en: "the month of \(inner)", zh: "\(inner)所在月份")
        case .dayOfMonth: return told(en: "the day of the month of \(inner)", zh: "\(inner)的日")
        case .weekday: return told(en: "the day of the week of \(inner)", zh: "\(inner)的星期")
        case .date: return told(en: "the day of \(inner)", zh: day(of: operand, inner))
        case .time: return told(en: "the time of day of \(inner)", zh: "\(inner)的时刻")
        case .edge(let isFirst, let period):
            let name = self.name(of: period)
            return told(
                en: "the \(isFirst ? "first" : "last") day of the \(name) of \(inner)",
                zh: "\(inner)所在\(name)的\(isFirst ? "首日" : "末日")")
        case .nearest(let days, let isAfter):
            let names = list(days.numbers.map { weekdays[$0] }, last: Phrase(en: "or", zh: "或者"))
            return told(
                en: "the \(isAfter ? "next" : "last") \(names) \(isAfter ? "after" : "before") \(inner)",
                zh: "\(inner)之\(isAfter ? "后" : "前")最近的\(names)")
        case .rounded(let places, let rounding): return rounded(operand, places, rounding, inner)
        case .floor: return told(en: "\(inner) rounded down to a whole number", zh: "\(inner)向下取整")
        case .ceiling: return told(en: "\(inner) rounded up to a whole number", zh: "\(inner)向上取整")
        case .textLength: return told(en: "the number of characters in \(inner)", zh: "\(inner)的字数")
        case .wholes(let size): return wholes(of: operand, size, scope) ?? inner
        case .isWorkingDay, .isHoliday, .contains, .starts, .ends:
            return told(
                en: "whether \(clause(function, operands, isNegated: false, scope))",
                zh: "“\(clause(function, operands, isNegated: false, scope))”是否成立")
        }
    }

    /// `检查当日` of `检查时间`. Chinese only.
    private func day(of moment: Expression, _ said: String) -> String {
        said.hasSuffix("时间") && said.count > 2 ? said.dropLast(2) + "当日" : "\(said)的日期"
    }

    func clause(_ function: Function, _ operands: [Expression], isNegated: Bool, _ scope: Scope) -> String {
        guard let operand = operands.first else { return "" }
        let inner = noun(operand, scope)
        let (isEn, isZh) = isNegated ? ("is not", "不是") : ("is", "是")
        let (doesEn, doesZh) = isNegated ? ("does not ", "不") : ("", "")
        let part = operands.count > 1 ? noun(operands[1], scope) : ""
        switch function {
        case .isWorkingDay: return told(en: "\(inner) \(isEn) a working day", zh: "\(inner)\(isZh)工作日")
        case .isHoliday: return told(en: "\(inner) \(isEn) a holiday", zh: "\(inner)\(isZh)节假日")
        case .contains:
            return told(
                en: "\(inner) \(doesEn)contain\(isNegated ? "" : "s") \(part)", zh: "\(inner)\(doesZh)含有\(part)")
        case .starts:
            return told(
                en: "\(inner) \(doesEn)begin\(isNegated ? "" : "s") with \(part)", zh: "\(inner)\(doesZh)以\(part)开头")
        case .ends:
            return told(
                en: "\(inner) \(doesEn)end\(isNegated ? "" : "s") with \(part)", zh: "\(inner)\(doesZh)以\(part)结尾")
        default: return self.function(function, operands, scope)
        }
    }

    /// `x in xs`
    func isAmong(_ value: Expression, _ list: Expression, isNegated: Bool, _ scope: Scope) -> String {
        told(
            en: "\(noun(value, scope)) \(isNegated ? "is not" : "is") among \(noun(list, scope))",
            zh: "\(noun(list, scope))\(isNegated ? "不包括" : "包括")\(noun(value, scope))")
    }

    private func name(of period: CalendarPeriod) -> String {
        switch period {
        case .week: told(en: "week", zh: "周")
        case .month: told(en: "month", zh: "月")
        case .quarter: told(en: "quarter", zh: "季度")
        case .halfYear: told(en: "half-year", zh: "半年")
        case .year: told(en: "year", zh: "年")
        }
    }

    private func rounded(_ operand: Expression, _ places: Int, _ rounding: Rounding, _ inner: String) -> String {
        let shown = operand.type == .percent ? max(0, places - 2) : places
        let exactly =
            shown == 0
            ? told(en: "a whole number", zh: "整数") : told(en: "\(shown) decimal places", zh: "\(shown)位小数")
        let way =
            switch rounding {
            case .halfUp: Phrase(en: "half up", zh: "四舍五入")
            case .halfEven: Phrase(en: "half to even", zh: "四舍六入、五成双")
            case .up: Phrase(en: "away from zero", zh: "尾数进位")
            case .down: Phrase(en: "by leaving out the rest", zh: "尾数舍去")
            case .floor: Phrase(en: "down", zh: "向下取整")
            case .ceiling: Phrase(en: "up", zh: "向上取整")
            }
        return told(
            en: "\(inner) rounded \(told(way)) to \(exactly)", zh: "\(inner)（保留\(exactly)，\(told(way))）")
    }

    /// `weeks from a to b`, of the days or months between.
    private func wholes(of count: Expression, _ size: Int, _ scope: Scope) -> String? {
        guard case .between(let unit, let from, let to) = count.kind else { return nil }
        let name: Phrase =
            switch (unit, size) {
            case (.days, _): Phrase(en: "whole weeks", zh: "整周数")
            case (_, 3): Phrase(en: "whole quarters", zh: "整季度数")
            case (_, 6): Phrase(en: "whole half-years", zh: "整半年数")
            default: Phrase(en: "whole years", zh: "整年数")
            }
        return told(
            en: "the \(told(name)) from \(noun(from, scope)) to \(noun(to, scope))",
            zh: "自\(noun(from, scope))至\(noun(to, scope))的\(told(name))")
    }
}

extension Expression {
    /// What is compared with an element, where a condition asks nothing but whether the two are equal.
    func compared(with local: Int) -> Expression? {
        guard case .compare(.equal, let value, let element) = kind, case .local(local) = element.unwidened.kind,
            !value.asks(local)
        else { return nil }
        return value
    }

    private func asks(_ local: Int) -> Bool {
        if case .local(local) = kind { return true }
        return children.contains { $0.asks(local) }
    }
}
