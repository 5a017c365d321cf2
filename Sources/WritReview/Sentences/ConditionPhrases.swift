internal import WritLanguage
internal import WritSemantics

/// How conditions read in a sentence.
extension SentenceStyle {
    /// A clause for a condition.
    func clause(_ expression: Expression, _ scope: Scope = Scope()) -> String {
        switch expression.kind {
        case .and(let a, let b): joined(a, b, .and, scope)
        case .or(let a, let b): joined(a, b, .or, scope)
        case .not(let inner): negated(inner, scope)
        case .compare(let comparison, let a, let b): compare(comparison, a, b, scope)
        case .inSet(let value, let members): membership(value, members, isNegated: false, scope)
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            range(value, (lower, includesLower), (upper, includesUpper), isNegated: false, scope)
        case .isKnown(let value): told(en: "\(noun(value, scope)) is stated", zh: "已载明\(stated(value, scope))")
        case .isMissing(let value): told(en: "\(noun(value, scope)) is not stated", zh: "未载明\(stated(value, scope))")
        case .function(let function, let operands): self.clause(function, operands, isNegated: false, scope)
        case .some(let local, let list, let condition): anyOf(local, list, condition, isNegated: false, scope)
        case .every(let local, let list, let condition): every(local, list, condition, scope)
        case .documentState(let form, let state): title(of: form) + told(en: " ", zh: "") + stateClause(state)
        case .constant(.boolean(let flag)):
            flag ? told(en: "in every case", zh: "任何情形") : told(en: "in no case", zh: "绝无的情形")
        case .widened(let inner): clause(inner, scope)
        case .orElse(let value, let fallback):
            if let flag = constant(fallback) {
                told(
                    en: "\(enclosed(value, scope)) (or, where that is not stated, \(flag ? "always" : "never"))",
                    zh: "\(enclosed(value, scope))（未载明的，视为\(flag ? clause(value, scope) : negated(value, scope))）")
            } else {
                told(en: "\(noun(expression, scope)) holds", zh: "属于\(quotation(noun(expression, scope)))")
            }
        case .conditional(let condition, let first, let second):
            told(
                en: "(if \(clause(condition, scope)) then \(clause(first, scope)), otherwise \(clause(second, scope)))",
                zh: "（\(given(condition, scope))须\(clause(first, scope))；否则，须\(clause(second, scope))）")
        case .field, .definition:
            told(en: "“\(noun(expression, scope))” holds", zh: assertion(of: expression, scope))
        default: told(en: "\(noun(expression, scope)) holds", zh: "属于\(quotation(noun(expression, scope)))")
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
            title(of: form) + told(en: " \(negatedState(state))", zh: negatedState(state))
        case .field, .definition, .local:
            told(en: "“\(noun(inner, scope))” does not hold", zh: denial(of: inner, scope))
        case .orElse(let value, let fallback) where constant(fallback) != nil:
            // "Not met" would leave open whether the clause or its negation is meant: what is taken for stated is said.
            told(
                en:
                    "\(enclosed(denied(value), scope)) (or, where that is not stated, \(constant(fallback) == true ? "never" : "always"))",
                zh:
                    "\(enclosed(denied(value), scope))（未载明的，视为\(constant(fallback) == true ? clause(value, scope) : negated(value, scope))）"
            )
        case .inSet(let value, let members): membership(value, members, isNegated: true, scope)
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            range(value, (lower, includesLower), (upper, includesUpper), isNegated: true, scope)
        case .function(let function, let operands): self.clause(function, operands, isNegated: true, scope)
        case .some(let local, let list, let condition): anyOf(local, list, condition, isNegated: true, scope)
        case .every(let local, let list, let condition): anyOf(local, list, denied(condition), isNegated: false, scope)
        case .widened(let value): negated(value, scope)
        // Neither is said as each is not: nobody reads a whole sentence in quotation marks as denied.
        case .and(let a, let b):
            clause(Expression(.or(denied(a), denied(b)), type: .boolean, span: inner.span), scope)
        case .or(let a, let b):
            clause(Expression(.and(denied(a), denied(b)), type: .boolean, span: inner.span), scope)
        default:
            told(en: "it is not the case that \(clause(inner, scope))", zh: "不符合\(quotation(clause(inner, scope)))")
        }
    }

    /// The title of a yes-or-no value is what one says of its owner, `未整改`, `逾期未缴`, wherever it can be.
    private func assertion(of expression: Expression, _ scope: Scope) -> String {
        guard let (owner, title) = parts(expression, scope) else { return noun(expression, scope) }
        return owner + (Predicate.isOne(title) ? Predicate.asserted(title) : "属于\(cited(title, expression))")
    }

    /// What is stated: of what is so or not, whether it is.
    private func stated(_ value: Expression, _ scope: Scope) -> String {
        guard value.type.withoutOptional == .boolean, let (owner, title) = parts(value, scope) else {
            return noun(value, scope)
        }
        return owner + "是否" + (Predicate.isOne(title) ? Predicate.asserted(title) : "属于\(cited(title, value))")
    }

    /// `已办结` is denied as `尚未办结`, `有欠费` as `没有欠费`; what has no such form is quoted.
    private func denial(of expression: Expression, _ scope: Scope) -> String {
        guard let (owner, title) = parts(expression, scope), title.count > 1 else {
            return "不属于\(quotation(noun(expression, scope)))"
        }
        return owner + (Predicate.denied(title) ?? "不属于\(cited(title, expression))")
    }

    /// A value that the rules define is cited as its definition names it; a fact of the case in quotation marks.
    func cited(_ title: String, _ expression: Expression) -> String {
        if case .definition = expression.kind { return cited(title) }
        return quotation(title)
    }

    /// In quotation marks, those within it being single ones.
    func quotation(_ text: String) -> String {
        "“" + text.replacing("“", with: "‘").replacing("”", with: "’") + "”"
    }

    // MARK: comparisons

    private func compare(_ comparison: Comparison, _ a: Expression, _ b: Expression, _ scope: Scope) -> String {
        if let flag = constant(b), comparison == .equal || comparison == .notEqual {
            return flag == (comparison == .equal) ? clause(a, scope) : negated(a, scope)
        }
        if case .count(let list) = a.kind, let presence = presence(list, comparison, b, scope) { return presence }
        // The fact comes first, and the day on which it is looked at behind it.
        if case .asOf = a.unwidened.kind, !b.isConstant { return compare(comparison.mirrored, b, a, scope) }
        if isChinese, let presence = presence(of: a, comparison, b, scope) { return presence }
        if isChinese, let length = lengthPassed(a, comparison, b, scope) { return length }
        let (left, right) = (noun(a, scope), noun(b, scope) + unit(of: b, beside: a, scope))
        let words = ComparisonWords.between(
            comparison, a.type.withoutOptional, bound: b.unwidened, isStage: isStage(a.type.withoutOptional))
        return told(en: "\(left) \(words.en) \(right)", zh: left + words.zh.before + right + words.zh.after)
    }

    /// Whether the values of an enumeration follow each other in time, as its title says.
    private func isStage(_ type: ValueType) -> Bool {
        guard case .enumeration(let id) = type else { return false }
        let title = program.enums[id.index].identity.title
        return ["阶段", "状态", "进度", "环节", "步骤"].contains { title.hasSuffix($0) }
    }

    private func membership(
        _ value: Expression, _ members: [Expression], isNegated: Bool, _ scope: Scope
    ) -> String {
        let listed = list(members.map { noun($0, scope) }, last: Phrase(en: "or", zh: "或者"))
        let one = members.count > 2 ? "之一" : ""
        return isNegated
            ? told(en: "\(noun(value, scope)) is none of \(listed)", zh: "\(noun(value, scope))不是\(listed)\(one)")
            : told(en: "\(noun(value, scope)) is \(listed)", zh: "\(noun(value, scope))为\(listed)\(one)")
    }

    private func range(
        _ value: Expression, _ lower: (bound: Expression?, isIncluded: Bool),
        _ upper: (bound: Expression?, isIncluded: Bool), isNegated: Bool, _ scope: Scope
    ) -> String {
        var parts: [String] = []
        if let bound = lower.bound {
            let words = upper.bound == nil ? ("at least", "above") : ("from", "above")
            parts.append("\(lower.isIncluded ? words.0 : words.1) \(noun(bound, scope))")
        }
        if let bound = upper.bound {
            let words = lower.bound == nil ? ("at most", "below") : ("up to", "to below")
            parts.append("\(upper.isIncluded ? words.0 : words.1) \(noun(bound, scope))")
        }
        func chinese(_ bound: Expression?, _ comparison: Comparison) -> String? {
            bound.map { bound in
                let words = ComparisonWords.between(comparison, value.type.withoutOptional, bound: bound.unwidened)
                return words.zh.before + noun(bound, scope) + unit(of: bound, beside: value, scope) + words.zh.after
            }
        }
        let bounds = [
            chinese(lower.bound, lower.isIncluded ? .greaterOrEqual : .greater),
            chinese(upper.bound, upper.isIncluded ? .lessOrEqual : .less),
        ].compactMap(\.self).joined(separator: "、")
        return told(
            en: "\(noun(value, scope)) is \(isNegated ? "not " : "")\(parts.joined(separator: " "))",
            zh: isNegated ? "\(noun(value, scope))不属于\(quotation(bounds))的情形" : noun(value, scope) + bounds)
    }

    // MARK: documents

    func stateClause(_ state: DocumentState) -> String {
        switch state {
        case .issued: told(en: "has been issued", zh: "已签发")
        case .approved: told(en: "has been approved", zh: "已获批准")
        case .delivered: told(en: "has been delivered", zh: "已送达")
        case .signed: told(en: "has been signed", zh: "已签署")
        case .overdue: told(en: "is overdue", zh: "已逾期")
        }
    }

    private func negatedState(_ state: DocumentState) -> String {
        switch state {
        case .issued: told(en: "has not been issued", zh: "尚未签发")
        case .approved: told(en: "has not been approved", zh: "尚未获批准")
        case .delivered: told(en: "has not been delivered", zh: "尚未送达")
        case .signed: told(en: "has not been signed", zh: "尚未签署")
        case .overdue: told(en: "is not overdue", zh: "未逾期")
        }
    }
}
