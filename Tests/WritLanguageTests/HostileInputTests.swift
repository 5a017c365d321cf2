import Testing
import WritLanguage
import WritTestSupport

/// Input that nobody means well with: it ends in diagnostics, never in a trap, and keeps the tree's promises.
@Suite struct HostileInputTests {
    private func parse(_ bytes: [UInt8], _ path: String = "hostile.writ") -> SyntaxTree {
        Parser.parse(SourceText(id: FileID(0), path: path, bytes: bytes))
    }

    private func ids(_ text: String) -> [String] { parse(Array(text.utf8)).diagnostics.map(\.fact.id) }

    @Test func cutOffAtEveryByte() throws {
        let file = try #require(Corpus.file("syntax/valid/compensation.writ.md"))
        for length in 0...file.bytes.count {
            let tree = parse(Array(file.bytes[..<length]), "cut.writ.md")
            if tree.diagnostics.first?.fact.id == "file.not-utf8" { continue }
            #expect(Fidelity.problem(of: tree) == nil, "cut at \(length)")
            // The fence is open, and at most one thing was cut in two.
            #expect(tree.diagnostics.count <= 3, "cut at \(length)")
        }
    }

    @Test func tokensTakenOutDoubledAndSwapped() throws {
        let file = try #require(Corpus.file("syntax/valid/everything.writ.md"))
        let tree = parse(file.bytes, "m.writ.md")
        for seed in UInt64(0)..<250 {
            var random = SeededRandom(seed: seed)
            var pieces = tree.tokens.map { Array(file.bytes[$0.span.range]) + [0x20] }
            // Line ends where the formatter has them, so that recovery has its chance.
            for (index, token) in tree.tokens.enumerated() where token.lineStart != .inline {
                pieces[index].insert(0x0A, at: 0)
            }
            for _ in 0..<random.number(1...6) {
                let place = random.number(0...(pieces.count - 1))
                switch random.number(1...4) {
                case 1: pieces[place] = []
                case 2: pieces[place] += pieces[place]
                case 3: pieces.swapAt(place, random.number(0...(pieces.count - 1)))
                default:
                    pieces[place] = Array(random.pick("(", "}", "|", "\"", "is", "when", "¥", "--", "\u{0}", "𠮷").utf8)
                }
            }
            let changed = parse(pieces.flatMap { $0 })
            #expect(Fidelity.problem(of: changed) == nil, "seed \(seed)")
            let formatted = Formatter.format(changed)
            if changed.diagnostics.isEmpty {
                #expect(SyntaxDump.text(parse(formatted)) == SyntaxDump.text(changed), "seed \(seed)")
            } else {
                #expect(formatted == changed.source.bytes, "seed \(seed)")
            }
            let printer = DiagnosticPrinter(language: .zhHant, colour: true, sources: [changed.source])
            #expect(!changed.diagnostics.contains { printer.text($0).isEmpty })
        }
    }

    @Test func randomBytes() {
        for seed in UInt64(0)..<300 {
            var random = SeededRandom(seed: seed)
            let isASCII = random.chance(70)
            let bytes = (0..<random.number(0...600)).map { _ in
                UInt8(random.number(isASCII ? 9...126 : 0...255))
            }
            let tree = parse(bytes, random.chance(50) ? "r.writ" : "r.writ.md")
            #expect(Fidelity.problem(of: tree) == nil || tree.declarations.isEmpty, "seed \(seed)")
        }
    }

    @Test func notUTF8() throws {
        for (bytes, offset) in [
            ([0x72, 0xFF], 1), ([0xC0, 0x80], 0), ([0x61, 0xED, 0xA0, 0x80], 1), ([0x61, 0x62, 0xE4, 0xB8], 2),
            ([0xF5, 0x80, 0x80, 0x80], 0), ([0xF0, 0x80, 0x80, 0x80], 0),
        ] as [([UInt8], Int)] {
            let tree = parse(bytes)
            #expect(tree.diagnostics.count == 1)
            let diagnostic = try #require(tree.diagnostics.first)
            #expect(diagnostic.fact.id == "file.not-utf8")
            #expect(diagnostic.fact.wording.message.en.contains("byte \(offset) "))
            #expect(Formatter.format(tree) == bytes)
        }
    }

    @Test func oneDiagnosticForWhateverIsTooDeep() {
        let count = 100_000
        let head = "define d of C : Integer\n  is "
        for (opening, closing) in [
            ("(", ")"), ("not ", ""), ("- ", ""), ("[", "]"), ("{ a = ", "}"), ("if a then b else ", ""),
            ("some x in ", ""), ("some x in y satisfies ", ""), ("count ", ""), ("sum of ", ""), ("x where ", ""),
            ("3 days after ", ""), ("x[", "]"), ("sum of a for x in ", ""), ("a or (", ")"), ("days from ", " to 1"),
        ] {
            let text = head + String(repeating: opening, count: count) + "1" + String(repeating: closing, count: count)
            #expect(ids(text) == ["syntax.too-deep"], "\(opening)")
        }
        for step in [".a", "[1]", " or else b", " days", " group by a"] {
            #expect(ids(head + "a" + String(repeating: step, count: count)) == ["syntax.too-deep"], "\(step)")
        }
        #expect(ids(head + "a" + String(repeating: " * 2", count: count)) == ["syntax.too-long"])
        #expect(
            ids("record R\n  a : " + String(repeating: "list of ", count: count) + "Text") == ["syntax.too-deep"])
    }

    @Test func longFlatChainsAreRead() throws {
        let head = "define d of C : Integer\n  is "
        for step in [" and b", " or b", " + b", " - b + c"] {
            #expect(ids(head + "a" + String(repeating: step, count: 20_000)).isEmpty, "\(step)")
        }
        #expect(ids(head + "a in {" + String(repeating: "1, ", count: 50_000) + "2}").isEmpty)
    }

    @Test func aFileThatIsTooLargeIsRefusedAtOnce() {
        let bytes = [UInt8](repeating: 0x20, count: 50 << 20)
        let tree = parse(bytes)
        #expect(tree.diagnostics.map(\.fact.id) == ["file.too-large"])
        #expect(tree.declarations.isEmpty)
    }

    @Test func mistakesWithoutEndAreCounted() {
        #expect(ids(String(repeating: "role 5\n", count: 5_000)).count == 200)
    }

    /// Each of these would take hours if anything in them were looked at once for each of its neighbours.
    @Test func nothingIsQuadratic() {
        let rules = (0..<30_000).map { "rule r\($0)\n  for C\n" }.joined()
        #expect(ids(rules).count == 200)
        #expect(ids(String(repeating: "@ ", count: 100_000)).count == 200)
        let comments = String(repeating: "--\n", count: 50_000) + "role r\n"
        #expect(Formatter.format(parse(Array(comments.utf8))) == Array(comments.utf8))
        let line = parse(Array((String(repeating: "业 ", count: 50_000) + "role r").utf8))
        let printer = DiagnosticPrinter(language: .zhHans, colour: false, sources: [line.source])
        let far = Diagnostic(
            .error, SyntaxFact.unclosedFence, at: .span(Span(file: FileID(0), start: 180_000, end: 180_003)))
        let told = printer.text([Diagnostic](repeating: far, count: 200)).split(separator: "\n")
        #expect(told.allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    }
}
