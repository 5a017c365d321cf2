internal import Glibc
package import WritLanguage

/// A failed file operation, ready to be shown.
package struct FileFailure: Error, Sendable {
    package let fact: FileFact

    package init(_ fact: FileFact) { self.fact = fact }

    package var diagnostic: Diagnostic { Diagnostic(.error, fact, at: .none) }

    /// The system's own words for `errno`.
    package static func reason(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "errno \(code)" }
        return String(cString: text)
    }
}
