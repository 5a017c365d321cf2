import WritEvaluation
import WritSemantics

/// What a document says, for its digest: whose it is, which of its parts are there, and the values in them. All else that
/// stands in it follows from the form, whose version is part of it.
///
/// It leaves out what changes while a document goes its way: its state, its number, its own date, the dates of delivery
/// and signing, and the approvals. So the digest that an approver signed stays that of the document.
struct DocumentContent: ~Copyable {
    struct Entry: BitwiseCopyable {
        let start: Int32
        let end: Int32
    }

    /// Bytes of the record that a value was written to; or whether a part is there, as a place that there is none of.
    private let isKept: Bool
    private var entries: Memory<Entry>
    /// Where the digest goes in the record.
    private var place = 0

    private static let digits = 64

    /// - Parameter isKept: a view has no digest, and nothing is kept for it.
    init(isKept: Bool) {
        self.isKept = isKept
        entries = Memory(capacity: isKept ? 256 : 1)
    }

    mutating func add(_ range: Range<Int>) {
        entries.append(
            Entry(
                start: Int32(truncatingIfNeeded: range.lowerBound), end: Int32(truncatingIfNeeded: range.upperBound)))
    }

    /// Whether a part is there; nil where that is not known.
    mutating func add(isThere: Bool?) {
        if isKept { entries.append(Entry(start: -1, end: isThere.map { $0 ? 1 : 0 } ?? 2)) }
    }

    /// Forgets what was written, because it is written anew.
    mutating func removeAll() {
        entries.removeAll()
        place = 0
    }

    /// Keeps the place of the digest, which is not known before the end.
    mutating func reserve(in record: inout DocumentBytes) {
        place = record.count
        for _ in 0..<Self.digits { record.put(0x30) }
    }

    /// Writes the digest to its place; a blank has none.
    func finish(_ writer: DocumentWriter, _ input: DocumentInput, in record: inout DocumentBytes) {
        guard let data = input.caseData, place > 0 else { return }
        var said = DocumentBytes(capacity: 1 << 13)
        said.put(writer.plan.name)
        said.put(0)
        said.put(writer.plan.version)
        said.put(0)
        said.put(data.id)
        said.put(0)
        said.put(writer.program.records[data.type.index].identity.name)
        said.put(0)
        if let organisation = data.organisation {
            said.put(writer.program.organisations[organisation.index].identity.name)
        }
        said.put(0)
        said.appendNumber(input.issue?.ordinal ?? 0)
        // The length goes before each value, and whether a part is there looks like no length, so that no two contents run
        // together alike.
        for index in entries.indices {
            let entry = entries[index]
            var mark = entry.start < 0 ? entry.end : entry.end &- entry.start &+ 3
            while mark >= 0x80 {
                said.put(UInt8(truncatingIfNeeded: mark) | 0x80)
                mark = mark &>> 7
            }
            said.put(UInt8(truncatingIfNeeded: mark))
            if entry.start >= 0 {
                record.withUnsafeBytes(Int(entry.start)..<Int(entry.end)) { said.put($0) }
            }
        }
        var hash = BLAKE2b()
        said.withUnsafeBytes { hash.update($0) }
        record.replace(at: place, with: hash.finish())
    }
}
