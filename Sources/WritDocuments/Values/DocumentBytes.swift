import WritSemantics

/// Where documents are written to: an array, or the memory of a document under way.
package protocol ByteOutput: ~Copyable {
    mutating func put(_ byte: UInt8)
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>)
}

extension [UInt8]: ByteOutput {
    package mutating func put(_ byte: UInt8) { append(byte) }
    package mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) { append(contentsOf: bytes) }
}

/// The bytes of one document while it is written. It has memory of its own, so that the many short pieces of a document cost
/// no more than their copying.
struct DocumentBytes: ByteOutput, ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 1 << 14) {
        base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit { base.deallocate() }

    mutating func removeAll() { count = 0 }

    /// Appends all of it to an array.
    func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
    }

    /// Appends a part of it to an array.
    func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
        guard range.lowerBound >= 0, range.upperBound <= count else { return }
        bytes.append(contentsOf: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// Writes over what stands at a place.
    mutating func replace(at place: Int, with bytes: [UInt8]) {
        guard place >= 0, bytes.count <= count - place else { return }
        for (index, byte) in bytes.enumerated() { base[place + index] = byte }
    }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        let length = bytes.count
        if length > capacity &- count { grow(by: length) }
        let from = UnsafeRawPointer(source)
        let to = UnsafeMutableRawPointer(base + count)
        count &+= length
        // Short pieces are copied by two words, or four, that may overlap.
        if length > 32 {
            to.copyMemory(from: from, byteCount: length)
        } else if length >= 16 {
            let first = from.loadUnaligned(as: SIMD2<UInt64>.self)
            let last = from.loadUnaligned(fromByteOffset: length &- 16, as: SIMD2<UInt64>.self)
            to.storeBytes(of: first, as: SIMD2<UInt64>.self)
            to.storeBytes(of: last, toByteOffset: length &- 16, as: SIMD2<UInt64>.self)
        } else if length >= 8 {
            let first = from.loadUnaligned(as: UInt64.self)
            let last = from.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
            to.storeBytes(of: first, as: UInt64.self)
            to.storeBytes(of: last, toByteOffset: length &- 8, as: UInt64.self)
        } else {
            for index in 0..<length { to.storeBytes(of: source[index], toByteOffset: index, as: UInt8.self) }
        }
    }

    private mutating func grow(by length: Int) {
        var larger = capacity * 2
        while larger < count + length { larger *= 2 }
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        memory.update(from: base, count: count)
        base.deallocate()
        base = memory
        capacity = larger
    }
}

extension ByteOutput where Self: ~Copyable {
    mutating func put(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { put($0) } }

    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { put($0) }
    }

    /// Markup, and text that is known to need no escaping.
    @inline(__always)
    mutating func append(_ text: StaticString) { text.withUTF8Buffer { put($0) } }

    mutating func appendNumber(_ number: Int) {
        guard number >= 0 else { return put(String(number)) }
        if number < 10 { return put(UInt8(truncatingIfNeeded: 0x30 &+ number)) }
        if number < 100 {
            put(UInt8(truncatingIfNeeded: 0x30 &+ number / 10))
            return put(UInt8(truncatingIfNeeded: 0x30 &+ number % 10))
        }
        var divisor = 100
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            put(UInt8(truncatingIfNeeded: 0x30 + number / divisor % 10))
            divisor /= 10
        }
    }

    /// A number with at least `places` places after the point and, if asked, a comma every three digits.
    mutating func appendDecimal(_ number: Decimal, places: Int = 0, isGrouped: Bool = false) {
        // Eighteen digits and their signs fit into the words on the stack; what is longer takes the general way.
        guard let small = UInt64(exactly: number.coefficient.magnitude), small < 1_000_000_000_000_000_000 else {
            var digits: [UInt8] = []
            number.write(into: &digits, places: places, isGrouped: isGrouped)
            return put(digits)
        }
        let scale = Int(number.scale)
        let shown = max(scale, places)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { digits in
            var at = 96
            func add(_ byte: UInt8) {
                at &-= 1
                digits[at] = byte
            }
            for _ in scale..<max(scale, min(shown, 40)) { add(0x30) }
            var rest = small
            var written = 0
            if scale == 0, shown > 0 { add(0x2E) }
            repeat {
                if isGrouped, written > scale, (written &- scale) % 3 == 0 { add(0x2C) }
                add(UInt8(truncatingIfNeeded: 0x30 &+ rest % 10))
                rest /= 10
                written &+= 1
                if written == scale { add(0x2E) }
            } while rest != 0 || written <= scale
            if number.isNegative { add(0x2D) }
            put(UnsafeBufferPointer(rebasing: digits[at..<96]))
        }
    }

    /// `2026-03-02`
    mutating func appendCode(of date: CalendarDate) {
        let (year, month, day) = date.components
        appendDigits(year, 4)
        put(0x2D)
        appendDigits(month, 2)
        put(0x2D)
        appendDigits(day, 2)
    }

    mutating func appendCode(of moment: Moment) {
        var text: [UInt8] = []
        moment.write(into: &text)
        put(text)
    }

    /// The last digits of a number, with leading zeros.
    mutating func appendDigits(_ number: Int, _ width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            put(UInt8(truncatingIfNeeded: 0x30 &+ number / divisor % 10))
            divisor /= 10
        }
    }
}
