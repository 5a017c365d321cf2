import WritLanguage

/// A fixed set of names looked up by their bytes: open addressing over one array, no text made, nothing counted.
///
/// Unsafe memory: places are taken by `mask`, which is one less than the number of entries, and ranges of bytes come of the names
/// that were put in. The arrays are lent to themselves for the length of a search.
struct NameMap: Sendable {
    private struct Entry: Sendable {
        var hash: UInt64
        var start: Int32
        var length: Int32
        /// -1 marks a free place.
        var value: Int32
    }

    private var entries: [Entry]
    private var bytes: [UInt8] = []
    private let mask: Int

    /// The first of equal names counts.
    init(_ names: [(name: String, value: Int)]) {
        var size = 8
        while size < names.count * 2 + 2 { size *= 2 }
        mask = size - 1
        entries = Array(repeating: Entry(hash: 0, start: 0, length: 0, value: -1), count: size)
        for (name, value) in names {
            var name = name
            name.withBytes { utf8 in
                if find(utf8) >= 0 { return }
                let hash = Self.hash(utf8)
                var place = Int(truncatingIfNeeded: hash >> 32) & mask
                while entries[place].value >= 0 { place = (place + 1) & mask }
                entries[place] = Entry(
                    hash: hash, start: Int32(truncatingIfNeeded: bytes.count),
                    length: Int32(truncatingIfNeeded: utf8.count), value: Int32(truncatingIfNeeded: value))
                bytes.append(contentsOf: utf8)
            }
        }
    }

    /// The value of a name; -1 where there is none.
    @inline(__always)
    func find(_ name: ByteView) -> Int {
        let hash = Self.hash(name)
        var place = Int(truncatingIfNeeded: hash >> 32) & mask
        return entries.withUnsafeBufferPointer { entries in
            while entries[place].value >= 0 {
                let entry = entries[place]
                if entry.hash == hash, Int(entry.length) == name.count, isEqual(name, at: Int(entry.start)) {
                    return Int(entry.value)
                }
                place = (place + 1) & mask
            }
            return -1
        }
    }

    @inline(__always)
    private func isEqual(_ name: ByteView, at start: Int) -> Bool {
        bytes.withBytes { own in
            for index in 0..<name.count where own[start &+ index] != name[index] { return false }
            return true
        }
    }

    /// Eight bytes a step, each mixed in by one multiplication.
    @inline(__always)
    private static func hash(_ name: ByteView) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: name.count) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset &+ 8 <= name.count {
            hash = mix(hash ^ name.word(UInt64.self, at: offset))
            offset &+= 8
        }
        var rest: UInt64 = 0
        while offset < name.count {
            rest = rest << 8 | UInt64(name[offset])
            offset &+= 1
        }
        return mix(hash ^ rest)
    }

    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        let product = word &* 0xD6E8_FEB8_6659_FD93
        return product ^ product >> 29
    }
}
