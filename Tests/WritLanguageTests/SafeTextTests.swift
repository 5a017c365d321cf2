import Testing
import WritLanguage

/// What others wrote cannot act on a terminal, in a message or on a page.
@Suite struct SafeTextTests {
    /// Every character that is no text: C0, DEL, C1, line ends of Unicode, marks of direction.
    static let harmful =
        (Array(0..<0x20) + Array(0x7F..<0xA0) + [0x061C, 0x200E, 0x200F, 0x2028, 0x2029] + Array(0x202A...0x202E)
        + Array(0x2066...0x2069)).compactMap { Unicode.Scalar(UInt32($0)) }

    @Test(arguments: harmful) func isShownAndNotObeyed(_ scalar: Unicode.Scalar) {
        let text = SafeText.line("甲\(Character(scalar))乙")
        #expect(!text.unicodeScalars.contains(scalar))
        #expect(text.hasPrefix("甲\\") && text.hasSuffix("乙"))
    }

    @Test func isTextAsItWasWrittenOtherwise() {
        for text in ["“业主”—ok…", "𠮷", "naïve café", "👨‍👩‍👧", "a b", ""] { #expect(SafeText.line(text) == text) }
        #expect(SafeText.lines("a\nb\u{1B}") == "a\nb\\u{1B}")
        #expect(SafeText.page("a\n\tb\r\u{202E}") == "a\n\tb\r\\u{202E}")
    }

    private struct Quoting: DiagnosticFact {
        let id = "x.y"
        let text: String
        var wording: Wording {
            let phrase = Phrase(en: "`\(text)`", zh: "`\(text)`")
            return Wording(phrase, label: phrase, help: phrase)
        }
    }

    /// In the message, the label, the help, the case shown, the line shown, the path of the file and the path into the case.
    @Test(arguments: harmful) func noPlaceOfAMessageActs(_ scalar: Unicode.Scalar) {
        let evil = "a\(Character(scalar))b"
        let source = SourceText(id: FileID(0), path: "R/\(evil).writ", bytes: Array("x \(evil) y".utf8))
        let span = Place.span(Span(file: FileID(0), start: 0, end: 1))
        let places: [Place] = [span, .data(file: evil, line: 1, column: 2, path: "facts.\(evil)")]
        for language in MessageLanguage.allCases {
            let printer = DiagnosticPrinter(language: language, colour: false, sources: [source])
            for place in places {
                let text = printer.text(
                    Diagnostic(
                        .error, Quoting(text: evil), at: place,
                        related: [Diagnostic.Related(span, Phrase(en: evil, zh: evil))], example: [evil]))
                for line in text.split(separator: "\n") {
                    #expect(line.unicodeScalars.allSatisfy(SafeText.isHarmless), "\(line.debugDescription)")
                }
                // Nothing of it begins a line of its own.
                #expect(!text.split(separator: "\n").contains { $0.hasPrefix("b") })
            }
        }
    }
}
