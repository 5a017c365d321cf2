package import WritLanguage

/// Cuts a text into the JSON values of which it consists: the elements of one array, or values that follow one another.
/// What is in a value is for its reader to say; memory is bounded by the longest one, and that by a limit.
package struct JSONSequence {
    package struct Element: Sendable {
        package let text: [UInt8]
        /// Where it begins, both from 1.
        package let line: Int
        package let column: Int
        /// Why nothing can be cut off from here on; the text is then empty.
        package let problem: JSONProblem.Kind?
    }

    private let refill: (ByteRoom) -> Int
    private let limit: Int
    private var buffer: [UInt8] = []
    private var at = 0
    private var line = 1
    private var column = 1
    private var isArray = false
    private var isStarted = false
    private var isFinished = false

    /// - Parameter refill: puts up to as many bytes as there is room for and answers how many; 0 at the end.
    package init(limit: Int = 1 << 28, refill: @escaping (ByteRoom) -> Int) {
        self.refill = refill
        self.limit = limit
    }

    /// The next value; nil at the end.
    package mutating func next() -> Element? {
        if isFinished { return nil }
        skipSpace()
        if !isStarted {
            isStarted = true
            if peek() == UInt8(ascii: "[") {
                isArray = true
                step()
                skipSpace()
                if peek() == UInt8(ascii: "]") { return close() }
            }
        } else if isArray {
            switch peek() {
            case UInt8(ascii: ","): step()
            case UInt8(ascii: "]"): return close()
            case let other: return stop(.unexpected(other, expected: .commaOrBracket))
            }
            skipSpace()
        }
        guard let first = peek() else {
            isFinished = true
            return isArray ? stop(.unexpected(nil, expected: .value)) : nil
        }
        // A separator where a value belongs would be cut off as an empty one.
        if [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":")].contains(first) {
            return stop(.unexpected(first, expected: .value))
        }
        return cut()
    }

    /// Behind the bracket nothing may follow.
    private mutating func close() -> Element? {
        step()
        skipSpace()
        isFinished = true
        return peek().map { stop(.trailing($0)) }
    }

    private mutating func stop(_ problem: JSONProblem.Kind) -> Element {
        isFinished = true
        return Element(text: [], line: line, column: column, problem: problem)
    }

    /// Takes the value that begins here: to the bracket that closes it, or to the end of a word or number.
    private mutating func cut() -> Element? {
        let (firstLine, firstColumn) = (line, column)
        var text: [UInt8] = []
        var depth = 0
        var isString = false
        while let byte = peek() {
            if text.count >= limit { return stop(.tooLarge(limit: limit)) }
            if isString {
                if byte == UInt8(ascii: "\\") {
                    text.append(byte)
                    step()
                    guard let escaped = peek() else { break }
                    text.append(escaped)
                    step()
                    continue
                }
                if byte == UInt8(ascii: "\"") { isString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return element(text, firstLine, firstColumn) }
                    depth -= 1
                    if depth == 0 {
                        text.append(byte)
                        step()
                        return element(text, firstLine, firstColumn)
                    }
                case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                    if depth == 0 { return element(text, firstLine, firstColumn) }
                default: break
                }
            }
            text.append(byte)
            step()
        }
        isFinished = true
        return element(text, firstLine, firstColumn)
    }

    private func element(_ text: [UInt8], _ line: Int, _ column: Int) -> Element {
        Element(text: text, line: line, column: column, problem: nil)
    }

    // MARK: - Bytes

    /// The byte at hand; nil at the end of the input.
    @inline(__always)
    private mutating func peek() -> UInt8? {
        if at < buffer.count { return buffer[at] }
        return fill() ? buffer[at] : nil
    }

    private mutating func fill() -> Bool {
        buffer = [UInt8](room: 1 << 16, refill)
        at = 0
        return !buffer.isEmpty
    }

    @inline(__always)
    private mutating func step() {
        if buffer[at] == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if buffer[at] & 0xC0 != 0x80 {
            column += 1
        }
        at += 1
    }

    private mutating func skipSpace() {
        while let byte = peek(),
            byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
                || byte == UInt8(ascii: "\t")
        { step() }
    }
}
