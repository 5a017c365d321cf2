import WritSemantics

/// A picture that was checked: PNG or JPEG, whole, of a size that a page can show.
///
/// What it shows is not looked at. Checked is that the file is one of these from its first byte to its last, with nothing behind it,
/// so that no other file goes out under the name of a picture.
package struct Picture: Sendable, Equatable {
    package enum Kind: String, Sendable { case png, jpeg }

    package enum Problem: Error, Sendable, Equatable {
        /// The case's file is not known, or it has no folder.
        case noFolder
        case badName
        case missing
        case unreadable
        case tooLarge
        case notAPicture
        case damaged
        case tooManyPixels
        /// All pictures of a document together.
        case tooMuch
    }

    package static let mostBytes = 8 << 20
    package static let mostBytesOfDocument = 64 << 20
    package static let mostPixelsAcross = 20_000

    package let kind: Kind
    package let bytes: [UInt8]
    /// In pixels, as it lies in the file.
    package let width, height: Int
    /// Quarter turns to the right after which it stands upright, as a camera says it.
    package let quarterTurns: Int

    package init(_ bytes: [UInt8]) throws(Problem) {
        guard bytes.count <= Self.mostBytes else { throw .tooLarge }
        let shape: Shape
        if bytes.starts(with: PNGFile.signature) {
            (kind, shape) = (.png, try PNGFile.shape(of: bytes))
        } else if bytes.starts(with: JPEGFile.signature) {
            (kind, shape) = (.jpeg, try JPEGFile.shape(of: bytes))
        } else {
            throw .notAPicture
        }
        guard (1...Self.mostPixelsAcross).contains(shape.width), (1...Self.mostPixelsAcross).contains(shape.height)
        else { throw .tooManyPixels }
        (width, height, quarterTurns) = (shape.width, shape.height, shape.quarterTurns)
        self.bytes = bytes
    }

    /// What files say of a picture's shape.
    struct Shape {
        var width = 0
        var height = 0
        var quarterTurns = 0
    }

    /// Of its bytes, in hexadecimal.
    package var digest: String { BLAKE2b.hex(bytes) }

    /// As an address that holds it.
    var address: [UInt8] { Array(Self.addressStart(kind).utf8) + Base64.encode(bytes) }

    private static func addressStart(_ kind: Kind) -> String { "data:image/\(kind.rawValue);base64," }

    /// The picture that an address of Writ holds; nil where it holds none.
    package init?<Text: Collection>(address: Text) where Text.Element == UInt8 {
        for kind in [Kind.png, .jpeg] {
            let start = Self.addressStart(kind).utf8
            guard address.starts(with: start) else { continue }
            guard let bytes = Base64.decode(address.dropFirst(start.count)), let picture = try? Picture(bytes),
                picture.kind == kind
            else { return nil }
            self = picture
            return
        }
        return nil
    }
}

/// PNG (ISO/IEC 15948): a signature and chunks, each with its length and its sum.
enum PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func shape(of bytes: [UInt8]) throws(Picture.Problem) -> Picture.Shape {
        func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        var shape = Picture.Shape()
        var at = signature.count
        var hasPixels = false
        while at + 12 <= bytes.count {
            let length = number(at)
            guard length <= bytes.count - at - 12 else { throw .damaged }
            let (start, end) = (at + 4, at + 8 + length)
            guard number(end) == Int(CyclicRedundancyCheck.sum(Array(bytes[start..<end]))) else { throw .damaged }
            let name = String(decoding: bytes[start..<start + 4], as: UTF8.self)
            if at == signature.count {
                guard name == "IHDR", length == 13 else { throw .damaged }
                shape.width = number(start + 4)
                shape.height = number(start + 8)
            }
            if name == "IDAT" { hasPixels = true }
            at = end + 4
            if name == "IEND" {
                guard hasPixels, at == bytes.count else { throw .damaged }
                return shape
            }
        }
        throw .damaged
    }
}

/// JPEG (ISO/IEC 10918): segments behind markers, and coded pixels up to the marker that ends the file.
enum JPEGFile {
    static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

    static func shape(of bytes: [UInt8]) throws(Picture.Problem) -> Picture.Shape {
        func number(_ at: Int) -> Int { Int(bytes[at]) << 8 | Int(bytes[at + 1]) }
        var shape = Picture.Shape()
        var at = 2
        while at + 4 <= bytes.count {
            guard bytes[at] == 0xFF else { throw .damaged }
            let marker = bytes[at + 1]
            // Bytes that fill up.
            if marker == 0xFF {
                at += 1
                continue
            }
            let length = number(at + 2)
            guard length >= 2, at + 2 + length <= bytes.count else { throw .damaged }
            let content = at + 4..<at + 2 + length
            switch marker {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard content.count >= 6 else { throw .damaged }
                shape.height = number(content.lowerBound + 1)
                shape.width = number(content.lowerBound + 3)
            case 0xE1: shape.quarterTurns = turns(in: bytes[content]) ?? shape.quarterTurns
            case 0xDA:
                // Behind the last marker stands nothing.
                guard shape.width > 0, bytes.suffix(2) == [0xFF, 0xD9] else { throw .damaged }
                guard endOfPixels(in: bytes, from: content.upperBound) == bytes.count else { throw .damaged }
                return shape
            case 0xD8, 0xD9, 0x01, 0xD0...0xD7: throw .damaged
            default: break
            }
            at = content.upperBound
        }
        throw .damaged
    }

    /// Behind the marker that ends the file; nil where there is none. Between scans stand segments again.
    private static func endOfPixels(in bytes: [UInt8], from start: Int) -> Int? {
        var at = start
        while at + 1 < bytes.count {
            guard bytes[at] == 0xFF else {
                at += 1
                continue
            }
            switch bytes[at + 1] {
            case 0xD9: return at + 2
            case 0x00, 0xD0...0xD7: at += 2
            case 0xFF: at += 1
            default:
                guard at + 4 <= bytes.count else { return nil }
                at += 2 + (Int(bytes[at + 2]) << 8 | Int(bytes[at + 3]))
            }
        }
        return nil
    }

    /// Which way up a camera held a picture (Exif, TIFF tag 0x0112), in quarter turns to the right; nil where it does not say.
    private static func turns(in segment: ArraySlice<UInt8>) -> Int? {
        guard segment.starts(with: Array("Exif\0\0".utf8)) else { return nil }
        let tiff = Array(segment.dropFirst(6))
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff[0] == UInt8(ascii: "I")
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let bytes = isLittle ? Array(tiff[at..<at + count].reversed()) : Array(tiff[at..<at + count])
            return bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for index in 0..<min(entries, 256) {
            let at = directory + 2 + index * 12
            guard let tag = number(at, 2) else { return nil }
            if tag == 0x0112 { return [3: 2, 6: 1, 8: 3][number(at + 8, 2) ?? 1] ?? 0 }
        }
        return nil
    }
}
