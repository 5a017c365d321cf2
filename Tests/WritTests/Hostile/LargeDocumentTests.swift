import Foundation
import Testing
import WritTestSupport

/// Loops within loops end in a message before the memory does.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"), .serialized)
struct LargeDocumentTests {
    private func place(depth: Int, text: String) throws -> HostileWorkplace {
        let open = (0..<depth).map { "<group each=\"v\($0) in items\">" }.joined()
        let close = String(repeating: "</group>", count: depth)
        let form = HostileWorkplace.form.replacingOccurrences(
            of: "<deadline/>", with: open + text + close + "<deadline/>")
        let place = try HostileWorkplace(form: form)
        let items = (1...30).map { #"{ "name": "墙\#($0)", "level": "high" }"# }.joined(separator: ",")
        let line = HostileWorkplace.sound.replacingOccurrences(
            of: #"{ "name": "墙", "level": "high" }"#, with: items
        ).replacingOccurrences(of: "v-1", with: "V-1")
        try place.folder.write("many.json", line)
        return place
    }

    /// 24,300,000 rounds of a paragraph.
    @Test func fiveLoopsOverThirtyElements() throws {
        let place = try place(depth: 5, text: "<p>第<value of=\"v4.name\"/>项。</p>")
        let run = try place.writ("run", "many.json", "--out", "out", timeout: 300)
        #expect(run.status == 1 && !run.wasKilled && run.errors.contains("document.too-large"), "\(run.errors)")
        #expect(run.peakMemory < 2 << 30, "\(run.peakMemory >> 20) MB")
        #expect(place.folder.files(below: "out/V-1").filter { $0.hasSuffix(".xml") || $0.hasSuffix(".html") }.isEmpty)
        #expect(try place.folder.text("out/V-1/outcome.json").contains("document.too-large"))
    }

    /// Rounds that write nothing take time, and no end of it.
    @Test func eightLoopsThatWriteNothing() throws {
        let place = try place(depth: 8, text: "<p when=\"unit = &quot;x&quot;\">无</p>")
        for command in [["run", "many.json", "--out", "out"], ["batch", "many.json", "--out", "many"]] {
            let run = try ToolRun(command, folder: place.folder.url, timeout: 300)
            #expect(run.status == 1 && !run.wasKilled && run.errors.contains("document.too-large"), "\(run.errors)")
        }
    }

    @Test func whatIsLargeAndNotTooLargeIsMade() throws {
        let place = try place(depth: 3, text: "<p>第<value of=\"v2.name\"/>项。</p>")
        let run = try place.writ("run", "many.json", "--out", "out")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try place.folder.text("out/V-1/notice.html").components(separatedBy: "<p>第").count == 27_001)
    }

    /// Under a limit of the system the command ends with a message, whatever its runtime does when it gets no memory.
    @Test func aLimitOfTheSystem() throws {
        let place = try place(depth: 4, text: "<p>第<value of=\"v3.name\"/>项。</p>")
        for limit in [300_000, 220_000, 180_000] {
            let script = "ulimit -v \(limit); exec \"\(ToolRun.tool.path)\" run many.json --out out\(limit)"
            let run = try ToolRun(tool: URL(fileURLWithPath: "/bin/sh"), ["-c", script], folder: place.folder.url)
            #expect(!run.wasKilled, "\(limit)")
            if run.status != 0 {
                // Where the loader itself gets no memory, the command does not begin.
                #expect(
                    run.errors.contains("system.memory") || run.status == 127, "\(limit): \(run.status) \(run.errors)")
            }
        }
    }
}
