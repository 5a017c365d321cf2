import WritLanguage
import WritSemantics

/// Reads a case as JSON straight from its bytes into the slots of a machine, in one pass and without a tree: types and
/// names stand in flat arrays.
///
/// It reads what is usual, and checks it as strictly as `CaseReader` does: wherever it meets anything else (an unknown key,
/// a value of another type, facts before what they are of) it gives up, and `CaseReader` takes the text, reads it or says
/// what is wrong with it. So there is one meaning, and one place that explains.
struct CaseScanner: Sendable {
    /// Where a value stands: a field of an instance, and its position from 1 where the field is a list.
    struct Place {
        let instance: Int32
        let field: Int32
        let position: Int32
    }

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
    /// By record type and place in the text, the member that stood there last: most data keeps to one order.
    var order: [Int32]
    /// The last case was facts without an envelope.
    var isFlat = false

    init(_ vocabulary: CaseVocabulary, _ values: CaseValues) {
        self.values = values
        shapes = CaseShapes(vocabulary)
        let fieldCount = vocabulary.program.records.reduce(0) { $0 + $1.fields.count }
        order = (0..<fieldCount).map { Int32(truncatingIfNeeded: $0 * 2) }
        func map(_ names: [String: Int]) -> NameMap { NameMap(names.map { (name: $0.key, value: $0.value) }) }
        caseTypes = map(vocabulary.caseTypes)
        organisations = map(vocabulary.organisations)
        keys = NameMap(CaseReader.envelope.enumerated().map { (name: $0.element, value: $0.offset) })
    }

    // MARK: - A case

    /// Reads a case; nil where it gives up, which leaves the machine with nothing of use.
    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ defaults: CaseDefaults, into machine: inout Machine
    ) -> Head? {
        if let head = scan(bytes, defaults, isFlat: isFlat, into: &machine) { return head }
        guard defaults.type != nil || isFlat else { return nil }
        guard let head = scan(bytes, defaults, isFlat: !isFlat, into: &machine) else { return nil }
        isFlat.toggle()
        return head
    }

    private mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ defaults: CaseDefaults, isFlat: Bool, into machine: inout Machine
    ) -> Head? {
        guard bytes.count < Int(Int32.max) else { return nil }
        let end = bytes.count
        machine.clear()
        machine.texts.append(contentsOf: bytes)
        machine.pending.removeAll()
        var head = Head()
        head.type = defaults.type
        head.asOf = defaults.asOf
        head.organisation = defaults.organisation
        var at = JSONLexer.skipSpace(bytes, from: 0)
        guard at < end, bytes[at] == 0x7B else { return nil }
        at = isFlat ? flat(bytes, at, &head, &machine) : enveloped(bytes, at, &head, defaults, &machine)
        guard at >= 0, head.hasFacts, head.asOf != nil, JSONLexer.skipSpace(bytes, from: at) == end else { return nil }
        return head
    }

    /// Facts in an envelope.
    private mutating func enveloped(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ head: inout Head, _ defaults: CaseDefaults,
        _ machine: inout Machine
    ) -> Int {
        let end = bytes.count
        var seen = 0
        var at = start
        repeat {
            at = JSONLexer.skipSpace(bytes, from: at &+ 1)
            guard at < end, bytes[at] == 0x22, let close = PlainJSON.closingQuote(bytes, at &+ 1, end),
                let key = Key(rawValue: keys.find(UnsafeBufferPointer(rebasing: bytes[(at &+ 1)..<close]))),
                seen & 1 << key.rawValue == 0
            else { return -1 }
            seen |= 1 << key.rawValue
            at = colon(bytes, close &+ 1)
            guard at >= 0 else { return -1 }
            switch key {
            case .facts:
                guard let type = head.type, bytes[at] == 0x7B else { return -1 }
                let root = machine.beginInstance(type: type.index, parent: -1, field: 0, position: 0)
                at = record(bytes, at, type.index, root, depth: 1, &machine)
                head.hasFacts = true
            case .history, .actions, .staff:
                let from = at
                at = skip(bytes, at)
                if at >= 0 { head.parts.append(Part(key: key, range: from..<at)) }
            default:
                // What the facts are of must be known before them.
                if key == .type, head.hasFacts { return -1 }
                at = self.head(key, bytes, at, &head, defaults)
            }
            guard at >= 0 else { return -1 }
            at = JSONLexer.skipSpace(bytes, from: at)
        } while at < end && bytes[at] == 0x2C
        return at < end && bytes[at] == 0x7D ? at &+ 1 : -1
    }

    /// The facts themselves. Of the envelope's keys those count that the type has no field for.
    private mutating func flat(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ head: inout Head, _ machine: inout Machine
    ) -> Int {
        guard let type = head.type, !shapes.hasFacts[type.index] else { return -1 }
        let end = bytes.count
        let defaults = CaseDefaults(type: head.type, asOf: head.asOf, organisation: head.organisation)
        let root = machine.beginInstance(type: type.index, parent: -1, field: 0, position: 0)
        head.hasFacts = true
        var seen = 0
        var place = 0
        var members = 0
        var at = start
        repeat {
            at = Self.afterSpace(bytes, at &+ 1)
            let keyStart = at
            let member = self.member(bytes, &at, type.index, place)
            place &+= 1
            if member >= 0 {
                at = value(bytes, at, ofMember: member, root, depth: 0, &machine)
                members &+= 1
            } else {
                guard keyStart < end, bytes[keyStart] == 0x22,
                    let close = PlainJSON.closingQuote(bytes, keyStart &+ 1, end),
                    let key = Key(rawValue: keys.find(UnsafeBufferPointer(rebasing: bytes[(keyStart &+ 1)..<close]))),
                    key.rawValue <= Key.organisation.rawValue, seen & 1 << key.rawValue == 0
                else { return -1 }
                seen |= 1 << key.rawValue
                at = colon(bytes, close &+ 1)
                if at >= 0 { at = self.head(key, bytes, at, &head, defaults) }
                if head.type != type { return -1 }
            }
            guard at >= 0 else { return -1 }
            at = Self.afterSpace(bytes, at)
        } while at < end && bytes[at] == 0x2C
        guard at < end, bytes[at] == 0x7D else { return -1 }
        if members < shapes.records[type.index].count { machine.finishInstance(root) }
        return at &+ 1
    }

    /// The value of one of the keys that say which case it is.
    private func head(
        _ key: Key, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ head: inout Head, _ defaults: CaseDefaults
    ) -> Int {
        let end = bytes.count
        switch key {
        case .asOf:
            var date = CalendarDate.first
            let next = PlainJSON.date(bytes, at, end, &date)
            head.asOf = defaults.asOf ?? date
            return next
        case .id where bytes[at] == 0x22:
            var isMarkup = false
            let close = PlainJSON.closingQuote(ofText: bytes, at &+ 1, end, isMarkup: &isMarkup)
            guard close >= 0 else { return -1 }
            head.id = String(decoding: bytes[(at &+ 1)..<close], as: UTF8.self)
            return close &+ 1
        case .id:
            guard let next = JSONLexer.number(bytes, from: at) else { return -1 }
            head.id = String(decoding: bytes[at..<next], as: UTF8.self)
            return next
        case .type, .organisation:
            guard bytes[at] == 0x22, let close = PlainJSON.closingQuote(bytes, at &+ 1, end) else { return -1 }
            let name = UnsafeBufferPointer(rebasing: bytes[(at &+ 1)..<close])
            let number = key == .type ? caseTypes.find(name) : organisations.find(name)
            guard number >= 0 else { return -1 }
            if key == .type { head.type = RecordID(number) } else { head.organisation = OrganisationID(number) }
            return close &+ 1
        case .facts, .history, .actions, .staff: return -1
        }
    }

    /// The offset of the value behind a colon.
    @inline(__always)
    func colon(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let end = bytes.count
        let at = Self.afterSpace(bytes, start)
        guard at < end, bytes[at] == 0x3A else { return -1 }
        let next = Self.afterSpace(bytes, at &+ 1)
        return next < end ? next : -1
    }

    /// The offset of the first byte that is no white space, which is usually the one that is asked about.
    @inline(__always)
    static func afterSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        at < bytes.count && bytes[at] > 0x20 ? at : JSONLexer.skipSpace(bytes, from: at)
    }

    /// The end of an array, which another reader looks into.
    private func skip(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard bytes[start] == 0x5B else { return -1 }
        var depth = 0
        var at = start
        while at < bytes.count {
            switch bytes[at] {
            case 0x5B, 0x7B: depth &+= 1
            case 0x5D, 0x7D:
                depth &-= 1
                if depth == 0 { return at &+ 1 }
            case 0x22:
                at &+= 1
                while at < bytes.count, bytes[at] != 0x22 { at &+= bytes[at] == 0x5C ? 2 : 1 }
            default: break
            }
            at &+= 1
        }
        return -1
    }
}
