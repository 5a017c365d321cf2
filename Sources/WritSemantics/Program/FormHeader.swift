package import WritLanguage

/// What the rules need to know of a form before its body is read: its name, its title and its case type.
package struct FormHeader: Sendable {
    package let name: String
    package let title: String
    /// The case type in `for`, as written; absent for a form that is only ever filled in by hand.
    package let subjectName: String?
    /// The value of `id`.
    package let nameSpan: Span
    /// The value of `for`, where there is one.
    package let subjectSpan: Span?
    /// The start tag of the form.
    package let span: Span

    package init(
        name: String, title: String, subjectName: String?, nameSpan: Span, subjectSpan: Span?, span: Span
    ) {
        self.name = name
        self.title = title
        self.subjectName = subjectName
        self.nameSpan = nameSpan
        self.subjectSpan = subjectSpan
        self.span = span
    }
}
