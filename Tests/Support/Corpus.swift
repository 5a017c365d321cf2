package import Foundation
package import WritLanguage

/// Files with the diagnostics that they must cause written beside the lines that they are about.
///
/// In a rule file a line comment `--~ error[syntax.expected-name] @13` states a diagnostic on the nearest line above
/// that is no such comment, with its column; in a form the same stands in `<!--~ … -->`. `@7:13` states the line too,
/// for places that no comment can follow; without `@` any column will do.
package struct Corpus {
    package struct Expected: Hashable, Comparable, CustomStringConvertible, Sendable {
        package let severity: String
        package let id: String
        package let line: Int
        /// 0 where any column will do.
        package let column: Int

        package var description: String { "\(line):\(column) \(severity)[\(id)]" }

        package static func < (a: Expected, b: Expected) -> Bool {
            (a.line, a.column, a.id) < (b.line, b.column, b.id)
        }
    }

    package struct File: CustomStringConvertible, Sendable {
        /// The path below `Tests/Corpus`.
        package let path: String
        package let bytes: [UInt8]
        package let expected: [Expected]

        package init(path: String, bytes: [UInt8], expected: [Expected] = []) {
            self.path = path
            self.bytes = bytes
            self.expected = expected
        }

        package var description: String { path }

        package func source(_ id: Int = 0) -> SourceText {
            SourceText(id: FileID(id), path: path, bytes: bytes)
        }
    }

    /// The folder of the package's tests.
    package static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// All rule files and forms in a folder below `Tests/Corpus`, in the order of their paths.
    package static func files(in folder: String) -> [File] {
        let root = tests.appending(path: "Corpus")
        let base = root.appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: base.path()) else { return [] }
        let names = paths.compactMap { $0 as? String }.filter {
            $0.hasSuffix(".writ") || $0.hasSuffix(".writ.md") || $0.hasSuffix(".xml")
        }
        return names.sorted().compactMap { file("\(folder)/\($0)") }
    }

    /// One file below `Tests/Corpus`.
    package static func file(_ path: String) -> File? {
        let url = tests.appending(path: "Corpus").appending(path: path)
        guard let data = try? Data(contentsOf: url) else { return nil }
        let bytes = [UInt8](data)
        return File(path: path, bytes: bytes, expected: expectations(in: bytes))
    }

    /// The annotations of a file.
    package static func expectations(in bytes: [UInt8]) -> [Expected] {
        var expected: [Expected] = []
        var subject = 1
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
            guard let note = annotation(text) else {
                subject = index + 1
                continue
            }
            if let parsed = parse(note, line: subject) { expected.append(parsed) }
        }
        return expected.sorted()
    }

    private static func annotation(_ line: String) -> String? {
        if line.hasPrefix("--~") { return String(line.dropFirst(3)) }
        if line.hasPrefix("<!--~") {
            return String(line.dropFirst(5)).replacingOccurrences(of: "-->", with: "")
        }
        return nil
    }

    private static func parse(_ note: String, line: Int) -> Expected? {
        let words = note.split(separator: " ")
        guard let head = words.first, let open = head.firstIndex(of: "["), head.hasSuffix("]") else { return nil }
        let id = String(head[head.index(after: open)...].dropLast())
        var place = (line: line, column: 0)
        if words.count > 1, words[1].hasPrefix("@") {
            let numbers = words[1].dropFirst().split(separator: ":").compactMap { Int($0) }
            if numbers.count == 2 { place = (numbers[0], numbers[1]) } else { place.column = numbers.first ?? 0 }
        }
        return Expected(severity: String(head[..<open]), id: id, line: place.line, column: place.column)
    }

    /// What the diagnostics of a file are, in the form of annotations.
    package static func found(_ diagnostics: [Diagnostic], in source: SourceText) -> [Expected] {
        diagnostics.compactMap { diagnostic in
            let severity = "\(diagnostic.severity)"
            switch diagnostic.place {
            case .span(let span):
                guard span.file == source.id else { return nil }
                let (line, column) = source.position(at: Int(span.start))
                return Expected(severity: severity, id: diagnostic.fact.id, line: line, column: column)
            case .data(_, let line, let column, _, _):
                return Expected(severity: severity, id: diagnostic.fact.id, line: line, column: column)
            case .none: return Expected(severity: severity, id: diagnostic.fact.id, line: 1, column: 1)
            }
        }.sorted()
    }

    /// Nil where the diagnostics are those that the file states; otherwise what differs, with the source and the
    /// messages together.
    package static func difference(_ file: File, _ diagnostics: [Diagnostic], sources: [SourceText]) -> String? {
        guard let source = sources.first(where: { $0.path == file.path }) else { return "\(file.path) was not read" }
        let found = found(diagnostics, in: source)
        let agrees =
            found.count == file.expected.count
            && zip(found, file.expected).allSatisfy { got, wanted in
                got.severity == wanted.severity && got.id == wanted.id && got.line == wanted.line
                    && (wanted.column == 0 || got.column == wanted.column)
            }
        if agrees { return ChineseStyle.fault(in: diagnostics).map { "\(file.path): \($0)" } }
        let printer = DiagnosticPrinter(language: .en, colour: false, sources: sources)
        return """
            \(file.path)
            expected: \(file.expected.map(\.description).joined(separator: "; "))
            found:    \(found.map(\.description).joined(separator: "; "))

            \(printer.text(diagnostics))
            \(String(decoding: file.bytes.prefix(4000), as: UTF8.self))
            """
    }
}
