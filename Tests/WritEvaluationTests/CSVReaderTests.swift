import Testing
import WritEvaluation
import WritLanguage

@Suite struct CSVReaderTests {
    private func records(_ text: String, limit: Int = CSVReader.defaultRecordLimit, block: Int = .max) -> (
        records: [[String]], lines: [Int], problems: [CSVProblem]
    ) {
        let bytes = Array(text.utf8)
        var offset = 0
        var reader = CSVReader(recordLimit: limit) { target in
            let count = min(target.count, block, bytes.count - offset)
            for index in 0..<count { target[index] = bytes[offset + index] }
            offset += count
            return count
        }
        var result: (records: [[String]], lines: [Int], problems: [CSVProblem]) = ([], [], [])
        while reader.next() {
            result.records.append((0..<reader.count).map { reader.text($0) })
            result.lines.append(reader.line)
            if let problem = reader.problem { result.problems.append(problem) }
        }
        return result
    }

    @Test(arguments: [1, 2, 3, 7, 1 << 20])
    func readsQuotesLineEndsAndMarks(block: Int) {
        let text = "\u{FEFF}a,b,c\r\n1,\"x, \"\"y\"\"\r\nz\",\r\n\r\n\"\",单元,𠮷\nlast"
        let (records, lines, problems) = records(text, block: block)
        #expect(records == [["a", "b", "c"], ["1", "x, \"y\"\r\nz", ""], ["", "单元", "𠮷"], ["last"]])
        #expect(lines == [1, 2, 5, 6])
        #expect(problems.isEmpty)
    }

    @Test func aQuotedEmptyFieldIsARecord() {
        #expect(records("\"\"\n\n").records == [[""]])
    }

    @Test func brokenQuotesAreReported() {
        #expect(records("a\"b,c\n").problems == [CSVProblem(kind: .strayQuote, line: 1, field: 1)])
        #expect(records("x,\"a\"b,c\n").problems == [CSVProblem(kind: .textAfterQuote, line: 1, field: 3)])
        #expect(records("x\n\"a,b\nc").problems == [CSVProblem(kind: .unterminatedQuote, line: 2, field: 1)])
    }

    @Test(arguments: [3, 100])
    func aRecordThatIsTooLongIsDroppedAndTheNextIsRead(block: Int) {
        let text = "a,b\n" + String(repeating: "x", count: 500) + "\nc,d\n"
        let (records, lines, problems) = records(text, limit: 64, block: block)
        #expect(records == [["a", "b"], [], ["c", "d"]])
        #expect(lines == [1, 2, 3])
        #expect(problems.map(\.kind) == [.recordTooLong(limit: 64)])
    }
}
