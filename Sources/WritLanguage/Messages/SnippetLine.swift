/// One line of a source file as a terminal shows it: control characters escaped, and cut around the place that matters.
struct SnippetLine {
    /// What is shown.
    let text: String
    /// The columns of the marked part, from 0.
    let mark: Range<Int>

    private struct Cell {
        let text: String
        let width: Int
        let offset: Int
    }

    /// - Parameters:
    ///   - bytes: the line without its end; the indices are those of the file.
    ///   - marked: the bytes that the carets stand under; an empty range marks one column.
    ///   - width: the columns there are.
    init(_ bytes: ArraySlice<UInt8>, marked: Range<Int>, width: Int) {
        // Of a line without end only the neighbourhood is looked at.
        let start = Self.boundary(bytes, max(bytes.startIndex, marked.lowerBound - 2048))
        let stop = Self.boundary(bytes, min(bytes.endIndex, marked.lowerBound + 4096))
        let isCut = (start > bytes.startIndex, stop < bytes.endIndex)
        let cells = Self.cells(bytes[min(start, stop)..<stop])
        let first = cells.firstIndex { $0.offset >= marked.lowerBound } ?? cells.count
        let end = cells.firstIndex { $0.offset >= marked.upperBound } ?? cells.count
        var low = 0
        var high = cells.count
        if cells.reduce(0, { $0 + $1.width }) > width { (low, high) = Self.window(cells, first, end, width) }
        var line = low > 0 || isCut.0 ? "…" : ""
        var column = line.isEmpty ? 0 : 1
        var markStart: Int?
        var markEnd = 0
        for index in low..<high {
            if index == first { markStart = column }
            line += cells[index].text
            column += cells[index].width
            if index < end { markEnd = column }
        }
        let from = markStart ?? column
        if high < cells.count || isCut.1 { line += "…" }
        text = line
        mark = from..<max(from + 1, markEnd)
    }

    /// The first byte of the character that a byte belongs to.
    private static func boundary(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Int {
        var index = max(bytes.startIndex, min(index, bytes.endIndex))
        while index > bytes.startIndex, index < bytes.endIndex, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }

    /// The cells to show: the mark's beginning, with a third of the room before it.
    private static func window(_ cells: [Cell], _ first: Int, _ end: Int, _ width: Int) -> (Int, Int) {
        let room = max(8, width - 2)
        var low = min(first, max(0, cells.count - 1))
        let marked = cells[low..<max(low, min(end, cells.count))].reduce(0) { $0 + $1.width }
        var before = max(room / 3, room - marked - room / 3)
        while low > 0, before >= cells[low - 1].width {
            low -= 1
            before -= cells[low].width
        }
        var high = low
        var used = 0
        while high < cells.count, used + cells[high].width <= room {
            used += cells[high].width
            high += 1
        }
        // Room that is left at the end goes to the beginning.
        while high == cells.count, low > 0, used + cells[low - 1].width <= room {
            low -= 1
            used += cells[low].width
        }
        return (low, high)
    }

    private static func cells(_ bytes: ArraySlice<UInt8>) -> [Cell] {
        var cells: [Cell] = []
        var offset = bytes.startIndex
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let length = UTF8.width(scalar)
            if scalar == "\t" {
                cells.append(Cell(text: "    ", width: 4, offset: offset))
            } else if !SafeText.isHarmless(scalar) {
                let escape = SafeText.escape(scalar)
                cells.append(Cell(text: escape, width: escape.utf8.count, offset: offset))
            } else {
                cells.append(
                    Cell(text: String(Character(scalar)), width: DisplayWidth.of(scalar), offset: offset))
            }
            offset += length
            if offset > bytes.endIndex { break }
        }
        return cells
    }
}
