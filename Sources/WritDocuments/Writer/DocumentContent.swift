import WritLanguage
import WritEvaluation
import WritSemantics

/// What a document says while it is written, for its digest (`RecordContent`): the filling, and which of the form's parts are
/// there, which decides the frame.
struct DocumentContent: ~Copyable {
    private let hasDigest: Bool
    /// Views and blanks have no digest, and nothing is kept for them.
    private var isKept: Bool
    /// Each piece with its length before it.
    private var filling: DocumentBytes
    /// One byte for each question that was asked on the way, and whatever else makes one frame differ from another.
    private var parts: DocumentBytes
    /// Where the digest goes in the record.
    private var place = 0

    init(isKept: Bool) {
        self.isKept = isKept
        hasDigest = isKept
        filling = DocumentBytes(capacity: isKept ? 1 << 12 : 0)
        parts = DocumentBytes(capacity: isKept ? 1 << 9 : 0)
    }

    /// A piece as it stands in the record.
    @inline(__always)
    mutating func add(_ record: borrowing DocumentBytes, from start: Int, to end: Int) {
        guard isKept else { return }
        filling.putLength(end &- start)
        filling.putRoomy(record.roomy(from: start), end &- start)
    }

    /// A text that stands in the record as it is, behind the sign that ends its tag, and lies elsewhere with room behind it.
    @inline(__always)
    mutating func add(text start: RoomyBytes, _ count: Int) {
        guard isKept else { return }
        filling.putLength(count &+ 1)
        filling.put(UInt8(ascii: ">"))
        filling.putRoomy(start, count)
    }

    /// Nothing where the record has something in other documents.
    mutating func addNothing() {
        if isKept { filling.putLength(0) }
    }

    /// Whether a part is there; nil where that is not known.
    @inline(__always)
    mutating func add(isThere: Bool?) {
        if isKept { parts.put(isThere.map { $0 ? 1 : 0 } ?? 2) }
    }

    /// A part that is one of many.
    mutating func add(part: String) {
        guard isKept else { return }
        parts.put(part)
        parts.put(0xFF)
    }

    mutating func add(part: Int) {
        if isKept { parts.putLength(part) }
    }

    /// Pieces that were kept elsewhere.
    mutating func add(filling pieces: borrowing DocumentBytes) {
        if isKept { pieces.withBytes { filling.put($0) } }
    }

    /// Keeps the filling elsewhere from here on, or here again.
    mutating func exchange(filling other: inout DocumentBytes) { swap(&filling, &other) }

    /// How much of the filling there is.
    var fillingCount: Int { filling.count }

    mutating func truncate(filling count: Int) { filling.truncate(to: count) }

    /// What stands in the delivery slip is not kept.
    mutating func pause(_ isPaused: Bool) { isKept = hasDigest && !isPaused }

    /// Forgets what was written, because it is written anew.
    mutating func removeAll() {
        filling.truncate(to: 0)
        parts.truncate(to: 0)
        place = 0
    }

    /// Keeps the place of the digest, which is not known before the end.
    mutating func reserve(in record: inout DocumentBytes) {
        place = record.count
        record.write(upTo: BLAKE2b.digits) { place in
            place.update(repeating: UInt8(ascii: "0"), count: BLAKE2b.digits)
            return BLAKE2b.digits
        }
    }

    /// Writes the digest to its place; a blank has none.
    /// - Parameter start: where the record's root begins.
    mutating func finish(in record: inout DocumentBytes, from start: Int, _ frames: FrameDigests) {
        guard isKept, place > 0 else { return }
        let frame = parts.withBytes { parts in
            frames.digest(parts: parts) {
                record.withBytes { record in
                    // The canonical form ends with the root: the line end behind it is no part of it.
                    let root = record.part(start..<max(start, record.count - 1))
                    return RecordContent(canonical: root)?.frameDigest ?? []
                }
            }
        }
        var hash = BLAKE2b()
        hash.update(frame)
        filling.withBytes { hash.update($0) }
        record.replace(BLAKE2b.digits, at: place) { hash.finish(into: $0) }
    }
}
