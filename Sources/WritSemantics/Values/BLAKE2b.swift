package import WritLanguage

/// The BLAKE2b of RFC 7693 with a digest of 32 bytes and no key, fed piece by piece. It is as hard to forge as SHA-256 and
/// several times faster without instructions of its own, which counts where every document carries a digest.
///
/// Unsafe memory: the block is of one owner and as long as `blockSize`; pointers that are handed in are read while the call
/// runs and kept by nobody. `finish(into:)` writes exactly `digits` bytes.
package struct BLAKE2b: ~Copyable {
    private static let blockSize = 128
    private static let initial: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179
    )

    private var state = BLAKE2b.initial
    private let block = UnsafeMutableRawPointer.allocate(byteCount: BLAKE2b.blockSize, alignment: 8)
    /// How much of the block is filled. A full one waits for more, because the last block is marked.
    private var filled = 0
    private var length: UInt64 = 0

    package init() {
        // Digest length 32, no key, one chunk, one layer.
        state.0 ^= 0x0101_0020
    }

    deinit { block.deallocate() }

    package mutating func update(_ bytes: ByteView) {
        guard var source = bytes.memory.baseAddress.map({ UnsafeRawPointer($0) }) else { return }
        var rest = bytes.count
        let room = Self.blockSize &- filled
        if rest > room {
            (block + filled).copyMemory(from: source, byteCount: room)
            source += room
            rest &-= room
            length &+= UInt64(Self.blockSize)
            compress(UnsafeRawPointer(block), isLast: false)
            filled = 0
            // Whole blocks need no copy.
            while rest > Self.blockSize {
                length &+= UInt64(Self.blockSize)
                compress(source, isLast: false)
                source += Self.blockSize
                rest &-= Self.blockSize
            }
        }
        (block + filled).copyMemory(from: source, byteCount: rest)
        filled &+= rest
    }

    package mutating func update(_ bytes: ArraySlice<UInt8>) { bytes.withBytes { update($0) } }

    package mutating func update(_ bytes: [UInt8]) { bytes.withBytes { update($0) } }

    package mutating func update(_ text: String) {
        var text = text
        text.withBytes { update($0) }
    }

    package mutating func update(_ byte: UInt8) {
        withUnsafePointer(to: byte) { update(ByteView(start: $0, count: 1)) }
    }

    /// How many hexadecimal digits a digest has.
    package static var digits: Int { 64 }

    /// Writes the digest in lower-case hexadecimal. Nothing can be fed afterwards.
    package mutating func finish(into digits: UnsafeMutablePointer<UInt8>) {
        length &+= UInt64(filled)
        (block + filled).initializeMemory(as: UInt8.self, repeating: 0, count: Self.blockSize &- filled)
        compress(UnsafeRawPointer(block), isLast: true)
        @inline(__always)
        func write(_ word: UInt64, _ number: Int) {
            // Half a word becomes eight digits: its nibbles spread over bytes, those from ten on moved to the letters.
            for half in 0..<2 {
                var spread = (word &>> UInt64(half &* 32)) & 0xFFFF_FFFF
                spread = (spread | (spread &<< 16)) & 0x0000_FFFF_0000_FFFF
                spread = (spread | (spread &<< 8)) & 0x00FF_00FF_00FF_00FF
                spread = ((spread &>> 4) | (spread &<< 8)) & 0x0F0F_0F0F_0F0F_0F0F
                let letters = ((spread &+ 0x0606_0606_0606_0606) &>> 4) & 0x0101_0101_0101_0101
                let text = spread &+ 0x3030_3030_3030_3030 &+ (letters &* 0x27)
                UnsafeMutableRawPointer(digits + (number &* 16 &+ half &* 8))
                    .storeBytes(of: text.littleEndian, as: UInt64.self)
            }
        }
        write(state.0, 0)
        write(state.1, 1)
        write(state.2, 2)
        write(state.3, 3)
    }

    package consuming func finishHex() -> String {
        String(unsafeUninitializedCapacity: Self.digits) { digits in
            guard let place = digits.baseAddress else { return 0 }
            finish(into: place)
            return Self.digits
        }
    }

    package static func hex(_ bytes: [UInt8]) -> String {
        var hash = BLAKE2b()
        hash.update(bytes)
        return hash.finishHex()
    }

    /// Takes in 128 bytes.
    private mutating func compress(_ source: UnsafeRawPointer, isLast: Bool) {
        @inline(__always)
        func word(_ index: Int) -> UInt64 {
            UInt64(littleEndian: source.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self))
        }
        let (m0, m1, m2, m3) = (word(0), word(1), word(2), word(3))
        let (m4, m5, m6, m7) = (word(4), word(5), word(6), word(7))
        let (m8, m9, m10, m11) = (word(8), word(9), word(10), word(11))
        let (m12, m13, m14, m15) = (word(12), word(13), word(14), word(15))
        var (v0, v1, v2, v3, v4, v5, v6, v7) = state
        var (v8, v9, v10, v11, v12, v13, v14, v15) = Self.initial
        v12 ^= length
        if isLast { v14 = ~v14 }

        @inline(__always)
        func mix(
            _ a: inout UInt64, _ b: inout UInt64, _ c: inout UInt64, _ d: inout UInt64, _ x: UInt64, _ y: UInt64
        ) {
            a = a &+ b &+ x
            d = Self.rotated(d ^ a, 32)
            c = c &+ d
            b = Self.rotated(b ^ c, 24)
            a = a &+ b &+ y
            d = Self.rotated(d ^ a, 16)
            c = c &+ d
            b = Self.rotated(b ^ c, 63)
        }
        @inline(__always)
        func round(
            _ s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64, _ s4: UInt64, _ s5: UInt64, _ s6: UInt64,
            _ s7: UInt64, _ s8: UInt64, _ s9: UInt64, _ s10: UInt64, _ s11: UInt64, _ s12: UInt64, _ s13: UInt64,
            _ s14: UInt64, _ s15: UInt64
        ) {
            mix(&v0, &v4, &v8, &v12, s0, s1)
            mix(&v1, &v5, &v9, &v13, s2, s3)
            mix(&v2, &v6, &v10, &v14, s4, s5)
            mix(&v3, &v7, &v11, &v15, s6, s7)
            mix(&v0, &v5, &v10, &v15, s8, s9)
            mix(&v1, &v6, &v11, &v12, s10, s11)
            mix(&v2, &v7, &v8, &v13, s12, s13)
            mix(&v3, &v4, &v9, &v14, s14, s15)
        }
        // The message schedule of RFC 7693, section 2.7; rounds 11 and 12 repeat the first two.
        round(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15)
        round(m14, m10, m4, m8, m9, m15, m13, m6, m1, m12, m0, m2, m11, m7, m5, m3)
        round(m11, m8, m12, m0, m5, m2, m15, m13, m10, m14, m3, m6, m7, m1, m9, m4)
        round(m7, m9, m3, m1, m13, m12, m11, m14, m2, m6, m5, m10, m4, m0, m15, m8)
        round(m9, m0, m5, m7, m2, m4, m10, m15, m14, m1, m11, m12, m6, m8, m3, m13)
        round(m2, m12, m6, m10, m0, m11, m8, m3, m4, m13, m7, m5, m15, m14, m1, m9)
        round(m12, m5, m1, m15, m14, m13, m4, m10, m0, m7, m6, m3, m9, m2, m8, m11)
        round(m13, m11, m7, m14, m12, m1, m3, m9, m5, m0, m15, m4, m8, m6, m2, m10)
        round(m6, m15, m14, m9, m11, m3, m0, m8, m12, m2, m13, m7, m1, m4, m10, m5)
        round(m10, m2, m8, m4, m7, m6, m1, m5, m15, m11, m9, m14, m3, m12, m13, m0)
        round(m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15)
        round(m14, m10, m4, m8, m9, m15, m13, m6, m1, m12, m0, m2, m11, m7, m5, m3)

        state.0 ^= v0 ^ v8
        state.1 ^= v1 ^ v9
        state.2 ^= v2 ^ v10
        state.3 ^= v3 ^ v11
        state.4 ^= v4 ^ v12
        state.5 ^= v5 ^ v13
        state.6 ^= v6 ^ v14
        state.7 ^= v7 ^ v15
    }

    @inline(__always)
    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word &>> count | word &<< (64 &- count)
    }
}
