import Foundation
import Testing
import WritTestSupport

/// Pictures beside a case, by the built command: embedded, part of the digest, compared by `verify`, and never from elsewhere.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built")) struct PictureRunTests {
    private static let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEElEQVR4nGM4IScHRwzIHABvCgghBqXSdgAAAABJRU5ErkJggg=="

    private static let rules = """
        source M "code"
          clause 1 "one"
        party owner "业主"
        case Matter "事项"
          unit  : Text "房号"
          photo : Text? "照片"
        rule act "通知"
          for Matter
          basis M 1
          issue notice to owner
        """

    private static let form = """
        <form xmlns="urn:writ:form:1" id="notice" for="Matter" title="通知"><body><p><value of="unit"/></p>
        <image when="photo is known" of="photo" alt="现场照片" width="60"/></body></form>
        """

    private func place(_ photo: String) throws -> ScratchFolder {
        let place = try ScratchFolder()
        try place.write("Rules/r.writ", Self.rules)
        try place.write("Forms/notice.xml", Self.form)
        try place.write(
            "cases/a.json",
            """
            {"case": "Matter", "id": "A1", "as-of": "2026-03-02", "facts": {"unit": "7-2-1", "photo": "\(photo)"}}
            """)
        try place.write("cases/照片/1.png", try #require(Data(base64Encoded: Self.png)))
        try place.write("elsewhere/2.png", try #require(Data(base64Encoded: Self.png)))
        return place
    }

    private func run(_ place: ScratchFolder, _ arguments: String...) throws -> ToolRun {
        try ToolRun(arguments, folder: place.url)
    }

    @Test func aPictureGoesIntoTheDocumentAndIsVerified() throws {
        let place = try place("照片/1.png")
        let made = try run(place, "run", "cases/a.json", "--out", "out", "--docx")
        #expect(made.status == 0, "\(made.errors)")
        let view = try String(contentsOf: place.file("out/A1/notice.html"), encoding: .utf8)
        #expect(view.contains("src=\"data:image/png;base64,\(Self.png)\" style=\"width:60mm\""))
        #expect(try run(place, "verify", "out/A1/notice.xml").status == 0)
        #expect(
            try run(place, "verify", "out/A1/notice.xml", "--rules", "Rules", "--with-case", "cases/a.json").status == 0
        )

        // Another picture, a picture less, one more, other words for those who do not see it.
        for (old, new) in [
            (Self.png, String(Self.png.replacing("HA", with: "Hw"))), ("<img ", "<img hidden=\"\" "),
            ("</figure>", "</figure><img alt=\"现场照片\" src=\"data:image/png;base64,\(Self.png)\">"),
            ("alt=\"现场照片\"", "alt=\"无\""), ("data:image/png", "https://example.org/a.png?data:image/png"),
            ("width:60mm", "width:0mm"),
        ] {
            let changed = view.replacingOccurrences(of: old, with: new)
            #expect(changed != view, "\(old)")
            try place.write("out/A1/notice.html", changed)
            #expect(try run(place, "verify", "out/A1/notice.xml").status == 1, "\(new.prefix(60))")
        }
        let without = view.replacing(/<img [^>]*>/, with: "")
        try place.write("out/A1/notice.html", without)
        let verified = try run(place, "verify", "out/A1/notice.xml")
        #expect(verified.status == 1 && verified.errors.contains("verify.view-picture"), "\(verified.errors)")

        // By other rules of the day, the document is the same only with the same picture.
        try place.write("out/A1/notice.html", view)
        try place.write("cases/照片/1.png", [UInt8]("GIF89a".utf8))
        #expect(
            try run(place, "verify", "out/A1/notice.xml", "--rules", "Rules", "--with-case", "cases/a.json").status == 1
        )
    }

    @Test(arguments: [
        ("照片/3.png", "picture.missing"), ("../elsewhere/2.png", "picture.bad-name"),
        ("照片/../../elsewhere/2.png", "picture.bad-name"), ("/etc/passwd", "picture.bad-name"),
        ("照片", "picture.unreadable"), ("照片//1.png", "picture.bad-name"), (".", "picture.bad-name"),
        ("照片\\\\1.png", "picture.bad-name"), ("照片/1.png/x", "picture.unreadable"), ("a.json", "picture.not-a-picture"),
        ("link.png", "picture.unreadable"), ("door/2.png", "picture.unreadable"), ("pipe.png", "picture.unreadable"),
    ])
    func whatIsNotBesideTheCaseIsRefused(photo: String, fact: String) throws {
        let place = try place(photo)
        let elsewhere = place.file("elsewhere")
        try FileManager.default.createSymbolicLink(
            at: place.file("cases/link.png"), withDestinationURL: elsewhere.appending(path: "2.png"))
        try FileManager.default.createSymbolicLink(at: place.file("cases/door"), withDestinationURL: elsewhere)
        #expect(mkfifo(place.file("cases/pipe.png").path, 0o600) == 0)
        for language in ["en", "zh-Hans"] {
            let made = try run(place, "run", "cases/a.json", "--out", "out", "--lang", language)
            #expect(made.status == 1, "\(made.errors)")
            #expect(made.errors.contains(fact) || made.text.contains(fact), "\(made.errors)\(made.text)")
        }
        #expect(!FileManager.default.fileExists(atPath: place.file("out/A1/notice.xml").path))
    }

    @Test func aCaseFromAPipeHasNone() throws {
        let place = try place("照片/1.png")
        let made = try ToolRun(["run", "-", "--out", "out"], input: place.file("cases/a.json"), folder: place.url)
        #expect(
            made.status == 1 && (made.errors + made.text).contains("picture.no-folder"), "\(made.errors)\(made.text)")
    }

    @Test func aBatchFindsThemBesideItsFile() throws {
        let place = try place("照片/1.png")
        let line = try String(contentsOf: place.file("cases/a.json"), encoding: .utf8)
        try place.write("cases/all.jsonl", line + "\n" + line.replacingOccurrences(of: "\"A1\"", with: "\"A2\"") + "\n")
        let made = try run(place, "batch", "cases/all.jsonl", "--out", "out")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try String(contentsOf: place.file("out/A2/notice.html"), encoding: .utf8).contains(Self.png))
    }
}
