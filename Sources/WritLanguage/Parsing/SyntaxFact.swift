/// What can be wrong with the text of a rule file. `SyntaxWording.swift` says it to people.
package enum SyntaxFact: DiagnosticFact {
    /// What the grammar has a place for.
    package enum Wanted: Sendable, Equatable {
        /// A name; of what, in both languages.
        case name(en: String, zh: String)
        case weekday
        case type
        case value
        case text
        case symbol(String)
        case keyword(Keyword)
        /// One of several pieces of rules, with English keywords.
        case oneOf([String])
        case clauseID
        case declaration
        case consequence
        case number
        case timeOfDay
    }

    /// What stands there instead.
    package enum Found: Sendable, Equatable {
        case code(String)
        case endOfRow
        case endOfFile
        case endOfExpression
    }

    case notUTF8(offset: Int)
    case tooLarge(bytes: Int, limit: Int)
    case unclosedFence
    case unreadable(String)
    case foreignSymbol(found: String, use: String)
    case unterminatedText
    case badEscape(String)
    case unclosedInterpolation
    case moneyWithoutFigure
    case dateFormat(String)
    case subtractionWithoutSpaces
    case ambiguousComma(asOne: String, asTwo: String)
    case expected(Wanted, found: Found)
    case unclosed(String, found: Found)
    /// Something that neither goes on with what stands before it nor begins a clause.
    case unexpected(Found)
    case misspelt(found: String, use: Keyword)
    case unknownDeclaration(String)
    case unknownClause(String, declaration: Keyword, clauses: [Keyword])
    case duplicateClause(Keyword)
    case missingClause(Keyword, declaration: Keyword)
    case missingConsequence
    case reportWithoutValues
    case reservedName(String)
    case misplacedRulebook
    case comparisonChain
    case stateOfNoForm(Keyword)
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
    case rowWidth(expected: Int, found: Int)
    case outputWithoutName
    case mixedOrder
    case numberRange(Keyword, Int, Int)
    /// What stands in `{#…}` at the end of a heading and is no name.
    case procedureID(String)
    /// `25:00`
    case noTimeOfDay
    /// `basis A 1, B 2`
    case secondSource(String)

    package var id: String {
        switch self {
        case .notUTF8: "file.not-utf8"
        case .tooLarge: "file.too-large"
        case .unclosedFence: "syntax.unclosed-fence"
        case .unreadable: "syntax.unreadable-character"
        case .foreignSymbol: "syntax.foreign-symbol"
        case .unterminatedText: "syntax.unterminated-text"
        case .badEscape: "syntax.bad-escape"
        case .unclosedInterpolation: "syntax.unclosed-interpolation"
        case .moneyWithoutFigure: "syntax.money-without-figure"
        case .dateFormat: "syntax.date-format"
        case .subtractionWithoutSpaces: "syntax.subtraction-without-spaces"
        case .ambiguousComma: "syntax.ambiguous-comma"
        case .expected(let wanted, _): Self.id(of: wanted)
        case .unexpected: "syntax.unexpected"
        case .unclosed: "syntax.unclosed-bracket"
        case .misspelt: "syntax.misspelt-word"
        case .unknownDeclaration: "syntax.unknown-declaration"
        case .unknownClause: "syntax.unknown-clause"
        case .duplicateClause: "syntax.duplicate-clause"
        case .missingClause: "syntax.missing-clause"
        case .missingConsequence: "syntax.missing-consequence"
        case .reportWithoutValues: "syntax.report-without-values"
        case .reservedName: "syntax.reserved-name"
        case .misplacedRulebook: "syntax.misplaced-rulebook"
        case .comparisonChain: "syntax.comparison-chain"
        case .stateOfNoForm: "syntax.state-of-no-form"
        case .tooDeep: "syntax.too-deep"
        case .tooLong: "syntax.too-long"
        case .rowWidth: "syntax.row-width"
        case .outputWithoutName: "syntax.output-without-name"
        case .mixedOrder: "syntax.mixed-order"
        case .numberRange: "syntax.number-range"
        case .procedureID: "syntax.procedure-id"
        case .noTimeOfDay: "syntax.no-time-of-day"
        case .secondSource: "syntax.second-source"
        }
    }

    private static func id(of wanted: Wanted) -> String {
        switch wanted {
        case .name, .weekday: "syntax.expected-name"
        case .type: "syntax.expected-type"
        case .value: "syntax.expected-value"
        case .text: "syntax.expected-text"
        case .symbol: "syntax.expected-symbol"
        case .keyword, .oneOf: "syntax.expected-word"
        case .clauseID: "syntax.expected-clause-id"
        case .declaration: "syntax.expected-declaration"
        case .consequence: "syntax.expected-consequence"
        case .number, .timeOfDay: "syntax.expected-number"
        }
    }
}
