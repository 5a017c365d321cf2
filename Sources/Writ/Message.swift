internal import WritLanguage

/// Something that Writ has to say about rules, forms or cases.
public struct Message: Sendable {
    /// How grave it is.
    public enum Severity: String, Sendable {
        case note, warning, error
    }

    /// A stable id, such as `fact.unknown-name`.
    public let id: String
    /// How grave it is.
    public let severity: Severity
    /// The file that it is about; nil where it is about none.
    public let file: String?
    /// From 1; 0 where unknown.
    public let line: Int
    /// In characters, from 1; 0 where unknown.
    public let column: Int
    /// In English.
    public let text: String
    /// In Chinese, simplified.
    public let chinese: String
    /// What would mend it, in English.
    public let help: String?

    init(_ diagnostic: Diagnostic, files: [SourceText]) {
        id = diagnostic.fact.id
        severity =
            switch diagnostic.severity {
            case .note: .note
            case .warning: .warning
            case .error: .error
            }
        let wording = diagnostic.wording { id in files.first { $0.id == id } }
        text = wording.message.en
        chinese = wording.message.zh
        help = wording.help?.en
        switch diagnostic.place {
        case .none: (file, line, column) = (nil, 0, 0)
        case .data(let path, let row, let position, _, _): (file, line, column) = (path, row, position)
        case .span(let span):
            let source = files.first { $0.id == span.file }
            let place = source?.position(at: Int(span.start)) ?? (0, 0)
            (file, line, column) = (source?.path, place.0, place.1)
        }
    }
}

/// Why something could not be loaded or read.
public struct WritError: Error, Sendable {
    /// Everything that is wrong, in the order of the places.
    public let messages: [Message]

    init(_ messages: [Message]) { self.messages = messages }
}
