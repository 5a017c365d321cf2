import WritEvaluation
import WritSemantics

/// What a document says, for its digest: whose it is, which of its parts are there, and the values in them. All else that
/// stands in it follows from the form, whose version is part of it.
///
/// It leaves out what changes while a document goes its way: its state, its number, its own date, the dates of delivery
/// and signing, and the approvals. So the digest that an approver signed stays that of the document.
struct DocumentContent: ~Copyable {
    /// Views and blanks have no digest, and nothing is kept for them.
    private let isKept: Bool
    /// All that is said, with the length of each value before it. Whether a part is there looks like no length, so that no
    /// two contents run together alike.
    private var said: DocumentBytes
    /// How much of it says whose document it is.
    private var headLength = 0
    /// Where the digest goes in the record.
    private var place = 0

    init(_ writer: DocumentWriter, _ input: DocumentInput, hasRecord: Bool) {
        isKept = hasRecord && input.held != nil
        said = DocumentBytes(capacity: isKept ? 1 << 12 : 0)
        guard isKept, let held = input.held else { return }
        said.put(writer.plan.name)
        said.put(0)
        said.put(writer.plan.version)
        said.put(0)
        said.put(held.data.id)
        said.put(0)
        said.put(writer.program.records[held.data.type.index].identity.name)
        said.put(0)
        if let organisation = held.data.organisation {
            said.put(writer.program.organisations[organisation.index].identity.name)
        }
        said.put(0)
        said.appendNumber(input.issue?.ordinal ?? 0)
        if let about = input.issue?.about { said.appendText(about) }
        headLength = said.count
    }

    /// A value as it stands in the record from a place on: a text behind the sign that ends its tag, and in place of any other
    /// the form for machines.
    @inline(__always)
    mutating func add(_ record: borrowing DocumentBytes, from start: Int, to end: Int) {
        guard isKept else { return }
        putLength(end &- start)
        said.putRoomy(record.pointer(start), end &- start)
    }

    /// A text that stands in the record as it is, behind the sign that ends its tag, and lies elsewhere with room behind it.
    @inline(__always)
    mutating func add(text start: UnsafePointer<UInt8>, _ count: Int) {
        guard isKept else { return }
        putLength(count &+ 1)
        said.put(0x3E)
        said.putRoomy(start, count)
    }

    @inline(__always)
    private mutating func putLength(_ length: Int) {
        var mark = length &+ 3
        while mark >= 0x80 {
            said.put(UInt8(truncatingIfNeeded: mark) | 0x80)
            mark = mark &>> 7
        }
        said.put(UInt8(truncatingIfNeeded: mark))
    }

    /// Whether a part is there; nil where that is not known.
    @inline(__always)
    mutating func add(isThere: Bool?) {
        if isKept { said.put(isThere.map { $0 ? 1 : 0 } ?? 2) }
    }

    /// Forgets what was written, because it is written anew.
    mutating func removeAll() {
        said.truncate(to: headLength)
        place = 0
    }

    /// Keeps the place of the digest, which is not known before the end.
    mutating func reserve(in record: inout DocumentBytes) {
        place = record.count
        record.write(upTo: BLAKE2b.digits) { place in
            place.update(repeating: 0x30, count: BLAKE2b.digits)
            return BLAKE2b.digits
        }
    }

    /// Writes the digest to its place; a blank has none.
    mutating func finish(in record: inout DocumentBytes) {
        guard isKept, place > 0 else { return }
        var hash = BLAKE2b()
        said.withUnsafeBytes { hash.update($0) }
        record.replace(BLAKE2b.digits, at: place) { hash.finish(into: $0) }
    }
}
