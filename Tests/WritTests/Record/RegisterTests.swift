import Foundation
import Testing
import WritSemantics
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

    /// The sample cases as the README has it, twice: the second time nothing changes, neither in the register nor in the folder.
    @Test func theSampleCasesTwice() throws {
        let root = ProjectFiles.root
        let cases = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "Rules/cases").path)
            .filter { $0.hasSuffix(".json") }.sorted().map { "Rules/cases/" + $0 }
        let scratch = try ScratchFolder()
        var seen: [String: Data] = [:]
        for turn in 1...2 {
            let run = try ToolRun(
                ["run"] + cases
                    + [
                        "--out", scratch.file("out").path, "--register", scratch.file("register").path, "--person",
                        "陈某",
                    ],
                folder: root, timeout: 600)
            #expect(run.status == 0, "\(turn): \(run.errors.prefix(600))")
            let now = try scratch.contents("")
            if turn == 2 { #expect(now == seen, "\(now.keys.filter { now[$0] != seen[$0] }.sorted().prefix(5))") }
            seen = now
        }
        #expect(try scratch.text("register/journal.jsonl").split(separator: "\n").count > 300)
        let verify = try ToolRun(["register", "verify", "--register", scratch.file("register").path])
        #expect(verify.status == 0, "\(verify.errors.prefix(600))")
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

    /// Lines that were made anew, seals and all, contradict the records that are kept, and acts their documents.
    @Test func linesMadeAnewContradictWhatIsKept() throws {
        let place = try RegisterWorkplace()
        try place.write("A1")
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        let sound = try place.folder.text("reg/journal.jsonl")
        func verified(_ lines: String) throws -> ToolRun {
            var previous = String(repeating: "0", count: 64)
            var journal = ""
            for line in lines.split(separator: "\n") {
                let end = try #require(line.range(of: ",\"previous\":"))
                let text = line[..<end.lowerBound] + ",\"previous\":\"\(previous)\""
                previous = BLAKE2b.hex(Array(text.utf8))
                journal += text + ",\"seal\":\"\(previous)\"}\n"
            }
            try place.folder.write("reg/journal.jsonl", journal)
            try? FileManager.default.removeItem(at: place.folder.file("reg/index.bin"))
            return try place.writ("register", "verify", "--register", "reg")
        }
        #expect(try verified(sound).status == 0)
        for (old, new) in [
            ("\"state\":\"", "\"state\":\"x"), ("\"digest\":\"", "\"digest\":\"0"),
        ] {
            let changed = sound.replacingOccurrences(of: old, with: new)
            try #require(changed != sound)
            let run = try verified(changed)
            #expect(run.status == 1 && run.errors.contains("register.line-differs"), "\(new): \(run.errors)")
        }
        let act = sound.replacingOccurrences(of: "\"sequence\":1,", with: "\"sequence\":2,")
            .replacingOccurrences(of: "\"act\":\"issued\"", with: "\"act\":\"delivered\"")
            .replacingOccurrences(of: "1号", with: "9号")
        let run = try verified(sound + act)
        #expect(run.status == 1 && run.errors.contains("register.no-such-document"), "\(run.errors)")
    }

    /// What is shown to people in Chinese has no names of the journal in it.
    @Test func chineseIsShownInChinese() throws {
        let place = try RegisterWorkplace()
        try place.write("A1")
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        let show = try place.writ("register", "show", "通〔2026〕1号", "--register", "reg", "--lang", "zh-Hans")
        for word in ["单位：east", "文号：通〔2026〕1号", "日期：2026-03-02", "状态："] {
            #expect(show.text.contains(word), "\(word): \(show.text)\(show.errors)")
        }
        let names = show.text.matches(of: /(?m)^ +([a-z-]+)：/).map { String($0.output.1) }
        // Facts of the case by which people look for it.
        #expect(Set(names).isSubset(of: ["unit", "owner-name"]), "\(names)")
        let english = try place.writ("register", "show", "通〔2026〕1号", "--register", "reg", "--lang", "en")
        #expect(english.text.contains("organisation: east"), "\(english.text)")
    }

    /// A corrected case of two documents: each is revoked by its own new one, all or none.
    @Test func twoDocumentsAreReplacedAtOnce() throws {
        let place = try RegisterWorkplace()
        try place.folder.write("Rules/notes.writ", RegisterWorkplace.rules + "  issue receipt to owner\n")
        try place.folder.write(
            "Forms/receipt.xml",
            RegisterWorkplace.form.replacingOccurrences(of: "id=\"notice\"", with: "id=\"receipt\"")
                .replacingOccurrences(of: "通〔", with: "收〔"))
        func run(_ more: String...) throws -> ToolRun {
            try ToolRun(["run", "A1.json", "--register", "reg", "--out", "out"] + more, folder: place.folder.url)
        }
        try place.write("A1")
        #expect(try run().status == 0)
        try place.write("A1", amount: "300")
        #expect(try run().errors.components(separatedBy: "register.changed").count == 3)
        let half = try run("--replace", "通〔2026〕1号", "--reason", "金额有误")
        #expect(half.status == 1 && half.errors.contains("收〔2026〕1号"), "\(half.errors)")
        let unknown = try run(
            "--replace", "通〔2026〕1号", "--replace", "收〔2026〕1号", "--replace", "收〔2026〕9号", "--reason", "金额有误")
        #expect(unknown.status == 1 && unknown.errors.contains("收〔2026〕9号"), "\(unknown.errors)")
        #expect(try place.numbers() == ["通〔2026〕1号", "收〔2026〕1号"])
        let both = ["--replace", "通〔2026〕1号", "--replace", "收〔2026〕1号", "--reason", "金额有误"]
        for _ in 1...2 {
            let run = try run(both[0], both[1], both[2], both[3], both[4], both[5])
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(try place.numbers("--state", "replaced") == ["通〔2026〕1号", "收〔2026〕1号"])
        #expect(try place.numbers("--state", "issued") == ["通〔2026〕2号", "收〔2026〕2号"])
        for file in ["notice", "receipt"] {
            #expect(try place.folder.text("out/A1/\(file).html").contains("废止"), "\(file)")
        }
    }

    /// A second row of an id is another case. The register would take it for a change of the first, and its advice would revoke
    /// somebody else's document.
    @Test func anIdTwiceInABatchIsToldEachTime() throws {
        let place = try RegisterWorkplace()
        try place.folder.write(
            "cases.jsonl",
            RegisterWorkplace.line("A1") + RegisterWorkplace.line("A2")
                + RegisterWorkplace.line("A1", amount: "700", owner: "李某"))
        for round in 1...2 {
            let run = try place.writ("batch", "cases.jsonl", "--register", "reg", "--out", "out")
            #expect(
                run.errors.contains("case.duplicate-id") && run.errors.contains("cases.jsonl:3"),
                "\(round): \(run.errors)")
            #expect(!run.errors.contains("register.changed"), "\(round): \(run.errors)")
        }
        #expect(try place.numbers() == ["通〔2026〕1号", "通〔2026〕2号"])
        // What the register refuses is told with its place.
        try place.folder.write(
            "cases.jsonl", RegisterWorkplace.line("A2") + RegisterWorkplace.line("A1", amount: "700"))
        let changed = try place.writ("batch", "cases.jsonl", "--register", "reg", "--out", "out")
        #expect(
            changed.errors.contains("register.changed") && changed.errors.contains("cases.jsonl:2"), "\(changed.errors)"
        )
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
        #expect(nobody.status == 3 && nobody.errors.contains("person.hidden-character"), "\(nobody.errors)")
        let blank = try place.writ(
            "register", "void", "通〔2026〕1号", "--register", "reg", "--reason", "误发", "--person", " \u{3000}")
        #expect(blank.status == 3 && blank.errors.contains("person.empty"), "\(blank.errors)")
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

    /// A case whose folder cannot be filled is not recorded, and the next one gets its number.
    @Test func aBatchRecordsWhatItFiles() throws {
        let place = try RegisterWorkplace()
        try place.folder.write(
            "cases.jsonl",
            ["A1", "A2", "A1", "", "A3"].map { RegisterWorkplace.line($0) }.joined())
        try place.folder.write("out/A2/notice.xml", "mine")
        let run = try place.writ("batch", "cases.jsonl", "--register", "reg", "--out", "out")
        #expect(run.status == 3 && run.errors.contains("file.not-as-written"), "\(run.status)\(run.errors)")
        #expect(run.errors.contains("case.duplicate-id") && run.errors.contains("case.empty-id"), "\(run.errors)")
        #expect(try place.numbers() == ["通〔2026〕1号", "通〔2026〕2号"])
        #expect(try place.folder.text("out/A3/notice.xml").contains("通〔2026〕2号"))
        #expect(try place.folder.text("out/A2/notice.xml") == "mine")
        #expect(try place.folder.text("out/outcomes.jsonl").split(separator: "\n").count == 5)
        let verify = try place.writ("register", "verify", "--register", "reg")
        #expect(verify.status == 0 && verify.errors.isEmpty, "\(verify.errors)")
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
        let script = """
            import sqlite3
            base = sqlite3.connect(":memory:")
            base.executescript(open("export.sql", encoding="utf-8").read())
            for row in base.execute("SELECT number, state, reason FROM writ_document ORDER BY sequence"): print(*row)
            print(base.execute("SELECT count(*) FROM writ_act").fetchone()[0])
            """
        let env = URL(fileURLWithPath: "/usr/bin/env")
        guard try ToolRun(tool: env, ["python3", "-c", "import sqlite3"]).status == 0 else {
            print("theExportFeedsADatabase skipped: there is no Python with sqlite3")
            return
        }
        let read = try ToolRun(tool: env, ["python3", "-c", script], folder: place.folder.url)
        #expect(
            read.text == "通〔2026〕1号 issued None\n通〔2026〕2号 void it's void\n3\n", "\(read.text)\(read.errors)")
    }

    /// Runs that are killed at any moment, eight at a time: what was acknowledged is there, no number is doubled, and the journal
    /// is whole.
    @Test func killedWhileTheyRecord() throws {
        var random = RecordTrials.random("killedWhileTheyRecord")
        let place = try RegisterWorkplace()
        let wanted = RecordTrials.count(8)
        var killed = 0
        var trial = 0
        // In microseconds. Machines differ in how long a run takes: where none was killed, all were done before.
        var longest = 400_000
        while killed < wanted, trial < 4 * wanted {
            trial += 1
            let before = killed
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
            usleep(UInt32(random.number(1000...longest)))
            for (_, tool) in tools where random.oneIn(2) { tool.send(SIGKILL) }
            var acknowledged: [String] = []
            for (id, tool) in tools {
                let status = tool.wait()
                if status == 0 { acknowledged.append(id) } else { killed += 1 }
                #expect(status == 0 || status == -SIGKILL, "\(status)\n\(tool.errors)")
            }
            longest = killed == before ? max(2000, longest / 2) : min(400_000, longest * 3 / 2)
            let numbers = try place.numbers()
            #expect(Set(numbers).count == numbers.count, "\(numbers)")
            for id in acknowledged { #expect(try place.numbers("--of-case", id).count == 1, "\(id)") }
            let verify = try place.writ("register", "verify", "--register", "reg")
            #expect(verify.status == 0, "\(verify.errors)")
        }
        print("killedWhileTheyRecord: \(killed) killed in \(trial) rounds of 8 writers")
        #expect(killed >= wanted)
    }

    /// The journal may not grow beyond a limit, which is what a full disk looks like: a message, and earlier lines whole.
    @Test func noRoomForTheJournal() throws {
        let place = try RegisterWorkplace()
        for number in 1...40 { try place.write("A\(number)") }
        for limit in 1...RecordTrials.count(3, most: 20) {
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
