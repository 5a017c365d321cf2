internal import Glibc

/// Bytes that lie in the memory of somebody else: what an array, a store of facts or a document lends for the length of a call.
/// Nothing is copied and no reference is counted.
///
/// Unsafe memory: a view is made only by who owns the bytes. Whoever is handed one reads from 0 to `count`, and not after the
/// call that it was handed for, nor after its owner was changed. The bounds are checked in debug builds; in release builds they
/// are not, as with the pointers of the standard library.
///
/// It is public because only what is public can be made part of the code of other targets; it is no part of what `Writ`
/// offers.
public struct ByteView: RandomAccessCollection {
    @usableFromInline let base: UnsafeBufferPointer<UInt8>

    /// A view of memory whose owner lends it.
    @inlinable @inline(__always)
    public init(_ base: UnsafeBufferPointer<UInt8>) { self.base = base }

    /// So many bytes from a place in memory on.
    @inlinable @inline(__always)
    public init(start: UnsafePointer<UInt8>?, count: Int) { base = UnsafeBufferPointer(start: start, count: count) }

    /// A view of nothing.
    public static var empty: ByteView { ByteView(start: nil, count: 0) }

    /// The bytes up to the zero that ends them, as the system hands out its texts.
    package init(zeroEnded text: UnsafePointer<CChar>) {
        let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
        self.init(start: bytes, count: strlen(text))
    }

    /// A word of the command line as the system handed it over, which lies there as long as the process runs.
    package static func argument(_ number: Int) -> ByteView? {
        guard number >= 0, number < Int(CommandLine.argc) else { return nil }
        return CommandLine.unsafeArgv[number].map { ByteView(zeroEnded: $0) }
    }

    /// Where the bytes lie, for those who own memory themselves.
    @inlinable @inline(__always)
    public var memory: UnsafeBufferPointer<UInt8> { base }

    /// How many bytes there are.
    @inlinable @inline(__always)
    public var count: Int { base.count }
    /// The offset of the first byte.
    @inlinable @inline(__always)
    public var startIndex: Int { 0 }
    /// The offset behind the last byte.
    @inlinable @inline(__always)
    public var endIndex: Int { base.count }
    /// The offsets of all bytes.
    @inlinable @inline(__always)
    public var indices: Range<Int> { 0..<base.count }

    /// A byte by its offset.
    @inlinable @inline(__always)
    public subscript(offset: Int) -> UInt8 { base[offset] }

    /// A part of the bytes, numbered from 0.
    @inlinable @inline(__always)
    public func part(_ range: some RangeExpression<Int>) -> ByteView {
        ByteView(UnsafeBufferPointer(rebasing: base[range.relative(to: base)]))
    }

    /// Whole numbers as they lie in the bytes, the lowest byte first; there must be as many bytes from the offset on.
    @inlinable @inline(__always)
    public func word<Word: FixedWidthInteger & BitwiseCopyable>(_: Word.Type, at offset: Int) -> Word {
        Word(littleEndian: UnsafeRawBufferPointer(base).loadUnaligned(fromByteOffset: offset, as: Word.self))
    }

    /// The offset of the first such byte from an offset on.
    package func offset(of byte: UInt8, from start: Int) -> Int? {
        guard let first = base.baseAddress, start < base.count,
            let found = memchr(first + start, Int32(byte), base.count - start)
        else { return nil }
        return UnsafeRawPointer(first).distance(to: UnsafeRawPointer(found))
    }

    /// What the standard library copies from.
    @inlinable
    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? { try body(base) }

    /// What the standard library copies by.
    @inlinable
    public func _copyContents(
        initializing target: UnsafeMutableBufferPointer<UInt8>
    ) -> (Iterator, UnsafeMutableBufferPointer<UInt8>.Index) {
        let (_, end) = base._copyContents(initializing: target)
        return (IndexingIterator(_elements: self, _position: end), end)
    }
}

extension [UInt8] {
    /// Lends the bytes for the length of a call.
    @inlinable @inline(__always)
    public func withBytes<Result, Failure: Error>(
        _ body: (ByteView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBufferPointer { (base) throws(Failure) in try body(ByteView(base)) }
    }
}

extension ArraySlice<UInt8> {
    /// Lends the bytes for the length of a call.
    @inlinable @inline(__always)
    public func withBytes<Result, Failure: Error>(
        _ body: (ByteView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBufferPointer { (base) throws(Failure) in try body(ByteView(base)) }
    }
}

extension String {
    /// Lends the UTF-8 of the text for the length of a call.
    @inlinable @inline(__always)
    public mutating func withBytes<Result>(_ body: (ByteView) throws -> Result) rethrows -> Result {
        try withUTF8 { try body(ByteView($0)) }
    }
}

/// Memory that its owner lends for the length of a call, to be filled from its beginning.
///
/// Unsafe memory: as with `ByteView`, whoever is handed room writes from 0 to `count`, and only during the call.
public struct ByteRoom {
    @usableFromInline let base: UnsafeMutableRawBufferPointer

    /// Room in memory whose owner lends it.
    @inlinable
    public init(_ base: UnsafeMutableRawBufferPointer) { self.base = base }

    /// How many bytes there is room for.
    @inlinable public var count: Int { base.count }

    /// Where the room lies, for the system's calls.
    @inlinable public var memory: UnsafeMutableRawBufferPointer { base }

    /// A byte by its offset.
    @inlinable
    public subscript(offset: Int) -> UInt8 {
        get { base[offset] }
        nonmutating set { base[offset] = newValue }
    }

    /// The first so many bytes of the room.
    @inlinable
    public func first(_ count: Int) -> ByteRoom { ByteRoom(UnsafeMutableRawBufferPointer(rebasing: base[..<count])) }

    /// Copies as many bytes as there is room for, and answers how many.
    @inlinable
    public func copy(from bytes: ByteView) -> Int {
        let count = Swift.min(base.count, bytes.count)
        base.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes.base)[..<count]))
        return count
    }
}

extension [UInt8] {
    /// Lends the bytes from an offset on as room to be filled.
    @inlinable
    public mutating func withRoom<Result>(from offset: Int = 0, _ body: (ByteRoom) -> Result) -> Result {
        withUnsafeMutableBytes { body(ByteRoom(UnsafeMutableRawBufferPointer(rebasing: $0[offset...]))) }
    }

    /// Bytes that a call fills, which answers how many there are.
    @inlinable
    public init(room: Int, _ fill: (ByteRoom) -> Int) {
        self.init(unsafeUninitializedCapacity: room) { memory, count in
            count = Swift.max(0, fill(ByteRoom(UnsafeMutableRawBufferPointer(memory))))
        }
    }

    /// Moves a part to the front; what stood there before is gone.
    @inlinable
    public mutating func moveToFront(_ range: Range<Int>) {
        // Both may overlap, which `copyMemory` allows.
        withUnsafeMutableBytes {
            $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer($0)[range]))
        }
    }
}
