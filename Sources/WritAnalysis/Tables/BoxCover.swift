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
        guard case .open(let region) = cover(domain, StepBudget(.max)) else { return nil }
        return region
    }

    /// Regions that no row fits, each as large as neighbours make it, up to so many; `isWhole` where they are all.
    func gaps(limit: Int, _ budget: StepBudget) -> (regions: [[Int64]], isWhole: Bool) {
        var covered = self
        var found: [[Int64]] = []
        var isWhole = false
        search: while found.count < limit {
            switch covered.cover(domain, budget) {
            case .open(let gap):
                found.append(gap)
                covered.add(
                    row: Int(row.max() ?? 0) + 1, output: 0,
                    columns.indices.map { (lower: gap[2 * $0], upper: gap[2 * $0 + 1]) })
            case .covered:
                isWhole = true
                break search
            case .outOfSteps: break search
            }
        }
        var index = 0
        while index < found.count {
            if let other = found.indices.first(where: { $0 != index && union(found[index], found[$0]) != nil }),
                let whole = union(found[index], found[other])
            {
                found[index] = whole
                found.remove(at: other)
                index = 0
            } else {
                index += 1
            }
        }
        return (found, isWhole)
    }

    /// Two regions as one, where they lie side by side in one column and agree in the others.
    private func union(_ a: [Int64], _ b: [Int64]) -> [Int64]? {
        let different = columns.indices.filter { a[2 * $0] != b[2 * $0] || a[2 * $0 + 1] != b[2 * $0 + 1] }
        guard different.count == 1 else { return nil }
        let (low, high) = (2 * different[0], 2 * different[0] + 1)
        var whole = a
        switch columns[different[0]] {
        case .values: whole[low] = a[low] | b[low]
        case .interval:
            guard a[high] + 1 == b[low] || b[high] + 1 == a[low] else { return nil }
            (whole[low], whole[high]) = (min(a[low], b[low]), max(a[high], b[high]))
        }
        return whole
    }

    private func cover(_ domain: [Int64], _ budget: StepBudget) -> Cover {
        withView { BoxCover(columns, $0, budget).uncovered(in: domain, (0..<Int32(count)).map { $0 }) }
    }

    /// The rows that earlier rows leave nothing of, for a table in which the first row that fits decides; and those
    /// that are empty anyway.
    package func hiddenRows() -> [Int] { hiddenRows(StepBudget(.max)).hidden }

    /// The same within so many steps; `open` are rows of which that is not known.
    func hiddenRows(_ budget: StepBudget) -> (hidden: [Int], open: [Int]) {
        withView { hiddenRows($0, budget) }
    }

    private func hiddenRows(_ view: BoxView, _ budget: StepBudget) -> (hidden: [Int], open: [Int]) {
        let cover = BoxCover(columns, view, budget)
        var (hidden, open): ([Int], [Int]) = ([], [])
        var box = 0
        while box < count {
            // The boxes of one row stand together; a row is hidden where all of them are.
            let start = box
            var isHidden = true
            var isOpen = false
            while box < count, row[box] == row[start] {
                if isHidden {
                    switch cover.cover(of: box, by: start) {
                    case .covered: break
                    case .open: isHidden = false
                    case .outOfSteps: isOpen = true
                    }
                }
                box += 1
            }
            if isHidden { if isOpen { open.append(Int(row[start])) } else { hidden.append(Int(row[start])) } }
        }
        return (hidden, open)
    }
}

/// Whether boxes cover a region.
enum Cover {
    case covered
    /// A part of the region that no box meets, as two numbers a column.
    case open([Int64])
    /// It took more steps than are allowed.
    case outOfSteps
}

/// Steps that are left for questions about many boxes; a step looks at one cell.
final class StepBudget {
    private var left: Int

    init(_ steps: Int) { left = steps }

    /// False where nothing is left.
    func spend(_ steps: Int) -> Bool {
        left = max(0, left - steps)
        return left > 0
    }
}

/// Boxes that are laid over a region.
struct BoxCover {
    private let columns: [BoxSet.Column]
    let view: BoxView
    let budget: StepBudget

    init(_ columns: [BoxSet.Column], _ view: BoxView, _ budget: StepBudget) {
        self.columns = columns
        self.view = view
        self.budget = budget
    }

    /// Points of a box that are tried before it is taken apart.
    private static let probes = 24

    /// Whether the first so many boxes leave something of a box.
    func cover(of box: Int, by count: Int) -> Cover {
        let bounds = view.bounds(of: box)
        let earlier = (0..<Int32(count)).filter { view.meets(Int($0), bounds) }
        if earlier.contains(where: { view.contains(Int($0), bounds, 0) }) { return .covered }
        if hasFreePoint(bounds, earlier) { return .open(bounds) }
        return uncovered(in: bounds, earlier)
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
    func cover(of bounds: [Int64], _ boxes: [Int32]) -> Cover {
        let width = view.width
        var states = bounds
        // What takes most away goes first.
        var lists = boxes.map { (box: $0, size: size(of: Int($0))) }.sorted { $0.size > $1.size }.map(\.box)
        if boxes.contains(where: { view.contains(Int($0), states, 0) }) { return .covered }
        var regions = [Region(state: 0, list: 0, listEnd: boxes.count)]
        while let region = regions.last {
            if region.list == region.listEnd { return .open(Array(states[region.state..<region.state + width])) }
            if !budget.spend((region.listEnd - region.list) * view.columnCount) { return .outOfSteps }
            let box = Int(lists[region.list])
            var side = region.side
            var pushed = false
            while side < width, !pushed {
                let column = side / 2
                let child = states.count
                if cut(&states, region: region.state, width: width, column: column, isUpper: side % 2 == 1, box: box) {
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
        return .covered
    }

    /// Cuts what lies beyond one side of a box off a region, as a new region at the end of the states. False where
    /// nothing lies there.
    private func cut(
        _ states: inout [Int64], region: Int, width: Int, column: Int, isUpper: Bool, box: Int
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
