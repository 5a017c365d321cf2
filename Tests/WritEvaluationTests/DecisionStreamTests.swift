import Testing
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

@Suite struct DecisionStreamTests {
    private static let head = """
        rulebook t "t"
        source S "s"
          clause 1 "a"
        enum Kind "k" a "甲" | b "乙" | c "丙"
        case C "c"
          kind   : Kind "k"
          amount : Money "m"
          days   : Integer "d"
          city   : Text? "t"
          vip    : Boolean "v"

        """

    private func answers(_ rules: String, _ select: [String], _ lines: String) throws -> ([String], [String]) {
        let program = try TestRulebook.program([rules])
        let (made, problems) = DecisionStream.make(
            Plan(program), selection: select, defaults: CaseDefaults(type: RecordID(0)), file: "c.jsonl")
        #expect(problems.isEmpty)
        var stream = try #require(made)
        var output: [UInt8] = []
        var reports: [String] = []
        Array(lines.utf8).withBytes { bytes in
            stream.answer(bytes, firstLine: 1, to: &output) { line, _, diagnostics in
                reports += diagnostics.map { "\(line) \(CaseReaderTests.words($0))" }
            }
        }
        return (String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init), reports)
    }

    private static let table =
        head + """
            table grade for C "g"
              basis S 1
              policy first
              | kind | amount        | days || level : Integer | word : Text |
              |------|---------------|------||-----------------|-------------|
              | a    | [0.01..10.5)  | -    || 1               | "一"        |
              | -    | >= 10.5       | <= 3 || 2               | "二"        |
              | b, c | -             | > 3  || 3               | "三"        |
            """

    @Test func plainLinesAndOddLinesGetTheSameAnswers() throws {
        let lines = [
            #"{"kind":"a","amount":10.49,"days":1,"vip":true}"#,
            #"{"id":"x","amount":10.50,"kind":"甲","days":3,"vip":false}"#,
            #"{"kind":"\u0062","amount":"0","days":4,"city":null}"#,
            #"{ "kind" : "c" , "amount" : 0 , "days" : 2 }"#,
            #"{"kind":"a","days":2}"#,
        ]
        let (answers, reports) = try answers(Self.table, ["grade"], lines.joined(separator: "\n"))
        #expect(
            answers == [
                #"{"level":1,"word":"一"}"#, #"{"level":2,"word":"二"}"#, #"{"level":3,"word":"三"}"#, "{}", "{}",
            ])
        #expect(reports.isEmpty)
    }

    @Test func linesThatCannotBeReadAreAnsweredAndReported() throws {
        let lines = [
            #"{"kind":"a","amount":1.005,"days":1}"#, "", #"{"kind":"a","amount":1,"day":1}"#,
            #"{"kind":"a","amount":1,"amount":1,"days":1}"#, #"{"kind":"a","amount":1,"days":1"#,
            #"{"kind":"a","amount":1,"days":1}"#,
        ]
        let (answers, reports) = try answers(Self.table, ["word"], lines.joined(separator: "\n") + "\n")
        #expect(
            answers == [
                #"{"error":"case.too-many-places"}"#, #"{"error":"case.unknown-key"}"#,
                #"{"error":"json.duplicate-key"}"#, #"{"error":"json.unexpected"}"#, #"{"word":"一"}"#,
            ])
        #expect(
            reports == [
                "1 case.too-many-places 1:22 amount", "3 case.unknown-key 3:24 day", "4 json.duplicate-key 4:24 ",
                "5 json.unexpected 5:32 ",
            ])
    }

    @Test func definitionsAreAnsweredToo() throws {
        let rules =
            Self.head + """
                define late of C : Boolean "l"
                  is days > 3
                define fee of C : Money "f"
                  is amount * 10%
                """
        let (answers, _) = try answers(
            rules, ["fee", "late"], #"{"kind":"a","amount":10.05,"days":4}"# + "\n" + #"{"days":4}"#)
        #expect(answers == [#"{"fee":1.01,"late":true}"#, #"{"late":true}"#])
    }

    @Test func namesThatAreNotDefinedAreReported() throws {
        let program = try TestRulebook.program([Self.table])
        let (stream, problems) = DecisionStream.make(
            Plan(program), selection: ["grad"], defaults: CaseDefaults(type: RecordID(0)), file: "")
        #expect(stream == nil)
        #expect(problems.map(\.fact.id) == ["case.unknown-selection"])
        #expect(problems.first?.fact.wording.help?.en == "did you mean `grade`?")
    }

    /// The straight way and the evaluator, on random tables of each size and random cases.
    @Test(arguments: [3, 64, 300, 3000])
    func theStraightWayAnswersAsTheEvaluatorDoes(count: Int) throws {
        let seed = UInt64(4_711 + count)
        var random = SeededRandom(seed: seed)
        var text = Self.head + "table grade for C \"g\"\n  basis S 1\n  policy first\n"
        text += "  | kind | amount | days | vip || level : Integer |\n  |---|---|---|---||---|\n"
        for row in 0..<count {
            let low = random.number(0...100_000)
            let amount = random.pick(
                "[\(low).05..\(low + 300 * 100 / count).5)", ">= \(100_000 - low / 100)", "-", "< \(low / 50)")
            let first = random.number(0...365)
            let cells = [
                random.pick("a", "b", "a, c"), amount, random.pick("[\(first)..\(first + 40)]", "-"),
                random.pick("true", "false", "-"),
            ]
            text += "  | \(cells.joined(separator: " | ")) || \(row) |\n"
        }
        let program = try TestRulebook.program([text])
        let plan = Plan(program)
        var lines = ""
        var expected: [String] = []
        var reader = CaseReader(program, defaults: CaseDefaults(type: RecordID(0), asOf: CalendarDate.first))
        for _ in 0..<400 {
            let cents = random.number(0...10_000_000)
            let line =
                "{\"kind\":\"\(random.pick("a", "b", "c"))\",\"amount\":\(cents / 100).\(cents % 100 / 10)\(cents % 10),"
                + "\"days\":\(random.number(0...400)),\"vip\":\(random.oneIn(2))}"
            lines += line + "\n"
            let (data, _) = reader.read(Array(line.utf8), file: "")
            let evaluation = Evaluator(plan).evaluate(try #require(data))
            if case .integer(let level) = evaluation.value(of: DefinitionID(0)) {
                expected.append("{\"level\":\(level)}")
            } else {
                expected.append("{}")
            }
        }
        let (answers, reports) = try answers(text, ["level"], lines)
        #expect(reports.isEmpty)
        #expect(answers == expected, "seed \(seed)")
    }
}
