import WritLanguage
import WritSemantics

/// Reads a case as JSON straight from its bytes into the slots of a store, in one pass and without a tree: types and
/// names stand in flat arrays.
///
/// It reads what is usual, and checks it as strictly as `CaseReader` does: wherever it meets anything else (an unknown key,
/// a value of another type, facts before what they are of) it gives up, and `CaseReader` takes the text, reads it or says
/// what is wrong with it. So there is one meaning, and one place that explains.
///
/// The text lies in the store, with zeros behind it: no JSON goes on over one, so no step has to ask where the text ends.
/// Each function takes the place to begin at and answers the place behind what it read, or -1 where it gives up.
///
/// Unsafe memory: it is used by one thread at a time and never from within itself, so nothing watches over `end` and `order`.
final class CaseScanner {
    /// What surrounds the facts.
    struct Head {
        var type: RecordID?
        var id = ""
        var asOf: CalendarDate?
        var organisation: OrganisationID?
        var hasFacts = false
        /// Where history, actions and staff stand, for those who read them.
        var parts: [Part] = []
    }

    enum Key: Int { case type, id, asOf, organisation, facts, history, actions, staff }

    struct Part {
        let key: Key
        let range: Range<Int>
    }

    let values: CaseValues
    let shapes: CaseShapes
    let keys: NameMap
    let caseTypes: NameMap
    let organisations: NameMap
    /// The keys that say which case it is, as they stand in text.
    private let headSpellings: [KeySpelling]
    /// By record type and place in the text, the member that stood there last: most data keeps to one order.
    let order: FixedTable<Int32>
    /// The last case was facts without an envelope.
    private var isFlat = false
    /// How much of the text is that of the case.
    @exclusivity(unchecked) private(set) var end = 0

    init(_ vocabulary: CaseVocabulary, _ values: CaseValues) {
        self.values = values
        shapes = CaseShapes(vocabulary)
        let fieldCount = vocabulary.program.records.reduce(0) { $0 + $1.fields.count }
        order = FixedTable((0..<fieldCount).map { Int32(truncatingIfNeeded: $0 * 2) })
        func map(_ names: [String: Int]) -> NameMap { NameMap(names.map { (name: $0.key, value: $0.value) }) }
        caseTypes = map(vocabulary.caseTypes)
        organisations = map(vocabulary.organisations)
        keys = NameMap(CaseReader.envelope.enumerated().map { (name: $0.element, value: $0.offset) })
        headSpellings = CaseReader.envelope.prefix(Key.organisation.rawValue + 1).map { KeySpelling($0) }
    }

    // MARK: - A case

    /// Reads a case; nil where it gives up, which leaves the store with nothing of use.
    func scan(
        _ bytes: ByteView, _ defaults: CaseDefaults, into store: inout CaseStore
    ) -> Head? {
        if let head = scan(bytes, defaults, isFlat: isFlat, into: &store) { return head }
        guard defaults.type != nil || isFlat else { return nil }
        guard let head = scan(bytes, defaults, isFlat: !isFlat, into: &store) else { return nil }
        isFlat.toggle()
        return head
    }

    private func scan(
        _ bytes: ByteView, _ defaults: CaseDefaults, isFlat: Bool, into store: inout CaseStore
    ) -> Head? {
        guard bytes.count < Int(Int32.max) / 2 else { return nil }
        store.clear()
        let text = store.takeText(bytes)
        end = bytes.count
        var head = Head()
        head.type = defaults.type
        head.asOf = defaults.asOf
        head.organisation = defaults.organisation
        var at = Self.afterSpace(text, 0)
        guard text[at] == UInt8(ascii: "{") else { return nil }
        at = isFlat ? flat(text, at, &head, &store) : enveloped(text, at, into: &head, defaults: defaults, &store)
        guard at >= 0, head.hasFacts, head.asOf != nil, Self.afterSpace(text, at) == end else { return nil }
        return head
    }

    /// The text as others want it.
    func all(_ text: PaddedText) -> ByteView { text.part(0..<end) }

    /// The name in quotes at a place, and the place behind it; nil where it has escapes.
    func name(_ text: PaddedText, _ at: Int) -> (name: ByteView, end: Int)? {
        guard text[at] == UInt8(ascii: "\""), let close = PlainJSON.closingQuote(all(text), at &+ 1, end) else {
            return nil
        }
        return (text.part(at &+ 1..<close), close &+ 1)
    }

    /// Facts in an envelope.
    private func enveloped(
        _ text: PaddedText, _ start: Int, into head: inout Head, defaults: CaseDefaults,
        _ store: inout CaseStore
    ) -> Int {
        var seen = 0
        var at = start
        repeat {
            at = Self.afterSpace(text, at &+ 1)
            guard let (name, next) = name(text, at), let key = Key(rawValue: keys.find(name)),
                seen & 1 << key.rawValue == 0
            else { return -1 }
            seen |= 1 << key.rawValue
            at = colon(text, next)
            guard at >= 0 else { return -1 }
            switch key {
            case .facts:
                guard let type = head.type, text[at] == UInt8(ascii: "{") else { return -1 }
                let root = store.beginInstance(type: type.index, parent: -1, field: 0, position: 0)
                at = record(text, at, type: type.index, instance: root, depth: 1, &store)
                head.hasFacts = true
            case .history, .actions, .staff:
                let from = at
                at = skip(all(text), at)
                if at >= 0 { head.parts.append(Part(key: key, range: from..<at)) }
            default:
                // What the facts are of must be known before them.
                if key == .type, head.hasFacts { return -1 }
                at = self.head(key, text, at, into: &head, defaults: defaults)
            }
            guard at >= 0 else { return -1 }
            at = Self.afterSpace(text, at)
        } while text[at] == UInt8(ascii: ",")
        return text[at] == UInt8(ascii: "}") ? at &+ 1 : -1
    }

    /// The facts themselves. Of the envelope's keys those count that the type has no field for.
    private func flat(
        _ text: PaddedText, _ start: Int, _ head: inout Head, _ store: inout CaseStore
    ) -> Int {
        guard let type = head.type, shapes.envelope[type.index][Key.facts.rawValue] else { return -1 }
        let defaults = CaseDefaults(type: head.type, asOf: head.asOf, organisation: head.organisation)
        let root = store.beginInstance(type: type.index, parent: -1, field: 0, position: 0)
        let record = shapes.records[type.index]
        head.hasFacts = true
        var seen = 0
        var place = 0
        var at = start
        repeat {
            at = Self.afterSpace(text, at &+ 1)
            var member = expectedMember(text, &at, record, place)
            if member < 0, let key = headKey(text, &at, type.index) {
                guard seen & 1 << key.rawValue == 0 else { return -1 }
                seen |= 1 << key.rawValue
                at = colon(text, at)
                if at >= 0 { at = self.head(key, text, at, into: &head, defaults: defaults) }
                if head.type != type { return -1 }
            } else {
                if member < 0 { member = otherMember(text, &at, type.index, place) }
                guard member >= 0 else { return -1 }
                // The fields of the case come first of all values.
                at = value(text, at, ofMember: member, root, firstField: 0, depth: 0, &store)
                place &+= 1
            }
            guard at >= 0 else { return -1 }
            at = Self.afterSpace(text, at)
        } while text[at] == UInt8(ascii: ",")
        guard text[at] == UInt8(ascii: "}") else { return -1 }
        if place < record.count { store.finishInstance(root) }
        return at &+ 1
    }

    /// The key at a place where it says which case it is and is no field of the type. The place moves to its colon.
    private func headKey(_ text: PaddedText, _ at: inout Int, _ type: Int) -> Key? {
        for number in headSpellings.indices where shapes.envelope[type][number] {
            if headSpellings[number].stands(in: text, at: at) {
                at &+= headSpellings[number].length &- 1
                return Key(rawValue: number)
            }
        }
        guard let (name, next) = name(text, at) else { return nil }
        let number = keys.find(name)
        guard headSpellings.indices.contains(number), shapes.envelope[type][number] else { return nil }
        at = next
        return Key(rawValue: number)
    }

    /// The value of one of the keys that say which case it is.
    private func head(
        _ key: Key, _ text: PaddedText, _ at: Int, into head: inout Head, defaults: CaseDefaults
    ) -> Int {
        switch key {
        case .asOf:
            var date = CalendarDate.first
            let next = PlainJSON.date(all(text), at, end, &date)
            head.asOf = defaults.asOf ?? date
            return next
        case .id where text[at] == UInt8(ascii: "\""):
            var isMarkup = false
            let close = PlainJSON.closingQuote(ofText: all(text), at &+ 1, end, isMarkup: &isMarkup)
            guard close >= 0 else { return -1 }
            head.id = String(decoding: all(text)[(at &+ 1)..<close], as: UTF8.self)
            return close &+ 1
        case .id:
            guard let next = JSONLexer.number(all(text), from: at) else { return -1 }
            head.id = String(decoding: all(text)[at..<next], as: UTF8.self)
            return next
        case .type, .organisation:
            guard let (name, next) = name(text, at) else { return -1 }
            let number = key == .type ? caseTypes.find(name) : organisations.find(name)
            guard number >= 0 else { return -1 }
            if key == .type { head.type = RecordID(number) } else { head.organisation = OrganisationID(number) }
            return next
        case .facts, .history, .actions, .staff: return -1
        }
    }

    /// The place of the value behind a colon.
    @inline(__always)
    func colon(_ text: PaddedText, _ start: Int) -> Int {
        let at = Self.afterSpace(text, start)
        return text[at] == UInt8(ascii: ":") ? Self.afterSpace(text, at &+ 1) : -1
    }

    /// The place of the first byte that is no white space, which is usually the one that is asked about.
    @inline(__always)
    static func afterSpace(_ text: PaddedText, _ at: Int) -> Int {
        text[at] > 0x20 ? at : skipSpace(text, at)
    }

    private static func skipSpace(_ text: PaddedText, _ start: Int) -> Int {
        var at = start
        while text[at] == UInt8(ascii: " ") || text[at] == UInt8(ascii: "\n") || text[at] == UInt8(ascii: "\r")
            || text[at] == UInt8(ascii: "\t")
        { at &+= 1 }
        return at
    }

    /// The end of an array, which another reader looks into.
    private func skip(_ bytes: ByteView, _ start: Int) -> Int {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return -1 }
        var depth = 0
        var at = start
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth &+= 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth &-= 1
                if depth == 0 { return at &+ 1 }
            case UInt8(ascii: "\""):
                let scan = JSONLexer.string(bytes, from: at &+ 1)
                guard scan.isTerminated, scan.problem == nil else { return -1 }
                at = scan.end
            default: break
            }
            at &+= 1
        }
        return -1
    }
}
