/// The name of the folder in which the documents of a case are filed.
///
/// A case id may hold anything; a folder name may not. Letters, digits, `-`, `_`, `.`, spaces inside, and everything
/// beyond ASCII stay as they are; all else is written as `%` and two hexadecimal digits, so that different ids
/// get different folders. Names that other systems reserve (`CON`, `NUL` …), leading dots, trailing dots and spaces are escaped as
/// well, and a long id is cut and closed with a digest.
///
/// Some file systems take `a-1` for `A-1`, and one spelling of an accented letter for another. So an id with letters of which
/// that is possible ends with `~` and a digest of its own; capital letters, digits and Chinese characters need none.
package enum CaseFolder {
    private static let reserved: Set<String> = {
        var names: Set<String> = ["CON", "PRN", "AUX", "NUL"]
        for digit in 0...9 { names.formUnion(["COM\(digit)", "LPT\(digit)"]) }
        return names
    }()

    /// - Parameter digest: gives the hexadecimal digest of bytes; only asked for ids that need one.
    package static func name(for id: String, digest: ([UInt8]) -> String) -> String {
        let bytes = Array(id.utf8)
        var escaped: [UInt8] = []
        escaped.reserveCapacity(bytes.count + 8)
        let stem = id.prefix { $0 != "." }
        let escapesFirst = reserved.contains(stem.uppercased())
        for (index, byte) in bytes.enumerated() {
            let isEdge = index == 0 || index == bytes.count - 1
            let keeps =
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"):
                    !(index == 0 && escapesFirst)
                case UInt8(ascii: "-"): index != 0
                case UInt8(ascii: "_"): true
                case UInt8(ascii: "."), UInt8(ascii: " "): !isEdge
                case 0x80...0xFF: true
                default: false
                }
            if keeps { escaped.append(byte) } else { escape(byte, into: &escaped) }
        }
        if escaped.count > 120 {
            var cut = 80
            while cut > 0, escaped[cut] & 0xC0 == 0x80 { cut -= 1 }
            return String(decoding: escaped[..<cut], as: UTF8.self) + "~" + digest(bytes).prefix(32)
        }
        let name = String(decoding: escaped, as: UTF8.self)
        return id.unicodeScalars.allSatisfy(hasOneSpelling) ? name : name + "~" + digest(bytes).prefix(16)
    }

    /// Whether every file system keeps a character apart from all others.
    private static func hasOneSpelling(_ scalar: Unicode.Scalar) -> Bool {
        if ("a"..."z").contains(scalar) { return false }
        return switch scalar.value {
        case ..<0x80: true
        // Chinese characters, without those that are compatible forms of others; punctuation, 〇, full-width digits.
        case 0x2010...0x201F, 0x3001...0x3020, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2F7FF, 0x30000...0x3347F:
            true
        case 0xFF01...0xFF20: true
        default: false
        }
    }

    private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }
}
