import Foundation
import Testing
import WritTestSupport

/// Runs that are killed, told to stop, or find the disk full.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct StoppedRunTests {
    private static let cases = 120

    private func lines(_ amount: String) -> String {
        (1...Self.cases).map { HostileWorkplace.line("V-\($0)", amount: amount) }.joined()
    }

    private func folders(_ contents: [String: Data]) -> [String: [String: Data]] {
        var found: [String: [String: Data]] = [:]
        for (path, bytes) in contents {
            let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
            if parts.count == 2, parts[0].hasPrefix("V-") { found[parts[0], default: [:]][parts[1]] = bytes }
        }
        return found
    }

    /// Killed at any moment while it fills a folder that is there: each case is old or new and whole, what others put there
    /// stays, and the same command again leaves what it would have left at once.
    @Test func killedInAFolderThatIsThere() throws {
        var random = RecordTrials.random("killedInAFolderThatIsThere")
        let place = try HostileWorkplace.ofRecords()
        try place.folder.write("old.jsonl", lines("250.5"))
        try place.folder.write("new.jsonl", lines("777.5"))
        var wanted: [String: [String: [String: Data]]] = [:]
        for version in ["old", "new"] {
            #expect(try place.writ("batch", "old.jsonl", "--out", "model-\(version)").status == 0)
            let run = try place.writ("batch", "\(version).jsonl", "--out", "model-\(version)", "--jobs", "1")
            #expect(run.status == 0, "\(run.errors)")
            // What is filed anew has a manifest of its own, what stayed has not.
            wanted[version] = folders(try place.folder.contents("model-\(version)"))
        }
        let old = try #require(wanted["old"])
        let new = try #require(wanted["new"])
        let started = Date()
        #expect(try place.writ("batch", "new.jsonl", "--out", "model-old", "--jobs", "1").status == 0)
        let whole = Date().timeIntervalSince(started)
        var killed = 0
        for trial in 0..<RecordTrials.count(8) {
            let out = "out-\(trial)"
            #expect(try place.writ("batch", "old.jsonl", "--out", out).status == 0)
            for name in ["V-3/scan.pdf", "V-77/deep/photo.jpg", "mine/note"] {
                try place.folder.write("\(out)/\(name)", name)
            }
            let tool = try RunningTool(["batch", "new.jsonl", "--out", out, "--jobs", "1"], folder: place.folder)
            usleep(UInt32(Double(random.next() % 1000) / 1000 * whole * 1_100_000))
            tool.send(SIGKILL)
            if tool.wait() == -SIGKILL { killed += 1 }
            let left = folders(try place.folder.contents(out))
            for (name, files) in left {
                var own = files
                own["scan.pdf"] = nil
                own["deep/photo.jpg"] = nil
                #expect(
                    own == old[name] || own == new[name], "trial \(trial): \(name) is neither: \(own.keys.sorted())")
            }
            #expect(left.count == Self.cases)
            for name in ["V-3/scan.pdf", "V-77/deep/photo.jpg", "mine/note"] {
                #expect(try place.folder.text("\(out)/\(name)") == name)
            }
            let again = try place.writ("batch", "new.jsonl", "--out", out, "--jobs", "1")
            #expect(again.status == 0, "\(again.errors)")
            var after = try place.folder.contents(out)
            for name in ["V-3/scan.pdf", "V-77/deep/photo.jpg", "mine/note"] {
                #expect(after.removeValue(forKey: name) == Data(name.utf8))
            }
            #expect(folders(after) == new, "trial \(trial)")
            #expect(!after.keys.contains { $0.contains(".writ") }, "\(after.keys.filter { $0.contains(".writ") })")
            try FileManager.default.removeItem(at: place.folder.file(out))
        }
        print("killedInAFolderThatIsThere: \(killed) killed while they ran")
    }

    /// Killed while it fills a new folder: all of it is there or nothing.
    @Test func killedInANewFolder() throws {
        var random = RecordTrials.random("killedInANewFolder")
        let place = try HostileWorkplace.ofRecords()
        try place.folder.write("cases.jsonl", lines("250.5"))
        let started = Date()
        #expect(try place.writ("batch", "cases.jsonl", "--out", "model", "--jobs", "1").status == 0)
        let whole = Date().timeIntervalSince(started)
        let model = try place.folder.contents("model")
        for trial in 0..<RecordTrials.count(6) {
            let tool = try RunningTool(["batch", "cases.jsonl", "--out", "out", "--jobs", "1"], folder: place.folder)
            usleep(UInt32(Double(random.next() % 1000) / 1000 * whole * 1_100_000))
            tool.send(SIGKILL)
            tool.wait()
            if FileManager.default.fileExists(atPath: place.folder.file("out").path) {
                #expect(try place.folder.contents("out") == model, "trial \(trial)")
                try FileManager.default.removeItem(at: place.folder.file("out"))
            }
        }
        #expect(try place.writ("batch", "cases.jsonl", "--out", "out", "--jobs", "1").status == 0)
        #expect(try place.folder.contents("out") == model)
        let hidden = try FileManager.default.contentsOfDirectory(atPath: place.folder.url.path).filter {
            $0.hasPrefix(".")
        }
        #expect(hidden.isEmpty, "\(hidden)")
    }

    /// Ctrl-C ends a long batch within a second, however much it has written.
    @Test func toldToStop() throws {
        let place = try HostileWorkplace.ofRecords()
        try place.folder.write("cases.jsonl", (1...60_000).map { HostileWorkplace.line("V-\($0)") }.joined())
        try place.folder.write("out/precious", "precious")
        let tool = try RunningTool(["batch", "cases.jsonl", "--out", "out"], folder: place.folder)
        usleep(3_000_000)
        #expect(tool.isRunning, "\(tool.errors)")
        let told = Date()
        tool.send(SIGINT)
        #expect(tool.wait() == -SIGINT)
        let seconds = Date().timeIntervalSince(told)
        #expect(seconds < 1.5, "\(seconds) s")
        #expect(try place.folder.text("out/precious") == "precious")
        try place.folder.write("one.jsonl", HostileWorkplace.line("V-1"))
        #expect(try place.writ("batch", "one.jsonl", "--out", "out").status == 0)
        #expect(Set(place.folder.files(below: "out")).count == 6, "what was left of the stopped run is gone")
    }

    /// No file may grow beyond a limit, which is what a full disk looks like to a program: a message, and earlier output
    /// whole.
    @Test func noRoom() throws {
        let place = try HostileWorkplace.ofRecords()
        try place.folder.write("cases.jsonl", lines("250.5"))
        #expect(try place.writ("batch", "cases.jsonl", "--out", "out").status == 0)
        let before = try place.folder.contents("out")
        try place.folder.write("new.jsonl", lines("777.5"))
        let script = "ulimit -f 4; exec \"\(ToolRun.tool.path)\" batch new.jsonl --out out"
        let run = try ToolRun(tool: URL(fileURLWithPath: "/bin/sh"), ["-c", script], folder: place.folder.url)
        #expect(!run.wasKilled && run.status == 3 && run.errors.contains("error["), "\(run.status)\n\(run.errors)")
        #expect(try place.folder.contents("out") == before)
    }
}
