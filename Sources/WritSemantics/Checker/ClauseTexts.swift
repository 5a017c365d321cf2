package import WritLanguage

/// The files that sources name by `text "M2.md"`, as they were read.
package struct SourceTexts: Sendable {
    /// By the file of the rules that names it, then by the name in it.
    private let texts: [FileID: [String: [UInt8]]]
    /// False where rules are checked without their folder: a text that is not there is then no mistake.
    package let areLookedFor: Bool

    /// For rules that are checked without their folder.
    package init() {
        texts = [:]
        areLookedFor = false
    }

    package init(_ texts: [FileID: [String: [UInt8]]]) {
        self.texts = texts
        areLookedFor = true
    }

    func text(_ name: String, beside file: FileID) -> [UInt8]? { texts[file]?[name] }

    /// The names of the texts that the sources of a rule file name.
    package static func names(in tree: SyntaxTree) -> [String] {
        tree.declarations.compactMap { if case .source(let source) = $0 { source.textFile?.plain } else { nil } }
    }

    /// Whether a name leads to a file in the folder of the rules or below it.
    package static func isInside(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.utf8.contains(0) && !name.split(separator: "/").contains("..")
    }
}

/// Cuts the text of a source into its clauses.
///
/// A clause begins at a Markdown heading whose first word is its number (`## 4.2.1.2 装修违规的处理`) or that ends in
/// `{#4.2.1.2}`, and ends at the next heading of any level, so that what is above and below it is not its own.
enum ClauseTexts {
    /// By the number of the clause. Of two headings with one number the first counts.
    static func read(_ bytes: [UInt8]) -> [String: String] {
        var texts: [String: String] = [:]
        var numbers: [String] = []
        var lines: [Substring] = []
        func close() {
            let text = trimmed(lines)
            for number in numbers where texts[number] == nil && !text.isEmpty { texts[number] = text }
            (numbers, lines) = ([], [])
        }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            let line = line.last == "\r" ? line.dropLast() : line
            let marks = line.prefix { $0 == "#" }.count
            if (1...6).contains(marks), line.dropFirst(marks).first == " " {
                close()
                numbers = self.numbers(inHeading: line.dropFirst(marks))
            } else {
                lines.append(line)
            }
        }
        close()
        return texts
    }

    private static func numbers(inHeading heading: Substring) -> [String] {
        var numbers: [String] = []
        let words = heading.split(separator: " ")
        if let first = words.first { numbers.append(String(first)) }
        if let last = words.last, last.hasPrefix("{#"), last.hasSuffix("}") {
            numbers.append(String(last.dropFirst(2).dropLast()))
        }
        return numbers
    }

    /// Lines joined, without the empty ones at both ends.
    private static func trimmed(_ lines: [Substring]) -> String {
        func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
        var kept = lines[...]
        while let first = kept.first, isBlank(first) { kept.removeFirst() }
        while let last = kept.last, isBlank(last) { kept.removeLast() }
        return kept.joined(separator: "\n")
    }
}
