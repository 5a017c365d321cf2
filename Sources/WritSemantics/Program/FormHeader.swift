package import WritLanguage

/// What the rules need to know of a form before its body is read: its name, its title and its case types.
package struct FormHeader: Sendable {
    package let name: String
    package let title: String
    /// The case types in `for`, as written; none for a form that is only ever filled in by hand.
    package let subjects: [Name]
    /// The value of `id`.
    package let nameSpan: Span
    /// The start tag of the form.
    package let span: Span

    package init(
        name: String, title: String, subjects: [Name], nameSpan: Span, span: Span
    ) {
        self.name = name
        self.title = title
        self.subjects = subjects
        self.nameSpan = nameSpan
        self.span = span
    }
}
