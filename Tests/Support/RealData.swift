package import Foundation

/// Public records that are no part of the project; tests that need them are skipped where they are not at hand.
package enum RealData {
    /// The project's own folder.
    package static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// `WRIT_DATA`, or `shared/data` beside the project or above it.
    package static let folder: URL? = {
        var candidates = [ProcessInfo.processInfo.environment["WRIT_DATA"].map { URL(fileURLWithPath: $0) }]
        var above = project
        for _ in 0..<3 {
            above = above.deletingLastPathComponent()
            candidates.append(above.appendingPathComponent("shared/data"))
        }
        return candidates.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    package static let detroit = file("detroit_violations.csv.gz")
    package static let fines = file("traffic_fines_events.csv.gz")

    package static func file(_ name: String) -> URL? {
        guard let url = folder?.appendingPathComponent(name) else { return nil }
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }

    /// The unpacked table in a scratch folder.
    package static func unpacked(_ packed: URL, into scratch: ScratchFolder) throws -> URL {
        let table = scratch.file("table.csv")
        try Data().write(to: table)
        let gzip = ["/bin/gzip", "/usr/bin/gzip"].first { FileManager.default.isExecutableFile(atPath: $0) } ?? "gzip"
        let run = try ToolRun(tool: URL(fileURLWithPath: gzip), ["-dc", packed.path], output: table)
        guard run.status == 0 else { throw CocoaError(.fileReadCorruptFile) }
        return table
    }

    /// How often each of some texts stands in a file, each at most once a line.
    package static func occurrences(of texts: [String], in file: URL) throws -> (lines: Int, counts: [String: Int]) {
        let bytes = try Data(contentsOf: file, options: .alwaysMapped)
        let wanted = texts.map { Data($0.utf8) }
        var counts = Dictionary(uniqueKeysWithValues: texts.map { ($0, 0) })
        var lines = 0
        for line in bytes.split(separator: 0x0A) {
            lines += 1
            for (text, data) in zip(texts, wanted) where line.range(of: data) != nil { counts[text, default: 0] += 1 }
        }
        return (lines, counts)
    }
}
