import WritLanguage
import WritSemantics

/// The fields of a case type that are single values, read from one flat JSON object straight into numbers.
///
/// It reads what is usual, and checks it as strictly as the reader of cases does: wherever it meets anything else (an
/// escape, an exponent, an unknown key, a value of another type) it gives up, and the reader of cases takes the line and
/// says what is wrong with it.
struct FlatScanner: Sendable {
    struct Field: Sendable {
        let kind: ReadingKind
        let isOptional: Bool
        /// Of names of enumeration values, or of the texts that the table asks for.
        let names: Int
    }

    /// What a line said of one field.
    struct Given: BitwiseCopyable {
        /// The number, day or value; 0 or 1 for a Boolean; for a text its number among those that the table asks for,
        /// 0 for any other.
        var number: Int64 = 0
        /// The decimal places of `number`.
        var scale: Int32 = 0
        var state: State = .absent
        enum State: UInt8, BitwiseCopyable { case absent, missing, given }
    }

    let fields: [Field]
    private let maps: [NameMap]
    /// Fields by name and title, and behind them the keys of the envelope that a flat case may hold.
    private let keys: NameMap
    private let idKey: Int
    /// Names as they stand in the text with their quotes, one after the other.
    private var quoted: [UInt8] = []
    private var quotedStarts: [Int] = []
    /// The field that stood at each place of the last line: most files keep to one order.
    private var order: [Int32] = []

    /// - Parameter texts: for each field the texts that the table tells apart.
    init?(_ program: Program, type: RecordID, texts: [Int: [String]]) {
        let record = program.records[type.index]
        guard record.fields.count <= 62 else { return nil }
        var fields: [Field] = []
        var maps: [NameMap] = []
        for (number, field) in record.fields.enumerated() {
            let isOptional = if case .optional = field.type { true } else { false }
            let type = ValueText.plain(field.type)
            var names = -1
            if case .text = type, let known = texts[number] {
                names = maps.count
                maps.append(NameMap(known.enumerated().map { ($0.element, $0.offset + 1) }))
            }
            if case .enumeration(let id) = type {
                names = maps.count
                let known = CaseVocabulary(program).enumValues[id.index]
                maps.append(NameMap(known.map { ($0.key, $0.value) }))
            }
            // Percentages are left to the reader of cases.
            let kind = if case .percent = type { ReadingKind.other } else { ReadingKind(type) }
            fields.append(Field(kind: kind, isOptional: isOptional, names: names))
        }
        self.fields = fields
        self.maps = maps
        let vocabulary = CaseVocabulary(program).fields[type.index]
        var known = vocabulary.map { (name: $0.key, value: $0.value) }
        idKey = record.fields.count
        if vocabulary["id"] == nil { known.append((name: "id", value: idKey)) }
        keys = NameMap(known)
        for name in record.fields.map(\.name) + ["id"] {
            quotedStarts.append(quoted.count)
            quoted += Array("\"\(name)\"".utf8)
        }
        quotedStarts.append(quoted.count)
        order = Array(repeating: -1, count: 64)
    }

    /// Reads the object that begins at `start`; answers the offset after its closing brace, or -1 where it gives up.
    mutating func scan(
        _ bytes: ByteView, from start: Int, to end: Int,
        into given: borrowing FixedTable<Given>
    ) -> Int {
        for field in fields.indices { given[field].state = .absent }
        var seen: UInt64 = 0
        var place = 0
        var at = PlainJSON.space(bytes, start, end)
        guard at < end, bytes[at] == UInt8(ascii: "{") else { return -1 }
        at = PlainJSON.space(bytes, at &+ 1, end)
        if at < end, bytes[at] == UInt8(ascii: "}") { return at &+ 1 }
        while true {
            guard at < end, bytes[at] == UInt8(ascii: "\"") else { return -1 }
            let field = key(bytes, &at, end, place)
            guard field >= 0, seen & (1 << UInt64(field)) == 0 else { return -1 }
            seen |= 1 << UInt64(field)
            place &+= 1
            at = PlainJSON.space(bytes, at, end)
            guard at < end, bytes[at] == UInt8(ascii: ":") else { return -1 }
            at = PlainJSON.space(bytes, at &+ 1, end)
            guard at < end else { return -1 }
            if field == idKey {
                at = identity(bytes, at, end)
            } else {
                at = value(bytes, at, end, ofField: field, into: &given[field])
            }
            guard at >= 0 else { return -1 }
            at = PlainJSON.space(bytes, at, end)
            guard at < end else { return -1 }
            if bytes[at] == UInt8(ascii: "}") { return at &+ 1 }
            guard bytes[at] == UInt8(ascii: ",") else { return -1 }
            at = PlainJSON.space(bytes, at &+ 1, end)
        }
    }

    /// The field of the key whose opening quote stands at `at`, which moves behind the closing one.
    @inline(__always)
    private mutating func key(
        _ bytes: ByteView, _ at: inout Int, _ end: Int, _ place: Int
    ) -> Int {
        let expected = place < order.count ? Int(order[place]) : -1
        if expected >= 0 {
            let start = quotedStarts[expected]
            let length = quotedStarts[expected &+ 1] &- start
            if at &+ length <= end {
                var index = 0
                while index < length, bytes[at &+ index] == quoted[start &+ index] { index &+= 1 }
                if index == length {
                    at &+= length
                    return expected
                }
            }
        }
        guard let close = PlainJSON.closingQuote(bytes, at &+ 1, end) else { return -1 }
        let field = keys.find(bytes.part((at &+ 1)..<close))
        at = close &+ 1
        if field >= 0, place < order.count { order[place] = Int32(truncatingIfNeeded: field) }
        return field
    }

    private func identity(_ bytes: ByteView, _ at: Int, _ end: Int) -> Int {
        if bytes[at] == UInt8(ascii: "\"") {
            var isMarkup = false
            let close = PlainJSON.closingQuote(ofText: bytes, at &+ 1, end, isMarkup: &isMarkup)
            return close < 0 ? -1 : close &+ 1
        }
        guard bytes[at] &- UInt8(ascii: "0") < 10 else { return -1 }
        var next = at
        while next < end, bytes[next] &- UInt8(ascii: "0") < 10 { next &+= 1 }
        return bytes[at] == UInt8(ascii: "0") && next > at &+ 1 ? -1 : next
    }

    @inline(__always)
    private func value(
        _ bytes: ByteView, _ at: Int, _ end: Int, ofField number: Int, into given: inout Given
    ) -> Int {
        let field = fields[number]
        let first = bytes[at]
        if first == UInt8(ascii: "n") {
            given.state = field.isOptional ? .missing : .absent
            return PlainJSON.null(bytes, at, end)
        }
        given.state = .given
        switch field.kind {
        case .enumeration:
            guard first == UInt8(ascii: "\""), let close = PlainJSON.closingQuote(bytes, at &+ 1, end) else {
                return -1
            }
            let value = maps[field.names].find(bytes.part((at &+ 1)..<close))
            given.number = Int64(truncatingIfNeeded: value)
            return value < 0 ? -1 : close &+ 1
        case .money, .number, .integer:
            let next = PlainJSON.number(bytes, at, end, into: &given.number, places: &given.scale)
            if field.kind == .money, given.scale > 2 { return -1 }
            if field.kind == .integer, given.scale > 0 { return -1 }
            return next
        case .boolean:
            var isTrue = false
            let next = PlainJSON.boolean(bytes, at, end, &isTrue)
            given.number = isTrue ? 1 : 0
            return next
        case .text:
            guard first == UInt8(ascii: "\"") else { return -1 }
            var isMarkup = false
            let close = PlainJSON.closingQuote(ofText: bytes, at &+ 1, end, isMarkup: &isMarkup)
            guard close >= 0 else { return -1 }
            given.number =
                field.names < 0
                ? 0
                : Int64(max(0, maps[field.names].find(bytes.part((at &+ 1)..<close))))
            return close &+ 1
        case .date:
            var date = CalendarDate.first
            let next = PlainJSON.date(bytes, at, end, &date)
            given.number = Int64(date.day)
            return next
        case .record, .list, .other: return -1
        }
    }

}
