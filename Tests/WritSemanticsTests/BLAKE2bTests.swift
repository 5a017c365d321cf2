import Testing

import WritSemantics

/// Digests of 32 bytes, as other implementations of RFC 7693 make them (`b2sum -l 256`).
@Suite struct BLAKE2bTests {
    @Test(arguments: [
        ("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
        ("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
    ])
    func vectors(_ text: String, _ digest: String) {
        #expect(BLAKE2b.hex(Array(text.utf8)) == digest)
    }

    /// Bytes 0, 1, 2, … around the size of a block.
    @Test(arguments: [
        (127, "f2fe67ff342e21b8f45e8f2e0bcd1d9243245d50ee6c78042e9c491388791c72"),
        (128, "c3582f71ebb2be66fa5dd750f80baae97554f3b015663c8be377cfcb2488c1d1"),
        (129, "f7f3c46ba2564ff4c4c162da1f5b605f9f1c4aa6a20652a9f9a337c1a2f5b9c9"),
        (255, "1d0850ee9bca0abc9601e9deabe1418fedec2fb6ac4150bd5302d2430f9be943"),
        (256, "39a7eb9fedc19aabc83425c6755dd90e6f9d0c804964a1f4aaeea3b9fb599835"),
        (257, "45f7f084c30bac7cbae2e1963bc6e6b0d8cb227a12927e97fb941d288fb1f9a3"),
        (1000, "c636324d47d89f2b2434dc2c994100663fbbaea880ff020fc5de89dd0f77a1ec"),
    ])
    func lengths(_ count: Int, _ digest: String) {
        #expect(BLAKE2b.hex((0..<count).map { UInt8(truncatingIfNeeded: $0) }) == digest)
    }

    @Test func piecesMakeTheSameDigest() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for cut in [0, 1, 127, 128, 129, 255, 256, 257, 500, 1000] {
            var hash = BLAKE2b()
            hash.update(Array(bytes[..<cut]))
            hash.update(Array(bytes[cut...]))
            let digest = hash.finishHex()
            #expect(digest == BLAKE2b.hex(bytes))
        }
    }
}
