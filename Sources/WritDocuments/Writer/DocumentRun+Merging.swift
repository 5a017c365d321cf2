import WritEvaluation
import WritLanguage

/// Cells of one table that say the same as the cell above them: they are not written again, and the cell above reaches over their rows.
/// Cells are merged from the left: only beside cells that are merged, too.
struct MergingCells {
    /// Where something begins in each file; the view's place counts where both files are written.
    struct Place {
        var first = 0
        var view = 0
        /// Of what the record says.
        var filling = 0
    }

    /// A cell that may reach over several rows.
    private struct Cell {
        let place: Place
        var rows = 1
    }

    /// Of a column: what its last cell said, and which cell that is.
    private struct Run {
        let text: [UInt8]
        let cell: Int
    }

    /// The cell under way, and how much was unknown when it began.
    var start = Place()
    var unknowns = 0
    private var column = 0
    /// All cells to the left of this row go on from above.
    private var goesOn = true
    private var runs: [Run?] = []
    private var cells: [Cell] = []

    mutating func beginRow() {
        column = 0
        goesOn = true
    }

    /// Nothing goes on over what stands between the rows.
    mutating func interrupt() { runs.removeAll() }

    /// Whether the cell under way, which says `text`, belongs to the one above.
    /// - Parameter text: nil for a cell to be filled in, which stands alone.
    mutating func ends(_ text: [UInt8]?) -> Bool {
        defer { column += 1 }
        if column >= runs.count { runs.append(nil) }
        if goesOn, let text, let run = runs[column], run.text == text {
            cells[run.cell].rows += 1
            return true
        }
        goesOn = false
        runs[column] = text.map { Run(text: $0, cell: cells.count) }
        cells.append(Cell(place: start))
        return false
    }

    /// The cells that reach over several rows, in order.
    var merged: [(place: Place, rows: Int)] { cells.filter { $0.rows > 1 }.map { ($0.place, $0.rows) } }

    /// The text between the tags of a piece of either file.
    static func text(_ piece: some Sequence<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var (isTag, isQuoted) = (false, false)
        for byte in piece {
            switch byte {
            case UInt8(ascii: "<") where !isTag: isTag = true
            case UInt8(ascii: "\"") where isTag: isQuoted.toggle()
            case UInt8(ascii: ">") where isTag && !isQuoted: isTag = false
            // Where lines end in the markup is layout, and differs between the files.
            case 0x0A where !isTag: break
            default: if !isTag { text.append(byte) }
            }
        }
        return text
    }
}

extension DocumentRun {
    mutating func merge<Files: DocumentFiles>(_ part: Operation.MergePart, _: Files.Type) {
        switch part {
        case .open: merging = MergingCells()
        case .row: merging?.beginRow()
        case .begin:
            merging?.start = MergingCells.Place(first: bytes.count, view: view.count, filling: content.fillingCount)
            merging?.unknowns = unknowns
        case .end: endOfCell(Files.self)
        case .interrupt: merging?.interrupt()
        case .close:
            let cells = merging?.merged ?? []
            merging = nil
            if cells.isEmpty { return }
            let first = cells.map { (place: $0.place.first, rows: $0.rows) }
            if Files.hasRecord {
                bytes.insert(first, behind: "<cell", " rows=\"")
                if Files.hasView {
                    view.insert(cells.map { ($0.place.view, $0.rows) }, behind: "<td", " rowspan=\"")
                }
            } else {
                bytes.insert(first, behind: "<td", " rowspan=\"")
            }
        }
    }

    private mutating func endOfCell<Files: DocumentFiles>(_: Files.Type) {
        guard let start = merging?.start else { return }
        let isKnown = !isBlank && merging?.unknowns == unknowns
        let text = isKnown ? bytes.withBytes { MergingCells.text($0[start.first...]) } : nil
        let isMerged = merging?.ends(text) ?? false
        if isMerged {
            bytes.truncate(to: start.first)
            if Files.hasView, Files.hasRecord { view.truncate(to: start.view) }
            content.truncate(filling: start.filling)
        }
        if Files.hasRecord { content.add(isThere: isMerged) }
    }
}

extension DocumentBytes {
    /// Puts an attribute with a number into each of some tags, which begin at ascending places.
    fileprivate mutating func insert(
        _ tags: [(place: Int, rows: Int)], behind tag: StaticString, _ attribute: StaticString
    ) {
        guard let first = tags.first else { return }
        let start = first.place + tag.utf8CodeUnitCount
        let rest = withBytes { Array($0[start...]) }
        truncate(to: start)
        var done = 0
        for (index, tag) in tags.enumerated() {
            append(attribute)
            appendNumber(tag.rows)
            append("\"")
            let end = index + 1 < tags.count ? tags[index + 1].place - first.place : rest.count
            rest[done..<end].withBytes { put($0) }
            done = end
        }
    }
}
