internal import WritEvaluation
import WritLanguage

/// Diagnostics as a JSON array for programs.
struct DiagnosticsJSON {
    let language: MessageLanguage

    func json(_ diagnostics: Diagnostics) -> [UInt8] {
        let files = Dictionary(diagnostics.files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var out = JSONWriter(isIndented: true)
        out.beginArray()
        for diagnostic in diagnostics.all {
            let wording = diagnostic.wording { files[$0] }
            out.beginObject()
            out.key("id")
            out.string(diagnostic.fact.id)
            out.key("severity")
            out.string("\(diagnostic.severity)")
            out.key("message")
            out.string(wording.message.text(in: language))
            out.key("help")
            out.string(wording.help?.text(in: language))
            out.key("example")
            out.string(diagnostic.example.isEmpty ? nil : diagnostic.example.joined(separator: "\n"))
            out.key("place")
            write(diagnostic.place, files, &out)
            out.key("related")
            out.beginArray()
            for related in diagnostic.related {
                out.beginObject()
                out.key("message")
                out.string(related.label.text(in: language))
                out.key("place")
                write(related.place, files, &out)
                out.endObject()
            }
            out.endArray()
            out.endObject()
        }
        out.endArray()
        out.newLine()
        return out.bytes
    }

    private func write(_ place: Place, _ files: [FileID: SourceText], _ out: inout JSONWriter) {
        let file: String
        let line: Int
        let column: Int
        var path: String?
        var head = ""
        switch place {
        case .none: return out.null()
        case .span(let span):
            guard let source = files[span.file] else { return out.null() }
            file = source.path
            (line, column) = source.position(at: Int(span.start))
        case .data(let dataFile, let dataLine, let dataColumn, let dataPath, let dataHead):
            (file, line, column, path, head) = (dataFile, dataLine, dataColumn, dataPath, dataHead)
        }
        out.beginObject()
        out.key("file")
        out.string(file)
        out.key("line")
        out.integer(line)
        out.key("column")
        out.integer(column)
        if let path {
            out.key("path")
            out.string(path)
        }
        if !head.isEmpty {
            out.key("head")
            out.string(head)
        }
        out.endObject()
    }
}
