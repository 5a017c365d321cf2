import Foundation
import Testing
import WritTestSupport

/// An output folder holds what Writ wrote and what others put there. Writ touches only its own.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct OutputFolderTests {
    @Test func whatOthersPutThereStays() throws {
        let place = try HostileWorkplace.ofRecords()
        #expect(try place.writ("run", "case.json", "--out", "out").status == 0)
        try place.folder.write("out/V-1/scan.pdf", "scan")
        try place.folder.write("out/V-1/photos/a.jpg", "photo")
        try place.folder.write("out/V-1/.note", "note")
        try place.folder.write("out/other/file", "other")
        let first = try place.folder.contents("out/V-1")
        let run = try place.changed()
        #expect(run.status == 0, "\(run.errors)")
        let second = try place.folder.contents("out/V-1")
        for name in ["scan.pdf", "photos/a.jpg", ".note"] { #expect(second[name] == first[name], "\(name)") }
        #expect(second["notice.html"] != first["notice.html"])
        #expect(Set(second.keys) == Set(first.keys), "\(second.keys.sorted())")
        #expect(try place.folder.text("out/other/file") == "other")
        #expect(try place.writ("run", "bad.json", "--out", "out").status == 0)
        #expect(try place.folder.contents("out/V-1") == second, "the same command again changes nothing")
    }

    @Test func aDocumentThatNoLongerFollowsIsSetAside() throws {
        let place = try HostileWorkplace.ofRecords()
        #expect(try place.writ("run", "case.json", "--out", "out").status == 0)
        let record = try place.folder.contents("out/V-1")["notice.xml"]
        try place.folder.write("low.json", HostileWorkplace.line("V-1", amount: "1", level: "low"))
        #expect(try place.writ("run", "low.json", "--out", "out").status == 0)
        var after = try place.folder.contents("out/V-1")
        #expect(after["notice.xml"] == nil && after["notice.html"] == nil)
        let kept = after.filter { $0.key.hasPrefix("superseded/notice.") }
        #expect(kept.count == 2 && kept.values.contains { $0 == record }, "\(after.keys.sorted())")
        #expect(try place.writ("run", "case.json", "--out", "out").status == 0)
        after = try place.folder.contents("out/V-1")
        #expect(after["notice.xml"] == record)
        #expect(after.filter { $0.key.hasPrefix("superseded/") } == kept, "what was set aside stays")
    }

    @Test(arguments: ["run", "batch"]) func aDocumentThatWasChangedIsNotReplaced(_ command: String) throws {
        let place = try HostileWorkplace.ofRecords()
        try place.folder.write("old.jsonl", HostileWorkplace.line("V-1") + HostileWorkplace.line("V-2"))
        try place.folder.write(
            "new.jsonl", HostileWorkplace.line("V-1", amount: "777.5") + HostileWorkplace.line("V-2", amount: "777.5"))
        try place.folder.write("V-1.json", HostileWorkplace.line("V-1", amount: "777.5"))
        #expect(try place.writ("batch", "old.jsonl", "--out", "out").status == 0)
        try place.folder.write("out/V-1/notice.html", "corrected by hand")
        let before = try place.folder.contents("out")
        let run =
            command == "run"
            ? try place.writ("run", "V-1.json", "--out", "out") : try place.writ("batch", "new.jsonl", "--out", "out")
        #expect(run.status == 3 && run.errors.contains("file.not-as-written"), "\(run.status)\n\(run.errors)")
        #expect(run.errors.contains("out/V-1/notice.html"), "\(run.errors)")
        let after = try place.folder.contents("out")
        let own = before.filter { $0.key.hasPrefix("V-1/") }
        #expect(after.filter { $0.key.hasPrefix("V-1/") } == own, "the folder is as it was")
        if command == "run" {
            #expect(after == before)
        } else {
            #expect(after["V-2/notice.html"] != before["V-2/notice.html"], "the others are filed")
        }
    }

    @Test func aFileOfTheSameNameIsNotReplaced() throws {
        let place = try HostileWorkplace.ofRecords()
        try place.folder.write("out/V-1/notice.xml", "mine")
        try place.folder.write("out/outcomes.jsonl", "mine")
        let run = try place.writ("run", "case.json", "--out", "out")
        #expect(run.status == 3 && run.errors.contains("out/V-1/notice.xml"), "\(run.status)\n\(run.errors)")
        try place.folder.write("cases.jsonl", HostileWorkplace.line("V-2"))
        let batch = try place.writ("batch", "cases.jsonl", "--out", "out")
        #expect(batch.status == 3 && batch.errors.contains("out/outcomes.jsonl"), "\(batch.status)\n\(batch.errors)")
        #expect(try place.folder.contents("out").count == 2)
        #expect(try place.folder.text("out/V-1/notice.xml") == "mine")
    }

    /// A case's folder that is a link cannot change places with another: its files are replaced one by one.
    @Test func aFolderBehindALink() throws {
        let place = try HostileWorkplace.ofRecords()
        #expect(try place.writ("run", "case.json", "--out", "out").status == 0)
        let manager = FileManager.default
        try manager.moveItem(at: place.folder.file("out/V-1"), to: place.folder.file("elsewhere"))
        try manager.createSymbolicLink(atPath: place.folder.file("out/V-1").path, withDestinationPath: "../elsewhere")
        try place.folder.write("elsewhere/scan.pdf", "scan")
        let run = try place.changed()
        #expect(run.status == 0, "\(run.errors)")
        #expect(try manager.destinationOfSymbolicLink(atPath: place.folder.file("out/V-1").path) == "../elsewhere")
        #expect(try place.folder.text("elsewhere/notice.html").contains("777.5"))
        #expect(try place.folder.text("elsewhere/scan.pdf") == "scan")
        try place.folder.write("low.json", HostileWorkplace.line("V-1", amount: "1", level: "low"))
        #expect(try place.writ("run", "low.json", "--out", "out").status == 0)
        #expect(place.folder.files(below: "elsewhere/superseded").count == 2)
        #expect(place.folder.files(below: "out").filter { $0.hasPrefix(".writ") }.isEmpty)
    }

    /// Drawings and documents share the folder of a case; none sets the other's aside.
    @Test func drawingsAndDocumentsStandSideBySide() throws {
        let folder = try ScratchFolder()
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let sample = "Rules/cases/decoration/rectification.json"
        let samples = root.appending(path: "Rules/cases")
        let first = try FileManager.default.subpathsOfDirectory(atPath: samples.path()).filter { $0.hasSuffix(".json") }
            .sorted()
        let path =
            FileManager.default.fileExists(atPath: root.appending(path: sample).path())
            ? sample : "Rules/cases/\(try #require(first.first))"
        let out = folder.file("out").path
        #expect(try ToolRun(["run", path, "--out", out], folder: root).status == 0)
        let documents = try folder.contents("out")
        _ = try ToolRun(["route", path, "--out", out], folder: root)
        var both = try folder.contents("out")
        let manifests = both.filter { $0.key.hasSuffix("manifest.json") }.keys
        for (name, bytes) in documents where !manifests.contains(name) { #expect(both[name] == bytes, "\(name)") }
        #expect(try ToolRun(["run", path, "--out", out], folder: root).status == 0)
        let again = try folder.contents("out")
        for name in manifests { both[name] = again[name] }
        #expect(again == both)
    }

    @Test func manyWritersOfOneNewFolder() throws {
        let place = try HostileWorkplace.ofRecords()
        let tools = try (1...8).map { number in
            try place.folder.write("\(number).json", HostileWorkplace.line("V-\(number)"))
            return try RunningTool(["run", "\(number).json", "--out", "new/out"], folder: place.folder)
        }
        for tool in tools { #expect(tool.wait() == 0, "\(tool.errors)") }
        let notices = place.folder.files(below: "new/out").filter { $0.hasSuffix("notice.xml") }
        #expect(notices.count == 8, "\(notices)")
        #expect(place.folder.files(below: "new").allSatisfy { !$0.contains(".writ") })
    }

    @Test func standardOutputIsNoFolder() throws {
        let place = try HostileWorkplace.ofRecords()
        let run = try place.writ("run", "case.json", "--out", "-")
        #expect(run.status == 2 && run.errors.contains("--out"), "\(run.status)\n\(run.errors)")
        #expect(place.folder.files(below: "-").isEmpty)
    }

    /// A name that is no UTF-8 can be read, written to and told.
    /// A number that a document of another case has, in this run or in the folder, is told, and nothing is written.
    @Test func aNumberThatAnotherCaseHas() throws {
        let place = try RegisterWorkplace()
        for id in ["A1", "A2", "A3"] { try place.write(id) }
        #expect(try place.writ("run", "A1.json", "--out", "out", "--number", "5").status == 0)
        #expect(try place.writ("run", "A1.json", "--out", "out", "--number", "5").status == 0)
        let other = try place.writ("run", "A2.json", "A3.json", "--out", "out", "--number", "4")
        #expect(other.status == 1 && other.errors.contains("document.number-twice"), "\(other.errors)")
        #expect(
            other.errors.contains("A1") && !FileManager.default.fileExists(atPath: place.folder.file("out/A2").path))
        #expect(try place.writ("run", "A2.json", "A3.json", "--out", "out", "--number", "6").status == 0)
        #expect(try place.writ("run", "A2.json", "--out", "elsewhere", "--number", "5").status == 0)
    }

    @Test func namesThatAreNoText() throws {
        let place = try HostileWorkplace.ofRecords()
        let script = """
            name=$(printf 'c\\377\\303')
            cp case.json "$name.json"
            "\(ToolRun.tool.path)" run "$name.json" --out "out-$name" || exit 9
            test -f "out-$name/V-1/notice.xml" || exit 8
            "\(ToolRun.tool.path)" run "$name" --out other
            """
        let run = try ToolRun(
            tool: URL(fileURLWithPath: "/bin/sh"), ["-c", script], folder: place.folder.url, timeout: 60)
        #expect(run.status == 3 && run.errors.contains("file.missing"), "\(run.status)\n\(run.errors)")
    }
}
