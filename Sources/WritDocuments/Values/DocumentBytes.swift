package import WritEvaluation
package import WritLanguage
import WritSemantics

/// Where documents are written to: an array, or the memory of a document under way.
package protocol ByteOutput: ~Copyable {
    mutating func put(_ byte: UInt8)
    mutating func put(_ bytes: ByteView)
    /// Calls with room for at most 96 bytes, which the closure fills and counts.
    mutating func write(upTo length: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int)
}

extension [UInt8]: ByteOutput {
    package mutating func put(_ byte: UInt8) { append(byte) }
    package mutating func put(_ bytes: ByteView) { append(contentsOf: bytes.memory) }
    package mutating func write(upTo length: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { room in
            guard let place = room.baseAddress else { return }
            let count = body(place)
            append(contentsOf: UnsafeBufferPointer(start: place, count: count))
        }
    }
}

/// Bytes of documents while they are written. They have memory of their own, so that the many short pieces of a document
/// cost no more than their copying; it may be used for document after document.
///
/// Unsafe memory: of one owner, with `CopyStep.room` behind `limit`. Room is claimed before it is written, so nothing is
/// written behind `limit`; what is lent is read before more is written.
package struct DocumentBytes: ByteOutput, ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    /// Behind the last byte.
    private var end: UnsafeMutablePointer<UInt8>
    /// Where the memory ends, but for the room that is always there.
    private var limit: UnsafeMutablePointer<UInt8>

    package init(capacity: Int = 1 << 14) {
        base = .allocate(capacity: capacity + CopyStep.room)
        end = base
        limit = base + capacity
    }

    deinit { base.deallocate() }

    package var count: Int {
        @inline(__always) get { end - base }
    }

    /// Forgets what stands behind a place; the room stays.
    @inline(__always)
    package mutating func truncate(to place: Int) { end = base + max(0, min(count, place)) }

    /// Forgets the last byte.
    @inline(__always)
    mutating func removeLast() { if end > base { end -= 1 } }

    /// The bytes as they lie, for as long as the closure runs.
    package func withBytes<Result, Failure: Error>(
        _ body: (ByteView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(ByteView(start: base, count: count))
    }

    /// Where the bytes from a place on lie, until more are written; they have room behind them.
    func roomy(from place: Int) -> RoomyBytes { RoomyBytes(withRoomBehind: base + place) }

    /// Calls with so many bytes that were written, from a place on, for the closure to write over them.
    mutating func replace(_ length: Int, at place: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) {
        if place >= 0, length <= count - place { body(base + place) }
    }

    @inline(__always)
    package mutating func put(_ byte: UInt8) {
        if end == limit { grow(by: 1) }
        end.pointee = byte
        end += 1
    }

    @inline(__always)
    package mutating func put(_ bytes: ByteView) {
        if let source = bytes.memory.baseAddress { put(source, bytes.count) }
    }

    /// The same for a piece with room behind it, as there is behind all that is written.
    @inline(__always)
    mutating func putRoomy(_ source: RoomyBytes, _ length: Int) {
        let (from, to) = (source.start, claim(length))
        Self.copyStep(from, to)
        guard length > CopyStep.length else { return }
        Self.copyStep(from + CopyStep.length, to + CopyStep.length)
        let done = 2 &* CopyStep.length
        if length > done { (to + done).copyMemory(from: from + done, byteCount: length &- done) }
    }

    /// Makes so many bytes part of what is written, for the caller to fill.
    @inline(__always)
    private mutating func claim(_ length: Int) -> UnsafeMutableRawPointer {
        if length > limit - end { grow(by: length) }
        defer { end += length }
        return UnsafeMutableRawPointer(end)
    }

    @inline(__always)
    private static func copyStep(_ from: UnsafeRawPointer, _ to: UnsafeMutableRawPointer) {
        copy(SIMD16<UInt8>.self, from, to, 0)
        copy(SIMD16<UInt8>.self, from, to, 16)
        copy(SIMD16<UInt8>.self, from, to, 32)
        copy(SIMD16<UInt8>.self, from, to, 48)
    }

    @inline(__always)
    mutating func put(_ source: UnsafePointer<UInt8>, _ length: Int) {
        let (from, to) = (UnsafeRawPointer(source), claim(length))
        // Short pieces are copied by words that may overlap.
        if length >= 16 {
            if length > 64 { return to.copyMemory(from: from, byteCount: length) }
            Self.copy(SIMD16<UInt8>.self, from, to, 0)
            if length > 32 {
                Self.copy(SIMD16<UInt8>.self, from, to, 16)
                Self.copy(SIMD16<UInt8>.self, from, to, length &- 32)
            }
            Self.copy(SIMD16<UInt8>.self, from, to, length &- 16)
        } else if length >= 8 {
            Self.copy(UInt64.self, from, to, 0)
            Self.copy(UInt64.self, from, to, length &- 8)
        } else if length >= 4 {
            Self.copy(UInt32.self, from, to, 0)
            Self.copy(UInt32.self, from, to, length &- 4)
        } else {
            for index in 0..<length { to.storeBytes(of: source[index], toByteOffset: index, as: UInt8.self) }
        }
    }

    @inline(__always)
    private static func copy<Word: BitwiseCopyable>(
        _: Word.Type, _ from: UnsafeRawPointer, _ to: UnsafeMutableRawPointer, _ offset: Int
    ) {
        to.storeBytes(
            of: from.loadUnaligned(fromByteOffset: offset, as: Word.self), toByteOffset: offset, as: Word.self)
    }

    @inline(__always)
    package mutating func write(upTo length: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        if length > limit - end { grow(by: length) }
        end += body(end)
    }

    private mutating func grow(by length: Int) {
        var larger = max(1, limit - base) * 2
        let count = self.count
        while larger < count + length { larger *= 2 }
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + CopyStep.room)
        memory.update(from: base, count: count)
        base.deallocate()
        base = memory
        end = memory + count
        limit = memory + larger
    }
}

extension ByteOutput where Self: ~Copyable {
    mutating func put(_ bytes: [UInt8]) { bytes.withBytes { put($0) } }

    mutating func put(_ text: String) {
        var text = text
        text.withBytes { put($0) }
    }

    /// Markup, and text that is known to need no escaping.
    @inline(__always)
    mutating func append(_ text: StaticString) { text.withUTF8Buffer { put(ByteView($0)) } }

    /// A box and its text, which the view keeps on one line.
    mutating func appendBox(_ title: String, isTicked: Bool, isView: Bool) {
        if isView { append("<span class=\"box\">") }
        append(isTicked ? "☑" : "☐")
        appendText(title)
        if isView { append("</span>") }
    }

    mutating func appendInteger(_ number: Int64) { appendNumber(Int(number)) }

    mutating func appendNumber(_ number: Int) {
        guard number >= 0, number < 1_000_000 else { return put(String(number)) }
        if number < 10 { return put(UInt8(truncatingIfNeeded: 0x30 &+ number)) }
        write(upTo: 6) { place in
            var digits = 2
            var limit = 100
            while number >= limit {
                digits &+= 1
                limit &*= 10
            }
            Self.digits(UInt64(truncatingIfNeeded: number), digits, to: place)
            return digits
        }
    }

    /// The last digits of a number, with leading zeros.
    @inline(__always)
    private static func digits(_ number: UInt64, _ count: Int, to place: UnsafeMutablePointer<UInt8>) {
        var rest = number
        for index in (0..<count).reversed() {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            place[index] = UInt8(truncatingIfNeeded: 0x30 &+ digit)
            rest = quotient
        }
    }

    /// The two digits of a number below a hundred.
    @inline(__always)
    private static func pair(_ number: Int, to place: UnsafeMutablePointer<UInt8>) {
        let tens = (number &* 103) &>> 10
        place[0] = UInt8(truncatingIfNeeded: 0x30 &+ tens)
        place[1] = UInt8(truncatingIfNeeded: 0x30 &+ number &- tens &* 10)
    }

    /// The digits of a number below a thousand, without leading zeros; how many they are.
    @inline(__always)
    private static func lead(_ number: Int, to place: UnsafeMutablePointer<UInt8>) -> Int {
        if number < 10 {
            place[0] = UInt8(truncatingIfNeeded: 0x30 &+ number)
            return 1
        }
        if number < 100 {
            pair(number, to: place)
            return 2
        }
        place[0] = UInt8(truncatingIfNeeded: 0x30 &+ number / 100)
        pair(number % 100, to: place + 1)
        return 3
    }

    /// The three digits of a number below a thousand, behind a comma if asked; how many bytes they are.
    @inline(__always)
    private static func group(_ number: Int, hasComma: Bool, to place: UnsafeMutablePointer<UInt8>) -> Int {
        place[0] = UInt8(ascii: ",")
        let at = hasComma ? 1 : 0
        place[at] = UInt8(truncatingIfNeeded: 0x30 &+ number / 100)
        pair(number % 100, to: place + (at &+ 1))
        return at &+ 3
    }

    /// A number with at least `places` places after the point and, if asked, a comma every three digits.
    mutating func appendDecimal(_ number: Decimal, places: Int = 0, isGrouped: Bool = false) {
        // Eighteen digits and their signs fit into the room; what is longer takes the general way.
        guard let small = UInt64(exactly: number.coefficient.magnitude), small < 1_000_000_000_000_000_000, places <= 18
        else {
            var digits: [UInt8] = []
            number.write(into: &digits, places: places, isGrouped: isGrouped)
            return put(digits)
        }
        let scale = Int(number.scale)
        if scale <= 2, places <= 2, small < 100_000_000 {
            let hundredths = scale == 2 ? small : scale == 1 ? small &* 10 : small &* 100
            return appendSum(
                Int(truncatingIfNeeded: hundredths), places: max(scale, places), isGrouped: isGrouped,
                isNegative: number.isNegative)
        }
        var whole = small
        var fraction: UInt64 = 0
        var unit: UInt64 = 1
        for _ in 0..<scale { unit &*= 10 }
        if scale > 0 { (whole, fraction) = small.quotientAndRemainder(dividingBy: unit) }
        write(upTo: 64) { place in
            var at = 0
            func put(_ byte: UInt8) {
                place[at] = byte
                at &+= 1
            }
            if number.isNegative { put(UInt8(ascii: "-")) }
            var length = 1
            var limit: UInt64 = 10
            while whole >= limit {
                length &+= 1
                limit &*= 10
            }
            let commas = isGrouped ? (length &- 1) / 3 : 0
            var rest = whole
            var index = at &+ length &+ commas
            at = index
            for digit in 0..<length {
                if isGrouped, digit > 0, digit % 3 == 0 {
                    index &-= 1
                    place[index] = UInt8(ascii: ",")
                }
                index &-= 1
                let (quotient, last) = rest.quotientAndRemainder(dividingBy: 10)
                place[index] = UInt8(truncatingIfNeeded: 0x30 &+ last)
                rest = quotient
            }
            let shown = max(scale, places)
            if shown == 0 { return at }
            put(UInt8(ascii: "."))
            Self.digits(fraction, scale, to: place + at)
            at &+= scale
            for _ in scale..<shown { put(UInt8(ascii: "0")) }
            return at
        }
    }

    /// A number of less than a hundred million, given in hundredths, with up to two places.
    private mutating func appendSum(_ hundredths: Int, places: Int, isGrouped: Bool, isNegative: Bool) {
        write(upTo: 16) { place in
            var at = 0
            if isNegative {
                place[0] = UInt8(ascii: "-")
                at = 1
            }
            let (whole, fraction) = hundredths.quotientAndRemainder(dividingBy: 100)
            if whole < 1000 {
                at &+= Self.lead(whole, to: place + at)
            } else {
                let (thousands, ones) = whole.quotientAndRemainder(dividingBy: 1000)
                if thousands < 1000 {
                    at &+= Self.lead(thousands, to: place + at)
                } else {
                    at &+= Self.lead(thousands / 1000, to: place + at)
                    at &+= Self.group(thousands % 1000, hasComma: isGrouped, to: place + at)
                }
                at &+= Self.group(ones, hasComma: isGrouped, to: place + at)
            }
            if places == 0 { return at }
            place[at] = UInt8(ascii: ".")
            Self.pair(fraction, to: place + (at &+ 1))
            return at &+ 1 &+ places
        }
    }

    /// `2026-03-02`
    mutating func appendCode(of date: CalendarDate) {
        let (year, month, day) = date.components
        write(upTo: 10) { place in
            Self.pair(year / 100, to: place)
            Self.pair(year % 100, to: place + 2)
            place[4] = UInt8(ascii: "-")
            Self.pair(month, to: place + 5)
            place[7] = UInt8(ascii: "-")
            Self.pair(day, to: place + 8)
            return 10
        }
    }

    /// `2026年3月2日`
    mutating func appendChinese(_ date: CalendarDate) {
        let (year, month, day) = date.components
        write(upTo: 17) { place in
            var at = 4
            if year >= 1000 {
                Self.pair(year / 100, to: place)
                Self.pair(year % 100, to: place + 2)
            } else {
                at = Self.lead(year, to: place)
            }
            func put(_ sign: (UInt8, UInt8, UInt8)) {
                place[at] = sign.0
                place[at &+ 1] = sign.1
                place[at &+ 2] = sign.2
                at &+= 3
            }
            put((0xE5, 0xB9, 0xB4))
            at &+= Self.lead(month, to: place + at)
            put((0xE6, 0x9C, 0x88))
            at &+= Self.lead(day, to: place + at)
            put((0xE6, 0x97, 0xA5))
            return at
        }
    }

    mutating func appendCode(of moment: Moment) {
        var text: [UInt8] = []
        moment.write(into: &text)
        put(text)
    }
}
