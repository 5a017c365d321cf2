/// What can be wrong with the characters of a file, whatever the file is.
package enum TextFact: DiagnosticFact {
    /// A mark that changes the order in which text is shown: what people read is then not what the file says.
    case bidiControl(Unicode.Scalar)

    package var id: String { "text.bidi-control" }

    package var wording: Wording {
        switch self {
        case .bidiControl(let scalar):
            let name =
                "U+" + String(repeating: "0", count: scalar.value < 0x1000 ? 1 : 0)
                + String(scalar.value, radix: 16, uppercase: true)
            return Wording(
                Phrase(
                    en: "the invisible character \(name) changes the order in which text is shown",
                    zh: "不可见字符 \(name) 会改变文字的显示顺序"),
                label: Phrase(en: "what is read here is not what stands here", zh: "此处所见并非所写"),
                help: Phrase(en: "remove it", zh: "请删去该字符"))
        }
    }
}

/// Finds marks of direction in the bytes of files.
package enum BidiControls {
    /// More than so many are not told.
    private static let most = 20

    /// One diagnostic for each mark.
    ///
    /// - Parameter readsReferences: the file is XML, where `&#x202E;` is such a mark as well.
    package static func diagnostics(in source: SourceText, readsReferences: Bool = false) -> [Diagnostic] {
        places(in: source.bytes, readsReferences: readsReferences).prefix(most).map { place, scalar in
            let span = Span(file: source.id, start: place.lowerBound, end: place.upperBound)
            return Diagnostic(.error, TextFact.bidiControl(scalar), at: .span(span))
        }
    }

    private static func places(
        in bytes: [UInt8], readsReferences: Bool
    ) -> [(place: Range<Int>, scalar: Unicode.Scalar)] {
        var found: [(place: Range<Int>, scalar: Unicode.Scalar)] = []
        bytes.withBytes { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                // Only these bytes begin such a mark, or a reference to one.
                if byte == 0xE2 || byte == 0xD8 || (readsReferences && byte == UInt8(ascii: "&")),
                    let (scalar, length) = byte == UInt8(ascii: "&") ? reference(bytes, index) : mark(bytes, index)
                {
                    found.append((index..<index + length, scalar))
                    if found.count > most { return }
                    index += length
                } else {
                    index += 1
                }
            }
        }
        return found
    }

    private static func mark(_ bytes: ByteView, _ index: Int) -> (Unicode.Scalar, Int)? {
        let length = bytes[index] == 0xE2 ? 3 : 2
        guard index + length <= bytes.count else { return nil }
        var value = UInt32(bytes[index]) & (length == 3 ? 0x0F : 0x1F)
        for next in index + 1..<index + length { value = value << 6 | UInt32(bytes[next] & 0x3F) }
        return Unicode.Scalar(value).flatMap { SafeText.isBidiControl($0) ? ($0, length) : nil }
    }

    /// `&#x202E;` or `&#8238;`, with as many noughts before it as somebody may have written.
    private static func reference(_ bytes: ByteView, _ index: Int) -> (Unicode.Scalar, Int)? {
        var at = index + 1
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "#") else { return nil }
        at += 1
        let isHexadecimal = bytes[at] == UInt8(ascii: "x")
        if isHexadecimal { at += 1 }
        var value: UInt32 = 0
        while at < bytes.count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue, value < 0x10_0000 {
            value = value * (isHexadecimal ? 16 : 10) + UInt32(digit)
            at += 1
        }
        guard at < bytes.count, bytes[at] == UInt8(ascii: ";") else { return nil }
        return Unicode.Scalar(value).flatMap { SafeText.isBidiControl($0) ? ($0, at + 1 - index) : nil }
    }
}
