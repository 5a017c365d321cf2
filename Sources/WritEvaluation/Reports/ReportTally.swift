import WritLanguage
package import WritSemantics

/// What a report has counted so far: of the cases of one piece of input, or of all of them. Its size depends on how many rows there
/// are and not on how many cases.
package struct ReportTally: Sendable {
    /// One value of the report, or of a row of it.
    struct Figure: Sendable {
        var count: Int64 = 0
        /// The sum so far; the least or the greatest; `absent` where there is none yet.
        var slot = Slot.absent
        var open = OpenCases()
        /// The sum does not fit.
        var isTooLarge = false
    }

    /// Cases of which a figure could not be worked out.
    package struct OpenCases: Sendable, Equatable {
        package private(set) var count = 0
        /// The ids of the first.
        package private(set) var ids: [String] = []
        static let mostIDs = 3

        mutating func add(_ id: String) {
            count += 1
            if ids.count < Self.mostIDs { ids.append(id) }
        }

        mutating func add(_ other: OpenCases) {
            count += other.count
            ids += other.ids.prefix(max(0, Self.mostIDs - ids.count))
        }
    }

    struct RowsTally: Sendable {
        var figures: [Value: [Figure]] = [:]
        /// Cases of which it is not known which row they belong to.
        var open = OpenCases()
    }

    /// Cases of the type that were read, and those of them that lie in the period and count.
    package internal(set) var read = 0
    package internal(set) var counted = 0
    /// Cases of which it is not known whether they count: every figure is open.
    package internal(set) var open = OpenCases()
    /// The firms whose cases count; -1 stands for none.
    var organisations: Set<Int> = []
    var figures: [Figure]
    var rows: [RowsTally]
    private let report: PlannedReport

    init(_ report: PlannedReport) {
        self.report = report
        figures = Array(repeating: Figure(), count: report.values.count)
        rows = Array(repeating: RowsTally(), count: report.rows.count)
    }

    /// The firm that all counted cases belong to.
    package var organisation: OrganisationID? {
        guard organisations.count == 1, let only = organisations.first, only >= 0 else { return nil }
        return OrganisationID(only)
    }

    /// Adds what was counted of later cases.
    package mutating func add(_ other: ReportTally) {
        read += other.read
        counted += other.counted
        open.add(other.open)
        organisations.formUnion(other.organisations)
        for index in figures.indices { figures[index].add(other.figures[index], report.values[index].kind) }
        for index in rows.indices {
            rows[index].open.add(other.rows[index].open)
            let kinds = report.rows[index].values.map(\.kind)
            for (key, figures) in other.rows[index].figures {
                guard var known = rows[index].figures[key] else {
                    rows[index].figures[key] = figures
                    continue
                }
                for place in known.indices { known[place].add(figures[place], kinds[place]) }
                rows[index].figures[key] = known
            }
        }
    }
}

extension ReportTally.Figure {
    fileprivate mutating func add(_ other: ReportTally.Figure, _ kind: Report.Value.Kind) {
        count += other.count
        open.add(other.open)
        isTooLarge = isTooLarge || other.isTooLarge
        if other.slot.tag != .absent { take(other.slot, kind) }
    }

    /// Takes the value of one case, or of several.
    mutating func take(_ value: Slot, _ kind: Report.Value.Kind) {
        guard slot.tag != .absent else {
            slot = value
            return
        }
        switch kind {
        case .sum: add(value)
        case .least: if value.isLess(than: slot) { slot = value }
        case .greatest: if slot.isLess(than: value) { slot = value }
        case .count, .edge, .key: break
        }
    }

    private mutating func add(_ value: Slot) {
        if slot.tag == .decimal {
            let sum = slot.decimal + value.decimal
            if let sum { slot = .decimal(sum) } else { isTooLarge = true }
            return
        }
        let sum = slot.payload + value.payload
        if let fits = Int64(exactly: sum) {
            slot = Slot(slot.tag, Int128(fits), small: slot.small)
        } else {
            isTooLarge = true
        }
    }
}

extension Slot {
    /// Of two values of one ordered type.
    fileprivate func isLess(than other: Slot) -> Bool {
        tag == .decimal ? decimal < other.decimal : payload < other.payload
    }
}

extension Evaluation {
    /// A tally for a report of the rulebook, to which nothing was added yet.
    package func tally(of report: Int) -> ReportTally { ReportTally(interpreter.plan.reports[report]) }

    /// Adds the case that is held to the tally of a report.
    package func add(to tally: inout ReportTally, of report: Int, period: ClosedRange<CalendarDate>?) {
        guard holdsCase else { return }
        interpreter.add(to: &tally, interpreter.plan.reports[report], period, head.data)
    }
}

extension Interpreter {
    mutating func add(
        to tally: inout ReportTally, _ report: PlannedReport, _ period: ClosedRange<CalendarDate>?, _ head: CaseData
    ) {
        guard type == report.source else { return }
        tally.read += 1
        let outer = enter(report.localCount, subject: .record(0))
        defer { leave(outer) }
        var holds = Slot.yes
        if report.date >= 0, let period {
            let day = facts.field(Int(report.date), of: 0)
            switch day.tag {
            // What has no such date does not lie in the period.
            case .missing: return
            case .date:
                let isInside = day.int >= Int(period.lowerBound.day) && day.int <= Int(period.upperBound.day)
                if !isInside { return }
            default: holds = .unknown
            }
        }
        if report.condition >= 0 { holds = Self.both(holds, run(report.condition)) }
        if holds.isFalse { return }
        guard holds.isTrue else { return tally.open.add(head.id) }
        tally.counted += 1
        tally.organisations.insert(head.organisation?.index ?? -1)
        for (index, value) in report.values.enumerated() where value.isAsked {
            add(value, to: &tally.figures[index], head.id)
        }
        for (index, rows) in report.rows.enumerated() {
            let key = run(rows.key)
            guard key.isCertain else {
                tally.rows[index].open.add(head.id)
                continue
            }
            let value = facts.value(key)
            var figures =
                tally.rows[index].figures[value] ?? Array(repeating: ReportTally.Figure(), count: rows.values.count)
            // Held here alone, so that nothing is copied.
            tally.rows[index].figures[value] = nil
            for (place, value) in rows.values.enumerated() where value.isAsked {
                add(value, to: &figures[place], head.id)
            }
            tally.rows[index].figures[value] = figures
        }
    }

    private mutating func add(_ value: PlannedReport.Value, to figure: inout ReportTally.Figure, _ id: String) {
        if value.condition >= 0 {
            let holds = run(value.condition)
            if holds.isFalse { return }
            guard holds.isTrue else { return figure.open.add(id) }
        }
        figure.count += 1
        guard value.body >= 0 else { return }
        let body = run(value.body)
        guard body.isThere else { return figure.open.add(id) }
        figure.take(body, value.kind)
    }
}
