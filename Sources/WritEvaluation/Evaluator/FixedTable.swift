/// Plain values of a fixed number, laid out once and read by number, in memory of one owner: so reading them neither counts
/// references nor checks what cannot change.
///
/// Unsafe memory: the memory is as long as the array that it was made of, and lives as long as its owner, which must keep it
/// unchanged where threads share it. A number comes of what the owner compiled, never of input; it is checked in debug builds.
/// An `Entry` is used only while the owner of the table lives.
public struct FixedTable<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
    /// One of the values where it lies, for who would otherwise copy it from hand to hand.
    public struct Entry: BitwiseCopyable {
        @usableFromInline let place: UnsafeMutablePointer<Element>

        @inlinable init(_ place: UnsafeMutablePointer<Element>) { self.place = place }

        /// The entry so many further on in the same table.
        @inlinable @inline(__always)
        public func next(_ distance: Int) -> Entry { Entry(place + distance) }

        /// The value.
        @inlinable public var value: Element {
            @inline(__always) get { place.pointee }
            @inline(__always) nonmutating _modify { yield &place.pointee }
        }
    }

    @usableFromInline let base: UnsafeMutablePointer<Element>
    /// How many there are.
    public let count: Int

    /// A copy of an array.
    /// - Parameter isRoomy: with room behind the last element, for those who copy by large steps.
    @inlinable
    public init(_ elements: [Element], isRoomy: Bool = false) {
        count = elements.count
        base = .allocate(capacity: elements.count + (isRoomy ? CopyStep.room : 1))
        for (number, element) in elements.enumerated() { (base + number).initialize(to: element) }
    }

    /// The same element so many times.
    @inlinable
    public init(repeating element: Element, count: Int) {
        self.count = count
        base = .allocate(capacity: count + 1)
        base.initialize(repeating: element, count: count)
    }

    @inlinable deinit { base.deallocate() }

    /// The element with a number. Only an owner that no other thread knows changes one.
    @inlinable
    public subscript(number: Int) -> Element {
        @inline(__always) get {
            assert(number >= 0 && number < count)
            return base[number]
        }
        @inline(__always) nonmutating _modify {
            assert(number >= 0 && number < count)
            yield &base[number]
        }
    }

    /// The place of an element.
    @inlinable @inline(__always)
    public func entry(_ number: Int) -> Entry {
        assert(number >= 0 && number < count)
        return Entry(base + number)
    }

    /// Makes all elements the same.
    @inlinable
    public func fill(with element: Element) { for number in 0..<count { base[number] = element } }
}
