/// A heading that ends in `{#shift-swap}`: it opens a procedure of the manual.
package struct ProcedureHeading: Sendable {
    /// What stands behind the `#` in braces.
    package let id: Name
    /// The heading without its id.
    package let title: String
    /// How many `#` it begins with.
    package let level: Int
    /// The line of the heading.
    package let span: Span
    /// From the heading to the next one that opens a procedure of the same or a higher level, or to the file's end.
    package let extent: Span
}
