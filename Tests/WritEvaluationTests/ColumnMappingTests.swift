import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

/// Tables that somebody else has made, by the columns that the rulebook declares.
@Suite struct ColumnMappingTests {
    private static let rules = """
        rulebook r "Housing"
          currency USD
        source S "Code"
          clause 1 "Hazards"
        role inspector "Inspector"
        enum Class "Class" A "A" < B "B" < C "C"
        record Charge "Charge"
          amount : Money "Amount"
        case Violation "Violation"
          class   : Class "Class"
          found   : Date "Found"
          charges : list of Charge? "Charges"
        columns opendata for Violation
          column id                "ViolationID"
          column as-of             "InspectionDate"
          column found             "NOVIssuedDate"
          column class             "Class"
          column charges[1].amount "Amount Due"
        rule c "Class C"
          for Violation
          basis S 1
          when class = C
          require "Correct" by inspector
        """

    /// What cannot be read is named as the table names it, and by the field that it was to fill.
    @Test func complaintsNameTheColumnOfTheTable() throws {
        let program = try TestRulebook.program([Self.rules])
        var reader = try #require(
            TableCaseReader(
                CSVReader(Array(Self.table.replacing(",C,", with: ",Z,").replacing("$1,250.00", with: "x").utf8)),
                file: "c.csv", reader: CaseReader(program, defaults: CaseDefaults(type: program.columns.first?.type))))
        let row = reader.next()
        let reading = try #require(row)
        #expect(
            reading.diagnostics.map(\.place) == [
                .data(file: "c.csv", line: 2, column: 4, path: "facts.class", head: "Class"),
                .data(file: "c.csv", line: 2, column: 6, path: "facts.charges[1].amount", head: "Amount Due"),
            ])
        let text = DiagnosticPrinter(language: .en, colour: false, sources: []).text(reading.diagnostics[0])
        #expect(text.contains("c.csv:2:4 (Class → facts.class)"), "\(text)")
    }

    @Test func manyColumnsThatStandForNothingAreToldOnce() throws {
        let program = try TestRulebook.program([Self.rules])
        let reader = try #require(
            TableCaseReader(
                CSVReader(Array("a,Class,编号,基准日,b,c\n1,C,7,2026-03-02,2,3\n".utf8)), file: "c.csv",
                reader: CaseReader(program, defaults: CaseDefaults(type: program.columns.first?.type))))
        #expect(
            reader.headerDiagnostics.map(\.fact.wording.message.en) == [
                "3 columns stand for no field: `a`, `b` and `c`"
            ])
        #expect(reader.headerDiagnostics.map(\.place) == [.data(file: "c.csv", line: 1, column: 1, path: "")])
    }

    /// A case's id and day may stand under Chinese heads.
    @Test func whatIsNoFactHasChineseHeads() throws {
        let (cases, problems) = try read("案件编号,基准日,Class\n7,2026-03-02,C\n")
        #expect(problems.isEmpty && cases.map(\.id) == ["7"] && cases.first?.asOf.description == "2026-03-02")
    }

    private func read(_ csv: String, columns: String? = nil) throws -> (cases: [CaseData], problems: [String]) {
        let program = try TestRulebook.program([Self.rules])
        var defaults = CaseDefaults(type: program.columns.first?.type)
        defaults.columns = columns.flatMap { name in program.columns.first { $0.identity.name == name } }
        var reader = try #require(
            TableCaseReader(CSVReader(Array(csv.utf8)), file: "c.csv", reader: CaseReader(program, defaults: defaults)))
        var cases: [CaseData] = []
        var problems = reader.headerDiagnostics.map(\.fact.id)
        while let reading = reader.next() {
            problems += reading.diagnostics.map(\.fact.id)
            if let data = reading.data { cases.append(data) }
        }
        return (cases, problems)
    }

    private static let table = """
        ViolationID,BuildingID,InspectionDate,Class,NOVIssuedDate,Amount Due,Comments
        10,7,2026-03-02,C,2026/3/5,"$1,250.00",n/a

        """

    @Test(arguments: ["opendata", nil]) func onlyTheNamedColumnsAreRead(_ columns: String?) throws {
        let (cases, problems) = try read(Self.table, columns: columns)
        #expect(problems.isEmpty)
        let data = try #require(cases.first)
        #expect(data.id == "10")
        #expect(data.asOf.description == "2026-03-02")
        #expect(data.facts[1] == .date(try #require(CalendarDate.parse("2026-03-05"))))
        #expect(
            data.facts[2]
                == .list([.record(RecordID(0), [.decimal(try #require(Decimal(parsing: "1250")))])]))
    }

    @Test func aColumnThatIsNotThereIsTold() throws {
        let (cases, problems) = try read("ViolationID,Class\n10,C\n", columns: "opendata")
        #expect(cases.isEmpty)
        #expect(problems == ["case.column-not-there", "case.column-not-there", "case.column-not-there"])
    }

    @Test func withoutASetThatFitsUnknownColumnsAreTold() throws {
        let (_, problems) = try read("ViolationID,Class\n10,C\n")
        #expect(problems == ["case.unknown-column"])
    }

    @Test(arguments: [
        ("column nothing \"X\"", "fact.unknown-name"), ("column charges \"X\"", "log.fact-of-many-values"),
        ("column class \"X\"\n  column class \"Y\"", "part.duplicate"),
    ])
    func mistakesAreTold(_ line: String, _ id: String) {
        let text = Self.rules + "\ncolumns other for Violation\n  \(line)\n"
        let tree = Parser.parse(SourceText(id: FileID(0), path: "r.writ", bytes: Array(text.utf8)))
        let result = Checker.check(trees: [tree], forms: nil)
        #expect(
            (tree.diagnostics + result.diagnostics).contains { $0.fact.id == id },
            "\(result.diagnostics.map(\.fact.id))")
    }
}
