public import WritLanguage

/// Short pieces of bytes are copied by one or two large steps, whatever their length: that much may be read behind every piece
/// that is said to have room behind it.
public enum CopyStep {
    /// Of one step, in bytes.
    @inlinable public static var length: Int { 64 }
    /// Behind the first byte of a piece there are as many more as two steps read.
    @inlinable public static var room: Int { 128 }
}

/// Bytes with room behind them, for those who copy by large steps.
///
/// Unsafe memory: made only by owners that keep `CopyStep.room` bytes behind the last one (an `OwnedArray` and a `FixedTable`
/// that were made roomy, and the bytes of a document). It is read while its owner is not changed.
public struct RoomyBytes: BitwiseCopyable {
    /// Where the bytes begin.
    public let start: UnsafeRawPointer

    /// - Parameter start: in memory with room behind it.
    @inlinable @inline(__always)
    public init(withRoomBehind start: UnsafeRawPointer) { self.start = start }

    /// The bytes from an offset on.
    @inlinable @inline(__always)
    public func from(_ offset: Int) -> RoomyBytes { RoomyBytes(withRoomBehind: start + offset) }

    /// Whether a byte may be among so many; a byte of the room behind them may be taken for one of them.
    @inlinable @inline(__always)
    public func mayHold(_ byte: UInt8, among count: Int) -> Bool {
        var at = 0
        while at < count {
            let step = start.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
            if any(step .== SIMD16(repeating: byte)) { return true }
            at &+= 16
        }
        return false
    }
}

extension OwnedArray<UInt8> {
    /// The bytes from a number on, of an array that was made roomy.
    @inlinable @inline(__always)
    public func roomy(from number: Int) -> RoomyBytes {
        assert(slack >= CopyStep.room && number <= filled)
        return RoomyBytes(withRoomBehind: base + number)
    }
}

extension FixedTable<UInt8> {
    /// The bytes from a number on, of a table that was made roomy.
    @inlinable @inline(__always)
    public func roomy(from number: Int) -> RoomyBytes {
        assert(number <= count)
        return RoomyBytes(withRoomBehind: base + number)
    }

    /// A part of the bytes.
    @inlinable
    public func part(_ range: Range<Int>) -> ByteView {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return ByteView(start: UnsafePointer(base) + range.lowerBound, count: range.count)
    }
}
