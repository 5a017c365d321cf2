import WritEvaluation
import WritSemantics

/// What a document says, for its digest: whose it is, which of its parts are there, and the values in them. All else that
/// stands in it follows from the form, whose version is part of it.
///
/// It leaves out what changes while a document goes its way: its state, its number, its own date, the dates of delivery
/// and signing, and the approvals. So the digest that an approver signed stays that of the document.
struct DocumentContent {
    /// Bytes of the record that a value was written to; or whether a part is there, as a place that there is none of.
    private var entries: [(start: Int32, end: Int32)] = []
    /// Where the digest goes in the record.
    private var place = 0

    private static let digits = 64

    mutating func add(_ range: Range<Int>) {
        entries.append((Int32(truncatingIfNeeded: range.lowerBound), Int32(truncatingIfNeeded: range.upperBound)))
    }

    /// Whether a part is there; nil where that is not known.
    mutating func add(isThere: Bool?) { entries.append((-1, isThere.map { $0 ? 1 : 0 } ?? 2)) }

    /// Keeps the place of the digest, which is not known before the end.
    mutating func reserve(in record: inout DocumentBytes) {
        place = record.count
        for _ in 0..<Self.digits { record.put(0x30) }
    }

    /// Writes the digest to its place; a blank has none.
    func finish(_ plan: FormPlan, _ input: DocumentInput, _ program: Program, in record: inout DocumentBytes) {
        guard let data = input.caseData, place > 0 else { return }
        var content: [UInt8] = []
        content.reserveCapacity(1024)
        let organisation = data.organisation.map { program.organisations[$0.index].identity.name } ?? ""
        for part in [plan.name, plan.version, data.id, program.records[data.type.index].identity.name, organisation] {
            content.append(contentsOf: part.utf8)
            content.append(0)
        }
        content.appendNumber(input.issue?.ordinal ?? 0)
        for entry in entries {
            content.append(0)
            if entry.start < 0 {
                content.append(UInt8(truncatingIfNeeded: entry.end))
            } else {
                // The length goes first, so that no two contents run together alike.
                content.appendNumber(Int(entry.end - entry.start))
                content.append(0)
                record.append(Int(entry.start)..<Int(entry.end), to: &content)
            }
        }
        var hash = SHA256()
        hash.update(content)
        record.replace(at: place, with: Array(hash.finishHex().utf8))
    }
}
