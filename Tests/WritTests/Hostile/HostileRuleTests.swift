import Foundation
import Testing
import WritTestSupport

/// Rule files and forms that are spoiled: a clear diagnostic at the place, the right exit status, never a trap.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct HostileRuleTests {
    private func expectTold(
        _ run: ToolRun, _ fragments: String..., status: Set<Int32> = [1, 3], at: SourceLocation = #_sourceLocation
    ) {
        #expect(!run.wasKilled, "ended by signal \(run.status)\n\(run.errors)", sourceLocation: at)
        #expect(status.contains(run.status), "status \(run.status)\n\(run.errors)", sourceLocation: at)
        #expect(run.errors.contains("error["), "\(run.errors.prefix(2000))", sourceLocation: at)
        for fragment in fragments {
            #expect(run.errors.contains(fragment), "\(fragment) not in\n\(run.errors.prefix(2000))", sourceLocation: at)
        }
    }

    @Test func soundRulesAreSound() throws {
        let place = try HostileWorkplace()
        let check = try place.writ("check")
        #expect(check.status == 0, "\(check.errors)")
        let run = try place.writ("run", "case.json", "--out", "out")
        #expect(run.status == 0, "\(run.errors)")
        #expect(place.folder.files(below: "out").contains { $0.hasSuffix("notice.xml") })
        #expect(place.folder.files(below: "out").contains { $0.hasSuffix("notice.html") })
    }

    @Test func notUTF8() throws {
        var bytes = Array(HostileWorkplace.rules.utf8)
        let offset = try #require(bytes.firstIndex(of: UInt8(ascii: "V")))
        bytes[offset] = 0xFF
        let place = try HostileWorkplace(rules: bytes)
        let check = try place.writ("check")
        expectTold(check, "notes.writ", "\(offset)", status: [3])
        #expect(check.errors.components(separatedBy: "error[").count == 2, "one mistake, told once:\n\(check.errors)")
        expectTold(try place.writ("run", "case.json", "--out", "out"), "notes.writ", status: [3])
        expectTold(try place.writ("fmt", "Rules/notes.writ"), "notes.writ", status: [3])
        #expect(place.folder.files(below: "out").isEmpty)
    }

    /// Every prefix of a sound file is told or, where it ends between declarations, sound.
    @Test func cutAnywhere() throws {
        let bytes = Array(HostileWorkplace.rules.utf8)
        var random = SeededRandom(seed: 20)
        for _ in 0..<12 {
            let length = random.number(1...(bytes.count - 2))
            let place = try HostileWorkplace(rules: Array(bytes.prefix(length)))
            let run = try place.writ("check")
            #expect(
                !run.wasKilled && [0, 1, 3].contains(run.status), "cut after \(length): \(run.status)\n\(run.errors)")
            #expect(run.status == 0 || run.errors.contains("notes.writ") || run.errors.contains("notice.xml"))
        }
        let text = HostileWorkplace.rules
        let middle = try #require(text.range(of: "\"巡检"))
        let place = try HostileWorkplace(rules: Array(text[..<middle.upperBound].utf8))
        expectTold(try place.writ("check"), "notes.writ:14")
    }

    @Test(arguments: [
        "(", "not ", "-", "[", "{ name = ", "if true then ", "some i in items satisfies ", "items where ",
    ])
    func nestedDeeply(_ opening: String) throws {
        let deep = String(repeating: opening, count: 100_000)
        let text = HostileWorkplace.rules.replacingOccurrences(of: "when amount", with: "when \(deep) amount")
        let place = try HostileWorkplace(rules: Array(text.utf8))
        let run = try place.writ("check")
        expectTold(run, "notes.writ:23")
        #expect(run.seconds < 30)
        #expect(run.errors.utf8.count < 100_000, "one mistake is told once, not \(run.errors.utf8.count) bytes long")
    }

    @Test func fiftyMegabytes() throws {
        var text = HostileWorkplace.rules
        let note = "-- " + String(repeating: "说明", count: 40) + "\n"
        text += String(repeating: note, count: 50_000_000 / note.utf8.count)
        let place = try HostileWorkplace(rules: Array(text.utf8))
        let run = try place.writ("check")
        #expect(!run.wasKilled && run.seconds < 60, "\(run.status) after \(run.seconds) s\n\(run.errors)")
        #expect([0, 1, 3].contains(run.status))
        #expect(run.status == 0 || run.errors.contains("error["))
    }

    @Test func folderWithoutRules() throws {
        let place = try HostileWorkplace()
        try FileManager.default.removeItem(at: place.folder.file("Rules/notes.writ"))
        for arguments in [["check"], ["run", "case.json", "--out", "out"], ["test"]] {
            let run = try ToolRun(arguments, folder: place.folder.url)
            expectTold(run, "Rules", status: [3])
        }
        try FileManager.default.removeItem(at: place.folder.file("Rules"))
        expectTold(try place.writ("check"), "Rules", status: [3])
    }

    @Test func formNotWellFormed() throws {
        let place = try HostileWorkplace(form: HostileWorkplace.form.replacingOccurrences(of: "</p>", with: ""))
        let check = try place.writ("check")
        expectTold(check, "notice.xml")
        #expect(check.errors.components(separatedBy: "error[").count == 2, "one mistake, told once:\n\(check.errors)")
        expectTold(try place.writ("run", "case.json", "--out", "out"), "notice.xml")
        #expect(place.folder.files(below: "out").isEmpty)
    }

    @Test(arguments: [
        "<!DOCTYPE form SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE form [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
    ])
    func formWithDoctype(_ doctype: String) throws {
        let text = HostileWorkplace.form.replacingOccurrences(of: "?>\n", with: "?>\n\(doctype)\n")
        expectTold(try HostileWorkplace(form: text).writ("check"), "notice.xml:2")
    }

    @Test func formNamesUnknownField() throws {
        let text = HostileWorkplace.form.replacingOccurrences(of: "of=\"unit\"", with: "of=\"unitt\"")
        expectTold(try HostileWorkplace(form: text).writ("check"), "notice.xml:4:", "unitt", "`unit`")
    }
}
