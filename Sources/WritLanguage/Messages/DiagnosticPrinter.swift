/// Tells diagnostics to people: the message, the line it is about with the place marked, and help.
///
/// ```
/// error[fact.unknown-name]: `Decoration` has no field `violation`
///   --> Rules/decoration.writ.md:41:18
///    |
/// 41 |   when some v in violation satisfies v.severity = major
///    |                  ^^^^^^^^^ not a field of `Decoration`
///    = help: did you mean `violations`?
/// ```
package struct DiagnosticPrinter: Sendable {
    package let language: MessageLanguage
    private let style: MessageStyle
    private let columns: Int
    private let filling: LineFilling?
    private let sources: [FileID: SourceText]

    /// - Parameters:
    ///   - columns: the width of the terminal; longer source lines are cut around the place.
    ///   - fillsLines: whether what is said is broken at that width, too; else every message is one line.
    ///   - sources: the files that places may point into.
    package init(
        language: MessageLanguage, colour: Bool, columns: Int = 80, fillsLines: Bool = false, sources: [SourceText]
    ) {
        self.language = language
        self.columns = max(40, columns)
        filling = fillsLines ? LineFilling(columns: self.columns) : nil
        style = MessageStyle(isColoured: colour)
        self.sources = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Several diagnostics, each followed by an empty line.
    package func text(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { text($0) + "\n" }.joined()
    }

    /// One diagnostic, ending in a line end.
    package func text(_ diagnostic: Diagnostic) -> String {
        let wording = diagnostic.wording { sources[$0] }
        var lines = [head(diagnostic, wording)]
        let gutter = gutter(diagnostic)
        lines += place(
            diagnostic.place, label: wording.label.map(line), gutter, "-->", diagnostic.severity)
        for related in diagnostic.related {
            lines += place(related.place, label: line(related.label), gutter, ":::", nil)
        }
        lines += example(diagnostic, gutter)
        if let help = help(diagnostic, wording) {
            let word = Phrase(en: "help", zh: "建议").text(in: language)
            let start = gutter + 5 + DisplayWidth.of(word)
            lines.append(
                style.gutter(String(repeating: " ", count: gutter) + " =") + " " + style.strong(word) + ": "
                    + filled(help, start: start, hanging: String(repeating: " ", count: gutter + 3)))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func head(_ diagnostic: Diagnostic, _ wording: Wording) -> String {
        let kind = Self.name(of: diagnostic.severity).text(in: language) + "[\(diagnostic.fact.id)]"
        let message = filled(line(wording.message), start: DisplayWidth.of(kind) + 2, hanging: "  ")
        return style.severity(diagnostic.severity, kind) + ": " + style.strong(message)
    }

    /// What is said, broken where the terminal ends.
    private func filled(_ text: String, start: Int, hanging: String) -> String {
        filling?.paragraph(text, start: start, hanging: hanging) ?? text
    }

    /// The case that shows it, its lines one below the other: to paste into a rulebook in English, to read in Chinese.
    private func example(_ diagnostic: Diagnostic, _ gutter: Int) -> [String] {
        let shown = language == .en || diagnostic.reading.isEmpty ? diagnostic.example : diagnostic.reading
        let word = Phrase(en: "case", zh: "案例").text(in: language) + ": "
        let indent = String(repeating: " ", count: gutter + 3 + DisplayWidth.of(word))
        return shown.enumerated().map { index, shown in
            // What goes on stays within its line's own depth, and a remark stays a remark.
            let depth = String(repeating: " ", count: shown.prefix { $0 == " " }.count)
            let line = filled(
                line(Phrase(en: shown, zh: shown)), start: indent.count,
                hanging: indent + depth + (shown.dropFirst(depth.count).hasPrefix("--") ? "-- " : "  "))
            if index > 0 { return indent + line }
            return style.gutter(String(repeating: " ", count: gutter) + " =") + " " + style.strong(word) + line
        }
    }

    private func help(_ diagnostic: Diagnostic, _ wording: Wording) -> String? {
        if let help = wording.help { return line(help) }
        guard let fix = diagnostic.fix, !fix.replacement.contains("\n") else { return nil }
        return line(Phrase(en: "write `\(fix.replacement)`", zh: "请写 `\(fix.replacement)`"))
    }

    /// The wording in the reader's language. What it quotes from a file cannot move the cursor or turn the text around.
    private func line(_ phrase: Phrase) -> String { SafeText.line(phrase.text(in: language)) }

    private static func name(of severity: Diagnostic.Severity) -> Phrase {
        switch severity {
        case .error: Phrase(en: "error", zh: "错误")
        case .warning: Phrase(en: "warning", zh: "警告")
        case .note: Phrase(en: "note", zh: "说明")
        }
    }

    // MARK: Places

    /// The width of the widest line number.
    private func gutter(_ diagnostic: Diagnostic) -> Int {
        var widest = 1
        for place in [diagnostic.place] + diagnostic.related.map(\.place) {
            if case .span(let span) = place, let source = sources[span.file] {
                widest = max(widest, String(source.line(at: Int(span.start))).count)
            }
        }
        return widest
    }

    private func place(
        _ place: Place, label: String?, _ gutter: Int, _ arrow: String, _ severity: Diagnostic.Severity?
    ) -> [String] {
        let indent = String(repeating: " ", count: gutter)
        switch place {
        case .none: return []
        case .data(let file, let line, let column, let path, let head):
            var position = file
            if line > 0 { position += ":\(line)" }
            if line > 0, column > 0 { position += ":\(column)" }
            let name = [head, path].filter { !$0.isEmpty }.joined(separator: " → ")
            if !name.isEmpty { position += position.isEmpty ? name : " (\(name))" }
            if position.isEmpty { return [] }
            return ["\(indent)\(style.gutter(arrow)) \(SafeText.line(position))"]
                + (label.map {
                    let text = filled($0, start: gutter + 3, hanging: indent + "   ")
                    return ["\(indent) \(style.gutter("=")) \(text)"]
                } ?? [])
        case .span(let span):
            guard let source = sources[span.file] else { return [] }
            let start = min(Int(span.start), source.bytes.count)
            let (line, column) = source.position(at: start)
            var lines = ["\(indent)\(style.gutter(arrow)) \(SafeText.line(source.path)):\(line):\(column)"]
            let bytes = source.lineBytes(line)
            lines.append(style.gutter("\(indent) |"))
            let end = max(start, min(Int(span.end), bytes.endIndex))
            let snippet = SnippetLine(bytes, marked: start..<end, width: columns - gutter - 3)
            let number = String(repeating: " ", count: gutter - String(line).count) + String(line)
            lines.append(style.gutter("\(number) |") + (snippet.text.isEmpty ? "" : " " + snippet.text))
            lines += underline(snippet, label, indent, severity)
            return lines
        }
    }

    /// Carets under the place, with the label behind them or, where it does not fit, below.
    private func underline(
        _ snippet: SnippetLine, _ label: String?, _ indent: String, _ severity: Diagnostic.Severity?
    ) -> [String] {
        let room = columns - indent.count - 3
        let mark = snippet.mark
        let sign = severity == nil ? "-" : "^"
        let carets = style.severity(severity, String(repeating: sign, count: mark.count))
        let bar = style.gutter("\(indent) |")
        let line = "\(bar) " + String(repeating: " ", count: mark.lowerBound) + carets
        guard let label, !label.isEmpty else { return [line] }
        let width = DisplayWidth.of(label)
        let isShort = mark.upperBound + 1 + width <= room
        if isShort || (filling == nil && mark.upperBound <= 12) {
            return [line + " " + style.severity(severity, label)]
        }
        let start = max(0, min(mark.lowerBound, room - width))
        let parts = filled(label, start: indent.count + 3, hanging: indent + "   ").split(separator: "\n")
        return [line]
            + parts.enumerated().map { index, part in
                let text = index == 0 ? String(part) : String(part.dropFirst(indent.count + 3))
                return "\(bar) " + String(repeating: " ", count: start) + style.severity(severity, text)
            }
    }
}

/// The colours of messages, where the terminal has any.
struct MessageStyle: Sendable {
    let isColoured: Bool

    func strong(_ text: String) -> String { coloured(text, "1") }

    func gutter(_ text: String) -> String { coloured(text, "1;34") }

    func severity(_ severity: Diagnostic.Severity?, _ text: String) -> String {
        switch severity {
        case .error: coloured(text, "1;31")
        case .warning: coloured(text, "1;33")
        case .note: coloured(text, "1;32")
        case nil: coloured(text, "1;34")
        }
    }

    private func coloured(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
