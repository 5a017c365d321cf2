import WritLanguage

/// How wide the labels of a grid of fields are: one width for all, so that the values stand in columns.
enum LabelWidth {
    /// In the width of a Chinese character, with the room around it. Labels have the first where nothing is said.
    static let usual = 8
    static let widest = 12

    /// For labels that would take more than two lines, or a word of which would not fit on one; nil for the usual width.
    static func of(_ labels: [String], columns: Int) -> Int? {
        // Three or more pairs leave no room.
        guard columns <= 2 else { return nil }
        let needed = labels.map { label in
            let words = label.split(separator: " ")
            // Chinese breaks between any two characters.
            let longest = words.filter { !$0.unicodeScalars.contains(where: isWide) }.map { breadth(of: $0) }.max() ?? 0
            // Words do not fill a line to its end.
            let half = breadth(of: label[...]) * (words.count > 1 ? 5 : 4) / 8
            return max(longest, half)
        }
        let width = min(Int(((needed.max() ?? 0) + padding).rounded(.up)), widest)
        return width > usual ? width : nil
    }

    private static let padding = 0.8

    /// Chinese characters are as wide as they are high, bold Latin letters little more than half of that.
    private static func breadth(of text: Substring) -> Double {
        text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 1 : 0.56) }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x1100 }
}
