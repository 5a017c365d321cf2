/// Whether boxes cover a region, and a point that they leave out: the region less the largest box that meets it falls
/// into smaller regions, each with the boxes that meet it.
extension BoxSet {
    /// A region, as two numbers a column, that no box meets; nothing where every point is covered.
    package func gap(within ranges: [ClosedRange<Int64>?] = []) -> [Int64]? {
        var domain = domain
        for (column, range) in ranges.enumerated() {
            guard let range, column < columns.count, case .interval = columns[column] else { continue }
            domain[2 * column] = max(domain[2 * column], range.lowerBound)
            domain[2 * column + 1] = min(domain[2 * column + 1], range.upperBound)
        }
        return gap(in: domain)
    }

    private func gap(in domain: [Int64]) -> [Int64]? {
        withView { BoxCover(columns, $0).uncovered(in: domain, (0..<Int32(count)).map { $0 }) }
    }

    /// The rows that earlier rows leave nothing of, for a table in which the first row that fits decides; and those
    /// that are empty anyway.
    package func hiddenRows() -> [Int] { withView(hiddenRows) }

    private func hiddenRows(_ view: BoxView) -> [Int] {
        let cover = BoxCover(columns, view)
        var hidden: [Int] = []
        var box = 0
        while box < count {
            // The boxes of one row stand together; a row is hidden where all of them are.
            let start = box
            var isHidden = true
            while box < count, row[box] == row[start] {
                if isHidden {
                    isHidden = cover.isCovered(box, by: start)
                }
                box += 1
            }
            if isHidden { hidden.append(Int(row[start])) }
        }
        return hidden
    }
}

/// Boxes that are laid over a region.
struct BoxCover {
    private let columns: [BoxSet.Column]
    let view: BoxView

    init(_ columns: [BoxSet.Column], _ view: BoxView) {
        self.columns = columns
        self.view = view
    }

    /// Points of a box that are tried before it is taken apart.
    private static let probes = 24

    /// Whether the first so many boxes leave nothing of a box.
    func isCovered(_ box: Int, by count: Int) -> Bool {
        let bounds = view.bounds(of: box)
        let earlier = (0..<Int32(count)).filter { view.meets(Int($0), bounds) }
        if earlier.contains(where: { view.contains(Int($0), bounds, 0) }) { return true }
        if hasFreePoint(bounds, earlier) { return false }
        return uncovered(in: bounds, earlier) == nil
    }

    /// Tries points just outside of some of the boxes: most regions that are not covered show it soon.
    private func hasFreePoint(_ bounds: [Int64], _ boxes: [Int32]) -> Bool {
        if boxes.isEmpty { return true }
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var point = bounds
        for _ in 0..<BoxCover.probes {
            for column in 0..<view.columnCount {
                let (low, high) = (bounds[2 * column], bounds[2 * column + 1])
                let box = Int(boxes[random(boxes.count)])
                if view.isValues[column] {
                    let outside = low & ~view.low(box, column)
                    let choice = UInt64(bitPattern: outside == 0 ? low : outside)
                    point[2 * column] = Int64(bitPattern: choice & (~choice &+ 1))
                    continue
                }
                let place: Int64 =
                    switch random(4) {
                    case 0: low
                    case 1: high
                    case 2: min(max(low, view.low(box, column) - 1), high)
                    default: min(max(low, view.high(box, column) + 1), high)
                    }
                point[2 * column] = place
                point[2 * column + 1] = place
            }
            if !boxes.contains(where: { view.meets(Int($0), point) }) { return true }
        }
        return false
    }

    private func size(of box: Int) -> Double {
        var size = 1.0
        for column in columns.indices {
            switch columns[column] {
            case .interval(let low, let high):
                size *=
                    (Double(view.high(box, column)) - Double(view.low(box, column)) + 1)
                    / (Double(high) - Double(low) + 1)
            case .values(let all):
                size *= Double(view.low(box, column).nonzeroBitCount) / Double(max(1, all.nonzeroBitCount))
            }
        }
        return size
    }

    /// A region that is being taken apart.
    private struct Region {
        /// Where its bounds stand among the states.
        let state: Int
        /// Where the boxes that meet it stand among the lists.
        let list: Int
        let listEnd: Int
        /// The next side to cut off.
        var side = 0
    }

    /// The same for a few boxes, in any order.
    func gap(in bounds: [Int64], _ boxes: [Int32]) -> [Int64]? {
        let width = view.width
        var states = bounds
        // What takes most away goes first.
        var lists = boxes.map { (box: $0, size: size(of: Int($0))) }.sorted { $0.size > $1.size }.map(\.box)
        if boxes.contains(where: { view.contains(Int($0), states, 0) }) { return nil }
        var regions = [Region(state: 0, list: 0, listEnd: boxes.count)]
        while let region = regions.last {
            if region.list == region.listEnd { return Array(states[region.state..<region.state + width]) }
            let box = Int(lists[region.list])
            var side = region.side
            var pushed = false
            while side < width, !pushed {
                let column = side / 2
                let child = states.count
                if cut(&states, region.state, width, column, isUpper: side % 2 == 1, box) {
                    let start = lists.count
                    let (low, high) = (states[child + 2 * column], states[child + 2 * column + 1])
                    var isCovered = false
                    var position = region.list + 1
                    while position < region.listEnd {
                        let candidate = lists[position]
                        position += 1
                        guard view.meets(Int(candidate), column, low, high) else { continue }
                        if view.contains(Int(candidate), states, child) {
                            isCovered = true
                            break
                        }
                        lists.append(candidate)
                    }
                    if isCovered {
                        lists.removeLast(lists.count - start)
                        states.removeLast(width)
                    } else {
                        regions[regions.count - 1].side = side + 1
                        regions.append(Region(state: child, list: start, listEnd: lists.count))
                        pushed = true
                    }
                }
                side += 1
            }
            if pushed { continue }
            regions.removeLast()
            states.removeLast(states.count - region.state)
            lists.removeLast(lists.count - region.list)
        }
        return nil
    }

    /// Cuts what lies beyond one side of a box off a region, as a new region at the end of the states. False where
    /// nothing lies there.
    private func cut(
        _ states: inout [Int64], _ region: Int, _ width: Int, _ column: Int, isUpper: Bool, _ box: Int
    ) -> Bool {
        let (low, high) = (region + 2 * column, region + 2 * column + 1)
        func copy(_ states: inout [Int64]) -> Int {
            let child = states.count
            states.append(contentsOf: states[region..<region + width])
            return child
        }
        if view.isValues[column] {
            let rest = states[low] & ~view.low(box, column)
            if isUpper || rest == 0 { return false }
            let child = copy(&states)
            states[child + 2 * column] = rest
            states[low] &= view.low(box, column)
        } else if isUpper {
            let bound = view.high(box, column)
            if states[high] <= bound { return false }
            let child = copy(&states)
            states[child + 2 * column] = bound + 1
            states[high] = bound
        } else {
            let bound = view.low(box, column)
            if bound <= states[low] { return false }
            let child = copy(&states)
            states[child + 2 * column + 1] = bound - 1
            states[low] = bound
        }
        return true
    }
}
