internal import WritEvaluation
import WritLanguage

/// Diagnostics as SARIF 2.1.0, which forges show beside the lines of a change.
struct SARIF {
    let version: String
    let language: MessageLanguage

    func json(_ diagnostics: Diagnostics) -> [UInt8] {
        let ids = Array(Set(diagnostics.all.map(\.fact.id))).sorted()
        let order = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($0.element, $0.offset) })
        let files = Dictionary(diagnostics.files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var out = JSONWriter(isIndented: true)
        out.beginObject()
        out.key("$schema")
        out.string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
        out.key("version")
        out.string("2.1.0")
        out.key("runs")
        out.beginArray()
        out.beginObject()
        out.key("tool")
        out.beginObject()
        out.key("driver")
        out.beginObject()
        out.key("name")
        out.string("writ")
        out.key("version")
        out.string(version)
        out.key("rules")
        out.beginArray()
        for id in ids {
            out.beginObject()
            out.key("id")
            out.string(id)
            out.endObject()
        }
        out.endArray()
        out.endObject()
        out.endObject()
        out.key("columnKind")
        out.string("unicodeCodePoints")
        out.key("results")
        out.beginArray()
        for diagnostic in diagnostics.all { result(diagnostic, order: order, files: files, &out) }
        out.endArray()
        out.endObject()
        out.endArray()
        out.endObject()
        out.newLine()
        return out.bytes
    }

    private func result(
        _ diagnostic: Diagnostic, order: [String: Int], files: [FileID: SourceText], _ out: inout JSONWriter
    ) {
        let wording = diagnostic.wording { files[$0] }
        var text = wording.message.text(in: language)
        if let help = wording.help { text += " (" + help.text(in: language) + ")" }
        if !diagnostic.example.isEmpty { text += "\n\n" + diagnostic.example.joined(separator: "\n") }
        out.beginObject()
        out.key("ruleId")
        out.string(diagnostic.fact.id)
        out.key("ruleIndex")
        out.integer(order[diagnostic.fact.id] ?? 0)
        out.key("level")
        switch diagnostic.severity {
        case .error: out.string("error")
        case .warning: out.string("warning")
        case .note: out.string("note")
        }
        out.key("message")
        out.beginObject()
        out.key("text")
        out.string(text)
        out.endObject()
        out.key("locations")
        out.beginArray()
        location(diagnostic.place, message: nil, id: nil, files: files, &out)
        out.endArray()
        if !diagnostic.related.isEmpty {
            out.key("relatedLocations")
            out.beginArray()
            for (index, related) in diagnostic.related.enumerated() {
                location(related.place, message: related.label.text(in: language), id: index + 1, files: files, &out)
            }
            out.endArray()
        }
        out.endObject()
    }

    private func location(
        _ place: Place, message: String?, id: Int?, files: [FileID: SourceText], _ out: inout JSONWriter
    ) {
        let uri: String
        var region: (line: Int, column: Int, endLine: Int, endColumn: Int)?
        switch place {
        case .none: return
        case .span(let span):
            guard let file = files[span.file] else { return }
            let start = file.position(at: Int(span.start))
            let end = file.position(at: Int(max(span.start, span.end)))
            uri = file.path
            region = (start.line, start.column, end.line, end.column)
        case .data(let file, let line, let column, _, _):
            uri = file
            if line > 0 { region = (line, max(1, column), line, max(1, column)) }
        }
        out.beginObject()
        if let id {
            out.key("id")
            out.integer(id)
        }
        out.key("physicalLocation")
        out.beginObject()
        out.key("artifactLocation")
        out.beginObject()
        out.key("uri")
        out.string(SARIF.escaped(uri))
        out.endObject()
        if let region {
            out.key("region")
            out.beginObject()
            out.key("startLine")
            out.integer(region.line)
            out.key("startColumn")
            out.integer(region.column)
            out.key("endLine")
            out.integer(region.endLine)
            out.key("endColumn")
            out.integer(region.endColumn)
            out.endObject()
        }
        out.endObject()
        if let message {
            out.key("message")
            out.beginObject()
            out.key("text")
            out.string(message)
            out.endObject()
        }
        out.endObject()
    }

    /// A path as a URI reference: what RFC 3986 does not allow in a path is percent-encoded.
    private static func escaped(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
