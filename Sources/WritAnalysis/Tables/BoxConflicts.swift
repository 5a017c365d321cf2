/// Every pair of rows that can hold together and give different values, by one pass with bit sets.
///
/// For a block of boxes and each column, the boxes that reach down to a value and those that reach up to it are kept as
/// bit sets in the order of their bounds. The partners of a box are then a handful of intersections.
extension BoxSet {
    private static let blockSize = 4096

    /// Calls `visit` with the boxes of each pair, the earlier first.
    package func forEachConflict(_ visit: (_ first: Int, _ second: Int) -> Void) {
        withView { view in forEachConflict(view, visit) }
    }

    func forEachConflict(_ view: BoxView, _ visit: (_ first: Int, _ second: Int) -> Void) {
        var start = 0
        while start < count {
            let end = min(start + BoxSet.blockSize, count)
            block(start..<end, view, visit)
            start = end
        }
    }

    /// The number of pairs of rows, and the first of them as pairs of boxes.
    package func conflicts(limit: Int) -> (count: Int, pairs: [(first: Int, second: Int)]) {
        var total = 0
        var pairs: [(first: Int, second: Int)] = []
        if !hasSplitRows {
            forEachConflict { a, b in
                total += 1
                if pairs.count < limit { pairs.append((a, b)) }
            }
            return (total, pairs)
        }
        var seen: Set<UInt64> = []
        forEachConflict { a, b in
            guard row[a] != row[b] else { return }
            let key =
                UInt64(UInt32(bitPattern: min(row[a], row[b]))) << 32 | UInt64(UInt32(bitPattern: max(row[a], row[b])))
            guard seen.insert(key).inserted else { return }
            total += 1
            if pairs.count < limit { pairs.append((a, b)) }
        }
        return (total, pairs)
    }

    /// One column of a block, ready to be intersected.
    private enum Sieve {
        /// Sorted bounds; set k of `reaching` holds the boxes whose upper bound is at least the k-th, set k of `starting`
        /// those whose lower bound is among the first k.
        case interval(uppers: [Int64], reaching: [UInt64], lowers: [Int64], starting: [UInt64])
        /// A set for each bit.
        case values([UInt64])
    }

    private func block(_ range: Range<Int>, _ view: BoxView, _ visit: (Int, Int) -> Void) {
        let words = (range.count + 63) / 64
        let sieves = columns.indices.map { sieve($0, range, words, view) }
        var agreeing: [Int32: [UInt64]] = [:]
        for box in range {
            agreeing[output[box], default: Array(repeating: 0, count: words)][(box - range.lowerBound) / 64] |=
                1 << UInt64((box - range.lowerBound) % 64)
        }
        var everything = [UInt64](repeating: .max, count: words)
        if range.count % 64 != 0 { everything[words - 1] = (1 << UInt64(range.count % 64)) - 1 }
        var current = everything
        var chosen = [UInt64](repeating: 0, count: words)
        for box in 0..<range.upperBound {
            // Only later boxes: those of the block after this one.
            let skipped = max(0, box + 1 - range.lowerBound)
            let firstWord = skipped / 64
            if firstWord >= words { continue }
            for word in firstWord..<words { current[word] = everything[word] }
            current[firstWord] &= ~0 << UInt64(skipped % 64)
            if let same = agreeing[output[box]] {
                for word in firstWord..<words { current[word] &= ~same[word] }
            }
            for column in columns.indices {
                intersect(
                    &current, &chosen, sieves[column], column: column, box: box, firstWord: firstWord, words: words,
                    in: view)
            }
            for word in firstWord..<words {
                var bits = current[word]
                while bits != 0 {
                    visit(box, range.lowerBound + word * 64 + bits.trailingZeroBitCount)
                    bits &= bits - 1
                }
            }
        }
    }

    private func sieve(_ column: Int, _ range: Range<Int>, _ words: Int, _ view: BoxView) -> Sieve {
        switch columns[column] {
        case .values:
            var sets = [UInt64](repeating: 0, count: 64 * words)
            for box in range {
                let position = box - range.lowerBound
                var bits = UInt64(bitPattern: view.low(box, column))
                while bits != 0 {
                    sets[bits.trailingZeroBitCount * words + position / 64] |= 1 << UInt64(position % 64)
                    bits &= bits - 1
                }
            }
            return .values(sets)
        case .interval:
            let byUpper = range.sorted { view.high($0, column) < view.high($1, column) }
            let byLower = range.sorted { view.low($0, column) < view.low($1, column) }
            var reaching = [UInt64](repeating: 0, count: (range.count + 1) * words)
            for k in stride(from: range.count - 1, through: 0, by: -1) {
                let (from, to) = ((k + 1) * words, k * words)
                for word in 0..<words { reaching[to + word] = reaching[from + word] }
                let position = byUpper[k] - range.lowerBound
                reaching[to + position / 64] |= 1 << UInt64(position % 64)
            }
            var starting = [UInt64](repeating: 0, count: (range.count + 1) * words)
            for k in 0..<range.count {
                let (from, to) = (k * words, (k + 1) * words)
                for word in 0..<words { starting[to + word] = starting[from + word] }
                let position = byLower[k] - range.lowerBound
                starting[to + position / 64] |= 1 << UInt64(position % 64)
            }
            return .interval(
                uppers: byUpper.map { view.high($0, column) }, reaching: reaching,
                lowers: byLower.map { view.low($0, column) },
                starting: starting)
        }
    }

    private func intersect(
        _ current: inout [UInt64], _ chosen: inout [UInt64], _ sieve: Sieve, column: Int, box: Int,
        firstWord: Int, words: Int, in view: BoxView
    ) {
        switch sieve {
        case .values(let sets):
            var bits = UInt64(bitPattern: view.low(box, column))
            if case .values(let all) = columns[column], bits == all { return }
            for word in firstWord..<words { chosen[word] = 0 }
            while bits != 0 {
                let base = bits.trailingZeroBitCount * words
                for word in firstWord..<words { chosen[word] |= sets[base + word] }
                bits &= bits - 1
            }
            for word in firstWord..<words { current[word] &= chosen[word] }
        case .interval(let uppers, let reaching, let lowers, let starting):
            let first = BoxSet.countBelow(uppers, view.low(box, column)) * words
            let last = BoxSet.countAtMost(lowers, view.high(box, column)) * words
            for word in firstWord..<words { current[word] &= reaching[first + word] & starting[last + word] }
        }
    }

    /// How many of the sorted numbers are below a value.
    private static func countBelow(_ sorted: [Int64], _ value: Int64) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func countAtMost(_ sorted: [Int64], _ value: Int64) -> Int {
        value == .max ? sorted.count : countBelow(sorted, value + 1)
    }
}
