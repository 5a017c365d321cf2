import Foundation
import Testing
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Reading straight from the bytes against reading by way of a tree: the same cases, the same complaints.
@Suite struct CaseScannerTests {
    /// What the two ways make of one text, where that is not the same.
    private static func difference(
        _ text: [UInt8], _ straight: inout CaseReader, _ tree: inout CaseReader, _ evaluation: Evaluation,
        plain: inout Int
    ) -> String? {
        let reading = text.withBytes { straight.read($0, file: "c.json", line: 7, into: evaluation) }
        let (data, diagnostics) = tree.read(text, file: "c.json", line: 7)
        if reading.isPlain { plain += 1 }
        let shown = String(decoding: text, as: UTF8.self)
        if reading.isRead != (data != nil) { return "\(shown)\nread: \(reading.isRead), by the tree: \(data != nil)" }
        let complaints = reading.diagnostics.map(CaseReaderTests.words)
        let expected = diagnostics.map(CaseReaderTests.words)
        if complaints != expected { return "\(shown)\n\(complaints)\nby the tree\n\(expected)" }
        if let data, evaluation.data != data { return "\(shown)\nread as\n\(evaluation.data)\nby the tree\n\(data)" }
        return nil
    }

    /// Random cases of random rulebooks, as they are and with a byte or two changed, left out, or put in, or cut off.
    @Test func readsAsTheTreeReaderDoes() async {
        await AgreementTests.overRulebooks(AgreementTests.pairs / AgreementTests.casesPerRulebook) { rulebook, cases in
            var random = SeededRandom(seed: rulebook.rulebook.seed &* 104_729)
            var text = CaseText(program: rulebook.program, seed: rulebook.rulebook.seed)
            var plainText = CaseText(program: rulebook.program)
            let type = rulebook.program.records.firstIndex(where: \.isCase).map { RecordID($0) }
            let defaults = [
                CaseDefaults(), CaseDefaults(type: type), CaseDefaults(type: type, asOf: .first),
            ]
            let evaluation = Evaluation(rulebook.plan)
            let writer = OutcomeWriter(rulebook.program)
            for chosen in defaults {
                var straight = CaseReader(rulebook.program, defaults: chosen)
                var tree = CaseReader(rulebook.program, defaults: chosen)
                for number in 0..<(AgreementTests.casesPerRulebook / 5) {
                    guard let input = cases.draw(number, unknown: [0, 20, 60][number % 3]) else {
                        return "no case type"
                    }
                    var (plain, unused) = (0, 0)
                    let usual = Array(plainText.json(input).utf8)
                    let (read, refusal) = tree.read(usual, file: "c.json", line: 7)
                    if read == nil {
                        let shown = String(decoding: usual, as: UTF8.self)
                        return "\(shown)\nis refused: \(refusal.map(CaseReaderTests.words))"
                    }
                    if let problem = Self.difference(usual, &straight, &tree, evaluation, plain: &plain) {
                        return problem
                    }
                    // Decisions are read by way of the tree.
                    if plain == 0, input.history.isEmpty, rulebook.program.judgements.isEmpty {
                        return "\(String(decoding: usual, as: UTF8.self))\nneeds the tree"
                    }
                    evaluation.evaluate()
                    var (first, second) = (JSONWriter(), JSONWriter())
                    writer.write(evaluation.outcome, of: evaluation.data, to: &first)
                    writer.write(rulebook.outcome(evaluation.data), of: evaluation.data, to: &second)
                    if first.bytes != second.bytes {
                        return "\(String(decoding: usual, as: UTF8.self))\ngives two outcomes"
                    }
                    var bytes = Array(text.json(input).utf8)
                    if random.oneIn(3) { bytes = Self.facts(of: bytes) }
                    for _ in 0..<4 {
                        if let problem = Self.difference(bytes, &straight, &tree, evaluation, plain: &unused) {
                            return problem
                        }
                        Self.change(&bytes, &random)
                    }
                }
            }
            return nil
        }
    }

    /// The facts alone, where they stand last.
    private static func facts(of text: [UInt8]) -> [UInt8] {
        let whole = String(decoding: text, as: UTF8.self)
        guard let found = whole.range(of: "\"facts\": "), whole.hasSuffix("}}") else { return text }
        return Array(whole[found.upperBound...].dropLast().utf8)
    }

    private static func change(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        guard !bytes.isEmpty else { return }
        let place = random.number(0...(bytes.count - 1))
        let marks = Array("{}[],:\"\\ \n\t0123456789.-eEtfn/u\u{FFFE}".utf8) + [0xC0, 0xED, 0xEF, 0xF5, 0x00]
        let mark = random.pick(marks, or: 0x20)
        switch random.number(0...4) {
        case 4: bytes.removeLast(bytes.count - place)
        case 0: bytes[place] = mark
        case 1: bytes.insert(mark, at: place)
        case 2: bytes.remove(at: place)
        default:
            let other = random.number(place...(bytes.count - 1))
            bytes += bytes[place...other]
        }
    }

    private func reading(_ text: String, _ defaults: CaseDefaults = CaseDefaults()) throws -> (Bool, CaseData) {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        var reader = CaseReader(program, defaults: defaults)
        let evaluation = Evaluation(Plan(program))
        let reading = Array(text.utf8).withBytes { reader.read($0, file: "c.json", into: evaluation) }
        #expect(reading.isRead)
        return (reading.isPlain, evaluation.data)
    }

    @Test(arguments: [
        #"{"case":"Decoration","id":"1","as-of":"2026-03-02","facts":{"unit":"3-1","violations":[{"kind":"facade"}]}}"#,
        #"{"as-of":"2026-03-02","id":17,"case":"Decoration","facts":{"房号":"𠮷\n\"","deposit":1200.50,"violations":[]}}"#,
        #" { "facts" : { "deposit" : "¥1,200.50" } , "case" : "Decoration", "id":"", "as-of":"2026-03-02" } "#,
        #"{"case":"Decoration","facts":{},"history":[],"staff":[{"person":"王","role":"manager"}],"as-of":"2026-03-02"}"#,
    ])
    func severalSpellingsAreReadAlike(text: String) throws {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        var tree = CaseReader(program)
        let (_, data) = try reading(text)
        #expect(tree.read(Array(text.utf8), file: "c.json").0 == data)
    }

    @Test func whatIsUsualNeedsNoTree() throws {
        let text =
            #"{"case":"Decoration","id":"1","as-of":"2026-03-02","facts":{"unit":"3-1<","deposit":12.5},"history":[]}"#
        #expect(try reading(text).0)
        let flat = CaseDefaults(type: RecordID(1))
        let type = try TestRulebook.program([EvaluatorTests.rules]).records.firstIndex(where: \.isCase)
        #expect(
            try reading(
                #"{"id":"9","as-of":"2026-03-02","unit":"3-1"}"#,
                CaseDefaults(type: type.map { RecordID($0) } ?? flat.type)
            ).0)
    }

    /// Every byte, and what is not UTF-8, at every place of texts of several lengths: eight bytes are looked at together.
    @Test func noPlaceHidesAByte() throws {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        var straight = CaseReader(program)
        var tree = CaseReader(program)
        let evaluation = Evaluation(Plan(program))
        var plain = 0
        let odd: [[UInt8]] = [
            [0xC2], [0xE5, 0xB8], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBD],
            [0xEF, 0xBC, 0x8C], [0xF0, 0xA0, 0xAE, 0xB7], [0xF5, 0x80, 0x80, 0x80], [0xE5, 0xB8, 0x41],
            Array("\\n".utf8),
        ]
        let marks = (0...255).map { [UInt8($0)] } + odd
        for filler in [Array("a".utf8), Array("市".utf8)] {
            for length in [0, 3, 9, 20] {
                for mark in marks {
                    for place in 0...length {
                        let before = [[UInt8]](repeating: filler, count: place).joined()
                        let after = [[UInt8]](repeating: filler, count: length - place).joined()
                        let head = #"{"case":"Decoration","id":"","as-of":"2026-03-02","facts":{"unit":""#
                        let text = Array(head.utf8) + before + mark + after + Array("\"}}".utf8)
                        let problem = Self.difference(text, &straight, &tree, evaluation, plain: &plain)
                        #expect(problem == nil)
                    }
                }
            }
        }
        #expect(plain > 1000)
    }

    /// Texts come back from JSON as they were, whatever stands at whatever place.
    @Test func jsonTextsComeBack() {
        for filler in ["a", "市"] {
            for length in [0, 5, 8, 17] {
                for mark in (0..<0x80).map({ String(Character(Unicode.Scalar(UInt8($0)))) }) + ["𠮷", "\u{2028}"] {
                    for place in 0...length {
                        let text =
                            String(repeating: filler, count: place) + mark
                            + String(repeating: filler, count: length - place)
                        var writer = JSONWriter()
                        writer.string(text)
                        let back = try? JSONSerialization.jsonObject(
                            with: Data(writer.bytes), options: .fragmentsAllowed)
                        #expect(back as? String == text)
                    }
                }
            }
        }
    }
}
