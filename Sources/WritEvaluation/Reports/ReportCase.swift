import WritLanguage
package import WritSemantics

/// The case that a report makes of what it counted.
package struct ReportCase {
    /// A fact that is not known, because of some cases it is not known what they add to it.
    package struct OpenFact: Sendable, Equatable {
        /// `tallies`, `tallies[2].late`
        package let path: String
        package let cases: ReportTally.OpenCases
    }

    package private(set) var facts: [Value]
    package private(set) var open: [OpenFact] = []
    /// Sums that do not fit.
    package private(set) var tooLarge: [String] = []

    private let report: Report
    private let program: Program
    private let tally: ReportTally
    private let period: ClosedRange<CalendarDate>?

    /// - Parameters:
    ///   - facts: what somebody states beside the report, which it does not change.
    ///   - isWhole: whether all cases could be read; otherwise no figure is known.
    package init(
        _ number: Int, in program: Program, _ tally: ReportTally, period: ClosedRange<CalendarDate>?, facts: [Value],
        isWhole: Bool
    ) {
        report = program.reports[number]
        self.program = program
        self.tally = tally
        self.period = period
        self.facts = facts
        let isKnown = isWhole && tally.open.count == 0
        let fields = program.records[report.target.index].fields
        for (value, figure) in zip(report.values, tally.figures) {
            self.facts[value.field] = self.value(
                value, figure, key: nil, isKnown: isKnown, fields[value.field].name)
        }
        for (rows, counted) in zip(report.rows, tally.rows) {
            let name = fields[rows.field].name
            if counted.open.count > 0 { open.append(OpenFact(path: name, cases: counted.open)) }
            guard isKnown, counted.open.count == 0 else {
                self.facts[rows.field] = .unknown
                continue
            }
            self.facts[rows.field] = .list(self.rows(rows, counted, name))
        }
    }

    private mutating func rows(_ rows: Report.Rows, _ counted: ReportTally.RowsTally, _ name: String) -> [Value] {
        let fields = program.records[rows.row.index].fields
        return counted.figures.sorted { Self.precedes($0.key, $1.key) }.enumerated().map { position, entry in
            var row = fields.map(\.unstated)
            for (value, figure) in zip(rows.values, entry.value) {
                row[value.field] = self.value(
                    value, figure, key: entry.key, isKnown: true,
                    "\(name)[\(position + 1)].\(fields[value.field].name)")
            }
            return .record(rows.row, row)
        }
    }

    private mutating func value(
        _ value: Report.Value, _ figure: ReportTally.Figure, key: Value?, isKnown: Bool, _ path: String
    ) -> Value {
        switch value.kind {
        case .edge(let isFirst):
            return period.map { .date(isFirst ? $0.lowerBound : $0.upperBound) } ?? .unknown
        case .key:
            guard let key else { return .unknown }
            if case .enumeration(let id, let number) = key, ValueText.plain(value.type) == .text {
                return .text(program.enums[id.index].values[number].title)
            }
            return key
        case .count, .sum, .least, .greatest: break
        }
        if figure.open.count > 0 { open.append(OpenFact(path: path, cases: figure.open)) }
        if figure.isTooLarge { tooLarge.append(path) }
        guard isKnown, figure.open.count == 0, !figure.isTooLarge else { return .unknown }
        switch value.kind {
        case .count: return .integer(figure.count)
        case .sum: return Self.value(figure.slot) ?? Self.nothing(of: ValueText.plain(value.type))
        default: return Self.value(figure.slot) ?? .missing
        }
    }

    /// A number, a day or a length of time; nil where there is none.
    private static func value(_ slot: Slot) -> Value? {
        switch slot.tag {
        case .integer: .integer(slot.int64)
        case .decimal: .decimal(slot.decimal)
        case .date: CalendarDate(day: slot.int).map { .date($0) }
        case .dateTime: Moment(milliseconds: slot.int64, offsetMinutes: Int(slot.detail)).map { .dateTime($0) }
        case .duration: .duration(slot.int64, slot.unit)
        case .enumeration: .enumeration(EnumID(Int(slot.detail)), slot.int)
        default: nil
        }
    }

    private static func nothing(of type: ValueType) -> Value {
        switch type {
        case .integer: .integer(0)
        case .duration(let unit): .duration(0, unit)
        default: .decimal(.zero)
        }
    }

    /// The order of rows: that of their keys, texts by their letters.
    private static func precedes(_ first: Value, _ second: Value) -> Bool {
        switch (first, second) {
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.integer(let a), .integer(let b)): a < b
        case (.decimal(let a), .decimal(let b)): a < b
        case (.date(let a), .date(let b)): a < b
        case (.enumeration(_, let a), .enumeration(_, let b)): a < b
        case (.boolean(let a), .boolean(let b)): !a && b
        case (.duration(let a, _), .duration(let b, _)): a < b
        case (.dateTime(let a), .dateTime(let b)): a.milliseconds < b.milliseconds
        default: false
        }
    }
}
