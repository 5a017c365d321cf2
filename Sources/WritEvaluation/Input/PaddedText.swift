import WritLanguage

/// The text of a case with zeros behind it. No JSON goes on over a zero, so no step of a reader has to ask where the text ends.
///
/// Unsafe memory: only `OwnedArray.takePadded` makes one, with `margin` zeros behind the bytes. It lies where it is until that
/// array is emptied or given more than the room that was made for it. Who reads at a place goes on from there only where the
/// byte is none of the zeros, and looks ahead by no more than `margin`; so every read stays within the memory.
struct PaddedText: Equatable {
    /// How many zeros stand behind the text: as many as any step looks ahead.
    static let margin = 32

    private let start: UnsafePointer<UInt8>

    fileprivate init(_ start: UnsafePointer<UInt8>) { self.start = start }

    @inline(__always)
    subscript(place: Int) -> UInt8 { start[place] }

    /// Eight bytes as they lie, the lowest first.
    @inline(__always)
    func word(at place: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    /// Bytes of the text.
    @inline(__always)
    func part(_ range: Range<Int>) -> ByteView { ByteView(start: start + range.lowerBound, count: range.count) }

    /// Whether it still lies where an array's bytes do.
    func lies(in bytes: borrowing OwnedArray<UInt8>) -> Bool { bytes.start == start }
}

extension OwnedArray<UInt8> {
    /// Takes a text, whose place is then the first; nothing may stand in the array. There is room behind it for as much again,
    /// which does not move it.
    mutating func takePadded(_ text: ByteView) -> PaddedText {
        precondition(count == 0)
        append(contentsOf: text.memory)
        append(repeating: 0, count: PaddedText.margin)
        reserve(text.count)
        return PaddedText(start)
    }
}
