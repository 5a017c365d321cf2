import Foundation
import Testing
import WritTestSupport

/// `writ verify` answers for finished records, and says why where one is not what it says it is.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct VerifyTests {
    private func issued() throws -> RegisterWorkplace {
        let place = try RegisterWorkplace()
        try place.write("A1")
        try place.write("A2", amount: "300")
        let run = try place.writ("run", "A1.json", "A2.json", "--register", "reg", "--out", "out")
        #expect(run.status == 0, "\(run.errors)")
        return place
    }

    private func change(_ place: RegisterWorkplace, _ path: String, _ old: String, _ new: String) throws {
        let text = try place.folder.text(path)
        let changed = text.replacingOccurrences(of: old, with: new)
        #expect(changed != text, "\(old) is not in \(path)")
        try place.folder.write(path, changed)
    }

    @Test func whatIsSoundIsSound() throws {
        let place = try issued()
        let run = try place.writ(
            "verify", "out/A1/notice.xml", "out/A2/notice.xml", "--register", "reg", "--rules", "Rules")
        #expect(run.status == 0, "\(run.text)\(run.errors)")
        let alone = try place.writ("verify", "out/A1/notice.xml")
        #expect(alone.status == 0 && alone.text.contains("not looked up in a register"), "\(alone.text)\(alone.errors)")
    }

    @Test(arguments: [
        ("xml", "250.5", "950.5", "verify.digest-differs"), ("xml", "3-A1", "3-A9", "verify.digest-differs"),
        ("xml", "金额", "赔付额", "verify.digest-differs"), ("xml", "缴费通知</title>", "缴费通告</title>", "verify.digest-differs"),
        ("xml", "</body>", "<p>另行通知。</p></body>", "verify.digest-differs"), ("xml", "</body>", "", "verify.invalid"),
        ("xml", "<body>", "<body><sum/>", "verify.invalid"),
        ("html", "</main>", "<p>另行通知。</p></main>", "verify.view-adds"),
        ("html", "3-A1", "3-A9", "verify.view-adds"), ("html", "3-A1", "", "verify.view-lacks"),
        ("html", "</main>", "<script>document.title = 1</script></main>", "verify.view-is-active"),
        ("html", "<main>", "<main onclick=\"print()\">", "verify.view-is-active"),
    ])
    func whatWasChangedIsTold(_ ending: String, _ old: String, _ new: String, _ problem: String) throws {
        let place = try issued()
        try change(place, "out/A1/notice.\(ending)", old, new)
        let run = try place.writ("verify", "out/A1/notice.xml")
        #expect(run.status == 1 && run.errors.contains(problem), "\(run.status)\n\(run.text)\(run.errors)")
    }

    @Test func aRecordWithoutItsView() throws {
        let place = try issued()
        try FileManager.default.removeItem(at: place.folder.file("out/A1/notice.html"))
        let run = try place.writ("verify", "out/A1/notice.xml")
        #expect(run.status == 1 && run.errors.contains("verify.no-view"), "\(run.errors)")
    }

    @Test func theRegisterDecides() throws {
        let place = try issued()
        // Another number than the register gave; two documents of one number.
        try change(place, "out/A2/notice.xml", "通〔2026〕2号", "通〔2026〕1号")
        try change(place, "out/A2/notice.html", "通〔2026〕2号", "通〔2026〕1号")
        let run = try place.writ("verify", "out/A1/notice.xml", "out/A2/notice.xml", "--register", "reg")
        #expect(run.status == 1 && run.errors.contains("document.number-twice"), "\(run.errors)")
        #expect(run.errors.contains("verify.not-registered"), "\(run.errors)")
        #expect(
            try place.writ("register", "void", "通〔2026〕1号", "--register", "reg", "--reason", "误发").status == 0)
        let void = try place.writ("verify", "out/A1/notice.xml", "--register", "reg")
        #expect(void.status == 1 && void.errors.contains("verify.void") && void.errors.contains("误发"), "\(void.errors)")
    }

    @Test func todaysRules() throws {
        let place = try issued()
        try place.folder.write(
            "Rules/notes.writ", RegisterWorkplace.rules.replacingOccurrences(of: "¥100", with: "¥200"))
        let unknown = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules")
        #expect(unknown.status == 1 && unknown.errors.contains("verify.rules-differ"), "\(unknown.errors)")
        let same = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules", "--with-case", "A1.json")
        #expect(same.status == 0, "\(same.errors)")
        try place.write("A1", amount: "251")
        let other = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules", "--with-case", "A1.json")
        #expect(other.status == 1 && other.errors.contains("verify.other-text"), "\(other.errors)")
        try place.write("A1", amount: "150")
        let gone = try place.writ("verify", "out/A1/notice.xml", "--rules", "Rules", "--with-case", "A1.json")
        #expect(gone.status == 1 && gone.errors.contains("verify.no-longer-follows"), "\(gone.errors)")
    }
}
