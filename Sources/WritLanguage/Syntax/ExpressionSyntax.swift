/// A name as it was written.
package struct Name: Hashable, Sendable {
    package let text: String
    package let span: Span

    package init(text: String, span: Span) {
        self.text = text
        self.span = span
    }
}

/// A quoted string. Where it is shown to people, `{expression}` in it is an interpolation.
package struct TextSyntax: Sendable {
    package enum Segment: Sendable {
        case literal(String)
        case value(ExpressionSyntax)
    }
    package let segments: [Segment]
    package let span: Span

    package init(segments: [Segment], span: Span) {
        self.segments = segments
        self.span = span
    }

    /// The text with nothing filled in; interpolations are left out.
    package var plain: String {
        var text = ""
        for case .literal(let part) in segments { text += part }
        return text
    }
}

package enum DurationUnit: String, Sendable, CaseIterable {
    case days, workingDays, months, hours
}

package enum BinaryOperator: String, Sendable {
    case or, and
    case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case add = "+", subtract = "-", multiply = "*", divide = "/"
}

/// What can be asked of the case's earlier documents.
package enum DocumentState: String, Sendable, CaseIterable { case issued, approved, delivered, signed, overdue }
package enum DocumentDate: String, Sendable, CaseIterable { case issue, due, delivery, approval, signing }
package enum ListSummary: String, Sendable { case sum, min, max, first, last }

/// An expression as it was written. Nesting is bounded by the parser (`Parser.maximumDepth`).
package struct ExpressionSyntax: Sendable {
    package indirect enum Kind: Sendable {
        case boolean(Bool)
        /// Digits as written, with thousands separators removed: `1200`, `0.05`.
        case number(String)
        /// `12%`: the digits before the sign.
        case percent(String)
        /// `¥5,000`, `5,000 元` or `$5,000`: the digits without separators, and the sign, word or code of the currency.
        case money(String, mark: String)
        case text(TextSyntax)
        /// `2026-03-02`
        case date(String)
        /// `2026-03-02T10:00:00+08:00`
        case dateTime(String)
        /// `12:00`
        case timeOfDay(TimeOfDay)
        /// `3 working days`; `2 weeks` are so many times seven days.
        case duration(ExpressionSyntax, DurationUnit, times: Int)
        /// A name: a field, a definition, a parameter, a variable, an enumeration value, a form, `as-of`.
        case name(String)
        case member(ExpressionSyntax, Name)
        /// `violations[1]`, counted from 1.
        case element(ExpressionSyntax, ExpressionSyntax)
        case not(ExpressionSyntax)
        case negate(ExpressionSyntax)
        case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax)
        /// `x in {a, b}`
        case inSet(ExpressionSyntax, [ExpressionSyntax])
        /// `x in xs`
        case inList(ExpressionSyntax, ExpressionSyntax)
        /// `x in [a..b)`; an absent bound is open to that side.
        case inRange(ExpressionSyntax, RangeSyntax)
        case isKnown(ExpressionSyntax)
        case isMissing(ExpressionSyntax)
        case orElse(ExpressionSyntax, ExpressionSyntax)
        case conditional(ExpressionSyntax, ExpressionSyntax, ExpressionSyntax)
        /// `some x in xs satisfies c`
        case some(Name, ExpressionSyntax, ExpressionSyntax)
        case every(Name, ExpressionSyntax, ExpressionSyntax)
        /// `xs where c`, with the element's fields in scope.
        case filter(ExpressionSyntax, ExpressionSyntax)
        case count(ExpressionSyntax)
        /// `sum of e for x in xs`; `min of xs`, `last of xs where c` have no variable.
        case summary(ListSummary, body: ExpressionSyntax?, variable: Name?, list: ExpressionSyntax)
        /// `7 days after d`
        case after(ExpressionSyntax, ExpressionSyntax)
        case before(ExpressionSyntax, ExpressionSyntax)
        /// `working days from a to b`
        case between(DurationUnit, ExpressionSyntax, ExpressionSyntax)
        case group(ExpressionSyntax, by: ExpressionSyntax)
        case sorted(ExpressionSyntax, by: ExpressionSyntax)
        /// `previous of x in xs`, `next of x in xs`
        case neighbour(isNext: Bool, ExpressionSyntax, in: ExpressionSyntax)
        /// `year of d`, `d is a working day`, `t contains "…"`
        case function(Function, [ExpressionSyntax])
        /// `notice is delivered`
        case documentState(Name, DocumentState)
        /// `delivery date of notice`
        case documentDate(DocumentDate, Name)
        /// `{ kind = facade, location = "客厅" }`
        case record([(Name, ExpressionSyntax)])
        case list([ExpressionSyntax])
        /// `missing` as the value of a branch, `-` in a cell that defines something: there is no value.
        case absent
        /// `not stated` as the value of a branch or a cell: the source leaves it open.
        case notStated
        /// Text that could not be read as an expression; already reported.
        case error
    }

    package let kind: Kind
    package let span: Span

    package init(kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}

package struct RangeSyntax: Sendable {
    package let lower: ExpressionSyntax?
    package let upper: ExpressionSyntax?
    package let includesLower: Bool
    package let includesUpper: Bool
}

package struct TypeSyntax: Sendable {
    package indirect enum Kind: Sendable {
        case named(Name)
        case duration(DurationUnit)
        case list(TypeSyntax)
        /// `other Unit by delivery`: cases of a type beside the one at hand, and the field that joins them.
        case other(Name, by: Name?)
    }
    package let kind: Kind
    package let isOptional: Bool
    package let span: Span

    package init(kind: Kind, isOptional: Bool, span: Span) {
        self.kind = kind
        self.isOptional = isOptional
        self.span = span
    }
}
