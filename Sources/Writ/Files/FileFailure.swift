internal import Glibc
package import WritLanguage

/// A failed file operation, ready to be shown.
package struct FileFailure: Error, Sendable {
    package let fact: FileFact
    /// The `errno` of the operation; 0 where no operation failed.
    package let code: Int32

    package init(_ fact: FileFact, code: Int32 = 0) {
        self.fact = fact
        self.code = code
    }

    /// That something could not be written, for the reason that `errno` holds now.
    static func writing(_ path: String) -> FileFailure {
        let code = errno
        return FileFailure(.notWritable(path: path, reason: reason(code)), code: code)
    }

    package var diagnostic: Diagnostic { Diagnostic(.error, fact, at: .none) }

    /// The system's own words for `errno`.
    package static func reason(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "errno \(code)" }
        return String(cString: text)
    }
}
