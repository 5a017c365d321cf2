/// The names under which a font file can be asked for, from its table `name` (OpenType, TrueType, collections of them).
package enum FontNames {
    /// Nothing where the bytes are no font.
    /// - Parameter read: gives so many bytes from a place of the file, fewer where it ends.
    package static func families(_ read: (_ offset: Int, _ count: Int) -> [UInt8]) -> Set<String> {
        let head = read(0, 12)
        guard head.count == 12 else { return [] }
        let tag = String(decoding: head[..<4], as: UTF8.self)
        if tag == "ttcf" {
            let count = min(number(head, 8, 4), 256)
            let offsets = read(12, count * 4)
            guard offsets.count == count * 4 else { return [] }
            return (0..<count).reduce(into: []) { names, index in
                names.formUnion(own(at: number(offsets, index * 4, 4), read))
            }
        }
        return tag == "OTTO" || tag == "true" || head[..<4].elementsEqual([0, 1, 0, 0]) ? own(at: 0, read) : []
    }

    /// Of the font that begins at a place.
    private static func own(at start: Int, _ read: (Int, Int) -> [UInt8]) -> Set<String> {
        let head = read(start, 12)
        guard head.count == 12 else { return [] }
        let tables = min(number(head, 4, 2), 512)
        let directory = read(start + 12, tables * 16)
        for index in 0..<(directory.count / 16) {
            let entry = Array(directory[(index * 16)..<(index * 16 + 16)])
            guard entry[..<4].elementsEqual("name".utf8) else { continue }
            return names(in: read(number(entry, 8, 4), min(number(entry, 12, 4), 1 << 20)))
        }
        return []
    }

    private static func names(in table: [UInt8]) -> Set<String> {
        guard table.count >= 6 else { return [] }
        let (count, storage) = (number(table, 2, 2), number(table, 4, 2))
        var found: Set<String> = []
        for index in 0..<count {
            let at = 6 + index * 12
            guard at + 12 <= table.count else { break }
            let (platform, id) = (number(table, at, 2), number(table, at + 6, 2))
            // Family, full name, family of all its weights.
            guard [1, 4, 16].contains(id), platform == 0 || platform == 3 else { continue }
            let (length, start) = (number(table, at + 8, 2), storage + number(table, at + 10, 2))
            guard start + length <= table.count else { continue }
            let units = stride(from: start, to: start + length - 1, by: 2).map {
                UInt16(table[$0]) << 8 | UInt16(table[$0 + 1])
            }
            found.insert(String(decoding: units, as: UTF16.self))
        }
        return found
    }

    /// A number of so many bytes, the highest first; 0 where the bytes end before.
    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        guard start >= 0, start + count <= bytes.count else { return 0 }
        return bytes[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
    }
}
