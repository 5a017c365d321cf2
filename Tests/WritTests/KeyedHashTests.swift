import Testing
import WritLanguage

@testable import Writ

/// The hash of an index against the polynomial that it is said to be, added up the slow way.
@Suite struct KeyedHashTests {
    private static let prime = (UInt64(1) << 61) - 1

    private static func times(_ a: UInt64, _ b: UInt64) -> UInt64 {
        // By doubling, so that nothing of the hash's own arithmetic is used.
        var (sum, term, rest) = (UInt64(0), a % prime, b % prime)
        while rest > 0 {
            if rest & 1 == 1 { sum = (sum + term) % prime }
            term = (term + term) % prime
            rest >>= 1
        }
        return sum
    }

    /// The pieces as words, most significant term first: a one, and for each piece its length and its bytes by seven. Where
    /// four words and a byte are left, the bytes of a word count from the lowest.
    private static func slow(_ pieces: [[UInt8]], secret: UInt64) -> UInt64 {
        var words: [UInt64] = [1]
        for piece in pieces {
            words.append(UInt64(piece.count))
            var at = 0
            while at < piece.count {
                let isLong = at + 28 < piece.count
                for _ in 0..<(isLong ? 4 : 1) {
                    let word = piece[at..<min(at + 7, piece.count)]
                    let bytes = isLong ? Array(word.reversed()) : Array(word)
                    words.append(bytes.reduce(0) { $0 << 8 | UInt64($1) })
                    at += 7
                }
            }
        }
        return words.reduce(0) { (times($0, secret) + $1) % prime }
    }

    @Test func isThePolynomial() {
        var random = SystemRandomNumberGenerator()
        for length in Array(0...90) + [1000, 4097] {
            let secret = UInt64.random(in: 2..<Self.prime)
            let pieces = [length, length / 2].map { count in
                (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            }
            var hash = KeyedHash(secret: secret)
            for piece in pieces { piece.withBytes { hash.update($0) } }
            #expect(hash.digits == String(Self.slow(pieces, secret: secret), radix: 16), "\(length), secret \(secret)")
        }
    }

    @Test func everyByteAndEveryLengthCounts() {
        func hash(_ pieces: [UInt8]...) -> String {
            var hash = KeyedHash(secret: 0x1234_5678_9ABC_DEF)
            for piece in pieces { piece.withBytes { hash.update($0) } }
            return hash.digits
        }
        let text = (0..<100).map { UInt8($0) }
        var seen: Set<String> = [hash(text), hash(), hash([]), hash([0]), hash([0, 0]), hash([0], [0])]
        #expect(seen.count == 6)
        for position in text.indices {
            var other = text
            other[position] ^= 0x80
            #expect(seen.insert(hash(other)).inserted)
        }
        #expect(hash(Array(text[..<50]), Array(text[50...])) != hash(Array(text[..<51]), Array(text[51...])))
    }
}
