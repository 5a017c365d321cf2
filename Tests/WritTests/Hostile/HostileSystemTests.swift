import Foundation
import Testing
import WritTestSupport

/// What the system around the command can do to it: links in circles, pipes that say nothing, readers that go away,
/// signals in the middle of the work.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct HostileSystemTests {
    /// Runs a script in the workplace, with the command's path in `$WRIT`.
    private func shell(_ place: HostileWorkplace, _ script: String) throws -> ToolRun {
        try ToolRun(
            tool: URL(fileURLWithPath: "/bin/sh"), ["-c", "WRIT='\(ToolRun.tool.path)'\n" + script],
            folder: place.folder.url, timeout: 60)
    }

    private func line(_ id: String) -> String {
        HostileWorkplace.sound.replacingOccurrences(of: "\n", with: " ").replacingOccurrences(of: "v-1", with: id)
            + "\n"
    }

    @Test func foldersThatLeadBackToThemselves() throws {
        let place = try HostileWorkplace()
        for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
            try FileManager.default.createSymbolicLink(
                atPath: place.folder.file("Rules/\(name)").path, withDestinationPath: ".")
        }
        let check = try place.writ("check")
        #expect(check.status == 0 && check.seconds < 30, "\(check.status)\n\(check.errors.prefix(2000))")
    }

    @Test(arguments: ["Rules/silent.writ.md", "Forms/silent.xml"]) func aPipeAmongTheFiles(_ path: String) throws {
        let place = try HostileWorkplace()
        try #require(mkfifo(place.folder.file(path).path, 0o600) == 0)
        let run = try ToolRun(["check"], folder: place.folder.url, timeout: 20)
        #expect(!run.wasKilled && run.status == 3 && run.errors.contains(path), "\(run.status)\n\(run.errors)")
    }

    @Test func readersThatGoAway() throws {
        let place = try HostileWorkplace()
        try place.folder.write("cases.jsonl", (1...4000).map { line("v-\($0)") }.joined())
        for command in ["batch cases.jsonl --format jsonl", "form notice --blank", "schema Visit", "run case.json"] {
            let run = try shell(place, "{ \"$WRIT\" \(command); echo $? >status; } | head -n 1 >first")
            let status = try String(contentsOf: place.folder.file("status"), encoding: .utf8)
            #expect(status == "0\n" && run.errors.isEmpty, "\(command): \(status)\(run.errors)")
        }
    }

    /// Told to stop while it waits for more of its input: nothing half-written is left, what was there stays.
    @Test(arguments: ["--out out", "--format jsonl --out out/all.jsonl"])
    func stoppedInTheMiddle(_ output: String) throws {
        let place = try HostileWorkplace()
        try place.folder.write("out/precious", "precious")
        try place.folder.write("first.jsonl", line("v-1"))
        let run = try shell(
            place,
            """
            mkfifo input
            { cat first.jsonl; sleep 50; } >input & writer=$!
            "$WRIT" batch input --input jsonl \(output) & work=$!
            tries=0
            while [ -z "$(ls -A out | grep writ-)" ] && [ $tries -lt 500 ]; do sleep 0.02; tries=$((tries + 1)); done
            ls -A out | grep -c writ- >begun
            kill -TERM $work
            wait $work
            echo $? >status
            kill $writer
            """)
        #expect(try String(contentsOf: place.folder.file("begun"), encoding: .utf8) == "1\n", "\(run.errors)")
        #expect(try String(contentsOf: place.folder.file("status"), encoding: .utf8) == "143\n", "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.file("out").path) == ["precious"])
    }

    @Test func formattingKeepsLinksAndPermissions() throws {
        let place = try HostileWorkplace()
        let real = place.folder.file("real.writ")
        try place.folder.write("real.writ", "role   manager \"经理\"\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: real.path)
        let link = place.folder.file("link.writ")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "real.writ")
        let run = try ToolRun(["fmt", "link.writ"], folder: place.folder.url)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "real.writ")
        #expect(try String(contentsOf: real, encoding: .utf8) == "role manager \"经理\"\n")
        let permissions = try FileManager.default.attributesOfItem(atPath: real.path)[.posixPermissions] as? Int
        #expect(permissions == 0o640)
    }

    /// Folders that were made on the way to a place that cannot be written go again.
    @Test func nothingIsLeftOfARunThatFails() throws {
        let place = try HostileWorkplace()
        let long = String(repeating: "n", count: 300)
        let run = try place.writ("run", "case.json", "--out", "new/deeper/\(long)/out")
        #expect(run.status == 3 && run.errors.contains("error["), "\(run.status)\n\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: place.folder.file("new").path))
    }
}
