import Foundation
import Testing
import WritTestSupport

/// 61,001 tickets of the City of Detroit, as published: every row read, every judgment recomputed.
@Suite(
    .enabled(if: ToolRun.isBuilt, "the command is not built"),
    .enabled(if: RealData.detroit != nil, "detroit_violations.csv.gz is not at hand"))
struct DetroitTests {
    private static let rules = RealData.project.appendingPathComponent("Tests/Data/detroit/rules").path
    private static let forms = RealData.project.appendingPathComponent("Tests/Data/detroit/forms").path
    private static let common = [
        "--rules", rules, "--forms", forms, "--case", "Ticket", "--as-of", "2016-12-31",
    ]

    private func batch(_ table: URL, _ arguments: [String], to output: URL) throws -> ToolRun {
        try Data().write(to: output)
        return try ToolRun(["batch", table.path] + Self.common + arguments, output: output, timeout: 600)
    }

    /// The first rows of a table, its header included.
    private func head(_ table: URL, rows: Int, in scratch: ScratchFolder) throws -> URL {
        let bytes = try Data(contentsOf: table, options: .alwaysMapped)
        var end = bytes.startIndex
        for _ in 0...rows { end = (bytes[end...].firstIndex(of: 0x0A) ?? bytes.endIndex - 1) + 1 }
        return try scratch.write("head-\(rows).csv", bytes[..<end])
    }

    @Test func theRulebookIsSound() throws {
        let run = try ToolRun(["check", "--rules", Self.rules, "--forms", Self.forms])
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func groupsAreThePublishedOnes() throws {
        let packed = try #require(RealData.detroit)
        let scratch = try ScratchFolder()
        let table = try RealData.unpacked(packed, into: scratch)
        let output = scratch.file("outcomes.jsonl")
        let run = try batch(table, ["--format", "jsonl"], to: output)
        #expect(run.status == 0, "\(run.errors.prefix(2000))")

        let expected = [
            "\"finding\":\"as-computed\"": 58_693, "\"finding\":\"fine-waived\"": 782, "\"finding\":\"adjusted\"": 8,
            "\"finding\":\"discount-ignored\"": 755, "\"finding\":\"rounded\"": 756, "\"finding\":\"mixed\"": 7,
            "\"finding\":\"unexplained\"": 0, "\"form\":\"notice-of-judgment\"": 60_211,
            "\"is-late-fee-lawful\":false": 0, "\"status\":\"open\"": 0,
        ]
        let found = try RealData.occurrences(of: Array(expected.keys), in: output)
        #expect(found.lines == 61_001)
        for (text, count) in expected { #expect(found.counts[text] == count, "\(text)") }

        // The most memory held does not grow with the number of rows, once every thread has pieces in hand; on a busy machine
        // a few more pieces wait. What grew with the rows would double.
        let less = try batch(
            try head(table, rows: 30_000, in: scratch), ["--format", "jsonl"], to: scratch.file("less"))
        print("peak memory: \(less.peakMemory >> 10) kB for 30,000 rows, \(run.peakMemory >> 10) kB for 61,001")
        #expect(less.peakMemory > 0)
        #expect(Double(run.peakMemory) <= 1.25 * Double(less.peakMemory) + 4_000_000)
    }

    @Test func everyNoticeIsADocument() throws {
        let packed = try #require(RealData.detroit)
        let scratch = try ScratchFolder()
        let table = try head(try RealData.unpacked(packed, into: scratch), rows: 1000, in: scratch)
        let outcomes = scratch.file("outcomes.jsonl")
        #expect(try batch(table, ["--format", "jsonl"], to: outcomes).status == 0)
        let notices = try RealData.occurrences(of: ["\"form\":\"notice-of-judgment\""], in: outcomes)
        let run = try ToolRun(["batch", table.path] + Self.common + ["--out", "out"], folder: scratch.url)
        #expect(run.status == 0, "\(run.errors.prefix(2000))")
        let files = scratch.files(below: "out")
        let records = files.filter { $0.hasSuffix("notice-of-judgment.xml") }
        #expect(records.count == notices.counts.values.first)
        #expect(files.filter { $0.hasSuffix("notice-of-judgment.html") }.count == records.count)
        let first = try #require(records.first)
        let record = try String(contentsOf: scratch.file("out").appendingPathComponent(first), encoding: .utf8)
        #expect(record.contains("judgment"), "\(record)")
    }
}
