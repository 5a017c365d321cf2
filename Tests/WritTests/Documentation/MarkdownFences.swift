import Foundation

/// The fenced blocks of a page of the documentation, so that what a page shows is what a test runs.
struct MarkdownFences {
    struct Block {
        let language: String
        let text: String
    }

    let blocks: [Block]

    init(_ path: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let page = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        var blocks: [Block] = []
        var fence = ""
        var language = ""
        var lines: [Substring] = []
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            let ticks = String(line.prefix { $0 == "`" })
            if fence.isEmpty {
                guard ticks.count >= 3 else { continue }
                (fence, language, lines) = (ticks, String(line.dropFirst(ticks.count)), [])
            } else if line == fence {
                blocks.append(Block(language: language, text: lines.map { $0 + "\n" }.joined()))
                fence = ""
            } else {
                lines.append(line)
            }
        }
        self.blocks = blocks
    }

    func texts(_ language: String) -> [String] { blocks.filter { $0.language == language }.map(\.text) }
}
