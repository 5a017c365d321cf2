import WritEvaluation
import WritSemantics

/// The times of a log as its programs write them.
enum LogTime {
    /// A moment as cells write it; a time without an offset is by the firm's clocks, a day alone is its beginning.
    static func moment(_ row: TableReader, _ column: Int, _ zone: Zone?, _ order: DateOrder?) -> Moment? {
        let field = row.cell(column)
        if let moment = Moment.parse(field) { return placed(moment, zone) }
        if let spread = spread(field), let moment = Moment.parse(spread) { return placed(moment, zone) }
        guard let cell = try? CellDate.read(row.text(column), order: order),
            let local = cell.moment() ?? Moment(milliseconds: Int64(cell.day.day) * 86_400_000, offsetMinutes: 0)
        else { return nil }
        guard let zone, local.offsetMinutes == 0 else { return placed(local, zone) }
        // The clocks at an instant near by tell what they were at this one.
        let near = local.milliseconds - Int64(zone.offset(at: local.milliseconds)) * 60_000
        let offset = zone.offset(at: near)
        return Moment(milliseconds: local.milliseconds - Int64(offset) * 60_000, offsetMinutes: offset)
    }

    private static func placed(_ moment: Moment, _ zone: Zone?) -> Moment { zone.map { moment.at($0) } ?? moment }

    /// `+0800` as `+08:00`; nil for anything else.
    private static func spread(_ field: ArraySlice<UInt8>) -> [UInt8]? {
        guard field.count > 5 else { return nil }
        let sign = field[field.endIndex - 5]
        let digits = field.suffix(4)
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Array(field.dropLast(2)) + [UInt8(ascii: ":")] + Array(field.suffix(2))
    }
}

/// What a file is that is no table of comma-separated values.
package enum LogFormat: String, Sendable {
    case xml, gzip, utf16

    /// - Parameter names: the first row, read as such a table.
    static func other(than names: [String]) -> LogFormat? {
        guard let first = names.first else { return nil }
        let bytes = Array(first.utf8)
        if bytes.first == 0x1F { return .gzip }
        if first.hasPrefix("<") { return .xml }
        return bytes.contains(0) || first.hasPrefix("\u{FFFD}\u{FFFD}") ? .utf16 : nil
    }
}
