extension Parser {
    /// The smallest whole expressions.
    mutating func primary() -> ExpressionSyntax {
        let start = current.start
        switch shape {
        case .number: return number()
        case .percent:
            let lexeme = advance()
            return node(.percent(figure(lexeme)), from: start)
        case .money:
            let lexeme = advance()
            let mark = string(lexeme).prefix { !$0.isNumber && $0 != " " }
            return node(.money(figure(lexeme), mark: mark == "\u{FFE5}" ? "¥" : String(mark)), from: start)
        case .date:
            let lexeme = advance()
            return node(.date(string(lexeme)), from: start)
        case .dateTime:
            let lexeme = advance()
            return node(.dateTime(string(lexeme)), from: start)
        case .badNumber:
            advance()
            return node(.error, from: start)
        case .text:
            guard let text = textIfPresent() else { return errorExpression() }
            return node(.text(text), from: start)
        case .timeOfDay:
            guard let time = timeOfDay() else { return errorExpression() }
            return node(.timeOfDay(time), from: start)
        case .leftParen: return parenthesised()
        case .leftBrace: return record()
        case .leftBracket:
            let elements = bracketed(.leftBracket, .rightBracket)
            return node(.list(elements), from: start, over: height)
        case .word: return wordOperand()
        default:
            fail(.value)
            return errorExpression()
        }
    }

    /// The digits of a number, a percentage or an amount.
    private func figure(_ lexeme: Lexeme) -> String {
        String(
            decoding: bytes[lexeme.start..<lexeme.end].filter {
                $0 == UInt8(ascii: ".") || $0 &- UInt8(ascii: "0") < 10
            }, as: UTF8.self)
    }

    private mutating func number() -> ExpressionSyntax {
        let lexeme = advance()
        let digits = figure(lexeme)
        let word = bytes[current.start..<current.end]
        if shape == .word, word.elementsEqual("元".utf8) || (Currency.isCode(word) && peek().shape != .colon) {
            let mark = string(advance())
            return node(.money(digits, mark: mark), from: lexeme.start)
        }
        let written = string(lexeme)
        if listContext.isInList, written.contains(",") {
            let two = written.split(separator: ",").joined(separator: ", ")
            report(.ambiguousComma(asOne: digits, asTwo: two), at: lexeme.start..<lexeme.end)
        }
        return node(.number(digits), from: lexeme.start)
    }

    private mutating func parenthesised() -> ExpressionSyntax {
        let start = current.start
        advance()
        let outer = listContext
        listContext = ListContext()
        let inner = expression()
        listContext = outer
        if !isPanicking { expectClosing(.rightParen, openedAt: start) }
        return ExpressionSyntax(kind: inner.kind, span: span(from: start))
    }

    /// `{ kind = facade, location = "客厅" }`
    private mutating func record() -> ExpressionSyntax {
        let start = current.start
        advance()
        let outer = listContext
        listContext = ListContext()
        var fields: [(Name, ExpressionSyntax)] = []
        var tallest = 0
        while shape != .rightBrace, shape != .end, !isPanicking {
            let field = name("a field", "字段")
            if isPanicking { break }
            expect(.equal)
            if isPanicking { break }
            fields.append((field, expression()))
            tallest = max(tallest, height)
            guard take(.comma) else { break }
        }
        listContext = outer
        if !isPanicking { expectClosing(.rightBrace, openedAt: start) }
        return node(.record(fields), from: start, over: tallest)
    }

    // MARK: Words

    private mutating func wordOperand() -> ExpressionSyntax {
        let start = current.start
        if let function = functionOperand() { return function }
        if let question = stageQuestion() { return question }
        switch word {
        case .true, .false:
            let value = word == .true
            advance(as: word)
            return node(.boolean(value), from: start)
        case .asOf:
            advance(as: .asOf)
            return node(.name("as-of"), from: start)
        case .this where peek().shape == .dot:
            advance(as: .this)
            return node(.name("this"), from: start)
        case .if: return conditional()
        case .someIn where peek().shape == .word && peekWord(2) == .in: return quantified()
        case .every where peek().shape == .word && peekWord(2) == .in: return quantified()
        case .count where startsOperand(peek()):
            advance(as: .count)
            let list = postfix()
            return node(.count(list), from: start, over: height)
        case .sum where peekWord() == .of: return summary(.sum)
        case .min where peekWord() == .of: return summary(.min)
        case .max where peekWord() == .of: return summary(.max)
        case .first where peekWord() == .of: return summary(.first)
        case .last where peekWord() == .of: return summary(.last)
        case .working where (peekWord() == .days || peekWord() == .day) && peekWord(2) == .from: return between()
        case let unit? where unit.isUnit && unit != .working && peekWord() == .from: return between()
        case .issue where isDocumentDate(): return documentDate(.issue)
        case .due where isDocumentDate(): return documentDate(.due)
        case .delivery where isDocumentDate(): return documentDate(.delivery)
        case .approval where isDocumentDate(): return documentDate(.approval)
        case .signing where isDocumentDate(): return documentDate(.signing)
        default: return nameOperand()
        }
    }

    private mutating func nameOperand() -> ExpressionSyntax {
        let start = current.start
        if let keyword = word, keyword != .article {
            // A clause begins where its value should stand: `when issue notice`.
            let next = peek()
            let isClause =
                next.shape == .text || next.shape == .number || (next.shape == .word && next.candidate == nil)
            if keyword.isReserved || isClause {
                fail(.value)
                return errorExpression()
            }
        }
        let lexeme = advance()
        return node(.name(string(lexeme)), from: start)
    }

    /// Whether a token can begin an operand and cannot go on after one.
    func startsOperand(_ lexeme: Lexeme) -> Bool {
        switch lexeme.shape {
        case .leftParen, .leftBracket, .leftBrace, .text, .number, .percent, .money, .date, .dateTime, .timeOfDay: true
        case .word:
            lexeme.candidate?.isReserved != true && lexeme.candidate?.isUnit != true
                && lexeme.candidate != .after && lexeme.candidate != .before && lexeme.candidate != .group
        default: false
        }
    }

    private mutating func isDocumentDate() -> Bool { peekWord() == .date && peekWord(2) == .of }

    private mutating func documentDate(_ date: DocumentDate) -> ExpressionSyntax {
        let start = current.start
        advance(as: word)
        advance(as: .date)
        advance(as: .of)
        let form = name("a form", "表单")
        return node(.documentDate(date, form), from: start)
    }

    private mutating func conditional() -> ExpressionSyntax {
        let start = current.start
        advance(as: .if)
        let outer = listContext
        listContext.isInBranch = false
        let condition = expression()
        var tallest = height
        if !isPanicking { expect(.then) }
        let positive = isPanicking ? errorExpression() : expression()
        tallest = max(tallest, height)
        if !isPanicking { expect(.else) }
        listContext = outer
        let negative = isPanicking ? errorExpression() : expression()
        tallest = max(tallest, height)
        return node(.conditional(condition, positive, negative), from: start, over: tallest)
    }

    /// `some x in xs satisfies c`, `every x in xs satisfies c`
    private mutating func quantified() -> ExpressionSyntax {
        let start = current.start
        let isSome = word == .someIn
        advance(as: word)
        let variable = name("a variable", "变量")
        expect(.in)
        let outer = listContext
        listContext.stopsAtWhere = false
        let list = isPanicking ? errorExpression() : postfix()
        listContext = outer
        let listHeight = height
        if !isPanicking { expect(.satisfies) }
        let condition = isPanicking ? errorExpression() : expression()
        return node(
            isSome ? .some(variable, list, condition) : .every(variable, list, condition), from: start,
            over: max(listHeight, height))
    }

    /// `working days from a to b`; `weeks from a to b` are the whole weeks that the days between make.
    private mutating func between() -> ExpressionSyntax {
        let start = current.start
        let (unit, times) = unitIfPresent() ?? (.days, 1)
        advance(as: .from)
        let from = sum()
        let fromHeight = height
        if !isPanicking { expect(.to) }
        let to = isPanicking ? errorExpression() : sum()
        let count = node(.between(unit, from, to), from: start, over: max(fromHeight, height))
        return times == 1 ? count : node(.function(.wholes(of: times), [count]), from: start, over: height)
    }

    // MARK: Summaries

    /// `sum of e for x in xs`, where `e` may be a calculation; without `for`, the list is the operand right after `of`,
    /// so that `sum of xs > 3` and `sum of xs + 1` calculate with the sum.
    private mutating func summary(_ summary: ListSummary) -> ExpressionSyntax {
        let start = current.start
        guard enter() else { return errorExpression() }
        defer { depth -= 1 }
        advance(as: word)
        advance(as: .of)
        let body = sum()
        let bodyHeight = height
        guard !isPanicking else { return errorExpression() }
        if word == .for, peek().shape == .word, peekWord(2) == .in {
            advance(as: .for)
            let variable = name("a variable", "变量")
            expect(.in)
            let list = isPanicking ? errorExpression() : postfix()
            return node(
                .summary(summary, body: body, variable: variable, list: list), from: start,
                over: max(bodyHeight, height))
        }
        let whole = summarised(body, summary, from: start)
        return limited(whole, bodyHeight)
    }

    /// Puts the summary around the leftmost operand of a calculation without parentheses around it.
    private func summarised(
        _ body: ExpressionSyntax, _ summary: ListSummary, from start: Int
    ) -> ExpressionSyntax {
        let first = span(start, start)
        if case .binary(let operation, let left, let right) = body.kind, left.span.start == body.span.start,
            [.add, .subtract, .multiply, .divide].contains(operation)
        {
            let inner = summarised(left, summary, from: start)
            return ExpressionSyntax(kind: .binary(operation, inner, right), span: first.joined(to: body.span))
        }
        return ExpressionSyntax(
            kind: .summary(summary, body: nil, variable: nil, list: body), span: first.joined(to: body.span))
    }

    // MARK: For each

    /// `v in violations where …`, after `for each`.
    mutating func forEachBody() -> ForEachSyntax {
        let variable = name("a variable", "变量")
        if !isPanicking { expect(.in) }
        guard !isPanicking else { return ForEachSyntax(variable: variable, list: errorExpression(), condition: nil) }
        let outer = listContext
        listContext.stopsAtWhere = true
        let list = postfix()
        listContext = outer
        var condition: ExpressionSyntax?
        if !isPanicking, take(.where) { condition = expression() }
        return ForEachSyntax(variable: variable, list: list, condition: condition)
    }
}
