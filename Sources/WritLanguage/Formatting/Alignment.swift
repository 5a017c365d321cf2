/// Puts what belongs together under each other: the parts of neighbouring lines of one kind, comments at line ends, and
/// the blank lines between declarations.
enum Alignment {
    /// What stands further right than this is not a column: a long condition would push its neighbours away.
    private static let widest = 56
    private static let widestComment = 90

    static func apply(to lines: inout [FormatLine]) {
        separateDeclarations(&lines)
        var start = 0
        while start < lines.count {
            guard isAlignable(lines[start]) else {
                start += 1
                continue
            }
            let members = group(lines, from: start)
            alignColumns(&lines, members)
            start = (members.last ?? start) + 1
        }
        alignComments(&lines)
    }

    private static func isAlignable(_ line: FormatLine) -> Bool {
        switch line.kind {
        case .declaration, .clause: line.pieces.contains { $0.column > 0 }
        default: false
        }
    }

    /// Lines of the kind of the first one that follow it, with nothing but comments between.
    private static func group(_ lines: [FormatLine], from start: Int) -> [Int] {
        var members = [start]
        var index = start + 1
        while index < lines.count, !lines[index].hasBlankBefore {
            if lines[index].kind == .comment {
                index += 1
                continue
            }
            guard lines[index].kind == lines[start].kind, lines[index].indent == lines[start].indent else { break }
            members.append(index)
            index += 1
        }
        return members
    }

    private static func alignColumns(_ lines: inout [FormatLine], _ members: [Int]) {
        for column in UInt8(1)...3 {
            var places: [(line: Int, piece: Int, width: Int)] = []
            for line in members {
                guard let piece = lines[line].pieces.firstIndex(where: { $0.column == column }), piece > 0 else {
                    continue
                }
                var width = 0
                for (index, item) in lines[line].pieces[..<piece].enumerated() {
                    width += item.width + item.padding + (index > 0 && item.hasSpace ? 1 : 0)
                }
                if width <= widest { places.append((line, piece, width)) }
            }
            guard let target = places.map(\.width).max() else { continue }
            for place in places { lines[place.line].pieces[place.piece].padding = target - place.width }
        }
    }

    /// Comments at the ends of neighbouring lines stand under each other.
    private static func alignComments(_ lines: inout [FormatLine]) {
        var start = 0
        while start < lines.count {
            guard lines[start].comment != nil else {
                start += 1
                continue
            }
            var end = start
            while end < lines.count, lines[end].comment != nil, end == start || !lines[end].hasBlankBefore { end += 1 }
            let widths = (start..<end).map { lines[$0].width + indentation(lines[$0]) }
            let target = widths.filter { $0 <= widestComment }.max() ?? 0
            for (offset, width) in widths.enumerated() where width <= target {
                lines[start + offset].commentPadding = target - width + 2
            }
            start = end
        }
    }

    private static func indentation(_ line: FormatLine) -> Int {
        if case .columns(let columns) = line.indent { columns } else { 0 }
    }

    // MARK: Blank lines

    /// A blank line stands around every declaration of more than one line, before the comments that belong to it.
    private static func separateDeclarations(_ lines: inout [FormatLine]) {
        var isPreviousLong = false
        for index in lines.indices {
            guard case .declaration = lines[index].kind else {
                if lines[index].kind == .prose { isPreviousLong = false }
                continue
            }
            let isLong = index + 1 < lines.count && belongsToDeclaration(lines[index + 1])
            var first = index
            while first > 0, !lines[first].hasBlankBefore, lines[first - 1].kind == .comment,
                lines[first - 1].indent == .columns(0)
            {
                first -= 1
            }
            if first > 0, lines[first - 1].kind != .prose, isLong || isPreviousLong {
                lines[first].hasBlankBefore = true
            }
            isPreviousLong = isLong
        }
    }

    private static func belongsToDeclaration(_ line: FormatLine) -> Bool {
        switch line.kind {
        case .declaration, .prose: false
        case .comment: line.indent != .columns(0)
        default: true
        }
    }
}
