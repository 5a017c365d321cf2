import WritLanguage

/// A form in pieces, each a form of its own with some blocks of the body. Blocks follow one another in any order, so that a schema
/// which accepts each piece accepts the whole; and libxml2 takes four times as long for twice the blocks.
struct SchemaPieces {
    struct Piece {
        let bytes: [UInt8]
        /// Lines of the form that the piece lacks before its blocks, and behind them.
        let before, behind: Int
        /// On which its blocks begin and end.
        let first, last: Int

        /// The line of the form that is a line of the piece.
        func line(_ line: Int) -> Int { line < first ? line : line <= last ? line + before : line + before + behind }
    }

    private static let most = 1000

    private let form: SourceText
    private let blocks: [MarkupElement]

    init(_ form: SourceText) {
        self.form = form
        guard form.bytes.count(where: { $0 == UInt8(ascii: "<") }) > Self.most,
            case .success(let root) = MarkupReader.read(form)
        else {
            blocks = []
            return
        }
        blocks = root.elements(named: "body").first?.elements ?? []
    }

    /// The first that a check has something to say of; nil where it is content with all.
    func first(_ check: ([UInt8]) -> XMLTree.Problem?) -> (problem: XMLTree.Problem, line: Int)? {
        guard blocks.count > Self.most, let start = blocks.first?.span.range.lowerBound,
            let last = blocks.last?.span.range.lowerBound
        else { return check(form.bytes).map { ($0, $0.line) } }
        let bytes = form.bytes
        // Where a block ends is where the next begins; the last stands in every piece, with what follows it.
        let (head, tail) = (bytes[..<start], bytes[last...])
        let firstLine = 1 + Self.lines(head)
        for index in stride(from: 0, to: blocks.count - 1, by: Self.most) {
            let next = min(index + Self.most, blocks.count - 1)
            let (from, to) = (blocks[index].span.range.lowerBound, blocks[next].span.range.lowerBound)
            let piece = Piece(
                bytes: Array(head) + bytes[from..<to] + tail, before: Self.lines(bytes[start..<from]),
                behind: Self.lines(bytes[to..<last]), first: firstLine,
                last: firstLine + Self.lines(bytes[from..<to]) - 1)
            if let problem = check(piece.bytes) { return (problem, piece.line(problem.line)) }
        }
        return nil
    }

    private static func lines(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }
}
