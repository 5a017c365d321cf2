import WritLanguage
import WritSemantics

/// A decision table turned on its side: for each column a sorted list of the places where its cells change their mind, and
/// for each stretch between two of them one bit a row. The rows that hold are the bits that all columns share, so the
/// cost of a decision grows with the columns and, 64 rows a step, with the place of the first hit.
///
/// Where exact stretches would take too much memory, neighbours are joined; a joined stretch only says which rows *can*
/// hold, and each candidate is compared with its own bounds.
struct TableIndex: Sendable {
    /// Words that the bits of one column may take before stretches are joined.
    static let columnBudget = 1 << 15

    let rowCount: Int
    /// 64-bit words for one bit a row.
    let wordCount: Int
    let columns: [TableColumn]
    let words: [UInt64]

    init(_ table: DecisionTable) {
        rowCount = table.rows.count
        wordCount = (table.rows.count + 63) / 64
        var words: [UInt64] = []
        columns = table.inputs.indices.map { column in
            TableColumn(cells: table.rows.map { $0.cells.indices.contains(column) ? $0.cells[column] : .any }, &words)
        }
        self.words = words
    }
}

/// One condition column of an indexed table.
struct TableColumn: Sendable {
    enum Kind: Sendable {
        /// No row asks for it.
        case free
        /// Places on a line: numbers, dates, durations, enumeration values, Booleans.
        case places
        case texts
        /// Only a look at each cell decides.
        case unindexed
    }

    private(set) var kind: Kind
    /// Cells of the rows, for columns that no index covers and for explanations.
    let cells: [DecisionTable.Cell]
    /// The decimal places of the finest bound; numbers are compared as multiples of that unit.
    private(set) var scale = 0
    /// The unit of durations; rows in other units do not exist in one column.
    private(set) var starts: [Int64] = []
    /// Where the bits of the first stretch begin; each stretch takes `wordCount` words.
    private(set) var firstWord = 0
    /// The bits of rows that ask nothing, and of those that hold for a missing value.
    private(set) var anyWord = 0
    private(set) var missingWord = 0
    /// From (place − `denseBase`) to the stretch, where that is a short list.
    private(set) var dense: [Int32] = []
    private(set) var denseBase: Int64 = 0
    private(set) var texts: [String: Int32] = [:]
    /// Whether candidates must be compared with their own bounds.
    private(set) var isCoarse = false
    /// For coarse columns: the stretches on which each row holds, rows separated by `intervalStarts`.
    private(set) var intervals: [TableInterval] = []
    private(set) var intervalStarts: [Int32] = []

    init(cells: [DecisionTable.Cell], _ words: inout [UInt64]) {
        self.cells = cells
        let wordCount = (cells.count + 63) / 64
        kind = .free
        if cells.allSatisfy({ if case .any = $0 { true } else { false } }) { return }
        anyWord = words.count
        words += Self.bits(cells, wordCount) { if case .any = $0 { true } else { false } }
        missingWord = words.count
        words += Self.bits(cells, wordCount) { $0.holdsForMissing }
        kind = .unindexed
        if let scale = TableInterval.scale(of: cells) {
            var all: [[TableInterval]] = []
            all.reserveCapacity(cells.count)
            for cell in cells {
                guard let intervals = TableInterval.of(cell, scale: scale) else { return }
                all.append(intervals)
            }
            self.scale = scale
            kind = .places
            indexPlaces(all, wordCount, &words)
        } else if let values = Self.textValues(cells) {
            kind = .texts
            indexTexts(values, wordCount, &words)
        }
    }

    private static func bits(
        _ cells: [DecisionTable.Cell], _ wordCount: Int, _ holds: (DecisionTable.Cell) -> Bool
    ) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: wordCount)
        for (row, cell) in cells.enumerated() where holds(cell) { bits[row / 64] |= 1 << UInt64(row % 64) }
        return bits
    }

    private mutating func indexPlaces(_ rows: [[TableInterval]], _ wordCount: Int, _ words: inout [UInt64]) {
        var starts: Set<Int64> = [Int64.min]
        for row in rows {
            for interval in row {
                starts.insert(interval.lower)
                if interval.upper != Int64.max { starts.insert(interval.upper) }
            }
        }
        let exact = starts.sorted()
        let most = max(16, TableIndex.columnBudget / max(1, wordCount))
        let step = (exact.count + most - 1) / most
        isCoarse = step > 1
        self.starts = step == 1 ? exact : stride(from: 0, to: exact.count, by: step).map { exact[$0] }
        firstWord = words.count
        words += [UInt64](repeating: 0, count: self.starts.count * wordCount)
        for (row, intervals) in rows.enumerated() {
            for interval in intervals where interval.lower < interval.upper {
                let first = stretch(of: interval.lower)
                let last = interval.upper == Int64.max ? self.starts.count - 1 : stretch(of: interval.upper - 1)
                for stretch in first...max(first, last) {
                    words[firstWord + stretch * wordCount + row / 64] |= 1 << UInt64(row % 64)
                }
            }
        }
        if isCoarse {
            for row in rows {
                intervalStarts.append(Int32(truncatingIfNeeded: intervals.count))
                intervals += row
            }
            intervalStarts.append(Int32(truncatingIfNeeded: intervals.count))
        }
        // From the second start to the last the stretches are of known length.
        if self.starts.count > 1, let last = self.starts.last, let span = Int(exactly: last - self.starts[1]),
            span < 4096
        {
            denseBase = self.starts[1]
            dense = (0...span).map { Int32(truncatingIfNeeded: stretch(of: denseBase + Int64($0))) }
        }
    }

    /// The stretch in which a place lies.
    @inline(__always)
    func stretch(of place: Int64) -> Int {
        if !dense.isEmpty {
            if place < denseBase { return 0 }
            let offset = place &- denseBase
            return offset < dense.count ? Int(dense[Int(offset)]) : starts.count - 1
        }
        var low = 0
        var length = starts.count
        // Without branches that a processor has to guess: the answer lies in low..<low + length.
        while length > 1 {
            let half = length >> 1
            low = starts[low &+ half] <= place ? low &+ half : low
            length &-= half
        }
        return low
    }

    /// Whether a row of a coarse column really holds at a place.
    @inline(__always)
    func holds(row: Int, at place: Int64) -> Bool {
        for index in Int(intervalStarts[row])..<Int(intervalStarts[row + 1])
        where intervals[index].lower <= place && place < intervals[index].upper {
            return true
        }
        return false
    }

    /// The values of text columns; nil where a cell asks for anything but equality.
    private static func textValues(_ cells: [DecisionTable.Cell]) -> Set<String>? {
        var values: Set<String> = []
        func collect(_ cell: DecisionTable.Cell) -> Bool {
            switch cell {
            case .any: return true
            case .values(let list):
                for value in list {
                    guard case .text(let text) = value else { return false }
                    values.insert(text)
                }
                return true
            case .range: return false
            case .not(let inner): return collect(inner)
            case .either(let cells): return cells.allSatisfy(collect)
            }
        }
        return cells.allSatisfy(collect) ? values : nil
    }

    private mutating func indexTexts(_ values: Set<String>, _ wordCount: Int, _ words: inout [UInt64]) {
        firstWord = words.count
        // Stretch 0 is every text that no cell names.
        words += Self.bits(cells, wordCount) { $0.holds(for: nil) }
        for value in values.sorted() {
            texts[value] = Int32(truncatingIfNeeded: texts.count + 1)
            words += Self.bits(cells, wordCount) { $0.holds(for: value) }
        }
    }
}

extension DecisionTable.Cell {
    /// A missing value satisfies only a cell that asks nothing or excludes something.
    fileprivate var holdsForMissing: Bool {
        switch self {
        case .any: true
        case .values, .range: false
        case .not(let inner): !inner.holdsForMissing
        case .either(let cells): cells.contains(where: \.holdsForMissing)
        }
    }

    /// Whether a cell of a text column holds for a text, or for one that no cell names.
    fileprivate func holds(for text: String?) -> Bool {
        switch self {
        case .any: true
        case .values(let values):
            values.contains { value in if case .text(let named) = value { named == text } else { false } }
        case .range: false
        case .not(let inner): !inner.holds(for: text)
        case .either(let cells): cells.contains { $0.holds(for: text) }
        }
    }
}
