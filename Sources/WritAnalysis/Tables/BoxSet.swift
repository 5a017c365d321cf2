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
    /// For each column and box the lower bound, or the values.
    private(set) var lower: [[Int64]]
    private(set) var upper: [[Int64]]
    /// The row that a box belongs to.
    private(set) var row: [Int32] = []
    /// A number for what the row gives; rows with equal numbers agree.
    private(set) var output: [Int32] = []
    private(set) var hasSplitRows = false

    package var count: Int { row.count }

    package init(columns: [Column]) {
        self.columns = columns
        lower = Array(repeating: [], count: columns.count)
        upper = Array(repeating: [], count: columns.count)
    }

    /// Adds a box; for a column of values `lower` holds their bits.
    package mutating func add(row: Int, output: Int, _ cells: [(lower: Int64, upper: Int64)]) {
        if let last = self.row.last, Int(last) == row { hasSplitRows = true }
        self.row.append(Int32(row))
        self.output.append(Int32(output))
        for (column, cell) in cells.enumerated() {
            lower[column].append(cell.lower)
            upper[column].append(cell.upper)
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

    func bounds(of box: Int) -> [Int64] {
        columns.indices.flatMap { [lower[$0][box], upper[$0][box]] }
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

    /// The lowest point of what two boxes share, into memory that is used again.
    package func meeting(_ a: Int, _ b: Int, into point: inout [Int64]) {
        for column in columns.indices {
            switch columns[column] {
            case .interval: point[column] = max(lower[column][a], lower[column][b])
            case .values: point[column] = Int64((lower[column][a] & lower[column][b]).trailingZeroBitCount)
            }
        }
    }
}
