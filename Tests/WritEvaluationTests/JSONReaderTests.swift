import Testing
import WritEvaluation
import WritLanguage

@Suite struct JSONReaderTests {
    private func read(_ text: String) -> JSONReader {
        var reader = JSONReader()
        reader.read(Array(text.utf8))
        return reader
    }

    private func problems(_ text: String) -> [String] {
        read(text).problems.map { InputFact.json($0.kind).id + "@\($0.offset)" }
    }

    @Test func readsAllKindsOfValues() throws {
        let reader = read(#" {"a":[1,-2.50e+3,"x𠮷\u00e9\ud83d\ude00\n"],"b":true,"c":null,"d":{}} "#)
        #expect(reader.isUsable)
        let tree = reader.tree
        let root = try #require(tree.root)
        #expect(tree.members(of: root).map(\.name) == ["a", "b", "c", "d"])
        let a = try #require(tree.member("a", of: root))
        #expect(tree.elements(of: a).map { tree.text(of: $0) } == ["1", "-2.50e+3", "x𠮷é😀\n"])
        #expect(tree.boolean(of: try #require(tree.member("b", of: root))) == true)
        #expect(tree.kind(of: try #require(tree.member("c", of: root))) == .null)
        #expect(tree.members(of: try #require(tree.member("d", of: root))).isEmpty)
    }

    @Test(arguments: [
        ("", "json.empty@0"), ("  ", "json.empty@2"), ("[1,]", "json.unexpected@3"), ("{\"a\" 1}", "json.unexpected@5"),
        ("{a:1}", "json.unexpected@1"), ("[01]", "json.bad-number@1"), ("[1.]", "json.bad-number@1"),
        ("[-]", "json.bad-number@1"), ("[+1]", "json.unexpected@1"), ("[1e]", "json.bad-number@1"),
        ("\"ab", "json.unterminated-string@0"), ("\"a\\x\"", "json.bad-escape@2"), ("tru", "json.unexpected@0"),
        ("[] 1", "json.trailing@3"), ("\"\\ud800\"", "json.unpaired-surrogate@1"),
        ("\"\\udc00x\"", "json.unpaired-surrogate@1"), ("\"\\u0000\"", "json.forbidden-character@1"),
        ("\"\\uFFFE\"", "json.forbidden-character@1"), ("\"a\u{1}b\"", "json.control-character@2"),
        ("{\"a\":1,\"a\":2}", "json.duplicate-key@7"), ("{\"a\":1,\"\\u0061\":2}", "json.duplicate-key@7"),
    ])
    func reportsWhatBreaksTheGrammar(text: String, expected: String) {
        #expect(problems(text) == [expected])
    }

    @Test func bytesThatAreNotUTF8AreReportedWithTheirPlace() {
        var reader = JSONReader()
        reader.read([0x22, 0x61, 0xC0, 0xAF, 0x22])
        #expect(reader.problems == [JSONProblem(.notUTF8(0xC0), at: 2)])
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(problems(deep) == ["json.too-deep@64"])
        #expect(read(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)).isUsable)
    }

    @Test func duplicatesAreFoundAmongManyKeys() {
        let members = (0..<1000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(read("{\(members)}").isUsable)
        #expect(read("{\(members),\"k7\":1}").problems.count == 1)
    }

    @Test func placesCountLinesAndScalars() {
        let text = "{\n  \"物业\": 01\n}"
        let problem = read(text).problems[0]
        let (line, column) = TextPosition.of(problem.offset, in: Array(text.utf8))
        #expect(line == 2)
        #expect(column == 9)
    }

    @Test func everyTruncationIsReportedAndNoneTraps() {
        let text = Array(#"{"a":[1.5e3,"\ud83d\ude00𣗋"],"b":{"c":null}}"#.utf8)
        for length in 0..<text.count {
            var reader = JSONReader()
            reader.read(Array(text[..<length]))
            #expect(reader.problems.count == 1, "cut at \(length)")
        }
    }
}

@Suite struct JSONWriterTests {
    @Test func writesCompactAndIndented() {
        func write(_ writer: inout JSONWriter) {
            writer.beginObject()
            writer.key("a")
            writer.beginArray()
            writer.integer(1)
            writer.string("\"\\\n\u{1}𠮷")
            writer.endArray()
            writer.key("b")
            writer.beginArray()
            writer.endArray()
            writer.endObject()
        }
        var compact = JSONWriter()
        write(&compact)
        #expect(String(decoding: compact.bytes, as: UTF8.self) == #"{"a":[1,"\"\\\n\u0001𠮷"],"b":[]}"#)
        var indented = JSONWriter(isIndented: true)
        write(&indented)
        #expect(
            String(decoding: indented.bytes, as: UTF8.self)
                == "{\n  \"a\": [\n    1,\n    \"\\\"\\\\\\n\\u0001𠮷\"\n  ],\n  \"b\": []\n}")
    }
}
