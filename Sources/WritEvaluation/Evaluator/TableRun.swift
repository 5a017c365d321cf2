import WritLanguage
import WritSemantics

/// Decision tables: the rows that hold, found through the index, and the values they give.
extension Interpreter {
    /// One condition column while rows are looked for: where the bits of the rows that hold, and that can hold, begin.
    struct ColumnCursor {
        /// -1: all rows.
        var certain: Int
        var possible: Int
        var place: Int64
        var value: Slot
        /// Rows must be looked at one by one.
        var mustCheck: Bool
        var column: Int
    }

    mutating func tableOutput(_ definition: PlannedDefinition, _ number: Int32, of record: Slot) -> Slot {
        let table = Int(definition.table)
        guard isInForce(plan.tables[table].scope) else {
            return fail(.noRow(definition: number), span: plan.program.definitions[Int(number)].identity.nameSpan)
        }
        let rows = rows(of: table, for: record)
        guard rows.tag == .list else { return rows }
        let outer = enter(plan.tables[table].localCount, subject: record)
        defer { leave(outer) }
        switch plan.tables[table].policy {
        case .first: return firstRow(table, rows, Int(definition.output), number)
        case .unique: return uniqueRow(table, rows, Int(definition.output), number)
        case .collect: return collected(table, rows, Int(definition.output))
        }
    }

    private mutating func output(_ table: Int, _ hit: TableHit, _ output: Int) -> Slot {
        run(plan.tables[table].outputs[hit.row][output])
    }

    private mutating func firstRow(_ table: Int, _ rows: Slot, _ column: Int, _ number: Int32) -> Slot {
        var choice = Choice()
        var isDecided = false
        for index in rows.start..<rows.start + rows.count where !isDecided {
            let hit = hits[index]
            let value = output(table, hit, column)
            isDecided = hit.state == .certain
            if isDecided { choice.add(value, &self) } else { choice.add(value, under: condition(table, hit), &self) }
        }
        if !isDecided { choice.add(noRow(table, number), &self) }
        return choice.result ?? .unknown
    }

    private mutating func uniqueRow(_ table: Int, _ rows: Slot, _ column: Int, _ number: Int32) -> Slot {
        var settled = Settled()
        for index in rows.start..<rows.start + rows.count {
            let hit = hits[index]
            let value = output(table, hit, column)
            if hit.state == .certain {
                add(value, Int32(truncatingIfNeeded: hit.row), of: number, isTable: true, to: &settled)
            } else {
                addPossible(value, under: condition(table, hit), to: &settled)
            }
            if let failure = settled.failure { return failure }
        }
        return self.settled(settled) ?? result(of: settled, otherwise: noRow(table, number))
    }

    private mutating func collected(_ table: Int, _ rows: Slot, _ column: Int) -> Slot {
        var items: [Slot] = []
        var isOpen = false
        for index in rows.start..<rows.start + rows.count {
            let hit = hits[index]
            if hit.state == .open {
                isOpen = true
                continue
            }
            if hit.state == .failing { return condition(table, hit) }
            // A value that cannot be computed is an error only where it is asked for, as in any other list.
            items.append(output(table, hit, column))
        }
        return isOpen ? .unknown : facts.newList(items)
    }

    /// The condition of a row that is neither true nor false: unknown, or the first of its parts that cannot be computed.
    private mutating func condition(_ table: Int, _ hit: TableHit) -> Slot {
        if hit.state == .open { return .unknown }
        for (column, input) in plan.tables[table].inputs.enumerated() {
            let value = run(input)
            if value.tag == .error, holds(plan.tables[table].index.columns[column].cells[hit.row], value) == .error {
                return value
            }
        }
        return .unknown
    }

    private mutating func noRow(_ table: Int, _ number: Int32) -> Slot {
        fail(.noRow(definition: number), span: plan.program.tables[table].identity.nameSpan)
    }

    /// The rows that are not excluded, as a range of `hits`.
    private mutating func rows(of table: Int, for record: Slot) -> Slot {
        let place = place(of: record.int, at: plan.tables[table].place)
        let known = computed[place]
        if known.tag != .absent { return known }
        let outer = enter(plan.tables[table].localCount, subject: record)
        var cursors: [ColumnCursor] = []
        for (column, input) in plan.tables[table].inputs.enumerated() {
            if case .free = plan.tables[table].index.columns[column].kind { continue }
            cursors.append(cursor(table, column, run(input)))
        }
        leave(outer)
        let result = find(table, cursors)
        computed[place] = result
        return result
    }

    /// How a column's value narrows the rows down.
    mutating func cursor(_ table: Int, _ number: Int, _ value: Slot) -> ColumnCursor {
        let index = plan.tables[table].index
        let column = index.columns[number]
        var cursor = ColumnCursor(
            certain: -1, possible: -1, place: 0, value: value, mustCheck: false, column: number)
        switch value.tag {
        case .unknown, .error, .absent: cursor.certain = column.anyWord
        case .missing:
            cursor.certain = column.missingWord
            cursor.possible = column.missingWord
        default:
            switch column.kind {
            case .free: break
            case .places:
                cursor.place = TableInterval.place(of: value, scale: column.scale)
                cursor.possible = column.firstWord + column.stretch(of: cursor.place) * index.wordCount
                cursor.certain = cursor.possible
                cursor.mustCheck = column.isCoarse
            case .texts:
                let stretch = Int(column.texts[facts.text(value)] ?? 0)
                cursor.possible = column.firstWord + stretch * index.wordCount
                cursor.certain = cursor.possible
            case .unindexed: cursor.mustCheck = true
            }
        }
        return cursor
    }

    /// Collects the rows that no column excludes; for `first` up to the first that surely holds.
    private mutating func find(_ table: Int, _ cursors: [ColumnCursor]) -> Slot {
        let start = hits.count
        let wordCount = plan.tables[table].index.wordCount
        let rowCount = plan.tables[table].index.rowCount
        let stopsAtFirst = plan.tables[table].policy == .first
        let fails = cursors.contains { $0.value.tag == .error }
        let isChecked = fails || cursors.contains { $0.mustCheck }
        search: for word in 0..<wordCount {
            var possible = word == wordCount - 1 && rowCount % 64 != 0 ? (1 << UInt64(rowCount % 64)) - 1 : ~UInt64(0)
            var certain = possible
            for cursor in cursors {
                if cursor.possible >= 0 { possible &= plan.tables[table].index.words[cursor.possible + word] }
                if cursor.certain >= 0 { certain &= plan.tables[table].index.words[cursor.certain + word] }
            }
            while possible != 0 {
                let bit = possible.trailingZeroBitCount
                possible &= possible - 1
                let row = word * 64 + bit
                var state: TableHit.State = certain & (1 << UInt64(bit)) != 0 ? .certain : .open
                if isChecked {
                    switch check(table, row, cursors, looksAtOpen: fails) {
                    case .no: continue
                    case .yes: break
                    case .unknown: state = .open
                    case .error: state = .failing
                    }
                }
                hits.append(TableHit(row, state))
                if state == .certain, stopsAtFirst { break search }
            }
        }
        return .list(start: start, count: hits.count - start)
    }

    /// Looks at a row's own cells in the columns whose bits only say that it can hold; with `looksAtOpen` also in those
    /// that have no value, to tell a row that facts may settle from one that nothing can.
    private mutating func check(_ table: Int, _ row: Int, _ cursors: [ColumnCursor], looksAtOpen: Bool) -> Truth {
        var result = Truth.yes
        for cursor in cursors where cursor.mustCheck || (looksAtOpen && !cursor.value.isCertain) {
            let column = plan.tables[table].index.columns[cursor.column]
            if cursor.mustCheck, column.isCoarse {
                if !column.holds(row: row, at: cursor.place) { return .no }
            } else {
                switch holds(column.cells[row], cursor.value) {
                case .no: return .no
                case .yes: continue
                case .unknown: result = .unknown
                case .error: if result == .yes { result = .error }
                }
            }
        }
        return result
    }

    /// Whether a value satisfies a cell, without an index.
    mutating func holds(_ cell: DecisionTable.Cell, _ value: Slot) -> Truth {
        switch cell {
        case .any: return .yes
        case .not(let inner):
            switch holds(inner, value) {
            case .yes: return .no
            case .no: return .yes
            case .unknown: return .unknown
            case .error: return .error
            }
        case .either(let cells):
            var result = Truth.no
            for cell in cells {
                let part = holds(cell, value)
                if part == .yes { return .yes }
                if part != .no { result = part }
            }
            return result
        case .values(let values):
            guard value.isCertain else { return value.tag == .error ? .error : .unknown }
            if value.tag == .missing { return .no }
            let own = facts.value(value)
            return values.contains { isSame($0, own) } ? .yes : .no
        case .range(let lower, let upper, let includesLower, let includesUpper):
            guard value.isCertain else { return value.tag == .error ? .error : .unknown }
            if value.tag == .missing { return .no }
            let column = DecisionTable.Cell.range(
                lower: lower, upper: upper, includesLower: includesLower, includesUpper: includesUpper)
            guard let scale = TableInterval.scale(of: [column]),
                let intervals = TableInterval.of(column, scale: scale)
            else {
                return compare(
                    value, lower: lower, upper: upper, includesLower: includesLower, includesUpper: includesUpper)
            }
            let place = TableInterval.place(of: value, scale: scale)
            return intervals.contains { $0.lower <= place && place < $0.upper } ? .yes : .no
        }
    }

    private func isSame(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.integer(let a), .decimal(let b)), (.decimal(let b), .integer(let a)): Decimal(a) == b
        case (.dateTime(let a), .dateTime(let b)): a.milliseconds == b.milliseconds
        default: a == b
        }
    }

    private mutating func compare(
        _ value: Slot, lower: Value?, upper: Value?, includesLower: Bool, includesUpper: Bool
    ) -> Truth {
        func bound(_ value: Value) -> Slot? {
            switch value {
            case .decimal(let value): .decimal(value)
            case .integer(let value): .integer(value)
            case .duration(let count, let unit): .duration(count, unit)
            default: nil
            }
        }
        if let lower {
            guard let bound = bound(lower), let order = order(value, bound) else { return .unknown }
            if order < 0 || (order == 0 && !includesLower) { return .no }
        }
        if let upper {
            guard let bound = bound(upper), let order = order(value, bound) else { return .unknown }
            if order > 0 || (order == 0 && !includesUpper) { return .no }
        }
        return .yes
    }
}
