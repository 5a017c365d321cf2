/// Whether many boxes cover a region: the region is cut in two where the fewest boxes are cut, again and again, until few
/// are left that the subtraction of `BoxCover` deals with.
extension BoxCover {
    /// Up to so many boxes are subtracted one by one.
    private static let few = 12
    /// Boxes whose sides are tried as cuts.
    private static let samples = 8

    private struct Piece {
        /// Where its bounds stand among the states.
        let state: Int
        /// Where the boxes that meet it stand among the lists.
        let list: Int
        let listEnd: Int
    }

    private struct Cut {
        let column: Int
        /// The first number of the upper part, or the values of one part.
        let bound: Int64
    }

    /// A region within the bounds that no box meets, where not every point is covered.
    func uncovered(in bounds: [Int64], _ boxes: [Int32]) -> Cover {
        let width = view.width
        var states = bounds
        var lists = boxes
        var pieces = [Piece(state: 0, list: 0, listEnd: boxes.count)]
        var slabs: [Slab] = []
        while let piece = pieces.popLast() {
            states.removeLast(states.count - piece.state - width)
            lists.removeLast(lists.count - piece.listEnd)
            let range = piece.list..<piece.listEnd
            if range.isEmpty { return .open(Array(states[piece.state..<piece.state + width])) }
            if !budget.spend(range.count * view.columnCount) { return .outOfSteps }
            switch trim(&states, state: piece.state, lists: lists, range: range, slabs: &slabs) {
            case .covered: continue
            case .unchanged: break
            case .smaller:
                let start = lists.count
                for position in range where view.meets(Int(lists[position]), states, piece.state) {
                    lists.append(lists[position])
                }
                pieces.append(Piece(state: piece.state, list: start, listEnd: lists.count))
                continue
            }
            guard range.count > BoxCover.few, let cut = bestCut(states, piece.state, lists, range) else {
                let region = Array(states[piece.state..<piece.state + width])
                let cover = cover(of: region, Array(lists[range]))
                if case .covered = cover { continue }
                return cover
            }
            let parts = [
                child(piece, cut, isUpper: false, &states, &lists), child(piece, cut, isUpper: true, &states, &lists),
            ]
            // What few boxes meet is looked at first: a gap is found soon. It must stand last, so it is made again.
            if parts[0].listEnd - parts[0].list < parts[1].listEnd - parts[1].list {
                states.removeLast(2 * width)
                lists.removeLast(lists.count - piece.listEnd)
                pieces.append(child(piece, cut, isUpper: true, &states, &lists))
                pieces.append(child(piece, cut, isUpper: false, &states, &lists))
            } else {
                pieces += parts
            }
        }
        return .covered
    }

    /// A box that covers a region in all columns but one.
    private struct Slab {
        let column: Int
        let low: Int64
        let high: Int64
    }

    private enum Trim { case covered, smaller, unchanged }

    /// Takes from the ends of a region what boxes cover that leave out something in one column only.
    private func trim(
        _ states: inout [Int64], state: Int, lists: [Int32], range: Range<Int>, slabs: inout [Slab]
    ) -> Trim {
        slabs.removeAll(keepingCapacity: true)
        for position in range {
            let box = Int(lists[position])
            var open = -1
            var isSlab = true
            for column in 0..<view.columnCount {
                let (low, high) = (states[state + 2 * column], states[state + 2 * column + 1])
                let isInside =
                    view.isValues[column]
                    ? low & ~view.low(box, column) == 0 : view.low(box, column) <= low && high <= view.high(box, column)
                if isInside { continue }
                if open >= 0 {
                    isSlab = false
                    break
                }
                open = column
            }
            if !isSlab { continue }
            if open < 0 { return .covered }
            slabs.append(Slab(column: open, low: view.low(box, open), high: view.high(box, open)))
        }
        if slabs.isEmpty { return .unchanged }
        slabs.sort { ($0.column, $0.low) < ($1.column, $1.low) }
        var isSmaller = false
        for slab in slabs {
            let (low, high) = (state + 2 * slab.column, state + 2 * slab.column + 1)
            if view.isValues[slab.column] {
                isSmaller = isSmaller || states[low] & slab.low != 0
                states[low] &= ~slab.low
                if states[low] == 0 { return .covered }
            } else if slab.low <= states[low], states[low] <= slab.high {
                states[low] = slab.high + 1
                isSmaller = true
                if states[low] > states[high] { return .covered }
            }
        }
        slabs.sort { ($0.column, $1.high) < ($1.column, $0.high) }
        for slab in slabs where !view.isValues[slab.column] {
            let (low, high) = (state + 2 * slab.column, state + 2 * slab.column + 1)
            if slab.low <= states[high], states[high] <= slab.high {
                states[high] = slab.low - 1
                isSmaller = true
                if states[low] > states[high] { return .covered }
            }
        }
        return isSmaller ? .smaller : .unchanged
    }

    /// One side of a cut, with the boxes that meet it, at the end of the states and lists.
    private func child(
        _ piece: Piece, _ cut: Cut, isUpper: Bool, _ states: inout [Int64], _ lists: inout [Int32]
    ) -> Piece {
        let width = view.width
        let state = states.count
        states.append(contentsOf: states[piece.state..<piece.state + width])
        let low = state + 2 * cut.column
        if view.isValues[cut.column] {
            states[low] &= isUpper ? ~cut.bound : cut.bound
        } else if isUpper {
            states[low] = cut.bound
        } else {
            states[low + 1] = cut.bound - 1
        }
        let start = lists.count
        let (from, to) = (states[low], states[low + 1])
        for position in piece.list..<piece.listEnd {
            let box = lists[position]
            if view.meets(Int(box), cut.column, from, to) { lists.append(box) }
        }
        return Piece(state: state, list: start, listEnd: lists.count)
    }

    /// The cut that leaves the fewest boxes on its larger side and crosses the fewest.
    private func bestCut(_ states: [Int64], _ state: Int, _ lists: [Int32], _ range: Range<Int>) -> Cut? {
        var best: (cost: Int, cut: Cut)?
        let step = max(1, range.count / BoxCover.samples)
        func weigh(_ column: Int, _ bound: Int64, _ low: Int64, _ high: Int64) {
            var (first, second) = (0, 0)
            if view.isValues[column] {
                for position in range {
                    let bits = view.low(Int(lists[position]), column) & low
                    first += bits & bound != 0 ? 1 : 0
                    second += bits & ~bound != 0 ? 1 : 0
                }
            } else {
                for position in range {
                    let box = Int(lists[position])
                    first += view.low(box, column) < bound ? 1 : 0
                    second += view.high(box, column) >= bound ? 1 : 0
                }
            }
            let cost = max(first, second) + (first + second - range.count)
            if best.map({ cost < $0.cost }) ?? true { best = (cost, Cut(column: column, bound: bound)) }
        }
        for column in 0..<view.columnCount {
            let (low, high) = (states[state + 2 * column], states[state + 2 * column + 1])
            for position in stride(from: range.lowerBound + step / 2, to: range.upperBound, by: step) {
                let box = Int(lists[position])
                let (from, to) = (view.low(box, column), view.high(box, column))
                if view.isValues[column] {
                    let inside = from & low
                    if inside != 0, inside != low { weigh(column, inside, low, high) }
                } else {
                    if from > low { weigh(column, from, low, high) }
                    if to < high { weigh(column, to + 1, low, high) }
                }
            }
        }
        return best?.cut
    }
}
