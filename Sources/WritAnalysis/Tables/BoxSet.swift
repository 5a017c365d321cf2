/// Rows of a decision table as boxes: in each column an interval of whole numbers or a set of up to 64 values.
///
/// One row may be several boxes, where a cell is no single interval. All questions are answered by passes over flat
/// arrays of numbers; nothing here knows what the numbers mean.
package struct BoxSet: Sendable {
    package enum Column: Sendable {
        case interval(lower: Int64, upper: Int64)
        /// The values that there are, one bit each.
        case values(UInt64)
    }

    package let columns: [Column]
    /// Box after box, two numbers for each column: the bounds, or the values and nothing.
    private var cells: [Int64] = []
    private let isValues: [Bool]
    /// The row that a box belongs to.
    private(set) var row: [Int32] = []
    /// A number for what the row gives; rows with equal numbers agree.
    private(set) var output: [Int32] = []
    private(set) var hasSplitRows = false

    package var count: Int { row.count }

    package init(columns: [Column]) {
        self.columns = columns
        isValues = columns.map { if case .values = $0 { true } else { false } }
    }

    /// Adds a box; for a column of values `lower` holds their bits.
    package mutating func add(row: Int, output: Int, _ cells: [(lower: Int64, upper: Int64)]) {
        if let last = self.row.last, Int(last) == row { hasSplitRows = true }
        self.row.append(Int32(row))
        self.output.append(Int32(output))
        for cell in cells {
            self.cells.append(cell.lower)
            self.cells.append(cell.upper)
        }
    }

    mutating func reserveCapacity(_ boxes: Int) {
        cells.reserveCapacity(boxes * 2 * columns.count)
        row.reserveCapacity(boxes)
        output.reserveCapacity(boxes)
    }

    /// The lowest point of what two boxes share, into memory that is used again.
    package func meeting(_ a: Int, _ b: Int, into point: inout [Int64]) {
        withView { $0.meeting(a, b, into: &point) }
    }

    /// Calls with the boxes at hand, for passes over many of them.
    func withView<Result>(_ body: (BoxView) -> Result) -> Result {
        cells.withUnsafeBufferPointer { cells in
            isValues.withUnsafeBufferPointer { isValues in
                body(BoxView(cells: cells, isValues: isValues))
            }
        }
    }

    /// The whole domain, as two numbers a column.
    var domain: [Int64] {
        columns.flatMap { column -> [Int64] in
            switch column {
            case .interval(let lower, let upper): [lower, upper]
            case .values(let bits): [Int64(bitPattern: bits), 0]
            }
        }
    }

    /// A point of a box given as two numbers a column: the lowest of each.
    package func corner(_ bounds: [Int64]) -> [Int64] {
        columns.indices.map { column in
            switch columns[column] {
            case .interval: bounds[2 * column]
            case .values: Int64(bounds[2 * column].trailingZeroBitCount)
            }
        }
    }
}

/// The boxes of a set as plain memory.
///
/// Unsafe memory: made by `withView` alone, and used while that runs; numbers of boxes and columns are those of the set.
struct BoxView {
    let cells: UnsafeBufferPointer<Int64>
    /// Whether a column has values; of the others it has intervals.
    let isValues: UnsafeBufferPointer<Bool>

    var columnCount: Int { isValues.count }
    /// Numbers a box has.
    var width: Int { 2 * isValues.count }

    /// The lower bound, or the values.
    @inline(__always)
    func low(_ box: Int, _ column: Int) -> Int64 { cells[box * width + 2 * column] }

    @inline(__always)
    func high(_ box: Int, _ column: Int) -> Int64 { cells[box * width + 2 * column + 1] }

    func bounds(of box: Int) -> [Int64] { Array(cells[box * width..<(box + 1) * width]) }

    /// Whether a box meets bounds, or values, in one column.
    @inline(__always)
    func meets(_ box: Int, _ column: Int, _ low: Int64, _ high: Int64) -> Bool {
        isValues[column]
            ? self.low(box, column) & low != 0 : self.low(box, column) <= high && low <= self.high(box, column)
    }

    /// Whether a box meets a region that stands among others.
    func meets(_ box: Int, _ regions: [Int64], _ offset: Int = 0) -> Bool {
        for column in 0..<columnCount
        where !meets(box, column, regions[offset + 2 * column], regions[offset + 2 * column + 1]) {
            return false
        }
        return true
    }

    /// Whether a box contains a region that stands among others.
    @inline(__always)
    func contains(_ box: Int, _ regions: [Int64], _ offset: Int) -> Bool {
        for column in 0..<columnCount {
            let (low, high) = (regions[offset + 2 * column], regions[offset + 2 * column + 1])
            if isValues[column] {
                if low & ~self.low(box, column) != 0 { return false }
            } else if low < self.low(box, column) || self.high(box, column) < high {
                return false
            }
        }
        return true
    }

    /// The lowest point of what two boxes share, into memory that is used again.
    @inline(__always)
    func meeting(_ a: Int, _ b: Int, into point: inout [Int64]) {
        for column in 0..<columnCount {
            point[column] =
                isValues[column]
                ? Int64((low(a, column) & low(b, column)).trailingZeroBitCount) : max(low(a, column), low(b, column))
        }
    }
}
