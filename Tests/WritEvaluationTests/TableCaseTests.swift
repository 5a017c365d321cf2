import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

/// Tables as office programs write them.
@Suite struct TableCaseTests {
    private static let rules = """
        rulebook t "t"
        source S "s"
          clause 1 "a"
        enum Kind "k" a "甲" | b "乙"
        case C "案件"
          money : Money "金额"
          ratio : Percent "比率"
          count : Integer "数量"
          size  : Decimal "面积"
          term  : days "期限"
          on    : Date "日期"
          at    : DateTime "时间"
          paid  : Boolean "已缴"
          kind  : Kind "类别"
          note  : Text? "备注"

        """

    private func readings(
        _ text: String, dates: DateOrder? = nil, grouping: String? = nil
    ) throws -> [TableCaseReader.Reading] {
        let program = try TestRulebook.program([Self.rules])
        var defaults = CaseDefaults(type: RecordID(0), asOf: CalendarDate.parse("2026-03-02"))
        defaults.dateOrder = dates
        var reader = try #require(
            TableCaseReader(
                CSVReader(Array(text.utf8)), file: "c.csv", reader: CaseReader(program, defaults: defaults),
                grouping: grouping))
        #expect(reader.headerDiagnostics.map(CaseReaderTests.words) == [])
        var readings: [TableCaseReader.Reading] = []
        while let reading = reader.next() { readings.append(reading) }
        return readings
    }

    /// What a cell of a column is read as, in words; or the id of what is wrong with it.
    private func value(_ cell: String, _ column: String, dates: DateOrder? = nil) throws -> String {
        let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
        let reading = try #require(try readings("id,\(column)\n1,\(quoted)\n", dates: dates).first)
        if let problem = reading.diagnostics.first { return problem.fact.id }
        let given = reading.data?.facts.first { value in
            switch value {
            case .unknown, .missing: false
            default: true
            }
        }
        switch given {
        case .decimal(let number)?: return number.description
        case .integer(let number)?, .duration(let number, _)?: return "\(number)"
        case .date(let date)?: return "\(date)"
        case .dateTime(let moment)?: return "\(moment)"
        case .boolean(let flag)?: return "\(flag)"
        case .enumeration(_, let value)?: return "#\(value)"
        case .text(let text)?: return text
        default: return "nothing"
        }
    }

    @Test(arguments: [
        ("1,234.50", "1234.5"), ("￥1234.5", "1234.5"), ("１２３４", "1234"), ("1234.5元", "1234.5"), (" 1234.5 ", "1234.5"),
        ("\u{3000}1234.5\u{A0}", "1234.5"), ("−5", "-5"), ("-1,234,567.89", "-1234567.89"), ("１，２３４．５", "1234.5"),
        ("1,23,4", "case.wrong-type"), ("12,34.5", "case.wrong-type"), ("1234,567", "case.wrong-type"),
        ("1.234,50", "case.wrong-type"), ("1234.5万元", "case.wrong-type"), ("(1234.50)", "case.wrong-type"),
        ("0.005", "case.too-many-places"),
    ])
    func money(cell: String, expected: String) throws {
        #expect(try value(cell, "money") == expected)
    }

    @Test(arguments: [
        ("5%", "0.05"), ("５％", "0.05"), (" 5 % ", "0.05"), ("1,000%", "10"), ("5", "case.no-percent-sign"),
        ("0.05", "case.no-percent-sign"), ("5‰", "case.wrong-type"),
    ])
    func percentages(cell: String, expected: String) throws {
        #expect(try value(cell, "ratio") == expected)
    }

    @Test(arguments: [
        ("1,000", "count", "1000"), ("７", "count", "7"), ("7.0", "count", "7"), ("1E+03", "count", "1000"),
        ("7.5", "count", "case.not-whole"), ("9223372036854775808", "count", "case.out-of-range"),
        ("1,234.125", "size", "1234.125"), ("３．５", "size", "3.5"), ("30天", "term", "30"),
        ("1,000 days", "term", "1000"),
        ("３０ 天", "term", "30"), ("是", "paid", "true"), ("FALSE", "paid", "false"), ("N", "paid", "false"),
        ("×", "paid", "false"), ("０", "paid", "false"), ("2", "paid", "case.wrong-type"), (" 乙 ", "kind", "#1"),
        (" a b ", "note", " a b "),
    ])
    func others(cell: String, column: String, expected: String) throws {
        #expect(try value(cell, column) == expected)
    }

    @Test(arguments: [
        "2026-03-02", "2026/3/2", "2026/03/02", "2026年3月2日", "2026年03月02号", "2026-3-2", "20260302", "2026.3.2",
        "2026-03-02 00:00:00", "２０２６-０３-０２", "2026-03-02T00:00:00.000", "2026-03-02 10:00",
    ])
    func daysAreSpeltInManyWays(cell: String) throws {
        #expect(try value(cell, "on") == "2026-03-02")
    }

    @Test(arguments: [
        ("46083", "case.bad-date"), ("2026-02-29", "case.bad-date"), ("2026-03-02T00:00:00Z", "case.bad-date"),
        ("2026-03/02", "case.bad-date"), ("26-03-02", "case.bad-date"), ("2026-03-02x", "case.bad-date"),
        ("2026-03-02 25:00", "case.bad-date"), ("2026年3月2", "case.bad-date"), ("3/2/2026", "case.unknown-date-order"),
        ("10/15/2013", "case.unknown-date-order"),
    ])
    func whatIsNoDayIsTold(cell: String, expected: String) throws {
        #expect(try value(cell, "on") == expected)
    }

    @Test func theOrderOfDayAndMonthIsStated() throws {
        #expect(try value("3/2/2026", "on", dates: .mdy) == "2026-03-02")
        #expect(try value("3/2/2026", "on", dates: .dmy) == "2026-02-03")
        #expect(try value("10/15/2013 12:00 AM", "on", dates: .mdy) == "2013-10-15")
        #expect(try value("10/15/2013", "on", dates: .dmy) == "case.bad-date")
        #expect(try value("2026/3/2", "on", dates: .dmy) == "2026-03-02")
    }

    @Test(arguments: [
        ("2026-03-02T10:00:00+08:00", "2026-03-02T10:00:00+08:00"), ("2026/3/2 10:00", "2026-03-02T10:00:00Z"),
        ("2026年3月2日10时05分", "2026-03-02T10:05:00Z"), ("2026-03-02 10:00:30.25 +0800", "2026-03-02T10:00:30.250+08:00"),
        ("2026-03-02 9:05 PM", "2026-03-02T21:05:00Z"), ("2026-03-02", "case.bad-date-time"),
        ("2026-03-02 13:00 PM", "case.bad-date-time"),
    ])
    func moments(cell: String, expected: String) throws {
        #expect(try value(cell, "at") == expected)
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func theSeparatorIsFound(separator: String) throws {
        let head = separator == "|" ? "sep=|\r\n" : ""
        let text = "id,金额,备注\r\nA,1,x\r\nB,2,\"y,;\t|z\"\r\n"
        let table = head + text.replacing(",", with: separator).replacing("y\(separator);", with: "y,;")
        let readings = try readings(table)
        #expect(readings.flatMap(\.diagnostics).isEmpty)
        #expect(readings.map { $0.data?.id } == ["A", "B"])
        #expect(readings.map(\.line) == (separator == "|" ? [3, 4] : [2, 3]))
    }

    @Test func blankRowsAndColumnsWithoutNamesAreNone() throws {
        let readings = try readings("id,金额,,\nA,1,,\n,,,\n\nB,2,,\nC,3,,x\n")
        #expect(readings.map { $0.data?.id } == ["A", "B", nil])
        #expect(readings[2].diagnostics.map(CaseReaderTests.words) == ["case.extra-fields 6:0 "])
    }

    @Test func aColumnWithoutANameInTheMiddleMustBeEmpty() throws {
        let readings = try readings("id,,金额\nA,,1\nB,x,2\n")
        #expect(readings.map { $0.data?.id } == ["A", nil])
        #expect(readings[1].diagnostics.map(CaseReaderTests.words) == ["case.nameless-column 3:2 "])
    }

    @Test func whatIsMissingAndWhatDiffersIsToldByItsLine() throws {
        let program = try TestRulebook.program([Self.rules])
        let reader = CaseReader(program, defaults: CaseDefaults(type: RecordID(0)))
        var cases = try #require(
            TableCaseReader(
                CSVReader(Array("id,note\nA,x\nA,y\nB,z\n".utf8)), file: "c.csv", reader: reader, grouping: "id"))
        let first = cases.next()?.diagnostics.map(CaseReaderTests.words)
        let second = cases.next()?.diagnostics.map(CaseReaderTests.words)
        #expect(first == ["case.group-differs 3:2 note"])
        #expect(second == ["case.missing-key 4:0 as-of"])
    }

    @Test func aGroupOfManyRowsIsReadInProportion() throws {
        let program = try TestRulebook.program([
            """
            record Line "行"
              size : Integer "数"
            case C "案件"
              lines : list of Line "行"
            """
        ])
        let reader = CaseReader(
            program, defaults: CaseDefaults(type: RecordID(1), asOf: CalendarDate.parse("2026-03-02")))
        let text = "id,lines.size\n" + String(repeating: "A,1\n", count: 40_000)
        var cases = try #require(
            TableCaseReader(CSVReader(Array(text.utf8)), file: "c.csv", reader: reader, grouping: "id"))
        let clock = ContinuousClock()
        let start = clock.now
        let data = cases.next()?.data
        guard case .list(let items)? = data?.facts.first else {
            Issue.record("no list")
            return
        }
        #expect(items.count == 40_000)
        // Copying the list for each row would take minutes.
        #expect(clock.now - start < .seconds(30))
    }
}
