internal import WritSemantics

/// What the index keeps of one line of a register: fourteen words, the last of which checks the others.
///
/// Texts stand in it as the first eight bytes of their digests. What is found by them is read in the journal and compared, so
/// that two texts of one digest never pass for each other.
struct IndexEntry: BitwiseCopyable {
    var offset: UInt64 = 0
    var length: UInt32 = 0
    var kind: UInt32 = 0
    /// Of the document's number, of its firm, of the document itself, of its series.
    var number: UInt64 = 0
    var firm: UInt64 = 0
    var document: UInt64 = 0
    var series: UInt64 = 0
    /// The running number within the series.
    var count: UInt32 = 0
    /// The day of the document or of the act.
    var day: Int32 = 0
    var caseID: UInt64 = 0
    var unit: UInt64 = 0
    var form: UInt64 = 0
    /// Up to three names; `hasMoreNames` where there are more, and then only the line itself tells.
    var names: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var check: UInt64 = 0

    static let size = 112
    static let hasMoreNames: UInt32 = 1 << 16

    init() {}

    init(_ line: JournalLine, at offset: Int) {
        let act = line.act
        self.offset = UInt64(offset)
        length = UInt32(truncatingIfNeeded: line.bytes.count)
        kind = RegisterAct(rawValue: act.act)?.code ?? 0
        number = Self.key("number", act["number"].map(NumberText.key))
        firm = Self.key("firm", act["organisation"])
        document = Self.documentKey(act)
        series = Self.key("series", act["series"], act["period"], act["organisation"])
        count = UInt32(truncatingIfNeeded: act["count"].flatMap { Int($0) } ?? 0)
        day = Int32(truncatingIfNeeded: (act["on"].flatMap { CalendarDate.parse($0) } ?? line.moment.date).day)
        caseID = Self.key("case", act["case"])
        form = Self.key("form", act["form"])
        var found: [UInt64] = []
        for field in act.about {
            if field.name == RegisterFacts.unit {
                unit = Self.key("unit", NumberText.key(field.text))
            } else {
                found.append(Self.key("name", NumberText.key(field.text)))
            }
        }
        if found.count > 3 { kind |= Self.hasMoreNames }
        found += [0, 0, 0]
        names = (found[0], found[1], found[2])
        check = sum
    }

    static func documentKey(_ act: JournalLine.Act) -> UInt64 {
        key("document", act["organisation"], act["type"], act["case"], act["form"], act["ordinal"])
    }

    /// The first eight bytes of the digest of some texts; 0 where the first is not stated.
    static func key(_ kind: String, _ texts: String?...) -> UInt64 {
        guard texts.first ?? nil != nil || kind == "document" else { return 0 }
        var hash = BLAKE2b()
        hash.update(kind)
        for text in texts {
            hash.update(text == nil ? 0 : 1)
            hash.update(text ?? "")
        }
        let digits = hash.finishHex().utf8.prefix(16)
        var word: UInt64 = 0
        for digit in digits { word = word << 4 | UInt64(digit < 0x3A ? digit - 0x30 : digit - 0x57) }
        return word
    }

    /// Of a number as a firm's.
    static func numberKey(_ number: String, of firm: String?) -> UInt64 {
        joined(key("number", NumberText.key(number)), key("firm", firm))
    }

    var numberOfFirm: UInt64 { number == 0 ? 0 : Self.joined(number, firm) }

    private static func joined(_ number: UInt64, _ firm: UInt64) -> UInt64 {
        number ^ (firm &* 0x9E37_79B9_7F4A_7C15) << 7 ^ firm >> 57
    }

    var act: RegisterAct? { RegisterAct(code: kind & 0xFFFF) }

    /// Entries are the same where all that they say is.
    static func == (one: IndexEntry, other: IndexEntry) -> Bool {
        one.offset == other.offset && one.check == other.check && one.isSound && other.isSound
    }

    /// Whether the entry is as it was written: the index is not waited for until it is on the disk.
    var isSound: Bool { check == sum }

    private var sum: UInt64 {
        var sum: UInt64 = 0x9E37_79B9_7F4A_7C15
        for word in [
            offset, UInt64(length) << 32 | UInt64(kind), number, firm, document, series,
            UInt64(count) << 32 | UInt64(UInt32(bitPattern: day)), caseID, unit, form, names.0, names.1, names.2,
        ] {
            sum = (sum ^ word) &* 0xBF58_476D_1CE4_E5B9
            sum ^= sum >> 29
        }
        return sum
    }
}
