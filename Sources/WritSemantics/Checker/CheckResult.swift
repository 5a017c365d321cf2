package import WritLanguage

/// What came of checking a rulebook.
package struct CheckResult: Sendable {
    /// Absent exactly where the trees or the check have errors.
    package let program: Program?
    /// In the order of their places. The parser's own are not repeated.
    package let diagnostics: [Diagnostic]
}
