import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

@Suite struct CaseReaderTests {
    private func read(_ text: String, _ defaults: CaseDefaults = CaseDefaults()) throws -> (CaseData?, [String]) {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        var reader = CaseReader(program, defaults: defaults)
        let (data, diagnostics) = reader.read(Array(text.utf8), file: "c.json")
        return (data, diagnostics.map(Self.words))
    }

    static func words(_ diagnostic: Diagnostic) -> String {
        guard case .data(_, let line, let column, let path, _) = diagnostic.place else { return diagnostic.fact.id }
        return "\(diagnostic.fact.id) \(line):\(column) \(path)"
    }

    private func facts(_ text: String) -> String {
        "{\"case\":\"Decoration\",\"id\":\"1\",\"as-of\":\"2026-03-02\",\n\"facts\":{\(text)}}"
    }

    @Test(arguments: [
        (#""unit":3"#, "case.wrong-type 2:17 facts.unit"),
        (#""units":"3""#, "case.unknown-key 2:10 facts.units"),
        (#""deposit":12.345"#, "case.too-many-places 2:20 facts.deposit"),
        (#""deposit":1e400"#, "case.out-of-range 2:20 facts.deposit"),
        (#""days-late":1.5"#, "case.not-whole 2:22 facts.days-late"),
        (#""days-late":"1""#, "case.wrong-type 2:22 facts.days-late"),
        (#""refused":"true""#, "case.wrong-type 2:20 facts.refused"),
        (#""violations":[{"kind":"roof"}]"#, "case.unknown-value 2:32 facts.violations[1].kind"),
        (#""violations":[{},{"found-on":"2026-02-30"}]"#, "case.bad-date 2:39 facts.violations[2].found-on"),
        (#""violations":{}"#, "case.wrong-type 2:23 facts.violations"),
        (#""violations":[1]"#, "case.wrong-type 2:24 facts.violations[1]"),
        (#""unit":"a","房号":"b""#, "case.twice-given 2:21 facts.房号"),
        (#""unit":"a","unit":"b""#, "json.duplicate-key 2:21 "),
    ])
    func everyComplaintHasItsPlace(text: String, expected: String) throws {
        let (data, complaints) = try read(facts(text))
        #expect(data == nil)
        #expect(complaints == [expected])
    }

    @Test func namesTitlesAndSpellingsAreRead() throws {
        let (data, complaints) = try read(
            facts(#""房号":"3-1","deposit":"¥1,200.50","violations":[{"类别":"外立面","rectified":null}],"refused":null"#))
        #expect(complaints.isEmpty)
        let money = try #require(Decimal(parsing: "1200.5"))
        #expect(
            data?.facts == [
                .text("3-1"), .decimal(money), .unknown, .unknown,
                .list([.record(RecordID(0), [.enumeration(EnumID(1), 1), .unknown, .unknown, .missing])]),
            ])
    }

    @Test(arguments: ["1200.5", "1,200.50", "¥1,200.50", "\u{FFE5}1,200.50", "1,200.50 元", "1200.5元"])
    func moneyIsSpeltInManyWays(_ text: String) throws {
        let (data, complaints) = try read(facts("\"deposit\":\"\(text)\""))
        #expect(complaints.isEmpty)
        #expect(data?.facts[1] == .decimal(try #require(Decimal(parsing: "1200.5"))))
    }

    @Test(arguments: ["1,20", "1,2000", ",200", "１２００", "1200.5 yuan", "", " 5"])
    func whatIsNoMoneyIsTold(_ text: String) throws {
        let (data, complaints) = try read(facts("\"deposit\":\"\(text)\""))
        #expect(data == nil)
        #expect(complaints == ["case.wrong-type 2:20 facts.deposit"])
    }

    @Test func theEnvelopeIsChecked() throws {
        #expect(try read("[]").1 == ["case.wrong-type 1:1 "])
        #expect(try read("{}").1 == ["case.missing-key 1:1 "])
        #expect(try read(#"{"case":"Decor","facts":{}}"#).1 == ["case.unknown-name 1:9 case"])
        #expect(try read(#"{"case":"Decoration","facts":{}}"#).1 == ["case.missing-key 1:1 "])
        #expect(
            try read(#"{"case":"Decoration","as-of":"2026-03-02","fact":{},"facts":{}}"#).1
                == ["case.unknown-key 1:43 fact"])
    }

    @Test func factsMayStandAlone() throws {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        let defaults = CaseDefaults(
            type: RecordID(program.records.firstIndex { $0.isCase } ?? 0), asOf: CalendarDate.parse("2026-03-02"))
        let (data, complaints) = try read(#"{"id":"7","unit":"3-1"}"#, defaults)
        #expect(complaints.isEmpty)
        #expect(data?.id == "7")
        #expect(data?.facts.first == .text("3-1"))
    }

    @Test func historyIsReadAndItsMistakesArePlaced() throws {
        let rules = EvaluatorTests.rules
        let program = try TestRulebook.program([rules])
        var reader = CaseReader(program)
        func read(_ history: String) -> (CaseData?, [String]) {
            let text = #"{"case":"Decoration","id":"1","as-of":"2026-03-02","facts":{},"history":["# + history + "]}"
            let (data, diagnostics) = reader.read(Array(text.utf8), file: "c.json")
            return (data, diagnostics.map { $0.fact.id })
        }
        let (data, complaints) = read(
            #"{"form":"rectification-notice","issued":"2026-03-01","signed":null,"approvals":[{"step":"a","role":"steward","person":"李","decision":"approved","at":"2026-03-02T10:00:00+08:00"}]}"#
        )
        #expect(complaints.isEmpty)
        #expect(data?.history.first?.approvals.first?.person == "李")
        #expect(read(#"{"form":"rectification-notic"}"#).1 == ["case.unknown-name"])
        #expect(read(#"{"form":"rectification-notice","approvals":[{"role":"steward"}]}"#).1.count == 3)
    }

    @Test func rowsOfACSVFileAreCases() throws {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        var defaults = CaseDefaults(asOf: CalendarDate.parse("2026-03-02"))
        defaults.type = CaseReader(program).caseType(named: "装修巡检")
        let text = "id,unit,押金,violations[1].kind,violations[2].location\r\nA,3-1,\"1,000.50\",承重墙,\r\n,3-2,x,,阳台\r\n"
        var reader = try #require(
            TableCaseReader(CSVReader(Array(text.utf8)), file: "c.csv", reader: CaseReader(program, defaults: defaults))
        )
        #expect(reader.headerDiagnostics.isEmpty)
        let firstRow = reader.next()
        let first = try #require(firstRow).data
        #expect(firstRow?.diagnostics.isEmpty == true)
        #expect(firstRow?.line == 2)
        #expect(first?.id == "A")
        #expect(
            first?.facts == [
                .text("3-1"), .decimal(try #require(Decimal(parsing: "1000.5"))), .unknown, .unknown,
                .list([.record(RecordID(0), [.enumeration(EnumID(1), 0), .unknown, .unknown, .missing])]),
            ])
        let secondRow = reader.next()
        let second = try #require(secondRow)
        #expect(second.data == nil)
        #expect(second.diagnostics.map(Self.words) == ["case.wrong-type 3:3 facts.押金"])
        let hasMore = reader.next() != nil
        #expect(!hasMore)
    }

    @Test func rowsOfOneGroupAreOneCase() throws {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        var defaults = CaseDefaults(asOf: CalendarDate.parse("2026-03-02"))
        defaults.type = CaseReader(program).caseType(named: "Decoration")
        let text = "unit,violations.kind\n3-1,wall\n3-1,facade\n3-2,other\n"
        var reader = try #require(
            TableCaseReader(
                CSVReader(Array(text.utf8)), file: "c.csv", reader: CaseReader(program, defaults: defaults),
                grouping: "unit"))
        var lengths: [Int] = []
        while let reading = reader.next() {
            #expect(reading.diagnostics.isEmpty)
            if case .list(let items)? = reading.data?.facts[4] { lengths.append(items.count) }
        }
        #expect(lengths == [2, 1])
    }

    @Test func columnsThatStandForNothingAreReported() throws {
        let program = try TestRulebook.program([EvaluatorTests.rules])
        var defaults = CaseDefaults(asOf: CalendarDate.parse("2026-03-02"))
        defaults.type = CaseReader(program).caseType(named: "Decoration")
        let reader = try #require(
            TableCaseReader(
                CSVReader(Array("unti,deposit\n1,2\n".utf8)), file: "c.csv",
                reader: CaseReader(program, defaults: defaults)))
        #expect(reader.headerDiagnostics.map(Self.words) == ["case.unknown-column 1:1 "])
        #expect(reader.headerDiagnostics.first?.fact.wording.help?.en == "did you mean `unit`?")
    }
}
