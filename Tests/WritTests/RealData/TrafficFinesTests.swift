import Foundation
import Testing
import WritTestSupport

/// 34,724 events of 10,000 traffic fines, as published: what is owed and paid is computed by rules.
@Suite(
    .enabled(if: ToolRun.isBuilt, "the command is not built"),
    .enabled(if: RealData.fines != nil, "traffic_fines_events.csv.gz is not at hand"))
struct TrafficFinesTests {
    private static let rules = RealData.project.appendingPathComponent("Tests/Data/fines/rules").path

    @Test func figuresAreThePublishedOnes() throws {
        let packed = try #require(RealData.fines)
        let scratch = try ScratchFolder()
        let table = try String(contentsOf: RealData.unpacked(packed, into: scratch), encoding: .utf8)
        // The first column is the case; all others are of its events.
        let end = try #require(table.firstIndex(of: "\n"))
        let names = table[..<end].split(separator: ",")
        let header = (["id"] + names.dropFirst().map { "events.\($0)" }).joined(separator: ",")
        try scratch.write("events.csv", header + table[end...])
        try scratch.write("Forms/.keep", "")
        let output = scratch.file("lines.jsonl")
        try Data().write(to: output)
        let run = try ToolRun(
            [
                "batch", "events.csv", "--rules", Self.rules, "--forms", "Forms", "--case", "Fine", "--as-of",
                "2020-01-01",
                "--group-by", "id", "--format", "jsonl", "--out", "-",
            ], output: output, folder: scratch.url, timeout: 300)
        #expect(run.status == 0, "\(run.errors.prefix(2000))")
        let expected = [
            "\"payment\":\"exact\"": 4_313, "\"payment\":\"less\"": 272, "\"payment\":\"more\"": 41,
            "\"payment\":\"none\"": 10_000 - 4_626, "\"has-penalty\":true": 4_635, "\"penalty-on-time\":true": 4_635,
            "\"penalty-on-time\":false": 0,
        ]
        let found = try RealData.occurrences(of: Array(expected.keys), in: output)
        #expect(found.lines == 10_000)
        for (text, count) in expected { #expect(found.counts[text] == count, "\(text)") }
    }
}
