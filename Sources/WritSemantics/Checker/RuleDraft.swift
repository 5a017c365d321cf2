import WritLanguage

/// A rule that has been read but for what its documents are handed over, which is settled over all rules together.
struct RuleDraft {
    struct Issue {
        let form: FormID
        let formSpan: Span
        let to: [RoleID]
        let arguments: [(Name, Expression)]
        let due: Expression?
        let approval: ChainID?
    }
    enum Kind {
        case issue(Issue)
        case other(Consequence.Kind)

        var due: Expression? {
            switch self {
            case .issue(let issue): issue.due
            case .other(.require(_, _, let due, _)): due
            case .other: nil
            }
        }
    }
    struct Part {
        let kind: Kind
        let forEach: ForEach?
        let about: Expression?
        let rolling: DeadlineRolling
        let time: TimeOfDay?
        let citations: [ClauseID]
        let span: Span
    }
    let identity: Identity
    let subject: RecordID
    let provision: Provision
    let condition: Expression?
    let overrides: [RuleID]
    let parts: [Part]
    let localCount: Int

    var issues: [Issue] {
        parts.compactMap { part in
            if case .issue(let issue) = part.kind { return issue }
            return nil
        }
    }
}
