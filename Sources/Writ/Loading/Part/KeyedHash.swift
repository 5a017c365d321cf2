internal import WritLanguage

/// The value of a polynomial at a secret point, modulo the prime 2⁶¹ − 1; its coefficients are the bytes, seven at a time.
///
/// Whoever does not know the point cannot make two texts that agree: those of a megabyte agree at one point in ten million
/// million. It takes a tenth of the time of a digest, and is for what is compared on one machine and printed nowhere.
struct KeyedHash {
    private static let prime: UInt64 = (1 << 61) - 1
    private static let wordSize = 7
    private static let wordMask: UInt64 = (1 << 56) - 1

    private let point: UInt64
    /// The point to the fourth: four sums are carried on side by side, so that none waits for another.
    private let fourth: UInt64
    private var sum: UInt64 = 1

    init(secret: UInt64) {
        point = secret & Self.prime
        let square = Self.product(point, point)
        fourth = Self.product(square, square)
    }

    @inline(__always)
    private static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return reduced((low & prime) &+ (low &>> 61 | high &<< 3))
    }

    @inline(__always)
    private static func reduced(_ number: UInt64) -> UInt64 {
        let rest = (number & prime) &+ (number &>> 61)
        return rest >= prime ? rest &- prime : rest
    }

    private mutating func add(_ word: UInt64) { sum = Self.reduced(Self.product(sum, point) &+ word) }

    /// Takes in how many bytes there are, and then the bytes.
    mutating func update(_ bytes: ByteView) {
        add(UInt64(bytes.count))
        var at = 0
        let stride = 4 * Self.wordSize
        if bytes.count > stride {
            @inline(__always)
            func next(_ sum: UInt64, _ number: Int) -> UInt64 {
                let word = bytes.word(UInt64.self, at: at &+ number &* Self.wordSize) & Self.wordMask
                return Self.reduced(Self.product(sum, fourth) &+ word)
            }
            var (a, b, c, d) = (UInt64(0), UInt64(0), UInt64(0), sum)
            // The last word of four is read with the byte behind it.
            while at &+ stride < bytes.count {
                (a, b, c, d) = (next(a, 0), next(b, 1), next(c, 2), next(d, 3))
                at &+= stride
            }
            sum = [b, c, d].reduce(a) { Self.reduced(Self.product($0, point) &+ $1) }
        }
        while at < bytes.count {
            let end = min(at + Self.wordSize, bytes.count)
            add(bytes[at..<end].reduce(0) { $0 << 8 | UInt64($1) })
            at = end
        }
    }

    mutating func update(_ text: String) {
        var text = text
        text.withBytes { update($0) }
    }

    /// In hexadecimal.
    var digits: String { String(sum, radix: 16) }
}
