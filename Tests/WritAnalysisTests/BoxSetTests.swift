import Testing
import WritAnalysis
import WritTestSupport

/// The sweep over boxes against the enumeration of all points.
@Suite struct BoxSetTests {
    private struct Drawn {
        let set: BoxSet
        /// For each row its boxes, each as one range or set of values a column.
        let rows: [[[Set<Int64>]]]
        let outputs: [Int]
    }

    private func draw(_ seed: UInt64) -> Drawn {
        var random = SeededRandom(seed: seed)
        let columns: [BoxSet.Column] = [
            .interval(lower: 0, upper: 6), .values(0b1111), .interval(lower: -3, upper: 3),
        ]
        var set = BoxSet(columns: columns)
        var rows: [[[Set<Int64>]]] = []
        var outputs: [Int] = []
        for row in 0..<random.number(1...(random.oneIn(3) ? 60 : 12)) {
            let output = random.number(0...2)
            var boxes: [[Set<Int64>]] = []
            for _ in 0..<(random.oneIn(4) ? 2 : 1) {
                var cells: [(lower: Int64, upper: Int64)] = []
                var sets: [Set<Int64>] = []
                for column in columns {
                    switch column {
                    case .interval(let low, let high):
                        var (a, b) = (
                            Int64(random.number(Int(low)...Int(high))), Int64(random.number(Int(low)...Int(high)))
                        )
                        if random.oneIn(3) { (a, b) = (low, high) }
                        cells.append((min(a, b), max(a, b)))
                        sets.append(Set(min(a, b)...max(a, b)))
                    case .values:
                        let bits = random.oneIn(3) ? 15 : Int64(random.number(1...15))
                        cells.append((bits, 0))
                        sets.append(Set((0..<4).filter { bits & (1 << $0) != 0 }))
                    }
                }
                set.add(row: row, output: output, cells)
                boxes.append(sets)
            }
            rows.append(boxes)
            outputs.append(output)
        }
        return Drawn(set: set, rows: rows, outputs: outputs)
    }

    private var points: [[Int64]] {
        (0...6).flatMap { a in (0..<4).flatMap { b in (-3...3).map { [Int64(a), Int64(b), Int64($0)] } } }
    }

    private func fits(_ row: [[Set<Int64>]], _ point: [Int64]) -> Bool {
        row.contains { box in zip(box, point).allSatisfy { $0.contains($1) } }
    }

    @Test("pairs, gaps and hidden rows are those of the enumeration", arguments: UInt64(1)...400)
    func sweep(_ seed: UInt64) {
        let drawn = draw(seed)
        var pairs: Set<[Int]> = []
        var isCovered = true
        var reached: Set<Int> = []
        for point in points {
            let fitting = drawn.rows.indices.filter { fits(drawn.rows[$0], point) }
            if fitting.isEmpty { isCovered = false }
            if let first = fitting.first { reached.insert(first) }
            for a in fitting {
                for b in fitting where a < b && drawn.outputs[a] != drawn.outputs[b] { pairs.insert([a, b]) }
            }
        }
        let found = drawn.set.conflicts(limit: .max)
        #expect(found.count == pairs.count, "seed \(seed)")
        for pair in found.pairs {
            var point = [Int64](repeating: 0, count: 3)
            drawn.set.meeting(pair.first, pair.second, into: &point)
            #expect(drawn.rows.filter { fits($0, point) }.count >= 2, "seed \(seed)")
        }
        let gap = drawn.set.gap().map(drawn.set.corner)
        #expect((gap == nil) == isCovered, "seed \(seed)")
        if let gap { #expect(!drawn.rows.contains { fits($0, gap) }, "seed \(seed)") }
        #expect(Set(drawn.set.hiddenRows()) == Set(drawn.rows.indices).subtracting(reached), "seed \(seed)")
    }
}
