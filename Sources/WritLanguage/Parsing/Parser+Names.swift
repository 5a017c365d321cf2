extension Parser {
    /// A name that has to stand here. Without one, a name without text.
    mutating func name(_ en: String, _ zh: String) -> Name {
        if !beginsNextClause(), let name = nameIfPresent() { return name }
        if shape == .word, current.candidate?.isReserved == true, peek().shape != .word {
            report(.reservedName(string(current)), at: current.start..<current.end)
            isPanicking = true
        } else {
            fail(.name(en: en, zh: zh))
        }
        return missingName()
    }

    func missingName() -> Name { Name(text: "", span: span(current.start, current.start)) }

    /// The current word as a name, unless it is one of the words that cannot be names.
    mutating func nameIfPresent() -> Name? {
        guard shape == .word, current.candidate?.isReserved != true else { return nil }
        let lexeme = advance()
        return Name(text: string(lexeme), span: span(lexeme.start, lexeme.end))
    }

    /// Where a name is missing at the end of a line, the first word of the next one could pass for it: not if that word
    /// is one of the grammar's and has something behind it that no name can have.
    private mutating func beginsNextClause() -> Bool {
        guard shape == .word, current.startsLine, let keyword = current.candidate, keyword != .article,
            current.lineStart == .inline
        else { return false }
        let next = peek()
        guard !next.startsLine else { return false }
        switch next.shape {
        case .word: return next.candidate == nil
        case .text, .number, .date, .money, .percent, .leftParen: return true
        default: return false
        }
    }

    /// `a, b, c`
    mutating func names(_ en: String, _ zh: String) -> [Name] {
        var names = [name(en, zh)]
        while !isPanicking, take(.comma) { names.append(name(en, zh)) }
        return names
    }

    /// A weekday, in any language's spelling, under its English name.
    mutating func weekday() -> Name? {
        guard let keyword = word, keyword.rawValue >= Keyword.monday.rawValue else { return nil }
        let lexeme = advance(as: keyword)
        return Name(text: KeywordTable.english.spelling(of: keyword), span: span(lexeme.start, lexeme.end))
    }

    /// The number of a clause, read to the next white space or comma.
    mutating func clauseID() -> Name {
        let isNextClause = shape == .word && current.startsLine && current.candidate != nil
        guard shape != .end, shape != .text, shape != .comma, !isNextClause else {
            fail(.clauseID)
            return missingName()
        }
        rereadAsClauseID()
        let lexeme = advance()
        return Name(text: string(lexeme), span: span(lexeme.start, lexeme.end))
    }

    /// `basis M3 三.3, 三.4`, after the word.
    mutating func basisBody(from start: Int) -> BasisSyntax {
        let source = name("a source", "来源")
        var clauses: [Name] = []
        if !isPanicking {
            clauses.append(clauseID())
            while !isPanicking, take(.comma) {
                if namesSource() {
                    report(.secondSource(string(current)), at: current.start..<current.end)
                    isPanicking = true
                } else {
                    clauses.append(clauseID())
                }
            }
        }
        return BasisSyntax(source: source, clauses: clauses, span: span(from: start))
    }

    /// A word with the number of a clause behind it, where a number alone has its place.
    private mutating func namesSource() -> Bool {
        guard shape == .word, !current.startsLine else { return false }
        let next = peek()
        guard !next.startsLine, next.start > current.end else { return false }
        return next.shape == .number || next.shape == .word && next.candidate == nil
    }

    // MARK: Texts

    /// A text that has to stand here; `isForPeople` allows `{expression}` in it.
    mutating func text(isForPeople: Bool = false) -> TextSyntax {
        if let text = textIfPresent(isForPeople: isForPeople) { return text }
        fail(.text)
        return TextSyntax(segments: [], span: span(current.start, current.start))
    }

    mutating func textIfPresent(isForPeople: Bool = false) -> TextSyntax? {
        guard shape == .text else { return nil }
        let lexeme = advance()
        var reader = TextReader(parser: self, lexeme: lexeme, isForPeople: isForPeople)
        let segments = reader.segments()
        diagnostics = reader.parser.diagnostics
        return TextSyntax(segments: segments, span: span(lexeme.start, lexeme.end))
    }

    // MARK: Types

    mutating func type() -> TypeSyntax {
        let start = current.start
        guard let kind = typeKind() else {
            fail(.type)
            return TypeSyntax(
                kind: .named(Name(text: "", span: span(start, start))), isOptional: false, span: span(start, start))
        }
        let isOptional = take(.question)
        return TypeSyntax(kind: kind, isOptional: isOptional, span: span(from: start))
    }

    private mutating func typeKind() -> TypeSyntax.Kind? {
        var lists: [Int] = []
        while word == .list, peekWord() == .of {
            lists.append(current.start)
            advance(as: .list)
            advance(as: .of)
            if lists.count > Self.maximumDepth {
                report(.tooDeep(limit: Self.maximumDepth), at: current.start..<current.end)
                isPanicking = true
                return nil
            }
        }
        guard var kind = simpleTypeKind() else { return nil }
        let end = previousEnd
        for (depth, start) in lists.enumerated().reversed() {
            let innerStart = depth + 1 < lists.count ? lists[depth + 1] : start
            kind = .list(TypeSyntax(kind: kind, isOptional: false, span: span(innerStart, end)))
        }
        return kind
    }

    private mutating func simpleTypeKind() -> TypeSyntax.Kind? {
        switch word {
        case .days, .day:
            advance(as: word)
            return .duration(.days)
        case .months, .month:
            advance(as: word)
            return .duration(.months)
        case .hours, .hour:
            advance(as: word)
            return .duration(.hours)
        case .working where peekWord() == .days || peekWord() == .day:
            advance(as: .working)
            advance(as: word)
            return .duration(.workingDays)
        // A type of that name may stand before the field on the next line.
        case .other where peek().shape == .word && !(peek().startsLine && peek(2).shape == .colon):
            advance(as: .other)
            let type = name("a case type", "案件类型")
            guard !isPanicking, word == .by else { return .other(type, by: nil) }
            advance(as: .by)
            return .other(type, by: name("a field", "字段"))
        case .boolean, .integer, .decimal, .money, .percent, .text, .dateType, .dateTime:
            guard let keyword = word else { return nil }
            let lexeme = advance(as: keyword)
            let english = KeywordTable.english.spelling(of: keyword)
            return .named(Name(text: english, span: span(lexeme.start, lexeme.end)))
        default:
            // The field on the next line is no type.
            if current.startsLine, peek().shape == .colon { return nil }
            return nameIfPresent().map { .named($0) }
        }
    }
}
