package import WritLanguage

/// A case of the rulebook's own tests, with what must come of it.
package struct Example: Sendable {
    package struct Expectation: Sendable {
        package enum Kind: Sendable {
            case issue(FormID, to: [RoleID], due: Value?, arguments: [(Int, Value)])
            case noIssue(FormID)
            case openIssue(FormID)
            case approval(FormID, by: [RoleID])
            case require(String, by: RoleID?, due: Value?)
            case noRequire(String)
            case hold(ActionID)
            case noHold(ActionID)
            case notify(RoleID, message: String?)
            case noNotify(RoleID)
            case refused(reason: String?)
            case notRefused
            /// A path of field names and list positions that must be reported as missing.
            case missing(String)
            /// What an obligation comes to: `kept`, `broken` or `open`.
            case obligation(ObligationID, Keyword)
            /// The expression is evaluated in the case.
            case value(Expression, equals: Value)
        }
        package let kind: Kind
        package let span: Span
    }
    package let title: String
    package let documentation: String?
    package let input: CaseData
    package let expectations: [Expectation]
    package let span: Span
}
