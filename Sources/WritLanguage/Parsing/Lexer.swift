/// Cuts bytes into tokens, one at a time, so that the parser can have a clause's id read by its own rule.
struct Lexer {
    /// A mistake in the characters themselves.
    struct Problem: Sendable {
        let start: Int
        let end: Int
        let fact: SyntaxFact
        let replacement: String?
    }

    let bytes: [UInt8]
    /// The stretches that are code, in order.
    private let ranges: [Range<Int>]
    private var rangeIndex = 0
    var position: Int
    private(set) var limit: Int
    private var startsLine = true
    private(set) var problems: [Problem] = []
    private let keywords = KeywordIndex.shared

    /// The stretch that is read: the whole text, or the inside of an interpolation.
    private let extent: Range<Int>

    init(bytes: [UInt8], ranges: [Range<Int>], extent: Range<Int>) {
        self.bytes = bytes
        self.ranges = ranges
        self.extent = extent
        // Before the first stretch of code lies an empty one, so that prose in front of it is found like any other.
        position = extent.lowerBound
        limit = position
        rangeIndex = -1
    }

    // MARK: Tokens

    mutating func next() -> Lexeme {
        var leading: [Lexeme.Trivia] = []
        var followsUnreadable = false
        while true {
            skipSpace()
            if position >= limit {
                let proseStart = limit
                let isLast = rangeIndex >= ranges.count
                if isLast { return lexeme(.end, extent.upperBound, leading, followsUnreadable) }
                rangeIndex += 1
                let range =
                    rangeIndex < ranges.count ? ranges[rangeIndex] : extent.upperBound..<extent.upperBound
                if range.lowerBound > proseStart, !isBlank(proseStart..<range.lowerBound) {
                    leading.append(.init(kind: .prose, start: proseStart, end: range.lowerBound))
                }
                position = range.lowerBound
                limit = range.upperBound
                startsLine = true
                continue
            }
            let start = position
            if at(start) == UInt8(ascii: "-"), at(start + 1) == UInt8(ascii: "-") {
                leading.append(comment())
                continue
            }
            if let shape = scan() {
                return lexeme(shape, start, leading, followsUnreadable)
            }
            followsUnreadable = true
            leading.append(.init(kind: .unreadable, start: start, end: position))
        }
    }

    /// Reads the bytes from an offset to the next white space or comma as one clause id.
    mutating func clauseID(from start: Int, startsLine: Bool) -> Lexeme {
        problems.removeAll { $0.start >= start }
        while rangeIndex > 0, rangeIndex >= ranges.count || start < ranges[rangeIndex].lowerBound { rangeIndex -= 1 }
        if rangeIndex >= 0, rangeIndex < ranges.count { limit = ranges[rangeIndex].upperBound }
        position = start
        while position < limit, bytes[position] != UInt8(ascii: ",") {
            let (scalar, length) = ScalarClass.decode(bytes, at: position)
            if ScalarClass.isSpace(scalar) || scalar == "\u{FF0C}" { break }
            position += length
        }
        self.startsLine = startsLine
        return lexeme(.clauseID, start, [], false)
    }

    mutating func report(_ fact: SyntaxFact, from start: Int, to end: Int, replacement: String? = nil) {
        guard problems.count < Parser.maximumDiagnostics else { return }
        problems.append(Problem(start: start, end: end, fact: fact, replacement: replacement))
    }

    private mutating func lexeme(
        _ shape: Shape, _ start: Int, _ leading: [Lexeme.Trivia], _ followsUnreadable: Bool
    ) -> Lexeme {
        defer { startsLine = false }
        return Lexeme(
            shape: shape, start: start, end: max(start, min(position, bytes.count)),
            candidate: shape == .word ? keywords.keyword(bytes[start..<position]) : nil, startsLine: startsLine,
            followsUnreadable: followsUnreadable, leading: leading)
    }

    // MARK: Bytes

    func at(_ index: Int) -> UInt8 { index < limit ? bytes[index] : 0 }

    func isDigit(_ index: Int) -> Bool { at(index) &- UInt8(ascii: "0") < 10 }

    private func isBlank(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t")
        }
    }

    private mutating func skipSpace() {
        while position < limit {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\n") {
                startsLine = true
                position += 1
            } else if byte == UInt8(ascii: " ") || (byte >= UInt8(ascii: "\t") && byte <= UInt8(ascii: "\r")) {
                position += 1
            } else if byte < 0x80 {
                return
            } else {
                let (scalar, length) = ScalarClass.decode(bytes, at: position)
                if !ScalarClass.isSpace(scalar) { return }
                position += length
            }
        }
    }

    /// `--` to the end of the line; exactly three dashes make it documentation.
    private mutating func comment() -> Lexeme.Trivia {
        let start = position
        while position < limit, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        var end = position
        while end > start,
            bytes[end - 1] == UInt8(ascii: "\r") || bytes[end - 1] == UInt8(ascii: " ")
                || bytes[end - 1] == UInt8(ascii: "\t")
        { end -= 1 }
        let isDocumentation = at(start + 2) == UInt8(ascii: "-") && at(start + 3) != UInt8(ascii: "-") && startsLine
        return .init(kind: isDocumentation ? .documentation : .comment, start: start, end: end)
    }

    // MARK: Scanning

    /// Reads one token; nil for something unreadable, which is then reported and passed over.
    private mutating func scan() -> Shape? {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
            return word()
        case UInt8(ascii: "\""): return text(closedBy: UInt8(ascii: "\""))
        case UInt8(ascii: "$"): return money(1)
        case UInt8(ascii: "("): return take(1, .leftParen)
        case UInt8(ascii: ")"): return take(1, .rightParen)
        case UInt8(ascii: "*"): return take(1, .star)
        case UInt8(ascii: "+"): return take(1, .plus)
        case UInt8(ascii: ","): return take(1, .comma)
        case UInt8(ascii: "-"): return take(1, .minus)
        case UInt8(ascii: "."): return at(position + 1) == UInt8(ascii: ".") ? take(2, .dots) : take(1, .dot)
        case UInt8(ascii: "/"):
            let next = at(position + 1)
            return next == UInt8(ascii: "/") || next == UInt8(ascii: "*") ? foreignComment(2) : take(1, .slash)
        case UInt8(ascii: "#"): return foreignComment(1)
        case UInt8(ascii: ":"): return take(1, .colon)
        case UInt8(ascii: "<"):
            if at(position + 1) == UInt8(ascii: "=") { return take(2, .lessOrEqual) }
            if at(position + 1) == UInt8(ascii: ">") { return take(2, .notEqual, insteadOf: "!=") }
            return take(1, .less)
        case UInt8(ascii: "="):
            return at(position + 1) == UInt8(ascii: "=") ? take(2, .equal, insteadOf: "=") : take(1, .equal)
        case UInt8(ascii: ">"):
            return at(position + 1) == UInt8(ascii: "=") ? take(2, .greaterOrEqual) : take(1, .greater)
        case UInt8(ascii: "!") where at(position + 1) == UInt8(ascii: "="): return take(2, .notEqual)
        case UInt8(ascii: "?"): return take(1, .question)
        case UInt8(ascii: "["): return take(1, .leftBracket)
        case UInt8(ascii: "]"): return take(1, .rightBracket)
        case UInt8(ascii: "{"): return take(1, .leftBrace)
        case UInt8(ascii: "|"):
            if startsLine, let end = tableRuleEnd() { return take(end - position, .tableRule) }
            return at(position + 1) == UInt8(ascii: "|") ? take(2, .doubleBar) : take(1, .bar)
        case UInt8(ascii: "}"): return take(1, .rightBrace)
        case 0..<0x80: return unreadable()
        default: return scanBeyondASCII()
        }
    }

    private mutating func take(_ length: Int, _ shape: Shape, insteadOf replacement: String? = nil) -> Shape {
        let start = position
        position += length
        if let replacement {
            let found = String(decoding: bytes[start..<position], as: UTF8.self)
            report(.foreignSymbol(found: found, use: replacement), from: start, to: position, replacement: replacement)
        }
        return shape
    }

    private mutating func scanBeyondASCII() -> Shape? {
        let (scalar, length) = ScalarClass.decode(bytes, at: position)
        if scalar == "¥" || scalar == "\u{FFE5}" || Currency.signs.contains(scalar) { return money(length) }
        if ScalarClass.startsName(scalar) { return word() }
        switch scalar {
        case "\u{FF08}": return take(length, .leftParen, insteadOf: "(")
        case "\u{FF09}": return take(length, .rightParen, insteadOf: ")")
        case "\u{FF0C}", "\u{3001}": return take(length, .comma, insteadOf: ",")
        case "\u{FF1A}": return take(length, .colon, insteadOf: ":")
        case "\u{FF1D}": return take(length, .equal, insteadOf: "=")
        case "\u{FF1C}": return take(length, .less, insteadOf: "<")
        case "\u{FF1E}": return take(length, .greater, insteadOf: ">")
        case "\u{2264}": return take(length, .lessOrEqual, insteadOf: "<=")
        case "\u{2265}": return take(length, .greaterOrEqual, insteadOf: ">=")
        case "\u{2260}": return take(length, .notEqual, insteadOf: "!=")
        case "\u{FF0B}": return take(length, .plus, insteadOf: "+")
        case "\u{2212}", "\u{FF0D}", "\u{2013}", "\u{2014}": return take(length, .minus, insteadOf: "-")
        case "\u{D7}": return take(length, .star, insteadOf: "*")
        case "\u{F7}": return take(length, .slash, insteadOf: "/")
        case "\u{FF5B}": return take(length, .leftBrace, insteadOf: "{")
        case "\u{FF5D}": return take(length, .rightBrace, insteadOf: "}")
        case "\u{3010}", "\u{FF3B}": return take(length, .leftBracket, insteadOf: "[")
        case "\u{3011}", "\u{FF3D}": return take(length, .rightBracket, insteadOf: "]")
        case "\u{FF5C}": return take(length, .bar, insteadOf: "|")
        case "\u{FF1F}": return take(length, .question, insteadOf: "?")
        case "\u{201C}", "\u{201D}", "\u{FF02}": return foreignText()
        default: return unreadable()
        }
    }

    /// A comment as other languages have them, to the end of the line.
    private mutating func foreignComment(_ length: Int) -> Shape? {
        let mark = position..<position + length
        while position < limit, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") {
            position += 1
        }
        report(
            .foreignSymbol(found: String(decoding: bytes[mark], as: UTF8.self), use: "--"), from: mark.lowerBound,
            to: mark.upperBound, replacement: "--")
        return nil
    }

    private mutating func unreadable() -> Shape? {
        let start = position
        while position < limit {
            let (scalar, length) = ScalarClass.decode(bytes, at: position)
            if ScalarClass.isSpace(scalar) || ScalarClass.continuesName(scalar)
                || "\"()[]{},:".unicodeScalars.contains(scalar)
            {
                if position == start { position += length }
                break
            }
            position += length
        }
        let found = String(decoding: bytes[start..<position].prefix(24), as: UTF8.self)
        // Marks of direction are told wherever they stand.
        if found.unicodeScalars.allSatisfy(SafeText.isBidiControl) { return nil }
        report(.unreadable(found), from: start, to: position)
        return nil
    }

    private mutating func word() -> Shape {
        while position < limit {
            let byte = bytes[position]
            if byte == UInt8(ascii: "-") {
                let next = position + 1
                guard next < limit, ScalarClass.continuesName(ScalarClass.decode(bytes, at: next).scalar) else { break }
                position += 1
                continue
            }
            let (scalar, length) = ScalarClass.decode(bytes, at: position)
            guard ScalarClass.continuesName(scalar) else { break }
            position += length
        }
        return .word
    }

    // MARK: Texts

    private mutating func text(closedBy quote: UInt8) -> Shape {
        let start = position
        position += 1
        while position < limit, bytes[position] != UInt8(ascii: "\n") {
            let byte = bytes[position]
            if byte == quote {
                position += 1
                return .text
            }
            position +=
                byte == UInt8(ascii: "\\") && position + 1 < limit && bytes[position + 1] != UInt8(ascii: "\n") ? 2 : 1
        }
        while position > start + 1, bytes[position - 1] == UInt8(ascii: "\r") { position -= 1 }
        report(.unterminatedText, from: start, to: min(start + 1, limit), replacement: nil)
        return .text
    }

    /// A text between the curly quotation marks of an input method.
    private mutating func foreignText() -> Shape {
        let start = position
        position += 3
        while position < limit, bytes[position] != UInt8(ascii: "\n") {
            let (scalar, length) = ScalarClass.decode(bytes, at: position)
            position += length
            if scalar == "\u{201C}" || scalar == "\u{201D}" || scalar == "\"" || scalar == "\u{FF02}" { break }
        }
        let found = String(decoding: bytes[start..<min(start + 3, limit)], as: UTF8.self)
        report(.foreignSymbol(found: found, use: "\""), from: start, to: position)
        return .text
    }

    // MARK: Table rules

    /// The end of a line such as `|---|:--||---|`; nil where the bars hold cells.
    private func tableRuleEnd() -> Int? {
        var index = position
        while at(index) == UInt8(ascii: "|") || at(index) == UInt8(ascii: " ") || at(index) == UInt8(ascii: ":") {
            index += 1
        }
        guard at(index) == UInt8(ascii: "-"), at(index + 1) == UInt8(ascii: "-") else { return nil }
        var end = position
        index = position
        while index < limit {
            let byte = bytes[index]
            if byte == UInt8(ascii: "|") { end = index + 1 }
            guard
                byte == UInt8(ascii: "|") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
                    || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            else { break }
            index += 1
        }
        // One bar and dashes are the beginning of a comment: `| -- so far`.
        guard bytes[position..<end].contains(UInt8(ascii: "-")) else { return nil }
        if index < limit, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") { return end }
        while index > end, bytes[index - 1] == UInt8(ascii: " ") || bytes[index - 1] == UInt8(ascii: "\t") {
            index -= 1
        }
        return index
    }
}
