import Testing
import WritLanguage
import WritTestSupport

import WritSemantics

@Suite struct RandomRulebookTests {
    /// Rulebooks that are well typed by construction have no error, and the same digest whatever the order of files.
    @Test func wellTypedRulebooksAreAccepted() {
        for seed in 1...60 as ClosedRange<UInt64> {
            let rulebook = RandomRulebook(seed: seed)
            let files = rulebook.files.enumerated().map { (path: "r\($0).writ", bytes: Array($1.utf8)) }
            let none = Span(file: FileID(9), start: 0, end: 0)
            let forms = rulebook.forms.map {
                FormHeader(
                    name: $0, title: $0, subjects: [Name(text: rulebook.caseName, span: none)], nameSpan: none,
                    span: none)
            }
            let text = RulebookText(files: files, forms: forms)
            let program = text.program
            #expect(program != nil, "seed \(seed): \(text.messages.joined(separator: "\n"))\n\(rulebook.files[0])")
            if program == nil { break }
            let reversed = RulebookText(files: files.reversed(), forms: forms)
            #expect(reversed.program?.digest == program?.digest, "seed \(seed)")
        }
    }
}
