public import WritLanguage

/// Plain values that grow at the end and are read and written by number: memory of one owner. Nothing else can hold it, so
/// nothing counts references to it or asks whether it is shared, which costs as much as the work in short steps over arrays.
///
/// Unsafe memory: of one owner, as long as `capacity` (and the room for large steps, where it was made with that); the first
/// `filled` elements are there. What `part` and `start` lend is read before the next change.
///
/// A number out of range ends the program, as with an array: it cannot come of any input, only of a mistake in the code.
public struct OwnedArray<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<Element>
    @usableFromInline var capacity: Int
    @usableFromInline var filled = 0
    @usableFromInline let slack: Int

    /// Empty memory with room for so many.
    /// - Parameter isRoomy: always with room behind the last element, for those who copy by large steps.
    @inlinable
    public init(capacity: Int = 16, isRoomy: Bool = false) {
        self.capacity = max(1, capacity)
        slack = isRoomy ? CopyStep.room : 0
        base = .allocate(capacity: self.capacity + slack)
    }

    @inlinable deinit { base.deallocate() }

    /// Where the elements lie, until more are added than there is room for.
    @inlinable public var start: UnsafePointer<Element> { UnsafePointer(base) }

    /// Makes room for so many more.
    @inlinable
    public mutating func reserve(_ count: Int) {
        if count > capacity &- filled { grow(by: count) }
    }

    /// How many there are.
    @inlinable public var count: Int { filled }
    /// The numbers that there are.
    @inlinable public var indices: Range<Int> { 0..<filled }

    /// The element with a number.
    @inlinable
    public subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: filled))
            return base[index]
        }
        @inline(__always) _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: filled))
            yield &base[index]
        }
    }

    /// Adds one at the end.
    @inlinable @inline(__always)
    public mutating func append(_ element: Element) {
        if filled == capacity { grow(by: 1) }
        base[filled] = element
        filled &+= 1
    }

    /// Adds those that lie in memory.
    @inlinable
    public mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
        guard let source = elements.baseAddress else { return }
        if elements.count > capacity &- filled { grow(by: elements.count) }
        (base + filled).update(from: source, count: elements.count)
        filled &+= elements.count
    }

    /// Adds the last ones of other memory.
    @inlinable
    public mutating func append(last count: Int, of other: borrowing OwnedArray) {
        append(contentsOf: other.part(other.filled &- count, count))
    }

    /// Adds one after the other.
    @inlinable
    public mutating func append(contentsOf elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    /// Adds the same one so many times.
    @inlinable
    public mutating func append(repeating element: Element, count: Int) {
        if count > capacity &- filled { grow(by: count) }
        for index in filled..<filled &+ count { base[index] = element }
        filled &+= count
    }

    /// Whether the elements are those of another.
    @inlinable
    public func holdsSame(as other: borrowing OwnedArray) -> Bool where Element: Equatable {
        guard filled == other.filled else { return false }
        for index in 0..<filled where base[index] != other.base[index] { return false }
        return true
    }

    /// Forgets the elements and keeps the room.
    @inlinable
    public mutating func removeAll() { filled = 0 }

    /// Forgets the last ones.
    @inlinable
    public mutating func removeLast(_ count: Int) {
        precondition(count >= 0 && count <= filled)
        filled &-= count
    }

    /// A part of the elements as they lie, until more are added.
    @inlinable @inline(__always)
    public func part(_ start: Int, _ count: Int) -> UnsafeBufferPointer<Element> {
        precondition(start >= 0 && count >= 0 && count <= filled &- start)
        return UnsafeBufferPointer(start: base + start, count: count)
    }

    @usableFromInline
    mutating func grow(by count: Int) {
        var larger = capacity &* 2
        while larger < filled &+ count { larger &*= 2 }
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: larger + slack)
        memory.update(from: base, count: filled)
        base.deallocate()
        base = memory
        capacity = larger
    }
}

extension OwnedArray<UInt8> {
    /// All bytes, until they are changed.
    @inlinable public var view: ByteView { ByteView(start: UnsafePointer(base), count: filled) }

    /// Lends room for so many more bytes behind all there are. The closure answers how many it put there; so does this.
    @inlinable
    public mutating func fill(upTo length: Int, _ body: (ByteRoom) -> Int) -> Int {
        reserve(length)
        let count = max(
            0, min(length, body(ByteRoom(UnsafeMutableRawBufferPointer(start: base + filled, count: length)))))
        filled += count
        return count
    }
}
