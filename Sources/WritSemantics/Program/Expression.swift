package import WritLanguage

/// A checked expression: names are resolved to numbers and every node has a type.
///
/// Local 0 is the subject of the declaration that the expression stands in (the case, or the element that a definition
/// is about); quantifiers, filters and `for each` introduce further locals, numbered from 1 without reuse within one
/// declaration.
package struct Expression: Sendable {
    package indirect enum Kind: Sendable {
        case constant(Value)
        /// The case's `as-of` date.
        case asOf
        case parameter(ParameterID)
        case local(Int)
        case field(Expression, Int)
        /// A definition or a table's output, asked of a record.
        case definition(Expression, DefinitionID)
        /// `with NAME = …` of the issue, seen from a form: an index into `FormSummary.arguments`.
        case argument(FormID, Int)
        case groupKey(Expression)
        case groupItems(Expression)
        /// `xs[i]`, from 1.
        case element(Expression, Expression)
        case not(Expression)
        case negate(Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case compare(Comparison, Expression, Expression)
        case arithmetic(Arithmetic, Expression, Expression)
        case inSet(Expression, [Expression])
        case inRange(Expression, lower: Expression?, upper: Expression?, includesLower: Bool, includesUpper: Bool)
        case isKnown(Expression)
        case isMissing(Expression)
        case orElse(Expression, Expression)
        case conditional(Expression, Expression, Expression)
        case some(local: Int, in: Expression, Expression)
        case every(local: Int, in: Expression, Expression)
        case filter(local: Int, in: Expression, Expression)
        case count(Expression)
        /// Of a list of values, or of a body for each element.
        case summary(ListSummary, body: Expression?, local: Int, in: Expression)
        case group(local: Int, in: Expression, key: Expression)
        /// The list from the least key on; elements with equal keys stay in their order.
        case sorted(local: Int, in: Expression, key: Expression)
        /// The element before or behind a record in a list; missing at the ends, and where the record is none of the list's.
        case neighbour(isNext: Bool, Expression, in: Expression)
        case function(Function, [Expression])
        case shift(duration: Expression, date: Expression, isAfter: Bool)
        case between(DurationUnit, Expression, Expression)
        case documentState(FormID, DocumentState)
        case documentDate(DocumentDate, FormID)
        case record(RecordID, [Expression])
        case list([Expression])
        /// A widening that changes nothing but the type: Integer to Decimal, `T` to `T?`.
        case widened(Expression)
        /// Rounds half up (away from zero) to the fen: assignment to `Money`.
        case rounded(Expression)
        /// Already reported; a program with errors is never evaluated.
        case error
    }

    package let kind: Kind
    package let type: ValueType
    package let span: Span

    package init(_ kind: Kind, type: ValueType, span: Span) {
        self.kind = kind
        self.type = type
        self.span = span
    }
}

package enum Comparison: String, Sendable {
    case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
}

package enum Arithmetic: String, Sendable { case add = "+", subtract = "-", multiply = "*", divide = "/" }

/// A text shown to people, with what is filled in.
package struct Message: Sendable {
    package enum Segment: Sendable {
        case literal(String)
        case value(Expression)
    }
    package let segments: [Segment]
    package let span: Span

    /// The text with a mark for each value.
    package var plain: String {
        segments.map { if case .literal(let text) = $0 { text } else { "…" } }.joined()
    }
}
