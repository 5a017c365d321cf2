internal import WritAnalysis
internal import WritLanguage
internal import WritSemantics

/// Proofs over decision tables: every conflicting pair with a witness, and completeness with a witness.
///
/// The tables are rule files that `Tests/peers/table_to_writ.py` makes of the neutral tables which the peers read too;
/// `WRIT_TABLES=a.writ:b.writ` names them. Without it, tables are made here: rows that cut every column in a few places.
enum ProofBenchmarks {
    static let all: [(name: String, run: @Sendable (Measurement) -> Void)] = [("proofs", benchmarkProofs)]
}

@Sendable func benchmarkProofs(_ measurement: Measurement) {
    for (name, text) in tables() {
        let source = SourceText(id: FileID(0), path: name, bytes: text)
        let tree = Parser.parse(source)
        guard let program = Checker.check(trees: [tree], forms: nil).program, let table = program.tables.first else {
            print("# \(name) is no rule file without errors")
            continue
        }
        // The peers' tables stand as boxes before their clocks start; here that is a line of its own.
        measurement.duration("proofs.\(name).boxes") { _ = TableSweep(table, in: program) }
        guard let sweep = TableSweep(table, in: program) else {
            print("# \(name): its cells are no boxes")
            continue
        }
        var conflicts = 0
        var sum: Int64 = 0
        measurement.duration("proofs.\(name).conflicts") {
            conflicts = 0
            sweep.forEachConflict { _, _, point in
                conflicts += 1
                sum &+= point.first ?? 0
            }
        }
        var gap: [Int64]?
        let domain = domain(text)
        measurement.duration("proofs.\(name).complete") { gap = sweep.gap(within: domain) }
        print(
            "# \(name): \(table.rows.count) rows, \(conflicts) conflicting pairs, gap \(gap.map { "\($0)" } ?? "none")")
    }
}

private func tables() -> [(name: String, text: [UInt8])] {
    if let paths = BenchFiles.variable("WRIT_TABLES") {
        return paths.split(separator: ":").compactMap { path in
            guard let bytes = BenchFiles.read(String(path)) else { return nil }
            let file = path.split(separator: "/").last.map(String.init) ?? String(path)
            return (file.split(separator: ".").first.map(String.init) ?? file, bytes)
        }
    }
    return [("made-1500x7", made(rows: 1500, columns: 7)), ("made-10000x5", made(rows: 10_000, columns: 5))]
}

/// The ranges of the columns, where the table comes with some (`-- domain: - 0..365`): the peers look for a gap nowhere
/// else, and a number of a rulebook has no bounds of its own.
private func domain(_ text: [UInt8]) -> [ClosedRange<Int64>?] {
    let mark = "-- domain:"
    let lines = String(decoding: text.prefix(1000), as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix(mark) }) else { return [] }
    return line.dropFirst(mark.count).split(separator: " ").map { part in
        let ends = part.split(separator: ".").compactMap { Int64($0) }
        return ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil
    }
}

/// A table in which each row bounds three columns at random.
private func made(rows: Int, columns: Int) -> [UInt8] {
    var state: UInt64 = 42
    func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
    var text = "rulebook made \"表\"\nsource S \"办法\"\n  clause 1 \"一\"\ncase Matter \"事项\"\n"
    for column in 0..<columns { text += "  c\(column) : Integer \"栏\"\n" }
    text += "table grid for Matter \"表\"\n  basis S 1\n  |"
    for column in 0..<columns { text += " c\(column) |" }
    text += "| out : Integer |\n  |---||---|\n"
    for row in 0..<rows {
        var cells = Array(repeating: "-", count: columns)
        for _ in 0..<3 {
            let low = next(1000)
            cells[next(columns)] = "[\(low)..\(low + 1 + next(80)))"
        }
        text += "  | \(cells.joined(separator: " | ")) || \(row % 9) |\n"
    }
    return Array(text.utf8)
}
