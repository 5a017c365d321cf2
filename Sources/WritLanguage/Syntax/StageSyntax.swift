/// `stages of Complaint "投诉处理"`: what a matter of a type goes through, one after the other. Its name is that of the type.
package struct StagesDeclaration: Sendable {
    package let head: DeclarationHead
    package let basis: [BasisSyntax]
    /// How long the whole may take.
    package let within: ExpressionSyntax?
    package let stages: [StageSyntax]

    package var subject: Name { head.name }
}

/// `stage handling "处理" on handled-on by clerk within 3 days to checked, closed`
package struct StageSyntax: Sendable {
    package let name: Name
    package let title: TextSyntax?
    package let documentation: String?
    /// The date on which a case entered it.
    package let date: Name?
    /// Who acts in it.
    package let roles: [Name]
    package let within: ExpressionSyntax?
    /// Where a case may go from it; nowhere from where it ends.
    package let next: [Name]
    package let basis: [BasisSyntax]
    package let span: Span
}

/// What can be asked of a stage. A question is the name of a definition that no file can declare, because it has spaces.
package enum StageQuestion: String, Sendable, CaseIterable {
    case isIn = "in stage"
    case isOverdue = "overdue in stage"

    package func name(of stage: String) -> String { "\(rawValue) \(stage)" }
}
