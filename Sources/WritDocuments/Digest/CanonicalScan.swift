import WritLanguage

/// Reads a record that certainly is in canonical form already (C14N), and finds what decides whether a schema accepts it.
///
/// It accepts less than C14N writes: names of small ASCII letters, one namespace that the root declares, no prefixes, no
/// references but those to `&`, `<`, `>` and quotes. Whatever else it meets ends it, and libxml2 makes the canonical form.
///
/// The *skeleton* is the record with the texts and values left out that no rule of the schema looks at. Of a text it says
/// whether there is one and whether it is blank; of a value its class, where every value of the class is the same to each data
/// type of the schema. All else stands in it as it is. So two records of one skeleton are both valid, or neither is.
struct CanonicalScan {
    /// Where the canonical form stands in the bytes: without the declaration and the line end behind the root.
    private(set) var range = 0..<0
    private(set) var skeleton: [UInt8] = []

    private let bytes: ByteView
    private var at = 0
    private var open: [Range<Int>] = []

    static let declaration: StaticString = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    static let namespace: StaticString = "xmlns=\"urn:writ:document:1\""
    /// libxml2's limits, on the length of one text too, lie above.
    static let maximumSize = 4_000_000
    private static let maximumDepth = 100
    private static let maximumAttributes = 40

    /// Attributes that the schema takes with any value, wherever they stand.
    static let freeAttributes: [StaticString] = [
        "case", "field", "about", "rulebook", "path", "alt", "id", "roles", "when", "each",
    ]

    /// What stands in the skeleton for what was left out. No record that is accepted here has such characters.
    private enum Mark: UInt8 {
        case blank = 1
        case text, free, digest, day, moment, number
    }

    /// Nothing where the bytes are not certainly canonical. Valid UTF-8 is taken for granted.
    init?(utf8 bytes: ByteView) {
        guard bytes.count <= Self.maximumSize else { return nil }
        self.bytes = bytes
        skeleton.reserveCapacity(bytes.count)
        if has(Self.declaration) { at = Self.declaration.utf8CodeUnitCount }
        let start = at
        repeat {
            guard at < bytes.count else { return nil }
            let isSound = bytes[at] == UInt8(ascii: "<") ? tag() : !open.isEmpty && text()
            guard isSound else { return nil }
        } while !open.isEmpty
        range = start..<at
        // White space behind the root is no part of the canonical form.
        guard at == bytes.count || at + 1 == bytes.count && bytes[at] == 0x0A else { return nil }
    }

    private func has(_ text: StaticString) -> Bool { has(text, at) }

    private func has(_ text: StaticString, _ place: Int) -> Bool {
        text.withUTF8Buffer { wanted in
            place + wanted.count <= bytes.count
                && wanted.indices.allSatisfy { bytes[place &+ $0] == wanted[$0] }
        }
    }

    private func isName(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount && has(text, range.lowerBound)
    }

    // MARK: - Tags

    private mutating func tag() -> Bool {
        let start = at
        at += 1
        let isEnd = at < bytes.count && bytes[at] == UInt8(ascii: "/")
        if isEnd { at += 1 }
        guard let name = name() else { return false }
        if isEnd {
            guard let last = open.popLast(), isSame(last, name) else { return false }
            skeleton.append(contentsOf: bytes.part(start..<at))
        } else {
            guard open.count < Self.maximumDepth else { return false }
            skeleton.append(contentsOf: bytes.part(start..<at))
            guard attributes(of: name) else { return false }
            open.append(name)
        }
        guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { return false }
        skeleton.append(UInt8(ascii: ">"))
        at += 1
        return true
    }

    private mutating func attributes(of element: Range<Int>) -> Bool {
        var last = 0..<0
        var count = 0
        while at < bytes.count, bytes[at] == UInt8(ascii: " ") {
            at += 1
            count += 1
            guard count <= Self.maximumAttributes else { return false }
            if count == 1, open.isEmpty {
                // The root declares the namespace before all else, and no other element declares any.
                guard has(Self.namespace) else { return false }
                let end = at + Self.namespace.utf8CodeUnitCount
                skeleton.append(contentsOf: bytes.part(at - 1..<end))
                at = end
                continue
            }
            let start = at
            guard let name = name(), !isName(name, "xmlns"), last.isEmpty || isBefore(last, name),
                has("=\""), let end = valueEnd(from: at + 2)
            else { return false }
            last = name
            skeleton.append(contentsOf: bytes.part(start - 1..<at + 2))
            add(value: at + 2..<end, isFree: isFree(name, of: element))
            skeleton.append(UInt8(ascii: "\""))
            at = end + 1
        }
        return !open.isEmpty || count > 0
    }

    /// Small letters, digits and hyphens.
    private mutating func name() -> Range<Int>? {
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): at += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where at > start, UInt8(ascii: "-") where at > start: at += 1
            default: return at > start ? start..<at : nil
            }
        }
        return nil
    }

    private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        one.count == other.count
            && (0..<one.count).allSatisfy { bytes[one.lowerBound &+ $0] == bytes[other.lowerBound &+ $0] }
    }

    private func isBefore(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        bytes.part(one).lexicographicallyPrecedes(bytes.part(other))
    }

    // MARK: - Values

    private func isFree(_ name: Range<Int>, of element: Range<Int>) -> Bool {
        if isName(name, "value") { return isName(element, "value") }
        return Self.freeAttributes.contains { isName(name, $0) }
    }

    /// Where the quote stands that ends a value; nothing where C14N would write the value otherwise.
    private func valueEnd(from start: Int) -> Int? {
        var end = start
        while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: "\""): return end
            case 0..<0x20, 0x7F, UInt8(ascii: "<"): return nil
            case UInt8(ascii: "&"):
                guard has("&amp;", end) || has("&lt;", end) || has("&quot;", end) else { return nil }
            case 0xEF: if isNoCharacter(end) { return nil }
            default: break
            }
            end += 1
        }
        return nil
    }

    /// U+FFFE and U+FFFF, which XML does not have.
    private func isNoCharacter(_ place: Int) -> Bool {
        place + 2 < bytes.count && bytes[place + 1] == 0xBF && bytes[place + 2] >= 0xBE
    }

    private mutating func add(value: Range<Int>, isFree: Bool) {
        if value.isEmpty { return }
        if isFree { return add(.free) }
        let text = bytes.part(value)
        if Self.isDigest(text) {
            add(.digest)
        } else if text.count < 10, text.first != UInt8(ascii: "0"), text.allSatisfy(Self.isDigit) {
            // Of one length, since a year has four digits at least.
            add(.number)
            skeleton.append(contentsOf: repeatElement(Mark.number.rawValue, count: text.count))
        } else if text.count == 10, Self.isDay(text) {
            add(.day)
        } else if text.count >= 19, Self.isDay(text.part(0..<10)), Self.isTime(text.part(10..<19)) {
            // The zone stays.
            add(.moment)
            skeleton.append(contentsOf: text.part(19...))
        } else {
            skeleton.append(contentsOf: text)
        }
    }

    private mutating func add(_ mark: Mark) { skeleton.append(mark.rawValue) }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// With a letter, so that it is no number.
    private static func isDigest(_ text: ByteView) -> Bool {
        guard text.count == 64 else { return false }
        var letters = 0
        for byte in text where !isDigit(byte) {
            guard (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) else { return false }
            letters += 1
        }
        return letters > 0
    }

    private static func number(_ text: ByteView, _ place: Int) -> Int? {
        guard isDigit(text[place]), isDigit(text[place + 1]) else { return nil }
        return Int(text[place] - 0x30) * 10 + Int(text[place + 1] - 0x30)
    }

    /// A day that every calendar has, of a year without a leading zero.
    private static func isDay(_ text: ByteView) -> Bool {
        guard let century = number(text, 0), century >= 10, number(text, 2) != nil, text[4] == UInt8(ascii: "-"),
            let month = number(text, 5), (1...12).contains(month), text[7] == UInt8(ascii: "-"),
            let day = number(text, 8), (1...28).contains(day)
        else { return false }
        return true
    }

    /// `T09:30:00`.
    private static func isTime(_ text: ByteView) -> Bool {
        guard text[0] == UInt8(ascii: "T"), let hour = number(text, 1), hour < 24, text[3] == UInt8(ascii: ":"),
            let minute = number(text, 4), minute < 60, text[6] == UInt8(ascii: ":"), let second = number(text, 7),
            second < 60
        else { return false }
        return true
    }

    // MARK: - Text

    private mutating func text() -> Bool {
        var isBlank = true
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "<"):
                add(isBlank ? .blank : .text)
                return true
            case 0x0A, 0x09, 0x20: break
            case 0..<0x20, 0x7F, UInt8(ascii: ">"): return false
            case UInt8(ascii: "&"):
                guard has("&amp;") || has("&lt;") || has("&gt;") else { return false }
                isBlank = false
            case 0xEF:
                if isNoCharacter(at) { return false }
                isBlank = false
            default: isBlank = false
            }
            at += 1
        }
        return false
    }
}
