/// Text of others where people read it. Characters that move a cursor, colour a terminal or turn the direction of text can make
/// one thing look like another, so they are shown as the rule language writes them: `\n`, `\u{1B}`, `\u{202E}`. Everything
/// that reaches a terminal, a message or a page of ours goes through here once.
package enum SafeText {
    /// In a message, a label, a path: line ends are shown as well, for a message is one line.
    package static func line(_ text: String) -> String { shown(text) { _ in false } }

    /// Text of several lines for a terminal.
    package static func lines(_ text: String) -> String { shown(text) { $0 == "\n" } }

    /// Text on a page, where white space does nothing.
    package static func page(_ text: String) -> String { shown(text) { $0 == "\n" || $0 == "\t" || $0 == "\r" } }

    /// Neither a control character nor a mark that turns the direction of text or ends a line.
    package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: false
        default: !isBidiControl(scalar)
        }
    }

    /// The marks, embeddings, overrides and isolates that change the order in which text is shown.
    package static func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// How a character is shown that is not harmless.
    package static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }

    private static func shown(_ text: String, keeping isKept: (Unicode.Scalar) -> Bool) -> String {
        // Bytes that no such character begins with are most of every text.
        let mayBegin = text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 }
        guard mayBegin, text.unicodeScalars.contains(where: { !isHarmless($0) && !isKept($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isHarmless(scalar) || isKept(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += escape(scalar)
            }
        }
        return result
    }
}
