package import WritLanguage

/// A value that a form prints, as the stage that compiles forms hands it to the proofs.
package struct FormUse: Sendable {
    package let form: FormID
    /// The case type that the form is filled for.
    package let subject: RecordID?
    /// Local 0 is the case.
    package let expression: Expression
    /// What must hold for the form to come to it: the conditions of the parts around it, the negations of earlier options.
    package let conditions: [Expression]
    package let span: Span

    package init(form: FormID, subject: RecordID?, expression: Expression, conditions: [Expression], span: Span) {
        self.form = form
        self.subject = subject
        self.expression = expression
        self.conditions = conditions
        self.span = span
    }
}
