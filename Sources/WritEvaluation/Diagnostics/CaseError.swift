import WritLanguage
import WritSemantics

/// Something that makes a value of one case impossible.
struct CaseError {
    static let most = 100

    enum Kind {
        case overflow
        case divisionByZero
        case dateOutOfRange
        case noCalendar
        case elementOutOfRange(position: Int64, count: Int)
        case tooDeep
        /// Two branches hold and give different values: their numbers as declared.
        case disagreement(definition: Int32, first: Int32, second: Int32)
        case gap(definition: Int32)
        /// Two rows hold and give different values.
        case rowsDisagree(definition: Int32, first: Int32, second: Int32)
        case noRow(definition: Int32)
        /// Two rules want one form with different contents: rule and consequence of each.
        case issuesDisagree(form: Int, first: (rule: Int, consequence: Int), second: (rule: Int, consequence: Int))

        func isSame(as other: Kind) -> Bool {
            switch (self, other) {
            case (.overflow, .overflow), (.divisionByZero, .divisionByZero), (.dateOutOfRange, .dateOutOfRange),
                (.noCalendar, .noCalendar), (.tooDeep, .tooDeep):
                true
            case (.elementOutOfRange(let a, _), .elementOutOfRange(let b, _)): a == b
            case (.disagreement(let a, let b, let c), .disagreement(let d, let e, let f)): a == d && b == e && c == f
            case (.gap(let a), .gap(let b)), (.noRow(let a), .noRow(let b)): a == b
            case (.rowsDisagree(let a, let b, let c), .rowsDisagree(let d, let e, let f)): a == d && b == e && c == f
            case (.issuesDisagree(let a, let b, let c), .issuesDisagree(let d, let e, let f)):
                a == d && b == e && c == f
            default: false
            }
        }
    }

    let kind: Kind
    let span: Span?
}
