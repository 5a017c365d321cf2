import WritLanguage
import WritSemantics

/// What the language works out by name.
extension Interpreter {
    mutating func function(_ node: Node, _ number: Int32) -> Slot {
        let operand = run(node.a)
        let function = plan.functions[Int(node.c)]
        switch operand.tag {
        case .date:
            guard let day = CalendarDate(day: operand.int) else { return .unknown }
            return self.function(function, of: day, number)
        case .dateTime:
            guard let moment = Moment(milliseconds: operand.int64, offsetMinutes: Int(operand.detail)) else {
                return .unknown
            }
            return function == .date ? .date(moment.date) : .integer(Int64(moment.timeOfDay))
        case .decimal: return self.function(function, of: operand.decimal, number)
        case .integer:
            guard case .wholes(let size) = function, size > 0 else { return .unknown }
            return .integer(operand.int64 / Int64(size))
        case .text where function == .textLength: return .integer(Int64(Self.length(of: facts.bytes(of: operand))))
        case .text: return self.function(function, of: operand, and: run(node.b))
        default: return node.b < 0 ? Self.strict(operand) : Self.strict(operand, run(node.b))
        }
    }

    private mutating func function(_ function: Function, of day: CalendarDate, _ number: Int32) -> Slot {
        switch function {
        case .year: return .integer(Int64(day.components.year))
        case .month: return .integer(Int64(day.components.month))
        case .dayOfMonth: return .integer(Int64(day.components.day))
        case .weekday: return .integer(Int64(day.weekday + 1))
        case .isWorkingDay, .isHoliday:
            guard let workCalendar else { return fail(.noCalendar, at: number) }
            if let year = workCalendar.unpublishedYear(from: day, through: day) { return unpublished(year) }
            return .boolean(function == .isHoliday ? workCalendar.isHoliday(day) : workCalendar.isWorkingDay(day))
        case .edge(let isFirst, let period):
            return day.edge(of: period, isFirst: isFirst).map { .date($0) } ?? fail(.dateOutOfRange, at: number)
        case .nearest(let weekdays, let isAfter):
            return day.nearest(weekdays, isAfter: isAfter).map { .date($0) } ?? fail(.dateOutOfRange, at: number)
        default: return .unknown
        }
    }

    private mutating func function(_ function: Function, of decimal: Decimal, _ number: Int32) -> Slot {
        switch function {
        case .rounded(let places, let rounding): return .decimal(decimal.rounded(places: places, rounding))
        case .floor, .ceiling:
            let whole = decimal.rounded(places: 0, function == .floor ? .floor : .ceiling)
            return whole.integer.map { .integer($0) } ?? fail(.overflow, at: number)
        default: return .unknown
        }
    }

    /// How many characters UTF-8 holds, each with its first byte and none to three that begin with the bits 10.
    private static func length(of text: ByteView) -> Int {
        text.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }

    private mutating func function(_ function: Function, of text: Slot, and part: Slot) -> Slot {
        guard part.tag == .text else { return Self.strict(part) }
        let (whole, piece) = (facts.bytes(of: text), facts.bytes(of: part))
        guard piece.count <= whole.count else { return .no }
        switch function {
        case .starts: return .boolean(whole.prefix(piece.count).elementsEqual(piece))
        case .ends: return .boolean(whole.suffix(piece.count).elementsEqual(piece))
        case .contains: return .boolean(TextSearch.contains(whole, piece))
        default: return .unknown
        }
    }
}

/// Looks for bytes among others in time that grows with both lengths, whatever they are (Knuth, Morris and Pratt).
private enum TextSearch {
    static func contains(_ whole: ByteView, _ piece: ByteView) -> Bool {
        if piece.isEmpty { return true }
        // For each beginning of the piece, how much of it ends as the piece begins.
        var borders = [0]
        var matched = 0
        for index in 1..<max(1, piece.count) {
            while matched > 0, piece[index] != piece[matched] { matched = borders[matched - 1] }
            if piece[index] == piece[matched] { matched += 1 }
            borders.append(matched)
        }
        matched = 0
        for byte in whole {
            while matched > 0, byte != piece[matched] { matched = borders[matched - 1] }
            if byte == piece[matched] { matched += 1 }
            if matched == piece.count { return true }
        }
        return false
    }
}
