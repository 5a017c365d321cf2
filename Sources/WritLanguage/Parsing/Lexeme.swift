/// What the parser sees of a token.
enum Shape: UInt8, Sendable {
    case word, number, percent, money, date, dateTime, monthDay, timeOfDay, badNumber, text, clauseID
    case leftParen, rightParen, leftBrace, rightBrace, leftBracket, rightBracket
    case comma, colon, dot, dots, question, bar, doubleBar
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, plus, minus, star, slash
    /// The line between a table's head and its rows.
    case tableRule
    case end

    /// How the symbol is written, for messages.
    var symbol: String? {
        switch self {
        case .leftParen: "("
        case .rightParen: ")"
        case .leftBrace: "{"
        case .rightBrace: "}"
        case .leftBracket: "["
        case .rightBracket: "]"
        case .comma: ","
        case .colon: ":"
        case .dot: "."
        case .dots: ".."
        case .question: "?"
        case .bar: "|"
        case .doubleBar: "||"
        case .equal: "="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .plus: "+"
        case .minus: "-"
        case .star: "*"
        case .slash: "/"
        default: nil
        }
    }

    var tokenKind: Token.Kind {
        switch self {
        case .word: .word
        case .number, .percent, .money, .date, .dateTime, .monthDay, .timeOfDay, .badNumber, .clauseID: .number
        case .text: .text
        case .end: .end
        default: .punctuation
        }
    }
}

/// A token as the lexer hands it to the parser.
struct Lexeme: Sendable {
    var shape: Shape
    /// Byte offsets into the text that is read.
    var start: Int
    var end: Int
    /// The keyword that the word would be, where the grammar has a place for it.
    var candidate: Keyword?
    /// First on its line.
    var startsLine: Bool
    /// Something unreadable, which has been reported, stands right before it.
    var followsUnreadable = false
    /// Comments, prose and unreadable stretches before it.
    var leading: [Trivia] = []
    var lineStart: LineStart = .inline
    var column: UInt8 = 0

    struct Trivia: Sendable {
        let kind: Token.Kind
        let start: Int
        let end: Int
    }
}
