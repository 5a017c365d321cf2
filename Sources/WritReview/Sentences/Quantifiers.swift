internal import WritLanguage
internal import WritSemantics

/// What is said of some, all or none of a list.
extension SentenceStyle {
    func anyOf(
        _ local: Int, _ list: Expression, _ condition: Expression, isNegated: Bool, _ scope: Scope
    ) -> String {
        if let value = condition.compared(with: local) { return isAmong(value, list, isNegated: isNegated, scope) }
        let items = noun(list, scope)
        if isChinese {
            return (isNegated ? "没有" : "有") + attributive(attribute(condition, local, list, scope)) + items
        }
        let inner = clause(condition, naming(local, list, scope))
        return "\(isNegated ? "none" : "at least one") of \(items) is such that \(inner)"
    }

    func every(_ local: Int, _ list: Expression, _ condition: Expression, _ scope: Scope) -> String {
        // All are not so where none is.
        if case .not(let inner) = condition.unwidened.kind, connective(of: inner) == nil {
            return anyOf(local, list, inner, isNegated: true, scope)
        }
        let items = noun(list, scope)
        if let (those, asked) = duty(of: condition) {
            let which = isChinese ? attributive(attribute(those, local, list, scope)) : ""
            let inner = naming(local, list, scope)
            return told(
                en: "every one of \(items) where \(clause(those, inner)) is such that \(clause(asked, inner))",
                zh: "全部\(which)\(items)均\(clause(asked, naming(local, list, scope, isElided: true)))")
        }
        let inner = clause(condition, naming(local, list, scope, isElided: isChinese))
        return told(
            en: "every one of \(items) is such that \(inner)",
            zh: isPredicate(condition) ? "全部\(items)均\(inner)" : "全部\(items)均符合\(quotation(inner))")
    }

    /// `a or not b` of each of them asks of those that are b to be a.
    private func duty(of condition: Expression) -> (those: Expression, asked: Expression)? {
        guard case .or(let a, let b) = condition.unwidened.kind else { return nil }
        func pair(_ exempt: Expression, _ asked: Expression) -> (those: Expression, asked: Expression)? {
            guard case .not(let those) = exempt.unwidened.kind, connective(of: those) == nil, isPredicate(asked) else {
                return nil
            }
            return (those, asked)
        }
        return pair(b, a) ?? pair(a, b)
    }

    /// Whether it follows 均 as it is.
    private func isPredicate(_ condition: Expression) -> Bool {
        switch condition.kind {
        case .isKnown, .isMissing: true
        case .field, .definition: connective(of: condition) == nil
        default: false
        }
    }

    /// Words before a noun, and behind them the 的 that some have already: `有收回的`. Chinese only.
    func attributive(_ text: String) -> String { text.hasSuffix("的") ? text : text + "的" }

    /// A condition before what follows from it: `已逾期的，`.
    func given(_ condition: Expression, _ scope: Scope = Scope()) -> String {
        let text = clause(condition, scope)
        return told(en: text, zh: attributive(text) + "，")
    }
}
