import Foundation
import Testing
import WritTestSupport

/// The register as a clerk and an auditor use it.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct RegisterTests {
    @Test func theSameCommandAgainChangesNothing() throws {
        let place = try RegisterWorkplace()
        try place.write("A1")
        try place.write("A2")
        let first = try place.writ("run", "A1.json", "A2.json", "--register", "reg", "--out", "out", "--person", "陈某")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try place.numbers() == ["通〔2026〕1号", "通〔2026〕2号"])
        #expect(try place.folder.text("out/A1/notice.xml").contains("通〔2026〕1号"))
        #expect(try place.folder.text("out/A2/notice.html").contains("通〔2026〕2号"))
        let out = try place.folder.contents("out")
        let register = try place.folder.contents("reg")
        let again = try place.writ("run", "A1.json", "A2.json", "--register", "reg", "--out", "out", "--person", "别人")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try place.folder.contents("out") == out)
        #expect(try place.folder.contents("reg") == register)
        let verify = try place.writ("register", "verify", "--register", "reg")
        #expect(verify.status == 0 && verify.text.contains("2 lines"), "\(verify.text)\(verify.errors)")
    }

    /// What still lacks a fact is a draft: it has no number, and the next document gets the one that it would have had.
    @Test func draftsGetNoNumber() throws {
        let place = try RegisterWorkplace()
        let line = RegisterWorkplace.line("A1").replacingOccurrences(of: "\"owner-name\":\"王某\",", with: "")
        try place.folder.write("A1.json", line)
        try place.write("A2")
        for _ in 0..<2 {
            let run = try place.writ("run", "A1.json", "A2.json", "--register", "reg", "--out", "out")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try place.numbers() == ["通〔2026〕1号"])
            #expect(try !place.folder.text("out/A1/notice.xml").contains("1号"))
            #expect(try place.folder.text("out/A2/notice.xml").contains("通〔2026〕1号"))
        }
        try place.write("A1")
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        #expect(try place.numbers() == ["通〔2026〕1号", "通〔2026〕2号"])
    }

    @Test func aSequenceForEachFirmAndYear() throws {
        let place = try RegisterWorkplace()
        try place.write("A1")
        try place.write("B1", firm: "west")
        try place.write("A2", asOf: "2027-01-05")
        try place.write("A3", asOf: "2026-12-31")
        let run = try place.writ(
            "run", "A1.json", "B1.json", "A2.json", "A3.json", "--register", "reg", "--out", "out")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try place.numbers() == ["通〔2026〕1号", "通〔2026〕1号", "通〔2027〕1号", "通〔2026〕2号"])
        #expect(try place.numbers("--organisation", "west") == ["通〔2026〕1号"])
        let void = try place.writ("register", "void", "通〔2026〕1号", "--register", "reg", "--reason", "误")
        #expect(void.status == 1 && void.errors.contains("register.ambiguous-number"), "\(void.errors)")
    }

    @Test func anotherTextForTheSameDocumentIsRefused() throws {
        let place = try RegisterWorkplace()
        try place.write("A1")
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        let out = try place.folder.contents("out")
        let register = try place.folder.contents("reg")
        let digest = try #require(
            try place.folder.text("out/A1/notice.xml").firstMatch(of: /digest="([0-9a-f]{64})"/)?.1)
        try place.write("A1", amount: "300")
        let run = try place.writ("run", "A1.json", "--register", "reg", "--out", "out")
        #expect(run.status == 1 && run.errors.contains("register.changed"), "\(run.status)\(run.errors)")
        #expect(run.errors.contains(String(digest)) && run.errors.contains("通〔2026〕1号"), "\(run.errors)")
        let digests = run.errors.matches(of: /[0-9a-f]{64}/).map { String($0.output) }
        #expect(Set(digests).count == 2, "both digests are told")
        #expect(try place.folder.contents("out") == out)
        #expect(try place.folder.contents("reg") == register)
    }

    @Test func aNewDocumentRevokesTheOldByName() throws {
        let place = try RegisterWorkplace()
        try place.write("A1")
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        try place.write("A1", amount: "300")
        func replace(_ number: String, reason: String) throws -> ToolRun {
            try place.writ(
                "run", "A1.json", "--register", "reg", "--out", "out", "--replace", number, "--reason", reason)
        }
        #expect(try replace("通〔2026〕1号", reason: " ").status == 3)
        let unknown = try replace("通〔2026〕9号", reason: "金额有误")
        #expect(unknown.status == 1, "\(unknown.errors)")
        let run = try replace("通〔2026〕1号", reason: "金额有误")
        #expect(run.status == 0, "\(run.errors)")
        let text = try place.folder.text("out/A1/notice.html")
        for part in ["通〔2026〕2号", "2026年3月2日《缴费通知》（通〔2026〕1号）废止", "金额有误"] {
            #expect(text.contains(part), "\(part)")
            #expect(try place.folder.text("out/A1/notice.xml").contains(part), "\(part)")
        }
        let register = try place.folder.contents("reg")
        let out = try place.folder.contents("out")
        #expect(try replace("通〔2026〕1号", reason: "金额有误").status == 0)
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        #expect(try place.folder.contents("reg") == register)
        #expect(try place.folder.contents("out") == out)
        #expect(try place.numbers("--state", "replaced") == ["通〔2026〕1号"])
        #expect(try place.numbers("--state", "issued") == ["通〔2026〕2号"])
        #expect(try place.writ("register", "verify", "--register", "reg").status == 0)
    }

    @Test func aVoidNumberStaysWithItsReason() throws {
        let place = try RegisterWorkplace()
        try place.write("A1")
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        #expect(try place.writ("register", "void", "通〔2026〕1号", "--register", "reg").status == 3)
        let nobody = try place.writ(
            "register", "void", "通〔2026〕1号", "--register", "reg", "--reason", "误发", "--person", " \u{200B}")
        #expect(nobody.status == 3 && nobody.errors.contains("person.empty"), "\(nobody.errors)")
        let void = try place.writ(
            "register", "void", "通〔2026〕1号", "--register", "reg", "--reason", "误发", "--person", "陈某")
        #expect(void.status == 0, "\(void.errors)")
        #expect(
            try place.writ("register", "void", "通〔2026〕1号", "--register", "reg", "--reason", "再次").status == 1)
        let show = try place.writ("register", "show", "通〔2026〕1号", "--register", "reg")
        #expect(show.text.contains("误发") && show.text.contains("陈某"), "\(show.text)")
        // The document may be issued again, under the next number.
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        #expect(try place.numbers() == ["通〔2026〕1号", "通〔2026〕2号"])
        let unknown = try place.writ("register", "show", "通〔2026〕11号", "--register", "reg")
        #expect(unknown.status == 1 && unknown.errors.contains("register.unknown-number"), "\(unknown.errors)")
    }

    @Test func documentsAreFound() throws {
        let place = try RegisterWorkplace()
        let cases = (1...12).map {
            RegisterWorkplace.line(
                "A\($0)", asOf: "2026-03-\($0 < 10 ? "0" : "")\($0)", owner: $0 % 2 == 0 ? "王某" : "李某")
        }
        try place.folder.write("cases.jsonl", cases.joined())
        let batch = try place.writ("batch", "cases.jsonl", "--register", "reg", "--out", "out")
        #expect(batch.status == 0, "\(batch.errors)")
        #expect(try place.numbers() == (1...12).map { "通〔2026〕\($0)号" })
        #expect(try place.numbers("--unit", "3-A7") == ["通〔2026〕7号"])
        #expect(try place.numbers("--name", "李某").count == 6)
        #expect(try place.numbers("--of-case", "A3") == ["通〔2026〕3号"])
        #expect(try place.numbers("--date", "2026-03-05") == ["通〔2026〕5号"])
        #expect(try place.numbers("--from", "2026-03-11") == ["通〔2026〕11号", "通〔2026〕12号"])
        #expect(try place.numbers("--form", "notice", "--state", "void").isEmpty)
        #expect(try place.numbers("--number", "通〔2026〕4号", "--name", "王某") == ["通〔2026〕4号"])
        // Without its table the register is what it was.
        try FileManager.default.removeItem(at: place.folder.file("reg/index.bin"))
        #expect(try place.numbers("--unit", "3-A7") == ["通〔2026〕7号"])
        let again = try place.writ("batch", "cases.jsonl", "--register", "reg", "--out", "out")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try place.numbers().count == 12)
        try place.folder.write("reg/index.bin", "not a table")
        #expect(try place.numbers("--unit", "3-A7") == ["通〔2026〕7号"])
    }

    @Test func aBatchGoesOnAfterWhatIsRefused() throws {
        let place = try RegisterWorkplace()
        try place.folder.write("cases.jsonl", RegisterWorkplace.line("A1") + RegisterWorkplace.line("A2"))
        #expect(try place.writ("batch", "cases.jsonl", "--register", "reg", "--out", "out").status == 0)
        let old = try place.folder.text("out/A1/notice.html")
        try place.folder.write(
            "cases.jsonl",
            RegisterWorkplace.line("A1", amount: "999") + RegisterWorkplace.line("A2") + RegisterWorkplace.line("A3"))
        let run = try place.writ("batch", "cases.jsonl", "--register", "reg", "--out", "out")
        #expect(run.status == 1 && run.errors.contains("register.changed"), "\(run.status)\(run.errors)")
        #expect(try place.folder.text("out/A1/notice.html") == old)
        #expect(try place.numbers() == ["通〔2026〕1号", "通〔2026〕2号", "通〔2026〕3号"])
        #expect(try place.writ("register", "verify", "--register", "reg").status == 0)
    }

    /// What cannot be written is not recorded, and no number is lost by it.
    @Test func noNumberWithoutADocument() throws {
        let place = try RegisterWorkplace()
        try place.write("A1")
        try place.folder.write("out/A1/notice.xml", "mine")
        let run = try place.writ("run", "A1.json", "--register", "reg", "--out", "out")
        #expect(run.status == 3, "\(run.errors)")
        #expect(try place.numbers().isEmpty)
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "other").status == 0)
        #expect(try place.numbers() == ["通〔2026〕1号"])
    }

    @Test func theExportFeedsADatabase() throws {
        let place = try RegisterWorkplace()
        try place.write("A1", owner: #"O'Neil \\ \"王\"\n; DROP TABLE writ_document; --"#)
        try place.write("A2")
        #expect(try place.writ("run", "A1.json", "A2.json", "--register", "reg", "--out", "out").status == 0)
        #expect(
            try place.writ("register", "void", "通〔2026〕2号", "--register", "reg", "--reason", "it's void").status == 0)
        let export = try place.writ("register", "export", "--register", "reg", "--format", "sql")
        #expect(export.status == 0 && export.text.hasPrefix("BEGIN;"))
        try place.folder.write("export.sql", export.output)
        let query = "SELECT number, state, reason FROM writ_document ORDER BY sequence; SELECT count(*) FROM writ_act;"
        let script = "sqlite3 r.db < export.sql && sqlite3 r.db \"\(query)\""
        let sh = URL(fileURLWithPath: "/bin/sh")
        guard try ToolRun(tool: sh, ["-c", "command -v sqlite3"]).status == 0 else {
            print("skipped: sqlite3 is not installed")
            return
        }
        let read = try ToolRun(tool: sh, ["-c", script], folder: place.folder.url)
        #expect(read.text == "通〔2026〕1号|issued|\n通〔2026〕2号|void|it's void\n3\n", "\(read.text)\(read.errors)")
    }

    /// Runs that are killed at any moment, eight at a time: what was acknowledged is there, no number is doubled, and the journal
    /// is whole.
    @Test func killedWhileTheyRecord() throws {
        var random = RecordTrials.random("killedWhileTheyRecord")
        let place = try RegisterWorkplace()
        for trial in 0..<RecordTrials.count(4) {
            var tools: [(String, RunningTool)] = []
            for writer in 0..<8 {
                let id = "T\(trial)W\(writer)"
                let path = try place.write(id)
                tools.append(
                    (
                        id,
                        try RunningTool(["run", path, "--register", "reg", "--out", "out/\(id)"], folder: place.folder)
                    ))
            }
            usleep(UInt32(random.number(1000...400_000)))
            for (_, tool) in tools where random.oneIn(2) { tool.send(SIGKILL) }
            var acknowledged: [String] = []
            for (id, tool) in tools {
                let status = tool.wait()
                if status == 0 { acknowledged.append(id) }
                #expect(status == 0 || status == -SIGKILL, "\(status)\n\(tool.errors)")
            }
            let numbers = try place.numbers()
            #expect(Set(numbers).count == numbers.count, "\(numbers)")
            for id in acknowledged { #expect(try place.numbers("--of-case", id).count == 1, "\(id)") }
            let verify = try place.writ("register", "verify", "--register", "reg")
            #expect(verify.status == 0, "\(verify.errors)")
        }
    }

    /// The journal may not grow beyond a limit, which is what a full disk looks like: a message, and earlier lines whole.
    @Test func noRoomForTheJournal() throws {
        let place = try RegisterWorkplace()
        for number in 1...40 { try place.write("A\(number)") }
        for limit in 1...RecordTrials.count(3) {
            let script = """
                for n in $(seq 1 40); do
                  (ulimit -f \(10 + limit); exec "\(ToolRun.tool.path)" run A$n.json --register reg\(limit)) || exit $?
                done
                """
            let run = try ToolRun(tool: URL(fileURLWithPath: "/bin/sh"), ["-c", script], folder: place.folder.url)
            #expect(
                !run.wasKilled && run.status == 3 && run.errors.contains("file.not-writable"),
                "\(run.status)\n\(run.errors)")
            let verify = try place.writ("register", "verify", "--register", "reg\(limit)")
            #expect(verify.status == 0, "\(verify.errors)")
        }
    }

    /// Twenty reviewers sign at once; nobody's signature is lost.
    @Test func twentySignaturesAtOnce() throws {
        let place = try RegisterWorkplace()
        func words(_ reviewer: String, _ date: String) -> [String] {
            [
                "review", "Rules", "--sign", "clause M1 1", "--reviewer", reviewer, "--date", date, "--decision",
                "accepted",
            ]
        }
        let tools = try (1...20).map {
            try RunningTool(words("律师\($0)", "2026-03-02"), folder: place.folder)
        }
        for tool in tools { #expect(tool.wait() == 0, "\(tool.errors)") }
        let lines = try place.folder.text("Rules/signoffs.jsonl").split(separator: "\n")
        #expect(lines.count == 20)
        #expect(Set(lines.compactMap { $0.firstMatch(of: /"person":"([^"]*)"/)?.1 }).count == 20)
        let nobody = try ToolRun(words(" \u{3000}", "2026-03-02"), folder: place.folder.url)
        #expect(nobody.status == 3 && nobody.errors.contains("person.empty"), "\(nobody.errors)")
        let future = try ToolRun(words("律师", "9000-01-01"), folder: place.folder.url)
        #expect(future.status == 3 && future.errors.contains("signoff.in-the-future"), "\(future.errors)")
        #expect(try place.folder.text("Rules/signoffs.jsonl").split(separator: "\n").count == 20)
    }
}
