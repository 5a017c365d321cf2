import Foundation
import Testing
import WritTestSupport

/// Case ids that are no file names, and places that cannot be written to.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct HostileOutputTests {
    @Test(arguments: [
        "../../etc/passwd", "/etc/passwd", "..", ".", "CON", "con.txt", "NUL", "COM1", "a/b", "a\\\\b", "a:b", " ",
        "-rf",
        "v\\n1", ".hidden", "审〔2026〕1号", "𠮷", "a\\u202Eb",
    ])
    func idsStayWithinTheFolder(_ id: String) throws {
        let place = try HostileWorkplace()
        let before = place.folder.files()
        let run = try place.spoiled("v-1", by: id)
        #expect(!run.wasKilled && [0, 3].contains(run.status), "\(run.status)\n\(run.errors)")
        if run.status == 3 { #expect(run.errors.contains("id"), "\(run.errors)") }
        let added = place.folder.files().filter { !before.contains($0) && $0 != "bad.json" }
        for path in added {
            #expect(path.hasPrefix("out/"), "\(path) lies outside of the output folder")
            for part in path.split(separator: "/") {
                let stem = part.split(separator: ".").first.map { $0.uppercased() } ?? ""
                #expect(!["CON", "NUL", "COM1", "AUX", "PRN"].contains(stem), "\(path)")
                #expect(!part.contains("\\") && !part.contains(":") && !part.contains("\n"), "\(path)")
            }
        }
        #expect(run.status != 0 || added.contains { $0.hasSuffix(".xml") })
        #expect(FileManager.default.contents(atPath: "/etc/passwd")?.starts(with: Data("root".utf8)) == true)
    }

    /// Two ids must not end up in one folder.
    @Test func differentIdsDoNotMeet() throws {
        let place = try HostileWorkplace()
        let ids = [
            "a/b", "a_b", "a-b", "a b", "a%2Fb", "a:b", "A-B", "A-b", "\u{E9}", "e\u{301}", "\u{C9}", "\u{8C48}",
            "\u{F900}",
            "〔2026〕1号",
        ]
        var lines = ""
        for id in ids {
            lines +=
                HostileWorkplace.sound.replacingOccurrences(of: "\n", with: " ")
                .replacingOccurrences(of: "v-1", with: id) + "\n"
        }
        try place.folder.write("cases.jsonl", lines)
        let run = try place.writ("batch", "cases.jsonl", "--out", "out")
        #expect(run.status == 0, "\(run.errors)")
        let notices = place.folder.files(below: "out").filter { $0.hasSuffix("notice.xml") }
        // As a file system compares names that knows neither case nor spelling: equal strings are equal in all spellings.
        #expect(Set(notices.map { $0.lowercased() }).count == ids.count, "\(notices)")
        #expect(notices.contains("〔2026〕1号/notice.xml"), "\(notices)")
        #expect(notices.contains { $0.hasPrefix("A-B/") }, "\(notices)")
    }

    @Test func aFileStandsWhereTheFolderShould() throws {
        let place = try HostileWorkplace()
        try place.folder.write("out", "precious")
        let run = try place.writ("run", "case.json", "--out", "out")
        #expect(!run.wasKilled && run.status == 3 && run.errors.contains("out"), "\(run.status)\n\(run.errors)")
        #expect(try String(contentsOf: place.folder.file("out"), encoding: .utf8) == "precious")
    }

    /// A pipe or a device is written to; a file in its place would take it from every other program.
    @Test func whatIsNoFileIsNotReplaced() throws {
        let place = try HostileWorkplace()
        let pipe = place.folder.file("pipe").path
        try #require(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDWR | O_NONBLOCK)
        defer { close(reader) }
        try place.folder.write("cases.jsonl", HostileWorkplace.sound.replacingOccurrences(of: "\n", with: " ") + "\n")
        let run = try place.writ("batch", "cases.jsonl", "--format", "jsonl", "--out", "pipe")
        #expect(run.status == 0, "\(run.errors)")
        var status = stat()
        #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(reader, &buffer, buffer.count)
        #expect(count > 0 && String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).contains("notice"))
        #expect(place.folder.files().filter { $0.contains("pipe") } == ["pipe"])
    }

    @Test func standardOutputIsFull() throws {
        let place = try HostileWorkplace()
        let full = URL(fileURLWithPath: "/dev/full")
        let run = try place.writ("run", "case.json", output: full)
        #expect(!run.wasKilled && run.status == 3 && run.errors.contains("error["), "\(run.status)\n\(run.errors)")
        try place.folder.write("cases.jsonl", HostileWorkplace.sound.replacingOccurrences(of: "\n", with: " ") + "\n")
        let batch = try place.writ("batch", "cases.jsonl", "--format", "jsonl", output: full)
        #expect(
            !batch.wasKilled && batch.status == 3 && batch.errors.contains("error["), "\(batch.status)\n\(batch.errors)"
        )
    }

    /// A small file system that fills up, and one that may not be written: earlier documents stay whole.
    @Test(arguments: ["full", "read-only"]) func outputFolder(_ trouble: String) throws {
        let place = try HostileWorkplace()
        let out = place.folder.file("small")
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
        guard try mount(["-t", "tmpfs", "-o", "size=256k", "none", out.path]) else {
            print("skipped: this user may not mount a small file system")
            return
        }
        defer { _ = try? mount(["-u", out.path]) }
        #expect(try place.writ("run", "case.json", "--out", "small").status == 0)
        let before = try snapshot(place, "small")
        #expect(!before.isEmpty)
        if trouble == "full" {
            let filler = out.appendingPathComponent("filler")
            try Data().write(to: filler)
            let handle = try FileHandle(forWritingTo: filler)
            while (try? handle.write(contentsOf: Data(count: 4096))) != nil {}
            try? handle.close()
        } else {
            #expect(try mount(["-o", "remount,ro", out.path]))
        }
        let run = try place.spoiled("250.5", by: "777.5")
        #expect(run.status == 0)
        let spoiled = try place.writ("run", "bad.json", "--out", "small")
        #expect(!spoiled.wasKilled && spoiled.status == 3, "\(spoiled.status)\n\(spoiled.errors)")
        #expect(spoiled.errors.contains("error[") && spoiled.errors.contains("small"), "\(spoiled.errors)")
        let after = try snapshot(place, "small").filter { $0.key != "filler" }
        #expect(after == before, "what was there before is as it was, and nothing half-written lies beside it")
    }

    private func snapshot(_ place: HostileWorkplace, _ folder: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for path in place.folder.files(below: folder) {
            found[path] = try Data(contentsOf: place.folder.file(folder).appendingPathComponent(path))
        }
        return found
    }

    /// Runs `mount`, or `umount` for `-u`; false where it is not allowed.
    private func mount(_ arguments: [String]) throws -> Bool {
        let isUndoing = arguments.first == "-u"
        let tool = URL(fileURLWithPath: isUndoing ? "/bin/umount" : "/bin/mount")
        guard FileManager.default.isExecutableFile(atPath: tool.path) else { return false }
        return try ToolRun(tool: tool, isUndoing ? Array(arguments.dropFirst()) : arguments).status == 0
    }
}
