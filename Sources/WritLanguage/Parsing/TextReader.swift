/// Takes a quoted text apart: escapes, and interpolations where people read it.
///
/// The escapes are `\"`, `\\`, `\n`, `\t` and `\u{4E00}`. In a text for people `{` opens an interpolation, `{{` is a
/// brace and so is `}}`; elsewhere braces are letters like any other.
struct TextReader {
    private(set) var parser: Parser
    private let lexeme: Lexeme
    private let isForPeople: Bool
    private var literal: [UInt8] = []
    private var result: [TextSyntax.Segment] = []

    init(parser: Parser, lexeme: Lexeme, isForPeople: Bool) {
        self.parser = parser
        self.lexeme = lexeme
        self.isForPeople = isForPeople
    }

    mutating func segments() -> [TextSyntax.Segment] {
        let bytes = parser.bytes
        let range = content(bytes)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                index = escape(bytes, at: index, end: range.upperBound)
            } else if isForPeople, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), index + 1 < range.upperBound,
                bytes[index + 1] == byte
            {
                literal.append(byte)
                index += 2
            } else if isForPeople, byte == UInt8(ascii: "{") {
                index = interpolation(bytes, at: index, end: range.upperBound)
            } else {
                literal.append(byte)
                index += 1
            }
        }
        endLiteral()
        return result
    }

    /// The bytes between the quotation marks, of whatever kind they are.
    private func content(_ bytes: [UInt8]) -> Range<Int> {
        let opening = bytes[lexeme.start] == UInt8(ascii: "\"") ? 1 : 3
        let start = min(lexeme.start + opening, lexeme.end)
        if lexeme.end - start >= 1, bytes[lexeme.end - 1] == UInt8(ascii: "\""),
            !isEscaped(bytes, at: lexeme.end - 1, from: start)
        {
            return start..<lexeme.end - 1
        }
        if opening == 3, lexeme.end - start >= 3, bytes[lexeme.end - 3] == 0xE2 || bytes[lexeme.end - 3] == 0xEF {
            return start..<lexeme.end - 3
        }
        return start..<lexeme.end
    }

    private func isEscaped(_ bytes: [UInt8], at index: Int, from start: Int) -> Bool {
        var count = 0
        while index - 1 - count >= start, bytes[index - 1 - count] == UInt8(ascii: "\\") { count += 1 }
        return !count.isMultiple(of: 2)
    }

    private mutating func endLiteral() {
        if literal.isEmpty { return }
        result.append(.literal(String(decoding: literal, as: UTF8.self)))
        literal = []
    }

    /// Reads an escape and returns where it ends.
    private mutating func escape(_ bytes: [UInt8], at start: Int, end: Int) -> Int {
        let next = start + 1 < end ? bytes[start + 1] : 0
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): literal.append(next)
        case UInt8(ascii: "n"): literal.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "t"): literal.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "u"):
            if let (scalar, after) = codePoint(bytes, at: start + 2, end: end) {
                if SafeText.isBidiControl(scalar) {
                    let place = Place.span(parser.span(start, after))
                    parser.diagnostics.append(Diagnostic(.error, TextFact.bidiControl(scalar), at: place))
                }
                literal.append(contentsOf: String(Character(scalar)).utf8)
                return after
            }
            let close = bytes[start..<min(start + 12, end)].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 }
            return badEscape(bytes, start, close ?? min(start + 2, end))
        default:
            let length = start + 1 < end ? ScalarClass.decode(bytes, at: start + 1).length : 0
            return badEscape(bytes, start, min(start + 1 + length, end))
        }
        return start + 2
    }

    private mutating func badEscape(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        parser.report(.badEscape(String(decoding: bytes[start..<end], as: UTF8.self)), at: start..<end)
        return end
    }

    /// `{4E00}`: up to six hexadecimal digits that name a character.
    private func codePoint(_ bytes: [UInt8], at start: Int, end: Int) -> (Unicode.Scalar, Int)? {
        guard start < end, bytes[start] == UInt8(ascii: "{") else { return nil }
        var index = start + 1
        while index < end, bytes[index] != UInt8(ascii: "}") { index += 1 }
        guard index < end, index - start - 1 <= 6 else { return nil }
        let digits = String(decoding: bytes[start + 1..<index], as: UTF8.self)
        guard let value = UInt32(digits, radix: 16), digits.first != "+", let scalar = Unicode.Scalar(value),
            scalar.value != 0
        else { return nil }
        return (scalar, index + 1)
    }

    /// Reads `{expression}` and returns where it ends. The expression holds no quotation marks.
    private mutating func interpolation(_ bytes: [UInt8], at start: Int, end: Int) -> Int {
        var close = start + 1
        var nesting = 1
        while close < end {
            if bytes[close] == UInt8(ascii: "{") { nesting += 1 }
            if bytes[close] == UInt8(ascii: "}") { nesting -= 1 }
            if nesting == 0 { break }
            close += 1
        }
        guard close < end else {
            parser.report(.unclosedInterpolation, at: start..<start + 1)
            literal.append(contentsOf: bytes[start..<end])
            return end
        }
        endLiteral()
        let inside = start + 1..<close
        var inner = Parser(
            bytes: bytes, file: parser.file, offsets: parser.offsets, ranges: [inside], extent: inside,
            isWholeFile: false)
        inner.depth = parser.depth
        let expression = inner.expression()
        inner.expectEnd()
        if !parser.isPanicking { parser.diagnostics.append(contentsOf: inner.finishedDiagnostics()) }
        result.append(.value(expression))
        return close + 1
    }
}
