package import WritLanguage

/// What a report sums up of many cases into one: the facts of a case of another type, from which rules and forms go on as from any.
package struct Report: Sendable {
    package struct Value: Sendable {
        package enum Kind: Sendable {
            case count
            case sum(Expression)
            /// Missing where no case counts.
            case least(Expression)
            case greatest(Expression)
            /// The first or the last day of the period.
            case edge(isFirst: Bool)
            /// What the cases of a row have in common.
            case key
        }
        /// The number of the field among those of the case, or of the row, that is made.
        package let field: Int
        package let type: ValueType
        package let kind: Kind
        /// Which cases count here.
        package let condition: Expression?

        /// What is worked out of each case.
        package var body: Expression? {
            switch kind {
            case .sum(let body), .least(let body), .greatest(let body): body
            case .count, .edge, .key: nil
            }
        }
    }

    /// One row for each key that occurs.
    package struct Rows: Sendable {
        package let field: Int
        package let row: RecordID
        package let key: Expression
        package let values: [Value]
    }

    package struct Period: Sendable {
        package let length: CalendarPeriod
        /// The field of the cases that says when each of them was.
        package let date: Int
    }

    package let identity: Identity
    /// The type of the case that is made.
    package let target: RecordID
    /// The type of the cases that are summed up.
    package let source: RecordID
    package let citations: [ClauseID]
    package let period: Period?
    package let condition: Expression?
    package let values: [Value]
    package let rows: [Rows]
    package let localCount: Int
}
