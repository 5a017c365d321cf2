import WritLanguage

/// Text set in columns of a terminal, where a Chinese character takes two.
enum ColumnText {
    /// The text and spaces up to a width.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    /// The text, cut with `…` where it is wider.
    static func cut(_ text: String, to width: Int) -> String {
        guard DisplayWidth.of(text) > width else { return text }
        var result = ""
        var used = 0
        for character in text {
            let next = DisplayWidth.of(String(character))
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    /// Lines no wider than `width`, broken at spaces and between Chinese characters; a longer word is cut through.
    /// What comes with data cannot begin a line of its own.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        let width = max(8, width)
        var lines: [String] = []
        var line = ""
        var used = 0
        /// Where the line may be broken: the characters up to there, and their width.
        var opening: (count: Int, width: Int)?
        var count = 0
        for character in SafeText.line(text) {
            let own = DisplayWidth.of(String(character))
            if used + own > width {
                if let place = opening, place.count > 0 {
                    let head = line.prefix(place.count)
                    lines.append(trimmed(head))
                    line = String(line.dropFirst(place.count))
                    count -= place.count
                    used -= place.width
                } else {
                    lines.append(line)
                    line = ""
                    count = 0
                    used = 0
                }
                opening = nil
                if line.isEmpty, character == " " { continue }
            }
            if own == 2, count > 0, !closes(character) { opening = (count, used) }
            line.append(character)
            count += 1
            used += own
            if character == " " { opening = (count, used) }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// Punctuation that may not begin a line.
    private static func closes(_ character: Character) -> Bool { "，。、；：！？）】》”’〕".contains(character) }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
