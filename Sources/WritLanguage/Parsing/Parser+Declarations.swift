extension Parser {
    /// What the head of a declaration is made of before its end is known.
    struct HeadStart {
        let start: Int
        let name: Name
        var title: TextSyntax?
        let documentation: String?
    }

    /// The clauses of one declaration that may stand only once, with their places.
    typealias Seen = [Keyword: Int]

    /// All declarations of the file.
    mutating func declarations() -> [Declaration] {
        var result: [Declaration] = []
        while true {
            if isPanicking { synchronise(to: []) }
            guard current.shape != .end else { break }
            if let keyword = word, keyword.startsDeclaration {
                if keyword == .rulebook, !result.isEmpty {
                    report(.misplacedRulebook, at: current.start..<current.end)
                }
                result.append(declaration(keyword))
            } else if let keyword = misspelt(among: Self.declarationKeywords), beginsDeclaration(peek().shape) {
                reportMisspelt(keyword)
                result.append(declaration(keyword))
            } else if shape == .word, current.startsLine {
                report(.unknownDeclaration(string(current)), at: current.start..<current.end)
                isPanicking = true
                advance()
            } else {
                reportUnexpected()
                advance()
            }
        }
        advance()
        return result
    }

    static let declarationKeywords = Keyword.allCases.filter(\.startsDeclaration)

    private mutating func declaration(_ keyword: Keyword) -> Declaration {
        switch keyword {
        case .rulebook: .rulebook(rulebook())
        case .source: .source(source())
        case .role: .role(simple(keyword, "a role", "岗位"))
        case .party: .party(simple(keyword, "a party", "当事人"))
        case .action: .action(simple(keyword, "an action", "行为"))
        case .organisation: .organisation(organisation())
        case .calendar: .calendar(calendar())
        case .enum: .enumeration(enumeration())
        case .record, .case: .record(record(keyword))
        case .parameter: .parameter(parameter())
        case .define, .amend: .definition(definition(keyword))
        case .table: .table(table())
        case .rule: .rule(rule())
        case .chain: .chain(chain())
        case .duty: .duty(duty())
        case .obligation: .obligation(obligation())
        case .judgement: .judgement(judgement())
        case .columns: .columns(columns())
        case .report: .report(report())
        case .stages: .stages(stages())
        case .example: .example(example())
        default: .log(log())
        }
    }

    // MARK: Heads

    /// Takes the keyword, the name and, where there is one, the title.
    mutating func head(_ keyword: Keyword, _ en: String, _ zh: String) -> HeadStart {
        let documentation = documentation
        let start = current.start
        mark(.declaration)
        advance(as: keyword)
        let name = name(en, zh)
        if !isPanicking, shape == .text { align(1) }
        let title = isPanicking ? nil : textIfPresent()
        return HeadStart(start: start, name: name, title: title, documentation: documentation)
    }

    func finished(_ head: HeadStart) -> DeclarationHead {
        DeclarationHead(
            name: head.name, title: head.title, documentation: head.documentation, span: span(from: head.start))
    }

    private mutating func rulebook() -> RulebookDeclaration {
        let head = head(.rulebook, "a rulebook", "规则手册")
        var currency: Name?
        if !isPanicking, word == .currency {
            mark(.clause)
            advance(as: .currency)
            currency = name("a currency such as `USD`", "货币代码（如 `USD`）")
        }
        return RulebookDeclaration(head: finished(head), currency: currency)
    }

    private mutating func simple(_ keyword: Keyword, _ en: String, _ zh: String) -> SimpleDeclaration {
        SimpleDeclaration(head: finished(head(keyword, en, zh)))
    }

    // MARK: Clauses

    /// Reads clauses until something begins that is none: a declaration or the end of the file.
    ///
    /// - Parameter own: whether a word that could begin a declaration is a clause of this one.
    mutating func clauses(
        of declaration: Keyword, _ known: [Keyword], own: (inout Parser) -> Bool = { _ in false },
        _ handle: (inout Parser, Keyword) -> Void
    ) {
        while true {
            if isPanicking { synchronise(to: known) }
            guard shape != .end else { return }
            let start = current.start
            guard clause(of: declaration, known, own, handle) else { return }
            // Whatever happened to the clause, the next one is another.
            if current.start == start, current.shape != .end { advance() }
        }
    }

    /// Reads one clause; false where none begins here.
    private mutating func clause(
        of declaration: Keyword, _ known: [Keyword], _ own: (inout Parser) -> Bool,
        _ handle: (inout Parser, Keyword) -> Void
    ) -> Bool {
        let isOwn = own(&self)
        if !isOwn, startsDeclaration() { return false }
        if let keyword = word, known.contains(keyword) {
            mark(.clause)
            handle(&self, keyword)
        } else if isOwn {
            mark(.clause)
            handle(&self, declaration)
        } else if let keyword = misspeltClause(among: known) {
            reportMisspelt(keyword)
            mark(.clause)
            handle(&self, keyword)
        } else if !isIndented, misspelt(among: Self.declarationKeywords) != nil, beginsDeclaration(peek().shape) {
            return false
        } else {
            reportUnknownClause(of: declaration, known)
        }
        return true
    }

    /// A clause with an error in its first word, unless the word is nearer to that of a declaration.
    private mutating func misspeltClause(among known: [Keyword]) -> Keyword? {
        guard current.candidate == nil,
            let keyword = misspelt(
                among: known
                    + (!isIndented && beginsDeclaration(peek().shape) ? Self.declarationKeywords : []))
        else { return nil }
        return known.contains(keyword) ? keyword : nil
    }

    mutating func reportMisspelt(_ keyword: Keyword) {
        report(
            .misspelt(found: string(current), use: keyword), at: current.start..<current.end,
            replacement: keywords(keyword))
    }

    private mutating func reportUnknownClause(of declaration: Keyword, _ known: [Keyword]) {
        if shape == .word, current.startsLine {
            report(
                .unknownClause(string(current), declaration: declaration, clauses: known),
                at: current.start..<current.end)
        } else {
            reportUnexpected()
        }
        isPanicking = true
        advance()
    }

    mutating func reportUnexpected() {
        if !current.followsUnreadable { report(.unexpected(found), at: current.start..<current.end) }
        isPanicking = true
    }

    /// Whether the current word begins a declaration: its keyword with a name or a text behind it.
    mutating func startsDeclaration() -> Bool {
        guard let keyword = word, keyword.startsDeclaration else { return false }
        let next = peek()
        return keyword == .example ? next.shape == .text : next.shape == .word
    }

    private func beginsDeclaration(_ next: Shape) -> Bool { next == .word || next == .text }

    /// Whether the current word stands in from the margin, where clauses stand and declarations do not.
    private var isIndented: Bool {
        current.startsLine && current.start > 0
            && (bytes[current.start - 1] == UInt8(ascii: " ") || bytes[current.start - 1] == UInt8(ascii: "\t"))
    }

    /// Passes over everything up to a line that begins with one of the clauses, a row, or a declaration.
    mutating func synchronise(to known: [Keyword]) {
        isInRow = false
        while current.shape != .end {
            if current.startsLine {
                if known.isEmpty ? word?.startsDeclaration == true : startsDeclaration() { break }
                if let keyword = word, known.contains(keyword) { break }
                if shape == .bar, known.contains(.policy) { break }
                if known.contains(.under), shape == .word { break }
                if known.contains(.list), shape == .word, peek().shape == .colon { break }
            }
            advance()
        }
        isPanicking = false
        listContext = ListContext()
        depth = 0
    }

    /// `for CASE-TYPE`, once.
    mutating func caseType(_ seen: inout Seen) -> Name {
        once(.for, &seen)
        advance(as: .for)
        return name("a case type", "案件类型")
    }

    /// A keyword with an expression behind it, once.
    mutating func expression(behind keyword: Keyword, _ seen: inout Seen) -> ExpressionSyntax {
        once(keyword, &seen)
        advance(as: keyword)
        return expression()
    }

    /// Notes a clause that may stand once; a second one is reported.
    mutating func once(_ keyword: Keyword, _ seen: inout Seen) {
        let start = current.start
        if let first = seen[keyword] {
            report(
                .duplicateClause(keyword), at: start..<current.end,
                related: [
                    Diagnostic.Related(
                        .span(span(first, first + keywords(keyword).utf8.count)), Phrase(en: "the first one", zh: "第一次")
                    )
                ])
        } else {
            seen[keyword] = start
        }
    }

    /// Reports a clause that a declaration cannot do without, at the declaration's name.
    mutating func require(_ clause: Keyword, of declaration: Keyword, _ head: HeadStart, when isMissing: Bool) {
        requireSomething(.missingClause(clause, declaration: declaration), head, when: isMissing)
    }

    mutating func requireSomething(_ fact: SyntaxFact, _ head: HeadStart, when isMissing: Bool) {
        guard isMissing, !isPanicking, !head.name.text.isEmpty,
            !diagnostics.suffix(1).contains(where: { Self.lies($0, from: head.start) })
        else { return }
        let span = head.name.span
        report(fact, at: Int(span.start)..<Int(span.end))
    }

    /// What is missing may be missing because of a mistake that has been reported.
    private static func lies(_ diagnostic: Diagnostic, from start: Int) -> Bool {
        if case .span(let span) = diagnostic.place { Int(span.start) >= start } else { false }
    }

    // MARK: Clauses of several declarations

    static let provisionKeywords: [Keyword] = [.basis, .at, .valid]

    /// `basis`, `at` and `valid`.
    mutating func provision(_ keyword: Keyword, _ provision: inout ProvisionSyntax, _ seen: inout Seen) {
        let start = current.start
        switch keyword {
        case .basis:
            advance(as: .basis)
            provision.basis.append(basisBody(from: start))
        case .at:
            once(.at, &seen)
            advance(as: .at)
            provision.organisations = names("an organisation", "公司")
        default:
            once(.valid, &seen)
            advance(as: .valid)
            expect(.from)
            provision.validFrom = isPanicking ? nil : expression()
            if !isPanicking, take(.to) { provision.validTo = expression() }
        }
    }

    /// `substitute deputy for manager from D to D`
    mutating func substitute() -> SubstituteSyntax {
        let start = current.start
        advance(as: .substitute)
        let role = name("a role", "岗位")
        if !isPanicking { expect(.for) }
        let absent = isPanicking ? role : name("a role", "岗位")
        if !isPanicking { expect(.from) }
        let from = isPanicking ? errorExpression() : expression()
        if !isPanicking { expect(.to) }
        let to = isPanicking ? errorExpression() : expression()
        return SubstituteSyntax(role: role, absent: absent, from: from, to: to, span: span(from: start))
    }

    /// `a = x, b = y`
    mutating func assignments() -> [(Name, ExpressionSyntax)] {
        var result: [(Name, ExpressionSyntax)] = []
        repeat {
            let field = name("a field", "字段")
            if !isPanicking { expect(.equal) }
            if isPanicking { break }
            result.append((field, expression()))
        } while !isPanicking && take(.comma)
        return result
    }

    /// A whole number between two bounds.
    mutating func integer(_ what: Keyword, _ low: Int, _ high: Int) -> Int {
        guard shape == .number else {
            fail(.number)
            return low
        }
        let place = current.start..<current.end
        guard let value = Int(string(current)), value >= low, value <= high else {
            report(.numberRange(what, low, high), at: place)
            advance()
            return low
        }
        advance()
        return value
    }
}
