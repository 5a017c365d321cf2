import Foundation
import Testing
import WritTestSupport

/// Files as office programs save them, through the command as a user runs it.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct OfficeInputTests {
    private static let rules = """
        source S "s"
          clause 1 "a"
        role clerk "经办"
        role head "主管"
        party payer "业主"
        organisation office "管理处"
          head
          clerk under head
        case C "巡检"
          unit : Text "房号"
          on : Date "日期"
          paid : Boolean "已缴"
          count : Integer "数量"
          fee : Money "金额"
        case D "其他" size : Integer "面积"
        chain approval "审批" for C
          step first "初审" by clerk
        define share of C : Money "分摊" basis S 1
          is fee / count otherwise
        define double of D : Integer "倍" basis S 1
          is size * 2 otherwise
        rule notice "通知"
          for C
          basis S 1
          when paid = false
          issue notice to payer
        log events "事件" for approval
          column case "案件" column activity "活动" column role "岗位" column person "人员" column time "时间"
          activity "初审" is approved at first
        """

    private static let form = """
        <form xmlns="urn:writ:form:1" id="notice" for="C" title="通知">
          <body><p>房号<value of="unit"/></p></body>
        </form>
        """

    private static let table =
        "id,房号,日期,已缴,数量,金额\r\nA001,一幢101,2026/3/2,否,2,\"1,000\"\r\nA002,二幢202,2026年3月2日,否,4,￥6\r\n"

    private func place() throws -> ScratchFolder {
        let place = try ScratchFolder()
        try place.write("Rules/r.writ", Self.rules)
        try place.write("Forms/notice.xml", Self.form)
        return place
    }

    private func writ(_ place: ScratchFolder, _ words: String) throws -> ToolRun {
        try ToolRun(words.split(separator: " ").map(String.init), folder: place.url)
    }

    /// By the system's own converter, which is another than the one that is tested.
    private func gb18030(_ text: String) throws -> Data {
        let converter = iconv_open("GB18030", "UTF-8")
        defer { iconv_close(converter) }
        var bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
        var room = [CChar](repeating: 0, count: bytes.count * 2)
        var (left, free) = (bytes.count, room.count)
        let isConverted = bytes.withUnsafeMutableBufferPointer { source in
            room.withUnsafeMutableBufferPointer { target in
                var (from, to) = (source.baseAddress, target.baseAddress)
                return iconv(converter, &from, &left, &to, &free) == 0
            }
        }
        try #require(isConverted && left == 0)
        return Data(room.dropLast(free).map { UInt8(bitPattern: $0) })
    }

    private func encoded(_ text: String, _ encoding: String) throws -> Data {
        switch encoding {
        case "utf-8": return Data(text.utf8)
        case "utf-8 with a mark": return Data([0xEF, 0xBB, 0xBF] + Array(text.utf8))
        case "utf-16le": return Data([0xFF, 0xFE]) + (try #require(text.data(using: .utf16LittleEndian)))
        case "utf-16be": return Data([0xFE, 0xFF]) + (try #require(text.data(using: .utf16BigEndian)))
        default: return try gb18030(text)
        }
    }

    private static let answers = "{\"share\":500}\n{\"share\":1.5}\n"

    @Test(arguments: ["utf-8", "utf-8 with a mark", "utf-16le", "utf-16be", "gb18030"])
    func encodingsAreFound(encoding: String) throws {
        let place = try place()
        try place.write("t.csv", encoded(Self.table, encoding))
        let run = try writ(place, "batch t.csv --case C --as-of 2026-03-02 --select share --out -")
        #expect(run.status == 0 && run.text == Self.answers, "\(run.text)\(run.errors)")
        #expect(run.errors.contains("file.guessed-encoding") == (encoding == "gb18030"), "\(run.errors)")
    }

    @Test(arguments: ["gb18030", "big5", "windows-1252", "utf-16le"])
    func anEncodingMayBeStated(encoding: String) throws {
        let place = try place()
        // `房號`, `ÄÖ` and so on have other bytes in each; the last row breaks off within a character.
        let text: [UInt8]
        switch encoding {
        case "gb18030": text = [0xB7, 0xBF, 0xBA, 0xC5, 0x81]
        case "big5": text = [0xA9, 0xD0, 0xB8, 0xB9, 0x81]
        case "windows-1252": text = [0xC4, 0xD6, 0x81]
        default: text = Array("房号".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) + [0x41]
        }
        func wide(_ text: String) -> [UInt8] {
            encoding == "utf-16le" ? text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } : Array(text.utf8)
        }
        let good = wide("id,unit,count,fee\nA,") + text.dropLast() + wide(",2,3\n")
        try place.write("t.csv", good)
        let command = "batch t.csv --case C --as-of 2026-03-02 --format jsonl --encoding \(encoding) --out -"
        let run = try writ(place, command)
        #expect(run.status == 0 && !run.errors.contains("warning"), "\(run.errors)")
        try place.write("t.csv", good + wide("B,") + text)
        let spoiled = try writ(place, command)
        #expect(spoiled.status == 3 && spoiled.errors.contains("t.csv:3:2 (unit)"), "\(spoiled.errors)")
    }

    @Test func whatIsNoTextIsToldWithTheWayOut() throws {
        let place = try place()
        try place.write("t.xlsx", [0x50, 0x4B, 0x03, 0x04, 0, 0])
        try place.write("t.csv.gz", [0x1F, 0x8B, 0x08, 0])
        try place.write("latin.csv", Array("id,Stra".utf8) + [0xDF] + Array("e\n1,2\n".utf8))
        let book = try writ(place, "batch t.xlsx --case C --out -")
        #expect(book.status == 3 && book.errors.contains("CSV UTF-8"), "\(book.errors)")
        let packed = try writ(place, "route --log t.csv.gz")
        #expect(packed.status == 3 && packed.errors.contains("gzip -dc t.csv.gz"), "\(packed.errors)")
        let latin = try writ(place, "batch latin.csv --case C --out -")
        #expect(latin.status == 3 && latin.errors.contains("--encoding"), "\(latin.errors)")
    }

    @Test func jsonIsReadAsLinesAsAnArrayAndOverSeveralLines() throws {
        let place = try place()
        let cases = [#"{"id":"A","fee":"1,000","count":2}"#, #"{"id":"B","fee":6,"count":4}"#]
        let files = [
            "a.jsonl": cases.joined(separator: "\n"), "b.json": "[\n\(cases[0]),\n\(cases[1])\n]\n",
            "c.jsonl": "[\(cases[0]), \(cases[1])]",
            "d.json": cases.joined(separator: "\n").replacingOccurrences(of: ",\"fee", with: ",\n  \"fee"),
        ]
        for (name, text) in files {
            try place.write(name, text)
            let run = try writ(place, "batch \(name) --case C --as-of 2026-03-02 --select share --out -")
            #expect(run.status == 0 && run.text == Self.answers, "\(name): \(run.text)\(run.errors)")
        }
        try place.write("e.json", "[{\"fee\":1},\n {\"fee\":2, \"fees\":3}\n {}]")
        let run = try writ(place, "batch e.json --case C --as-of 2026-03-02 --format jsonl --out -")
        #expect(run.errors.contains("e.json:2:12 (fees)") && run.errors.contains("e.json:3:2"), "\(run.errors)")
        #expect(run.status == 3 && run.errors.contains("3 cases, 0 refused, 0 with errors, 2 unreadable"))
    }

    @Test func eachLineMaySayItsTypeWhereValuesAreSelected() throws {
        let place = try place()
        func line(_ type: String, _ facts: String) -> String {
            "{\"case\":\"\(type)\",\"id\":\"1\",\"as-of\":\"2026-03-02\",\"facts\":{\(facts)}}\n"
        }
        try place.write("a.jsonl", line("C", "\"fee\":6,\"count\":4") + line("其他", "\"size\":3"))
        let both = try writ(place, "batch a.jsonl --select share,double --out -")
        #expect(both.status == 0 && both.text == "{\"share\":1.5}\n{\"double\":6}\n", "\(both.text)\(both.errors)")
        let one = try writ(place, "batch a.jsonl --select share --out -")
        #expect(one.text == "{\"share\":1.5}\n{\"error\":\"case.unknown-selection\"}\n", "\(one.text)")
        #expect(
            one.status == 1 && one.errors.contains("a.jsonl:2:1") && one.errors.contains("`double`"), "\(one.errors)")
        let none = try writ(place, "batch a.jsonl --select shares --out -")
        #expect(none.status == 3 && none.errors.contains("`share`"), "\(none.errors)")
    }

    @Test func aSummaryCountsWhatWasWritten() throws {
        let place = try place()
        let head = "id,房号,日期,已缴,数量,金额\n"
        try place.write(
            "t.csv", head + "A,1,2026-03-02,否,1,1\nA,2,2026-03-02,否,1,1\n,3,2026-03-02,否,1,1\nB,4,2026-03-02,否,0,1\n")
        let run = try writ(place, "batch t.csv --case C --as-of 2026-03-02 --out out")
        #expect(run.status == 3, "\(run.errors)")
        #expect(
            run.errors.contains(
                "4 cases, 2 documents, 0 refused, 0 with errors, 0 unreadable, 2 not filed (without an id, or with one that was there before)"
            ),
            "\(run.errors)")
        #expect(
            run.errors.contains("on line 2") && run.errors.contains("t.csv:3:1 (id)")
                && run.errors.contains("t.csv:4:1 (id)"))
        #expect(place.files(below: "out").filter { $0.hasSuffix(".xml") } == ["A/notice.xml", "B/notice.xml"])
        let outcomes = try String(contentsOf: place.file("out/outcomes.jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(
            outcomes.count == 4 && outcomes[1].contains("case.duplicate-id") && outcomes[2].contains("case.empty-id"))
        #expect(!outcomes[1].contains(".xml"))
        let selected = try writ(place, "batch t.csv --case C --as-of 2026-03-02 --select share --out -")
        #expect(
            selected.status == 1 && selected.errors.contains("4 cases, 0 refused, 1 with errors, 0 unreadable"),
            "\(selected.errors)")
    }

    @Test func logsAreReadAsCasesAre() throws {
        let place = try place()
        let log = "案件;活动;岗位;人员;时间;\n甲;初审;经办;张;2026/3/2 10:00;\n乙;初审;clerk;李;2026-03-02 10:00 +0800;\n;;;;;\n"
        try place.write("log.csv", gb18030(log))
        let run = try writ(place, "route --log log.csv --format jsonl")
        let lines = run.text.split(separator: "\n")
        #expect(run.status == 0 && lines.count == 2, "\(run.text)\(run.errors)")
        #expect(lines.allSatisfy { $0.contains("\"state\":\"approved\"") }, "\(run.text)")
        try place.write("us.csv", "案件,活动,岗位,人员,时间\n甲,初审,经办,张,3/2/2026 10:00 AM\n")
        let unclear = try writ(place, "route --log us.csv")
        #expect(unclear.status == 3 && unclear.errors.contains("--dates mdy"), "\(unclear.errors)")
        #expect(try writ(place, "route --log us.csv --dates mdy").status == 0)
    }

    @Test func staffListsAreReadAsCasesAre() throws {
        let place = try place()
        let text = #"{"case":"C","id":"A","as-of":"2026-03-02","facts":{},"history":[{"form":"notice"}]}"#
        try place.write("case.json", text)
        try place.write("staff.csv", gb18030("姓名;岗位;起;止\n张三;经办;2025/1/1;\n;;;\n李四;主管;2025年1月1日;2026.12.31\n"))
        let run = try writ(place, "run case.json --staff staff.csv")
        #expect(run.status == 0 && run.errors.contains("file.guessed-encoding"), "\(run.errors)")
        try place.write("staff.csv", "person\trole\tfrom\n\n张三\tclerk\t1/2/2025\n李四\theadd\t2025-01-01\n")
        let wrong = try writ(place, "run case.json --staff staff.csv")
        #expect(wrong.status == 3, "\(wrong.errors)")
        #expect(
            wrong.errors.contains("staff.csv:3:3 (from)") && wrong.errors.contains("staff.csv:4:2 (role)"),
            "\(wrong.errors)")
    }
}
