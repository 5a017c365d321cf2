/// `report monthly "投诉月报" for ComplaintMonth from Complaint`: a case that sums up many others.
package struct ReportDeclaration: Sendable {
    package let head: DeclarationHead
    /// The type of the case that is made.
    package let target: Name
    /// The type of the cases that are summed up.
    package let source: Name
    package let basis: [BasisSyntax]
    /// `every month by received-on`: the length of time that it covers, and the date that says which cases lie in it.
    package let period: (length: CalendarPeriod, date: Name)?
    /// `where …`: which of them count.
    package let condition: ExpressionSyntax?
    package let values: [ReportValueSyntax]
    package let rows: [ReportRowsSyntax]
}

/// `with late = count where is-late`
package struct ReportValueSyntax: Sendable {
    package enum Kind: Sendable {
        case count
        case summary(ListSummary, ExpressionSyntax)
        /// `first day`, `last day`: of the period.
        case edge(isFirst: Bool)
        /// `key`: what the cases of a row have in common.
        case key
    }
    package let field: Name
    package let kind: Kind
    package let condition: ExpressionSyntax?
    package let span: Span
}

/// `rows tallies by kind` and what each row states.
package struct ReportRowsSyntax: Sendable {
    package let field: Name
    package let key: ExpressionSyntax
    package let values: [ReportValueSyntax]
    package let span: Span
}
