package import WritLanguage

/// Paths as texts and as the bytes that the system knows them by.
///
/// A file name may hold any bytes. Those that are no UTF-8 stand in a text as the last characters of the private use area,
/// U+10FF80 to U+10FFFF, and become themselves again on their way to the system; so such a file can be named, read and shown.
package enum PathText {
    /// The words of the command line, without the command's own name.
    package static func commandLine() -> [String] {
        (0..<Int(CommandLine.argc)).dropFirst().compactMap { number in
            ByteView.argument(number).map(text)
        }
    }

    /// The text of a path or a name.
    package static func text(of bytes: ByteView) -> String {
        if UTF8Check.firstInvalid(bytes) == nil, !holdsEscapes(bytes) { return String(decoding: bytes, as: UTF8.self) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        var at = 0
        while at < bytes.count {
            let length = UTF8Check.sequenceLength(bytes, at: at)
            let stands = length > 0 && !isEscape(bytes, at)
            let end = at + max(1, length)
            if stands {
                text.append(contentsOf: bytes[at..<end])
            } else {
                for byte in bytes[at..<end] { text += [0xF4, 0x8F, 0xBE | byte >> 6 & 1, 0x80 | byte & 0x3F] }
            }
            at = end
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Calls with the bytes of a path, which end in a zero.
    static func with<Result>(_ path: String, _ body: ([CChar]) -> Result) -> Result {
        var path = path
        if !path.withBytes({ holdsEscapes($0) }) { return body(Array(path.utf8CString)) }
        var bytes: [CChar] = []
        path.withBytes { text in
            var at = 0
            while at < text.count {
                if isEscape(text, at) {
                    bytes.append(CChar(bitPattern: text[at + 2] << 6 | text[at + 3] & 0x3F | 0x80))
                    at += 4
                } else {
                    bytes.append(CChar(bitPattern: text[at]))
                    at += 1
                }
            }
        }
        bytes.append(0)
        return body(bytes)
    }

    private static func isEscape(_ bytes: ByteView, _ at: Int) -> Bool {
        at + 4 <= bytes.count && bytes[at] == 0xF4 && bytes[at + 1] == 0x8F && bytes[at + 2] >= 0xBE
    }

    private static func holdsEscapes(_ bytes: ByteView) -> Bool {
        guard bytes.offset(of: 0xF4, from: 0) != nil else { return false }
        return bytes.indices.contains { isEscape(bytes, $0) }
    }
}
