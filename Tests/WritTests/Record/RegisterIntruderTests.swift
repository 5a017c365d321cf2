import Foundation
import Testing
import WritTestSupport

/// What somebody may try who has the files and not the register's seal: each is told, and by its name.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct RegisterIntruderTests {
    private let place: RegisterWorkplace
    private let path = "out/A1/notice.xml"

    init() throws {
        place = try RegisterWorkplace()
        try place.folder.write("Rules/notes.writ", RegisterActsTests.rules)
        // An internal form, which shows how it was approved.
        try place.folder.write(
            "Forms/notice.xml", RegisterWorkplace.form.replacingOccurrences(of: "<seal/>", with: "<approvals/>"))
        try place.write("A1", asOf: "2026-03-02")
        try run()
        for (step, role, person, time) in [("first", "clerk", "李某", "10:00"), ("last", "manager", "吴某", "11:00")] {
            let run = try place.writ(
                "register", "record", "approved", "通〔2026〕1号", "--step", step, "--role", role, "--person", person,
                "--at",
                "2026-03-02T\(time):00+08:00", "--register", "reg")
            try #require(run.status == 0, "\(run.errors)")
        }
        try run()
    }

    private func run() throws {
        let run = try place.writ("run", "A1.json", "--register", "reg", "--out", "out", "--person", "陈某")
        try #require(run.status == 0, "\(run.errors)")
    }

    private func verify() throws -> ToolRun { try place.writ("verify", path, "--register", "reg", "--lang", "en") }

    private func edit(_ file: String, _ old: String, _ new: String) throws {
        let text = try place.folder.text(file)
        try #require(text.contains(old), "\(old)")
        try place.folder.write(file, text.replacingOccurrences(of: old, with: new))
    }

    /// Where the register keeps the record as it was issued.
    private func kept() throws -> String {
        let list = try place.writ("register", "list", "--register", "reg", "--format", "json")
        let digest = try #require(list.text.firstMatch(of: /"record": "([0-9a-f]{64})"/)).1
        return "reg/issued/\(digest.prefix(2))/\(digest).xml"
    }

    @Test func theRecordAsItIsIsRight() throws {
        let run = try verify()
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func anApproverIsForgedInTheKeptRecordToo() throws {
        let kept = try kept()
        for file in [path, "out/A1/notice.html", kept] { try edit(file, "李某", "丁某") }
        let run = try verify()
        #expect(run.status == 1 && run.errors.contains("verify.not-kept"), "\(run.errors)")
        #expect(run.errors.contains("verify.approval-not-registered"), "\(run.errors)")
    }

    @Test func anotherRecordIsPutInItsPlace() throws {
        let kept = try kept()
        try FileManager.default.removeItem(at: place.folder.file(kept))
        try FileManager.default.createSymbolicLink(
            at: place.folder.file(kept), withDestinationURL: place.folder.file("A1.json"))
        // The record itself is the one that was registered; the register is not whole.
        #expect(try place.writ("register", "verify", "--register", "reg").status == 1)
        try edit(path, #"as-of="2026-03-02""#, #"as-of="2026-03-03""#)
        let run = try verify()
        #expect(run.status == 1 && run.errors.contains("verify.not-kept"), "\(run.errors)")
    }

    @Test(arguments: [
        (#"role="clerk""#, #"role="manager""#, "verify.approval-not-registered"),
        (#"as-of="2026-03-02""#, #"as-of="2026-03-01""#, "verify.day-not-registered"),
        (
            #"<approval chain="approve" state="approved""#, #"<approval chain="approve" state="pending""#,
            "verify.state-differs"
        ),
    ])
    func whatTheViewDoesNotShow(_ old: String, _ new: String, _ id: String) throws {
        try edit(path, old, new)
        let run = try verify()
        #expect(run.status == 1 && run.errors.contains(id), "\(run.errors)")
    }

    @Test func theNumberIsTakenOut() throws {
        let record = try place.folder.text(path)
        let view = try place.folder.text("out/A1/notice.html")
        let number = try #require(record.firstMatch(of: /<number[^>]*>[^<]*<\/number>\n?/)).0
        try place.folder.write(path, record.replacingOccurrences(of: number, with: ""))
        try place.folder.write(
            "out/A1/notice.html", view.replacing(/<[^<>]*>通〔2026〕1号<[^<>]*>\n?/, with: ""))
        let run = try verify()
        #expect(run.status == 1 && run.errors.contains("通〔2026〕1号"), "\(run.errors)")
    }
}
