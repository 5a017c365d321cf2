import WritLanguage
import WritSemantics

/// A decision table whose conditions are fields and whose values are constants: everything that a decision touches lies
/// in a few flat arrays, and each answer is bytes already.
///
/// Unsafe memory: the words of the sets are read four at a time; `stride` rounds each set up to that. The numbers of sets come of
/// the table's own columns.
struct FlatTable: Sendable {
    struct Column: Sendable {
        let field: Int32
        let isText: Bool
        let isCoarse: Bool
        let scale: Int32
        let firstStart: Int32
        let startCount: Int32
        let firstDense: Int32
        let denseCount: Int32
        let denseBase: Int64
        let firstWord: Int
        let missingWord: Int
        /// In `intervalStarts`.
        let firstInterval: Int
    }

    /// Words of one set of rows, rounded up so that four are taken at once.
    let stride: Int
    let isUnique: Bool
    let columns: [Column]
    private let words: [UInt64]
    private let starts: [Int64]
    private let dense: [Int32]
    private let intervals: [TableInterval]
    private let intervalStarts: [Int32]
    /// For each row the number of its answer.
    let answers: [Int32]

    /// - Parameter answers: the number of the answer of each row.
    init?(_ table: PlannedTable, fields: [Int], answers: [Int32]) {
        guard table.policy != .collect, table.scope < 0 else { return nil }
        isUnique = table.policy == .unique
        self.answers = answers
        let count = table.index.wordCount
        let stride = max(4, (count + 3) / 4 * 4)
        self.stride = stride
        var words: [UInt64] = []
        var starts: [Int64] = []
        var dense: [Int32] = []
        var intervals: [TableInterval] = []
        var intervalStarts: [Int32] = []
        var columns: [Column] = []
        func addSet(_ first: Int) {
            words += table.index.words[first..<first + count]
            words += [UInt64](repeating: 0, count: stride - count)
        }
        for (number, column) in table.index.columns.enumerated() {
            if case .free = column.kind { continue }
            if case .unindexed = column.kind { return nil }
            let isText = if case .texts = column.kind { true } else { false }
            let firstWord = words.count
            let sets = isText ? column.texts.count + 1 : column.starts.count
            for set in 0..<sets { addSet(column.firstWord + set * count) }
            let missingWord = words.count
            addSet(column.missingWord)
            columns.append(
                Column(
                    field: Int32(truncatingIfNeeded: fields[number]), isText: isText, isCoarse: column.isCoarse,
                    scale: Int32(truncatingIfNeeded: column.scale), firstStart: Int32(truncatingIfNeeded: starts.count),
                    startCount: Int32(truncatingIfNeeded: column.starts.count),
                    firstDense: Int32(truncatingIfNeeded: dense.count),
                    denseCount: Int32(truncatingIfNeeded: column.dense.count), denseBase: column.denseBase,
                    firstWord: firstWord, missingWord: missingWord, firstInterval: intervalStarts.count))
            starts += column.starts
            dense += column.dense
            for start in column.intervalStarts {
                intervalStarts.append(start + Int32(truncatingIfNeeded: intervals.count))
            }
            intervals += column.intervals
        }
        guard !columns.isEmpty, columns.count <= 16 else { return nil }
        self.columns = columns
        self.words = words
        self.starts = starts
        self.dense = dense
        self.intervals = intervals
        self.intervalStarts = intervalStarts
    }

    /// What a decision came to.
    enum Decision: Equatable {
        /// The number of the row.
        case row(Int)
        case none
        /// Something that only the full evaluation settles: an unknown condition, two rows that disagree.
        case open
    }

    /// Decides by the fields of one case.
    @inline(__always)
    func decide(
        _ room: FlatRoom
    ) -> Decision {
        var anyCoarse = false
        for index in 0..<columns.count {
            let column = columns[index]
            let value = room.given[Int(column.field)]
            if value.state == .absent { return .open }
            if value.state == .missing {
                room.sets[index] = column.missingWord
                room.places[index] = Int64.min
                continue
            }
            let set: Int
            if column.isText {
                set = Int(value.number)
            } else {
                guard let place = place(value, column.scale) else { return .open }
                room.places[index] = place
                set = stretch(column, place)
                if column.isCoarse { anyCoarse = true }
            }
            room.sets[index] = column.firstWord &+ set &* stride
        }
        return words.withUnsafeBytes { search($0, room, anyCoarse) }
    }

    /// The first row that all sets share.
    @inline(__always)
    private func search(
        _ words: UnsafeRawBufferPointer, _ room: FlatRoom, _ anyCoarse: Bool
    ) -> Decision {
        let count = columns.count
        var found = -1
        var word = 0
        while word < stride {
            var shared = SIMD4<UInt64>(repeating: ~0)
            for index in 0..<count {
                shared &= words.loadUnaligned(
                    fromByteOffset: (room.sets[index] &+ word) &* 8, as: SIMD4<UInt64>.self)
            }
            if (shared[0] | shared[1] | shared[2] | shared[3]) != 0 {
                for lane in 0..<4 {
                    var bits = shared[lane]
                    while bits != 0 {
                        let row = (word &+ lane) &* 64 &+ bits.trailingZeroBitCount
                        bits &= bits &- 1
                        if anyCoarse, !holds(row, room) { continue }
                        if !isUnique { return .row(row) }
                        if found >= 0, answers[found] != answers[row] { return .open }
                        if found < 0 { found = row }
                    }
                }
            }
            word &+= 4
        }
        return found < 0 ? .none : .row(found)
    }

    @inline(__always)
    private func place(_ value: FlatScanner.Given, _ scale: Int32) -> Int64? {
        if value.scale == scale { return value.number &* 2 }
        if value.scale < scale {
            let (scaled, overflow) = value.number.multipliedReportingOverflow(by: Self.power(scale - value.scale))
            return overflow || scaled.magnitude >= 1 << 60 ? nil : scaled &* 2
        }
        return TableInterval.place(
            of: Slot(.decimal, Int128(value.number), small: UInt8(truncatingIfNeeded: value.scale)), scale: Int(scale))
    }

    @inline(__always)
    private static func power(_ exponent: Int32) -> Int64 {
        switch exponent {
        case 1: return 10
        case 2: return 100
        default:
            var power: Int64 = 1
            for _ in 0..<min(exponent, 18) { power &*= 10 }
            return power
        }
    }

    @inline(__always)
    private func stretch(_ column: Column, _ place: Int64) -> Int {
        if column.denseCount > 0 {
            if place < column.denseBase { return 0 }
            let offset = place &- column.denseBase
            return offset < Int64(column.denseCount)
                ? Int(dense[Int(column.firstDense) &+ Int(offset)]) : Int(column.startCount) &- 1
        }
        return starts.withUnsafeBufferPointer { starts in
            var low = Int(column.firstStart)
            var length = Int(column.startCount)
            while length > 1 {
                let half = length >> 1
                low = starts[low &+ half] <= place ? low &+ half : low
                length &-= half
            }
            return low &- Int(column.firstStart)
        }
    }

    /// Whether a row really holds where some sets only say that it can.
    private func holds(_ row: Int, _ room: FlatRoom) -> Bool {
        for (index, column) in columns.enumerated() where column.isCoarse && room.places[index] != Int64.min {
            let place = room.places[index]
            let range = column.firstInterval + row
            var isInside = false
            for interval in Int(intervalStarts[range])..<Int(intervalStarts[range + 1])
            where intervals[interval].lower <= place && place < intervals[interval].upper {
                isInside = true
            }
            if !isInside { return false }
        }
        return true
    }
}

/// Where the fields of one case stand while a table decides, asked for once for all cases of a run.
final class FlatRoom {
    let given = FixedTable(repeating: FlatScanner.Given(), count: 64)
    /// For each column the value's place among those that the column tells apart.
    let places = FixedTable<Int64>(repeating: 0, count: 16)
    /// For each column where the set of rows begins.
    let sets = FixedTable<Int>(repeating: 0, count: 16)
}
