/// Finds the code of a literate file: the fenced blocks marked `writ`, by CommonMark's rules for fences.
enum LiterateText {
    struct Fences {
        /// The bytes between the fence lines, in order.
        var code: [Range<Int>] = []
        /// The opening lines of fences that are never closed.
        var unclosed: [Range<Int>] = []
        /// Code that runs into the next block because its fence is not closed: what stands at its end is prose.
        var swallowing: [Range<Int>] = []
        /// The lines of headings that stand in the prose.
        var headings: [Range<Int>] = []
    }

    static func fences(in bytes: [UInt8]) -> Fences {
        var fences = Fences()
        var open: (mark: UInt8, count: Int, isCode: Bool, line: Range<Int>, start: Int)?
        var lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while lineStart < bytes.count {
            var lineEnd = lineStart
            while lineEnd < bytes.count, bytes[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
            let next = min(lineEnd + 1, bytes.count)
            if let fence = fence(bytes, lineStart..<lineEnd) {
                if let current = open {
                    if fence.mark == current.mark, fence.count >= current.count, fence.isBare {
                        if current.isCode { fences.code.append(current.start..<lineStart) }
                        open = nil
                    } else if current.isCode, fence.mark == current.mark, fence.count >= current.count {
                        // No line of code begins like this: the block before was not closed.
                        fences.code.append(current.start..<lineStart)
                        fences.unclosed.append(current.line)
                        fences.swallowing.append(current.start..<lineStart)
                        open = (fence.mark, fence.count, fence.isWrit, lineStart..<lineEnd, next)
                    }
                } else {
                    open = (fence.mark, fence.count, fence.isWrit, lineStart..<lineEnd, next)
                }
            } else if open == nil, isHeading(bytes, lineStart..<lineEnd) {
                fences.headings.append(lineStart..<lineEnd)
            }
            lineStart = next
        }
        if let open, open.isCode {
            fences.code.append(open.start..<bytes.count)
            fences.unclosed.append(open.line)
        }
        return fences
    }

    /// One to six `#` and white space, after up to three spaces.
    private static func isHeading(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        let text = bytes[line]
        let marks = text.drop { $0 == UInt8(ascii: " ") }
        let level = marks.prefix { $0 == UInt8(ascii: "#") }.count
        guard marks.startIndex - text.startIndex < 4, (1...6).contains(level) else { return false }
        let next = marks.dropFirst(level).first
        return next == UInt8(ascii: " ") || next == UInt8(ascii: "\t")
    }

    /// A line that opens or closes a fence: up to three spaces, three or more back ticks or tildes, and a word.
    private static func fence(
        _ bytes: [UInt8], _ line: Range<Int>
    ) -> (mark: UInt8, count: Int, isWrit: Bool, isBare: Bool)? {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index] == UInt8(ascii: " "), index - line.lowerBound < 3 { index += 1 }
        guard index < line.upperBound else { return nil }
        let mark = bytes[index]
        guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        var count = 0
        while index < line.upperBound, bytes[index] == mark {
            index += 1
            count += 1
        }
        guard count >= 3 else { return nil }
        while index < line.upperBound, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
            index += 1
        }
        let wordStart = index
        while index < line.upperBound, bytes[index] > 0x20 { index += 1 }
        let word = bytes[wordStart..<index]
        if mark == UInt8(ascii: "`"), bytes[wordStart..<line.upperBound].contains(UInt8(ascii: "`")) { return nil }
        return (mark, count, word.elementsEqual("writ".utf8), word.isEmpty)
    }
}
