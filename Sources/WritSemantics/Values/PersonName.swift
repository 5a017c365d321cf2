/// The name of a person as records, staff lists and cases write it.
///
/// White space of every kind is trimmed and made single. Characters that nobody sees are refused, since two persons could be made
/// of one by them. Two names are the same when they are canonically equivalent (NFC or NFD) and differ in variation selectors
/// at most: those choose a form of a character and not another person.
package struct PersonName: Hashable, Sendable {
    /// What a text says where a person is to be named.
    package enum Reading: Hashable, Sendable {
        case name(PersonName)
        /// Nothing, or nothing but white space.
        case nobody
        /// A character that cannot be seen, and its place counted from 1.
        case hidden(Unicode.Scalar, at: Int)
    }

    /// As it is printed.
    package let text: String
    /// What it is compared by. Strings compare by canonical equivalence.
    package let key: String

    private init(text: String, key: String) {
        self.text = text
        self.key = key
    }

    /// The name in a text; nil where there is none or it cannot be trusted.
    package init?(_ text: String) {
        guard case .name(let name) = PersonName.read(text) else { return nil }
        self = name
    }

    package static func == (a: PersonName, b: PersonName) -> Bool { a.key == b.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    package static func read(_ text: String) -> Reading {
        if text.isEmpty { return .nobody }
        if isPlain(text) { return .name(PersonName(text: text, key: text)) }
        var shown = String.UnicodeScalarView()
        var compared = String.UnicodeScalarView()
        var isAfterSpace = false
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if scalar.properties.isWhitespace {
                isAfterSpace = true
                continue
            }
            if isHidden(scalar) { return .hidden(scalar, at: index + 1) }
            if isAfterSpace, !shown.isEmpty {
                shown.append(" ")
                compared.append(" ")
            }
            isAfterSpace = false
            shown.append(scalar)
            if !scalar.properties.isVariationSelector { compared.append(scalar) }
        }
        if compared.isEmpty { return .nobody }
        return .name(PersonName(text: String(shown), key: String(compared)))
    }

    /// Whether a text needs no second look: letters of ASCII with single spaces between them, or Chinese characters of the
    /// first plane. Most names are.
    private static func isPlain(_ text: String) -> Bool {
        var last: UInt8 = 0x20
        var isInside = 0
        for byte in text.utf8 {
            if isInside > 0 {
                isInside -= 1
                last = byte
                continue
            }
            switch byte {
            case UInt8(ascii: "!")...UInt8(ascii: "~"): break
            case UInt8(ascii: " "): if last == UInt8(ascii: " ") { return false }
            case 0xE4...0xE9: isInside = 2
            default: return false
            }
            last = byte
        }
        return last != UInt8(ascii: " ")
    }

    /// Characters that leave no mark on paper, or turn the order of those that do.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F: false
        // The hangul fillers and the blank of braille are letters and symbols by name only.
        case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800: true
        default:
            switch scalar.properties.generalCategory {
            case .control, .format: true
            default: scalar.properties.isDefaultIgnorableCodePoint
            }
        }
    }
}
