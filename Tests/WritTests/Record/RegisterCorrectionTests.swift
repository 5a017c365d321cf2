import Foundation
import Testing
import WritTestSupport

/// What was recorded wrongly is corrected by a line of its own, what looks wrong is told, and what was done to a document that is
/// revoked stays with that one.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct RegisterCorrectionTests {
    private let place: RegisterWorkplace
    private static let number = "通〔2026〕1号"

    init() throws { place = try RegisterWorkplace(registeringBy: RegisterActsTests.rules) }

    private func record(_ act: String, _ more: String..., number: String = Self.number) throws -> ToolRun {
        try ToolRun(
            ["register", "record", act, number, "--register", "reg", "--lang", "en"] + more, folder: place.folder.url)
    }

    private func approve(number: String = Self.number) throws {
        for (step, role, person, time) in [("first", "clerk", "李某", "10:00"), ("last", "manager", "吴某", "11:00")] {
            let run = try record(
                "approved", "--step", step, "--role", role, "--person", person, "--at", "2026-03-02T\(time):00+08:00",
                number: number)
            try #require(run.status == 0, "\(run.errors)")
        }
    }

    private func route(asOf: String = "2026-03-20") throws -> ToolRun {
        try place.write("A1", asOf: asOf)
        return try place.writ("route", "A1.json", "--register", "reg", "--lang", "en")
    }

    @Test func aWrongDayOfDelivery() throws {
        try approve()
        let wrong = try record("delivered", "--at", "2026-02-01")
        #expect(wrong.status == 0 && wrong.errors.contains("register.before-document"), "\(wrong.errors)")
        #expect(try route().text.contains("record.out-of-order"))
        let right = try record("delivered", "--at", "2026-03-03", "--corrects", "4", "--remarks", "笔误")
        #expect(right.status == 0, "\(right.errors)")
        let routed = try route()
        #expect(routed.status == 0 && !routed.text.contains("record.out-of-order"), "\(routed.text)")
        // Both lines stay.
        let shown = try place.writ("register", "show", Self.number, "--register", "reg", "--lang", "zh-Hans")
        #expect(shown.text.contains("2026-02-01") && shown.text.contains("2026-03-03") && shown.text.contains("更正的行：4"))
        #expect(try place.writ("register", "verify", "--register", "reg").status == 0)
        // The first is corrected already; the correction can be corrected.
        let again = try record("delivered", "--at", "2026-03-04", "--corrects", "4")
        #expect(again.status == 1 && again.errors.contains("it can correct line 5"), "\(again.errors)")
        #expect(try record("delivered", "--at", "2026-03-04", "--corrects", "5").status == 0)
    }

    @Test func onlyTheSameActIsCorrected() throws {
        try approve()
        for line in ["1", "2", "9", "x", "-1"] {
            let run = try record("delivered", "--at", "2026-03-03", "--corrects", line)
            #expect(run.status == 1 && run.errors.contains("register.not-correctable"), "\(line) \(run.errors)")
        }
        // Who decided is no slip of the pen.
        let other = try record(
            "approved", "--step", "first", "--role", "clerk", "--person", "丁某", "--corrects", "2")
        #expect(other.status == 1 && other.errors.contains("register.not-correctable"), "\(other.errors)")
        let time = try record(
            "approved", "--step", "first", "--role", "clerk", "--person", "李某", "--at", "2026-03-02T09:30:00+08:00",
            "--corrects", "2")
        #expect(time.status == 0, "\(time.errors)")
        let routed = try route()
        #expect(routed.text.contains("李某 2026-03-02 09:30") && !routed.text.contains("10:00"), "\(routed.text)")
    }

    @Test func whatWentOutWithoutApproval() throws {
        let early = try record("delivered", "--at", "2026-03-03")
        #expect(early.status == 0 && early.errors.contains("register.sent-unapproved"), "\(early.errors)")
        let routed = try route()
        #expect(routed.status == 1 && routed.text.contains("approval.sent-unapproved"), "\(routed.text)")
    }

    @Test func whoNeverSigned() throws {
        try approve()
        let taken = try record("taken-back", "--step", "first", "--person", "丁某")
        #expect(taken.errors.contains("register.nothing-to-take-back"), "\(taken.errors)")
        let withdrawn = try record("withdrawn", "--person", "丁某")
        #expect(withdrawn.errors.contains("register.not-handed-in"), "\(withdrawn.errors)")
        let step = try record("withdrawn", "--step", "first", "--person", "丁某")
        #expect(step.status == 2, "\(step.errors)")
    }

    @Test func aReplacingDocumentCarriesNoApprovals() throws {
        try approve()
        #expect(try place.writ("run", "A1.json", "--register", "reg", "--out", "out").status == 0)
        #expect(try place.folder.text("out/A1/notice.html").contains("李某"))
        func replace(_ more: String...) throws -> ToolRun {
            try ToolRun(
                ["run", "A1.json", "--register", "reg", "--out", "out", "--replace", Self.number, "--reason", "误"]
                    + more,
                folder: place.folder.url)
        }
        try place.write("A1", amount: "300", asOf: "2026-03-02")
        for _ in 1...2 {
            let run = try replace()
            #expect(run.status == 0, "\(run.errors)")
            let record = try place.folder.text("out/A1/notice.xml")
            #expect(record.contains("通〔2026〕2号") && !record.contains("李某") && !record.contains("<decision"))
        }
        let kept = try place.writ("register", "list", "--register", "reg", "--number", "通〔2026〕2号", "--format", "json")
        let digest = try #require(kept.text.firstMatch(of: /"record": "([0-9a-f]{64})"/)).1
        #expect(try !place.folder.text("reg/issued/\(digest.prefix(2))/\(digest).xml").contains("<decision"))
        // The same where the case itself states them.
        let history =
            #","history":[{"form":"notice","number":"通〔2026〕1号","issued":"2026-03-02","approvals":[{"step":"first","role":"clerk","person":"李某","decision":"approved","at":"2026-03-02T02:00:00Z"}]}]}"#
        let line = String(
            RegisterWorkplace.line("A1", amount: "300").trimmingCharacters(in: .newlines).dropLast())
        try place.folder.write("A1.json", line + history + "\n")
        let run = try place.writ("run", "A1.json", "--register", "reg", "--out", "out", "--lang", "en")
        #expect(run.errors.contains("register.void-in-history"), "\(run.errors)")
        #expect(try !place.folder.text("out/A1/notice.xml").contains("<decision"))
    }

    @Test func oneUnreadableFileSilencesNoOther() throws {
        try place.folder.write("broken.json", "{\"case\": \"Visit\", ")
        try place.write("A2", asOf: "2026-03-02")
        let run = try place.writ("route", "A1.json", "broken.json", "A2.json", "gone.json", "--lang", "en")
        #expect(run.status == 3, "\(run.errors)")
        #expect(run.text.contains("A1") && run.text.contains("A2"), "\(run.text)")
        #expect(run.errors.contains("broken.json") && run.errors.contains("gone.json"))
        #expect(run.errors.contains("2 of 4 files could not be read and were not judged"), "\(run.errors)")
        let none = try place.writ("route", "broken.json", "gone.json", "--lang", "en")
        #expect(none.status == 3 && none.text.isEmpty, "\(none.text)")
    }

    @Test func theJournalOfSignOffsIsVerifiedToo() throws {
        let signed = try place.writ(
            "review", "--sign", "rule tell", "--reviewer", "陈律师", "--date", "2026-03-02", "--decision", "accepted")
        try #require(signed.status == 0, "\(signed.errors)")
        #expect(try place.writ("register", "verify", "--register", "Rules").status == 0)
        let line = try place.folder.text("Rules/signoffs.jsonl")
        try place.folder.write("Rules/signoffs.jsonl", line.replacingOccurrences(of: "陈律师", with: "丁律师"))
        let run = try place.writ("register", "verify", "--register", "Rules")
        #expect(run.status == 1 && run.errors.contains("journal."), "\(run.errors)")
    }

    @Test func unitsAreFoundInAnyWidth() throws {
        try place.folder.write(
            "B1.json", RegisterWorkplace.line("B1").replacingOccurrences(of: "3-B1", with: "８－９０３"))
        #expect(try place.writ("run", "B1.json", "--register", "reg", "--out", "out").status == 0)
        for unit in ["8-903", "８－９０３", " 8-903 "] {
            #expect(try place.numbers("--unit", unit) == ["通〔2026〕2号"], "\(unit)")
        }
        #expect(try place.numbers("--unit", "8-904").isEmpty)
    }
}
