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

    /// A region within the bounds that no box meets; nothing where every point is covered.
    func uncovered(in bounds: [Int64], _ boxes: [Int32]) -> [Int64]? {
        let width = view.width
        var states = bounds
        var lists = boxes
        var pieces = [Piece(state: 0, list: 0, listEnd: boxes.count)]
        while let piece = pieces.popLast() {
            states.removeLast(states.count - piece.state - width)
            lists.removeLast(lists.count - piece.listEnd)
            let range = piece.list..<piece.listEnd
            if range.isEmpty { return Array(states[piece.state..<piece.state + width]) }
            if range.contains(where: { view.contains(Int(lists[$0]), states, piece.state) }) { continue }
            guard range.count > BoxCover.few, let cut = bestCut(states, piece.state, lists, range) else {
                let region = Array(states[piece.state..<piece.state + width])
                if let gap = gap(in: region, Array(lists[range])) { return gap }
                continue
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
        return nil
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
