import Foundation
import Testing
import WritDocuments
import WritTestSupport

/// Cases with which somebody tried to pass something off, below `Tests/Data/trust`, each with others of its kind. What is told is
/// what must be told; the table at the end counts the inputs of each kind.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"), .serialized)
struct TrustTests {
    private static let root = ProjectFiles.root
    private static let data = "Tests/Data/trust/"

    /// One input: a file of the folder with some values changed, by their paths.
    private struct Attempt {
        let file: String
        var changes: [(path: String, value: Any)] = []
        let told: String

        init(_ file: String, _ changes: [(path: String, value: Any)] = [], told: String) {
            self.file = file
            self.changes = changes
            self.told = told
        }
    }

    private func changed(_ node: Any, _ path: [Substring], _ value: Any) -> Any {
        guard let first = path.first else { return value }
        if let index = Int(first), var list = node as? [Any] {
            list[index] = changed(list[index], Array(path.dropFirst()), value)
            return list
        }
        var object = node as? [String: Any] ?? [:]
        object[String(first)] = changed(object[String(first)] ?? NSNull(), Array(path.dropFirst()), value)
        return object
    }

    private func bytes(_ attempt: Attempt, id: String?) throws -> Data {
        var node: Any = try JSONSerialization.jsonObject(
            with: try Data(contentsOf: Self.root.appending(path: Self.data + attempt.file)))
        for change in attempt.changes { node = changed(node, change.path.split(separator: "."), change.value) }
        if let id { node = changed(node, ["id"], id) }
        return try JSONSerialization.data(withJSONObject: node)
    }

    private func writ(_ arguments: [String]) throws -> ToolRun {
        try ToolRun(arguments, folder: Self.root, timeout: 300)
    }

    /// Routes all attempts in one run and looks for what must be told of each.
    private func check(_ attempts: [Attempt], _ options: String..., location: SourceLocation = #_sourceLocation) throws
    {
        let scratch = try ScratchFolder()
        var paths: [String] = []
        for (number, attempt) in attempts.enumerated() {
            paths.append(try scratch.write("\(number).json", try bytes(attempt, id: nil)).path)
        }
        let run = try writ(["route"] + paths + ["--format", "jsonl"] + options)
        #expect(run.status == 1, "\(run.errors.prefix(600))", sourceLocation: location)
        let lines = run.text.split(separator: "\n")
        try #require(lines.count == attempts.count, "\(run.errors.prefix(600))", sourceLocation: location)
        for (line, attempt) in zip(lines, attempts) {
            #expect(
                line.contains("\"\(attempt.told)\""), "\(attempt.file) \(attempt.changes.map(\.path)): \(attempt.told)",
                sourceLocation: location)
        }
    }

    /// All attempts are refused where they are read, each with its place.
    private func refused(_ attempts: [Attempt], location: SourceLocation = #_sourceLocation) throws {
        let scratch = try ScratchFolder()
        var paths: [String] = []
        for (number, attempt) in attempts.enumerated() {
            paths.append(try scratch.write("refused-\(number).json", try bytes(attempt, id: nil)).path)
        }
        let run = try writ(["route"] + paths)
        #expect(run.status == 3 && run.output.isEmpty, "\(run.status)", sourceLocation: location)
        for (number, attempt) in attempts.enumerated() {
            #expect(run.errors.contains("refused-\(number).json"), "\(attempt.changes)", sourceLocation: location)
            #expect(run.errors.contains("[\(attempt.told)]"), sourceLocation: location)
        }
    }

    private static let first = "history.3.approvals.1.person"
    private static let second = "history.3.approvals.2.person"

    private static var kinds: [(kind: String, attempts: [Attempt])] {
        [
            (
                "nobody signs",
                ["", " ", "\u{3000}\t", "\u{A0}", "\n"].map { name in
                    Attempt(
                        "empty-person-signs-all-steps.json", (0...4).map { ("history.3.approvals.\($0).person", name) },
                        told: "approval.nobody")
                }
            ),
            (
                "the proposer approves",
                [" 宋佳", "宋佳 ", "\u{3000}宋佳", "宋佳\n", "\u{A0}宋佳\u{2003}", "宋佳\u{FE00}"].map { name in
                    Attempt(
                        "self-approval-leading-space.json", [(first, name)], told: "approval.self-approval")
                }
            ),
            (
                "one person signs twice",
                ["唐颖", "唐颖 ", "\u{3000}唐颖", "唐颖\u{FE01}"].map { name in
                    Attempt(
                        "same-person-twice-zero-width-space.json", [(second, name)], told: "approval.same-person-twice")
                }
            ),
            (
                "a step for another person",
                [
                    Attempt("acceptance-signed-by-non-owner-is-approved/case.json", told: "approval.wrong-person"),
                    Attempt(
                        "acceptance-signed-by-non-owner-is-approved/case.json",
                        [("history.0.approvals.3.person", "王亚平")], told: "approval.wrong-person"),
                    Attempt(
                        "acceptance-signed-by-non-owner-is-approved/case.json",
                        [("history.0.approvals.3.person", "周大海"), ("history.0.approvals.2.person", "王亚平")],
                        told: "approval.wrong-person"),
                    Attempt(
                        "acceptance-signed-by-non-owner-is-approved/case.json",
                        [("history.0.approvals.3.person", "王亞平"), ("history.0.approvals.2.person", "周大海")],
                        told: "approval.wrong-person"),
                ]
            ),
            (
                "what has not happened",
                [
                    ("history.3.signed", "2030-01-01"), ("history.3.delivered", "2031-05-05"),
                    ("history.3.issued", "2026-03-25"),
                    ("history.3.approvals.3.at", "2030-01-01T10:00:00+08:00"),
                    ("history.3.approvals.4.at", "2026-03-24T16:00:00Z"),
                    ("history.0.approvals.0.at", "2027-01-01T00:00:00+08:00"),
                ].map { path, time in
                    Attempt(
                        "signed-2030-counts-in-2026.json", [("history.3.signed", "2026-03-19"), (path, time)],
                        told: "record.in-the-future")
                }
            ),
            (
                "one number twice",
                ["补协〔2026〕3号", "补协〔2026〕3号 ", "\u{3000}补协〔2026〕3号", "处案〔2026〕2号", "技鉴〔2026〕4号\n"].map { number in
                    Attempt(
                        "same-document-number-twice.json", [("history.4.number", number)], told: "record.number-twice")
                }
            ),
        ]
    }

    @Test func whatIsPassedOffIsTold() throws {
        var all: [Attempt] = []
        for (kind, attempts) in Self.kinds {
            #expect(attempts.count >= 4, "\(kind)")
            all += attempts
        }
        try check(all)
        print("TrustTests: " + Self.kinds.map { "\($0.kind) \($0.attempts.count)" }.joined(separator: ", "))
    }

    @Test func namesWithWhatCannotBeSeenAreRefused() throws {
        let hidden = ["\u{200B}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{202E}", "\u{2066}", "\u{9B}"]
        try refused(
            hidden.map { sign in
                Attempt(
                    "same-person-twice-zero-width-space.json", [(Self.second, "唐颖" + sign)],
                    told: "person.hidden-character")
            })
    }

    /// The firm's list decides; what a case says of roles counts for nothing.
    @Test func aCaseGrantsNoRoles() throws {
        let folder = "staff-option-does-not-override-case/"
        let list = Self.data + folder + "realstaff.json"
        try check(
            [
                Attempt(folder + "ac.json", told: "approval.unknown-person"),
                Attempt(folder + "ac.json", [("staff", [Any]())], told: "approval.unknown-person"),
                Attempt(folder + "ac.json", [(Self.second, "蒋芳")], told: "approval.wrong-role"),
                Attempt(
                    folder + "ac.json", [(Self.second, "甄领导\u{3000}"), (Self.first, "蒋芳")], told: "approval.wrong-role"),
            ], "--staff", list)
        let run = try writ(["route", Self.data + folder + "ac.json", "--staff", list])
        #expect(run.text.contains("roles by the staff list"), "\(run.text.prefix(400))")
        let own = try writ(["route", Self.data + folder + "ac.json"])
        #expect(own.text.contains("roles as the case itself states them"), "\(own.text.prefix(400))")
    }

    private func rulebook(_ folder: String) -> [String] {
        ["--rules", Self.data + folder + "/Rules", "--forms", Self.data + folder + "/Forms"]
    }

    @Test func aStepThatThereIsNotCountsForNoOther() throws {
        let folder = "09-record-of-unknown-step-counts-for-another"
        let scratch = try ScratchFolder()
        let steps = ["both2", "Both", "line.33", "line.0", "lines", "会签", ""]
        let paths = try steps.map { step in
            let attempt = Attempt(folder + "/bad-step.json", [("history.0.approvals.1.step", step)], told: "")
            return try scratch.write("step-\(step.isEmpty ? "none" : step).json", try bytes(attempt, id: nil)).path
        }
        let given = ["bad-step.json", "step-typo-final.json"].map { Self.data + folder + "/" + $0 }
        let run = try writ(["route"] + given + paths + ["--format", "jsonl"] + rulebook(folder))
        let lines = run.text.split(separator: "\n")
        try #require(lines.count == 2 + steps.count, "\(run.errors)")
        for line in lines {
            #expect(line.contains("record.unknown-step"), "\(line.prefix(300))")
            #expect(!line.contains(#""state":"approved","steps""#))
        }
    }

    @Test func daysBeyondThePublishedCalendarAreOpen() throws {
        let folder = "01-working-days-beyond-covered-holidays"
        let scratch = try ScratchFolder()
        // Whose next working days no calendar covers, and whose it does.
        let days = [
            ("2024-12-25", "2024"), ("2026-12-30", "2027"), ("2026-12-31", "2027"), ("2026-12-29", "2027"),
            ("2023-05-05", "2023"), ("2026-09-29", nil), ("2026-01-05", nil),
        ]
        for (day, year) in days {
            let attempt = Attempt(
                folder + "/2026-12-30.json", [("facts.d", day), ("as-of", "2026-09-30")], told: "")
            let path = try scratch.write("\(day).json", try bytes(attempt, id: day)).path
            let run = try writ(["run", path] + rulebook(folder))
            let notice = run.text.split(separator: "\n").first { $0.contains("issue") } ?? ""
            if let year {
                #expect(notice.hasSuffix("due open") && run.text.contains("the holidays of \(year)"), "\(run.text)")
            } else {
                #expect(notice.contains("due 2026-"), "\(run.text)\(run.errors)")
            }
        }
        for name in ["complaint-new-year", "spring-festival-2027"] {
            let run = try writ(["run", Self.data + folder + "/shipped/\(name).json"])
            #expect(run.text.contains("the holidays of 2027 (not published)"), "\(run.text)\(run.errors)")
        }
    }

    /// By the firm's zone one instant has one day. Where the calendar states none, the day is that of the clocks by which the time
    /// is written, and the report says so.
    @Test func oneInstantHasOneVerdict() throws {
        let folder = "07-same-instant-in-utc-judged-by-another-day"
        let scratch = try ScratchFolder()
        let rules = try String(
            contentsOf: Self.root.appending(path: Self.data + folder + "/Rules/r.writ"), encoding: .utf8)
        let covers = "  covers 2026-01-01 to 2026-12-31\n"
        #expect(rules.contains(covers))
        try scratch.write(
            "Rules/r.writ", rules.replacingOccurrences(of: covers, with: covers + "  zone Asia/Shanghai\n"))
        let instants = [
            "2026-03-04T16:30:00Z", "2026-03-05T00:30:00+08:00", "2026-03-04T11:30:00-05:00",
            "2026-03-05T03:30:00+11:00", "2026-03-04T20:00:00+03:30",
        ]
        let paths = try instants.enumerated().map { number, time in
            let attempt = Attempt(folder + "/late-utc.json", [("history.0.approvals.0.at", time)], told: "")
            return try scratch.write("\(number).json", try bytes(attempt, id: nil)).path
        }
        let forms = ["--forms", Self.data + folder + "/Forms"]
        let run = try writ(
            ["route"] + paths + ["--format", "jsonl", "--rules", scratch.file("Rules").path] + forms)
        let lines = run.text.split(separator: "\n")
        #expect(lines.count == instants.count && lines.allSatisfy { $0.contains("approval.too-late") }, "\(run.errors)")
        let bare = try writ(["route"] + paths + rulebook(folder))
        #expect(
            bare.text.split(separator: "\n\n").count > 1
                && bare.text.components(separatedBy: "the calendar states no zone").count - 1 == instants.count,
            "\(bare.text.prefix(800))")
        for (name, problem) in [
            ("sub-out.json", "approval.wrong-role"), ("sub-last-utc.json", "approval.wrong-role"),
            ("before-issue-tz.json", nil),
        ] {
            let run = try writ(
                ["route", Self.data + folder + "/" + name, "--format", "jsonl", "--rules", scratch.file("Rules").path]
                    + forms)
            if let problem { #expect(run.text.contains(problem), "\(name): \(run.text.prefix(300))") }
            if problem == nil { #expect(!run.text.contains("approval.before-issue"), "\(name)") }
        }
    }

    /// Approvals of the text as it is count; those of a text that has become another do not.
    @Test func anApprovedTextThatChanged() throws {
        let file = "approved-digest-then-amount-changed-nothing-is-wrong.json"
        let scratch = try ScratchFolder()
        try scratch.write("base.json", try bytes(Attempt(file, told: ""), id: "BASE"))
        let run = try writ(["run", scratch.file("base.json").path, "--out", scratch.file("out").path])
        let record = try String(contentsOf: scratch.file("out/BASE/supplementary-agreement.xml"), encoding: .utf8)
        let digest = try #require(record.firstMatch(of: /digest="([0-9a-f]{64})"/)?.1, "\(run.errors)")
        let digests = (0...4).map { ("history.3.approvals.\($0).digest", String(digest) as Any) }
        var paths: [String] = []
        for (number, change) in [
            ("id", "BASE"), ("facts.compensation", "5998"), ("facts.compensation", "5999.01"), ("facts.unit", "5-303"),
            ("facts.customer-name", "张惠"), ("id", "another"),
            ("history.3.approvals.2.digest", String(repeating: "0", count: 64)),
        ].enumerated() {
            let attempt = Attempt(
                file, [("id", "BASE"), ("history.3.digest", String(digest))] + digests + [change], told: "")
            paths.append(try scratch.write("\(number).json", try bytes(attempt, id: nil)).path)
        }
        let lines = try writ(["route"] + paths + ["--format", "jsonl"]).text.split(separator: "\n")
        #expect(lines.count == paths.count)
        for (number, line) in lines.enumerated() {
            #expect(line.contains("approval.after-change") == (number > 0), "\(number)")
        }
    }

    // MARK: - What is shown

    /// Nothing of a case moves the cursor, clears the screen, begins a line of its own, or turns text round.
    private func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n"
                || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value))
        }
    }

    /// A page without what people typed, which stands isolated in it; numbers in it may be marked to stay whole.
    private func ownText(of page: String) -> String {
        page.replacing(/<bdi>(?:[^<]|<span class="v">|<\/span>)*<\/bdi>/, with: "")
    }

    @Test func valuesCannotSpoofTheTerminal() throws {
        let scratch = try ScratchFolder()
        let file = "terminal-spoof-newline-and-C1-in-values.json"
        for (number, sign) in ["\u{9B}2J", "\u{1B}[31m", "\u{85}", "\u{202E}", "\r"].enumerated() {
            let text = "客厅\n  ● issue 《退款通知》" + sign
            let attempt = Attempt(
                file,
                [
                    ("facts.violations.0.location", text), ("history.0.number", "整改\n〔2026〕10号" + sign),
                    ("history.0.approvals.0.person", "李文彬"), ("facts.unit", "3-1201" + sign),
                ], told: "")
            let path = try scratch.write("\(number).json", try bytes(attempt, id: "SPOOF")).path
            for command in [
                ["run", path, "--out", scratch.file("out\(number)").path], ["route", path], ["ask", path],
            ] {
                let run = try writ(command)
                #expect(isPlain(run.text) && isPlain(run.errors), "\(command[0]) \(number)")
                #expect(!run.text.contains("\n  ● issue 《退款通知》"))
            }
            for name in scratch.files(below: "out\(number)") where name.hasSuffix(".html") {
                let page = try String(contentsOf: scratch.file("out\(number)/" + name), encoding: .utf8)
                #expect(isPlain(ownText(of: page)), "\(name)")
            }
        }
        let given = try writ(["route", Self.data + file])
        #expect(given.status == 3 && isPlain(given.errors) && given.errors.contains("person.hidden-character"))
    }

    @Test func valuesCannotTurnTheTextRound() throws {
        let scratch = try ScratchFolder()
        for sign in ["\u{202E}", "\u{202D}", "\u{2067}", "\u{2066}", "\u{202B}"] {
            let attempt = Attempt("rtl-override-reverses-legal-text.json", [("facts.unit", "3-1201" + sign)], told: "")
            let path = try scratch.write("rtl.json", try bytes(attempt, id: "RTL")).path
            let run = try writ(["run", path, "--out", scratch.file("out").path])
            let page = try String(contentsOf: scratch.file("out/RTL/rectification-notice.html"), encoding: .utf8)
            #expect(
                isPlain(run.text) && isPlain(ownText(of: page)) && page.contains(/<bdi>(<span class="v">)?3-1201/),
                "\(run.errors)")
        }
    }

    @Test func eventLogsCannotSpoofTheTerminal() throws {
        let scratch = try ScratchFolder()
        let rules = ["--rules", "Tests/Data/travel/rules", "--forms", "none"]
        let given = try String(
            contentsOf: Self.root.appending(path: Self.data + "log-ansi-escape-raw-on-terminal.csv"), encoding: .utf8)
        for sign in ["\u{1B}[31m", "\u{9B}2J", "\u{202E}", "\u{7}"] {
            let text = given.replacingOccurrences(of: "\u{1B}[31m", with: sign)
            let path = try scratch.write("log.csv", text).path
            let run = try writ(["route", "--log", path] + rules)
            #expect(isPlain(run.text) && isPlain(run.errors) && !(run.text + run.errors).isEmpty)
        }
    }

    private func isXML(_ bytes: [UInt8]) -> Bool {
        do throws(XMLTree.Problem) {
            _ = try XMLTree(bytes)
            return true
        } catch {
            return false
        }
    }

    @Test func drawingsAreWholeOrTheErrorIsTold() throws {
        let scratch = try ScratchFolder()
        let file = "route-svg-silent-exit-1.json"
        for day in ["0001-01-01", "0001-01-02", "9999-12-31", "9999-12-30"] {
            let attempt = Attempt(file, [("facts.charges.1.due-on", day)], told: "")
            let path = try scratch.write("svg.json", try bytes(attempt, id: nil)).path
            let run = try writ(["route", path, "--svg"])
            if run.status != 0 { #expect(run.errors.contains("["), "\(day): \(run.errors)") }
            #expect(run.text.isEmpty || isXML(run.output), "\(day)")
        }
        // A case with two chains: one drawing, well-formed.
        let two = try writ(["route", Self.data + "signed-2030-counts-in-2026.json", "--svg"])
        #expect(two.text.components(separatedBy: "<svg").count > 1 && isXML(two.output))
        #expect(two.errors.contains("record.in-the-future"))
    }
}
