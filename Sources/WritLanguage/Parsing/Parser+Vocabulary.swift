/// The declarations that give things their names: sources, organisations, calendars, types, parameters.
extension Parser {
    // MARK: Sources

    mutating func source() -> SourceDeclaration {
        let head = head(.source, "a source", "来源")
        var clauses: [SourceDeclaration.Clause] = []
        var seen: Seen = [:]
        var textFile: TextSyntax?
        var edition: TextSyntax?
        self.clauses(of: .source, [.textFile, .edition, .clause]) { parser, keyword in
            if keyword == .clause { return clauses.append(parser.clause()) }
            parser.once(keyword, &seen)
            parser.advance(as: keyword)
            if keyword == .textFile { textFile = parser.text() } else { edition = parser.text() }
        }
        return SourceDeclaration(head: finished(head), textFile: textFile, edition: edition, clauses: clauses)
    }

    private mutating func clause() -> SourceDeclaration.Clause {
        let documentation = documentation
        let start = current.start
        advance(as: .clause)
        let id = clauseID()
        if shape == .text { align(1) }
        let title = isPanicking ? nil : textIfPresent()
        var says: TextSyntax?
        if !isPanicking, word == .says {
            mark(.part)
            advance(as: .says)
            says = text()
        }
        var disposition = SourceDeclaration.Disposition.operative
        if !isPanicking, word == .prose || word == .rejected {
            align(2)
            if take(.prose) {
                disposition = .prose
            } else {
                advance(as: .rejected)
                disposition = .rejected(text())
            }
        }
        return SourceDeclaration.Clause(
            id: id, title: title, disposition: disposition, says: says, documentation: documentation,
            span: span(from: start))
    }

    // MARK: Organisations

    mutating func organisation() -> OrganisationDeclaration {
        let head = head(.organisation, "an organisation", "公司")
        var seen: Seen = [:]
        var calendar: Name?
        var posts: [OrganisationDeclaration.Post] = []
        var settings: [OrganisationDeclaration.Setting] = []
        var substitutions: [SubstituteSyntax] = []
        // `under` stands for the posts, which begin with a name.
        clauses(
            of: .organisation, [.calendar, .with, .substitute, .under], own: { $0.isOwnOfOrganisation() }
        ) { parser, keyword in
            switch keyword {
            case .calendar:
                parser.once(.calendar, &seen)
                parser.advance(as: .calendar)
                calendar = parser.name("a calendar", "日历")
            case .with: settings.append(parser.setting())
            case .substitute: substitutions.append(parser.substitute())
            default: posts.append(parser.post())
            }
        }
        return OrganisationDeclaration(
            head: finished(head), calendar: calendar, posts: posts, settings: settings, substitutions: substitutions)
    }

    /// Whether the current word is a clause of an organisation: its calendar, which has neither a title nor clauses, or
    /// a post, which may have any name.
    private mutating func isOwnOfOrganisation() -> Bool {
        guard shape == .word, word?.isReserved != true else { return false }
        if word == .calendar {
            guard peek().shape == .word else { return false }
            switch peekWord(2) {
            case .weekend, .holiday, .workday, .deadlines, .covers, .zone: return false
            default: return peek(2).shape != .text
            }
        }
        if startsDeclaration() { return false }
        // A declaration with an error in its first word has a name and a title behind it.
        guard current.candidate == nil, peek().shape == .word, peekWord() == nil, peek(2).shape == .text else {
            return true
        }
        return misspelt(among: Self.declarationKeywords) == nil
    }

    private mutating func post() -> OrganisationDeclaration.Post {
        let start = current.start
        let role = name("a role", "岗位")
        var superior: Name?
        if !isPanicking, word == .under {
            align(1)
            advance(as: .under)
            superior = name("a role", "岗位")
        }
        return OrganisationDeclaration.Post(role: role, superior: superior, span: span(from: start))
    }

    private mutating func setting() -> OrganisationDeclaration.Setting {
        let start = current.start
        advance(as: .with)
        let parameter = name("a parameter", "参数")
        var value: ExpressionSyntax?
        if !isPanicking, word == .not, peekWord() == .stated {
            align(1)
            advance(as: .not)
            advance(as: .stated)
        } else {
            if !isPanicking {
                if shape == .equal { align(1) }
                expect(.equal)
            }
            value = isPanicking ? errorExpression() : expression()
        }
        let from = !isPanicking && take(.from) ? expression() : nil
        return OrganisationDeclaration.Setting(parameter: parameter, value: value, from: from, span: span(from: start))
    }

    // MARK: Calendars

    mutating func calendar() -> CalendarDeclaration {
        let head = head(.calendar, "a calendar", "日历")
        var seen: Seen = [:]
        var weekend: [Name] = []
        var holidays: [CalendarDeclaration.Days] = []
        var workdays: [CalendarDeclaration.Days] = []
        var roll = CalendarDeclaration.Roll.none
        var covers: CalendarDeclaration.Days?
        var zone: Name?
        clauses(of: .calendar, [.weekend, .holiday, .workday, .deadlines, .covers, .zone]) { parser, keyword in
            switch keyword {
            case .weekend:
                parser.once(.weekend, &seen)
                parser.advance(as: .weekend)
                weekend = parser.weekdays()
            case .holiday: holidays.append(parser.days(.holiday))
            case .workday: workdays.append(parser.days(.workday))
            case .covers:
                parser.once(.covers, &seen)
                covers = parser.days(.covers)
            case .zone:
                parser.once(.zone, &seen)
                parser.advance(as: .zone)
                zone = parser.zone()
            default:
                parser.once(.deadlines, &seen)
                parser.advance(as: .deadlines)
                parser.expect(.roll)
                guard !parser.isPanicking else { return }
                if parser.take(.forward) {
                    roll = .forward
                } else if parser.take(.backward) {
                    roll = .backward
                } else {
                    parser.fail(.oneOf(["forward", "backward"]))
                }
            }
        }
        return CalendarDeclaration(
            head: finished(head), weekend: weekend, holidays: holidays, workdays: workdays, roll: roll, covers: covers,
            zone: zone)
    }

    /// A time zone, read to the next white space: its name has signs that stand between words elsewhere.
    private mutating func zone() -> Name {
        guard shape != .end, shape != .text, shape != .comma, !current.startsLine else {
            fail(.name(en: "a time zone such as `Asia/Shanghai` or `+08:00`", zh: "时区（如 `Asia/Shanghai` 或 `+08:00`）"))
            return missingName()
        }
        rereadAsClauseID()
        let lexeme = advance()
        return Name(text: string(lexeme), span: span(lexeme.start, lexeme.end))
    }

    /// Weekdays side by side, with or without commas.
    private mutating func weekdays() -> [Name] {
        var days: [Name] = []
        while let day = weekday() {
            days.append(day)
            _ = take(.comma)
        }
        if days.isEmpty || (shape == .word && current.candidate == nil && !current.startsLine) {
            fail(.weekday)
        }
        return days
    }

    private mutating func days(_ keyword: Keyword) -> CalendarDeclaration.Days {
        let start = current.start
        advance(as: keyword)
        let from = expression()
        let to = !isPanicking && take(.to) ? expression() : nil
        let title = isPanicking ? nil : textIfPresent()
        return CalendarDeclaration.Days(from: from, to: to, title: title, span: span(from: start))
    }

    // MARK: Types

    mutating func enumeration() -> EnumDeclaration {
        let head = head(.enum, "an enumeration", "枚举")
        var values: [EnumDeclaration.Value] = []
        var separator: Shape?
        while !isPanicking {
            // A title behind a word of the grammar makes it a value, also on a line of its own.
            let value = (isTitled() ? nameIfPresent() : nil) ?? name("a value", "枚举值")
            if isPanicking { break }
            values.append(EnumDeclaration.Value(name: value, title: textIfPresent()))
            guard shape == .less || shape == .bar else { break }
            if let separator, separator != shape {
                report(.mixedOrder, at: current.start..<current.end)
                isPanicking = true
                break
            }
            separator = shape
            advance()
        }
        return EnumDeclaration(head: finished(head), isOrdered: separator == .less, values: values)
    }

    /// A word with a title behind it, of which another value or the next line follows.
    private mutating func isTitled() -> Bool {
        guard shape == .word, peek().shape == .text else { return false }
        let behind = peek(2)
        return behind.shape == .bar || behind.shape == .less || behind.startsLine
    }

    mutating func record(_ keyword: Keyword) -> RecordDeclaration {
        var head = head(keyword, "a type", "类型")
        var governing: Name?
        if keyword == .case, !isPanicking, word == .governed, peekWord() == .by {
            advance(as: .governed)
            advance(as: .by)
            governing = name("a field", "字段")
            if !isPanicking, head.title == nil { head.title = textIfPresent() }
        }
        var fields: [FieldSyntax] = []
        // `list` stands for the fields, which begin with a name.
        clauses(of: keyword, [.list], own: { $0.isField() }) { parser, _ in fields.append(parser.field()) }
        return RecordDeclaration(head: finished(head), isCase: keyword == .case, governing: governing, fields: fields)
    }

    /// A word with a colon behind it; also a word that no declaration begins with, whose colon was forgotten.
    private mutating func isField() -> Bool {
        guard shape == .word else { return false }
        if peek().shape == .colon { return true }
        if word?.startsDeclaration == true { return false }
        return misspelt(among: Self.declarationKeywords) == nil || peek(2).shape != .text
    }

    private mutating func field() -> FieldSyntax {
        let documentation = documentation
        let start = current.start
        let name = name("a field", "字段")
        if !isPanicking {
            if shape == .colon { align(1) }
            expect(.colon)
        }
        let type = isPanicking ? errorType() : type()
        let domain = isPanicking ? nil : domain()
        if shape == .text { align(2) }
        let title = isPanicking ? nil : textIfPresent()
        return FieldSyntax(
            name: name, type: type, domain: domain, title: title, documentation: documentation, span: span(from: start))
    }

    /// The bounds behind a field's type; nil where there are none.
    private mutating func domain() -> DomainSyntax? {
        let start = current.start
        var domain = DomainSyntax(span: span(start, start))
        while !isPanicking {
            if word == .from {
                advance(as: .from)
                domain.lower = sum()
            } else if word == .to {
                advance(as: .to)
                domain.upper = sum()
            } else if word == .most || (word == .at && peekWord() == .most) {
                _ = take(.at)
                advance(as: .most)
                domain.most = integer(.most, 0, 1_000_000)
            } else {
                break
            }
        }
        domain.span = span(from: start)
        return domain.lower == nil && domain.upper == nil && domain.most == nil ? nil : domain
    }

    func errorType() -> TypeSyntax {
        let place = span(current.start, current.start)
        return TypeSyntax(kind: .named(Name(text: "", span: place)), isOptional: false, span: place)
    }

    // MARK: Parameters

    mutating func parameter() -> ParameterDeclaration {
        var head = head(.parameter, "a parameter", "参数")
        if !isPanicking { expect(.colon) }
        let type = isPanicking ? errorType() : type()
        if !isPanicking, head.title == nil { head.title = textIfPresent() }
        var basis: [BasisSyntax] = []
        var values: [ParameterDeclaration.Value] = []
        var isNotStated = false
        if !isPanicking, word == .is, peekWord() == .not, peekWord(2) == .stated {
            isNotStated = true
            advance(as: .is)
            advance(as: .not)
            advance(as: .stated)
        }
        clauses(of: .parameter, [.is, .basis]) { parser, keyword in
            let start = parser.current.start
            if keyword == .basis {
                parser.advance(as: .basis)
                basis.append(parser.basisBody(from: start))
                return
            }
            parser.advance(as: .is)
            if parser.word == .not, parser.peekWord() == .stated {
                parser.advance(as: .not)
                parser.advance(as: .stated)
                isNotStated = true
                return
            }
            let value = parser.expression()
            let from = !parser.isPanicking && parser.take(.from) ? parser.expression() : nil
            values.append(ParameterDeclaration.Value(value: value, from: from, span: parser.span(from: start)))
        }
        require(.is, of: .parameter, head, when: values.isEmpty && !isNotStated)
        return ParameterDeclaration(
            head: finished(head), type: type, basis: basis, values: values, isNotStated: isNotStated)
    }
}
