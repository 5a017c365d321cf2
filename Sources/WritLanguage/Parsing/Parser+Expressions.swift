/// How tightly an operator binds, loosest first.
private enum Level: Int {
    case or = 1
    case and, not, comparison, orElse, shift, sum, product
}

extension Parser {
    /// Tokens that are looked at to tell a range from a list.
    private static var longestLookAhead: Int { 64 }

    // MARK: Operators

    mutating func expression() -> ExpressionSyntax { operation(Level.or.rawValue) }

    /// An expression without comparisons and the like around it: a calculation.
    mutating func sum() -> ExpressionSyntax { operation(Level.sum.rawValue) }

    /// A day, or a length of time before or after one.
    mutating func shifted() -> ExpressionSyntax { operation(Level.shift.rawValue) }

    /// Operands joined by operators that bind at least as tightly as the level says.
    private mutating func operation(_ minimum: Int) -> ExpressionSyntax {
        guard enter() else { return errorExpression() }
        defer { depth -= 1 }
        let start = current.start
        var left = unary()
        var hasCompared = false
        while !isPanicking, let level = operatorLevel(), level.rawValue >= minimum {
            switch level {
            case .or: left = chain(left, .or, keyword: .or, next: Level.and.rawValue, from: start)
            case .and: left = chain(left, .and, keyword: .and, next: Level.not.rawValue, from: start)
            case .comparison:
                if hasCompared {
                    if listContext.isInBranch, word == .is { return left }
                    report(.comparisonChain, at: current.start..<current.end)
                    isPanicking = true
                    return left
                }
                hasCompared = true
                left = comparison(left, from: start)
            case .orElse:
                let leftHeight = height
                advance(as: .or)
                advance(as: .else)
                let right = operation(Level.shift.rawValue)
                left = node(.orElse(left, right), from: start, over: max(leftHeight, height))
            case .shift:
                let leftHeight = height
                let isAfter = word == .after
                advance(as: word)
                let right = operation(Level.shift.rawValue)
                left = node(
                    isAfter ? .after(left, right) : .before(left, right), from: start, over: max(leftHeight, height))
            case .sum, .product: left = calculation(left, level, from: start)
            case .not: return left
            }
        }
        return left
    }

    /// The level of the operator at the current token.
    private mutating func operatorLevel() -> Level? {
        switch shape {
        case .plus, .minus: return .sum
        case .star, .slash: return .product
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return .comparison
        case .word: break
        default: return nil
        }
        switch word {
        case .or: return peekWord() == .else ? .orElse : .or
        case .and: return .and
        case .after, .before: return .shift
        case .in: return .comparison
        case .not: return peekWord() == .in ? .comparison : nil
        case .is: return isPredicate() ? .comparison : nil
        case .contains: return peek().shape == .colon ? nil : .comparison
        case .starts, .ends: return peekWord() == .with ? .comparison : nil
        default: return nil
        }
    }

    /// Whether `is` at the current token asks something (`is known`, `is not missing`, `is approved`) and does not begin
    /// the next branch of a definition.
    private mutating func isPredicate() -> Bool {
        let first = peekWord() == .not ? 2 : 1
        let length: Int
        if Self.predicate(peekWord(first)) {
            // `is overdue in stage handling` is the value of the next branch, not what this one asks of a form.
            if peekWord(first) == .overdue, peekWord(first + 1) == .in, peekWord(first + 2) == .stage { return false }
            length = 1
        } else if peekWord(first) == .article, let words = kindOfDay(from: first + 1) {
            length = 1 + words
        } else {
            return false
        }
        guard listContext.isInBranch else { return true }
        let following = peekWord(first + length)
        return following != .when && following != .otherwise
    }

    /// How many words `working day` or `holiday` takes, so far ahead; nothing where neither stands there.
    private mutating func kindOfDay(from distance: Int) -> Int? {
        if peekWord(distance) == .holiday { return 1 }
        guard peekWord(distance) == .working, peekWord(distance + 1) == .day else { return nil }
        return 2
    }

    private static func predicate(_ keyword: Keyword?) -> Bool {
        switch keyword {
        case .known, .missing, .issued, .approved, .delivered, .signed, .overdue: true
        default: false
        }
    }

    /// `a or b or c`: both operators are associative, so that a long chain makes a low tree.
    private mutating func chain(
        _ first: ExpressionSyntax, _ operation: BinaryOperator, keyword: Keyword, next: Int, from start: Int
    ) -> ExpressionSyntax {
        var operands = [first]
        var tallest = height
        while word == keyword, keyword != .or || peekWord() != .else, !isPanicking {
            advance(as: keyword)
            operands.append(self.operation(next))
            tallest = max(tallest, height)
        }
        if operands.count <= 8 {
            var left = first
            for (count, right) in operands.dropFirst().enumerated() {
                left = node(.binary(operation, left, right), over: left, right, height: tallest + count)
            }
            return left
        }
        return balanced(operands[...], operation, height: tallest)
    }

    private mutating func balanced(
        _ operands: ArraySlice<ExpressionSyntax>, _ operation: BinaryOperator, height operandHeight: Int
    ) -> ExpressionSyntax {
        guard operands.count > 1, let first = operands.first else {
            height = operandHeight
            return operands.first ?? errorExpression()
        }
        let middle = operands.startIndex + operands.count / 2
        let left = balanced(operands[operands.startIndex..<middle], operation, height: operandHeight)
        let leftHeight = height
        let right = balanced(operands[middle...], operation, height: operandHeight)
        let sides = max(leftHeight, height)
        return node(.binary(operation, left, right), over: first, right, height: sides)
    }

    /// `a + b - c` or `a * b / c`, from the left. A sum of more terms than may nest is balanced; a product is refused,
    /// because division is not associative.
    private mutating func calculation(
        _ first: ExpressionSyntax, _ level: Level, from start: Int
    ) -> ExpressionSyntax {
        var terms: [(operation: BinaryOperator, operand: ExpressionSyntax)] = []
        let firstHeight = height
        var tallest = height
        let place = current.start..<current.end
        while !isPanicking, let operation = calculationOperator(level) {
            advance()
            terms.append((operation, self.operation(level.rawValue + 1)))
            tallest = max(tallest, height)
        }
        if terms.count > Self.maximumChain {
            if level == .sum, !Self.holdsDuration(first, terms.map(\.operand)) {
                height = firstHeight
                return balancedSum(first, terms, height: tallest)
            }
            report(.tooLong(limit: Self.maximumChain), at: place)
            isPanicking = true
            return errorExpression()
        }
        var left = first
        for (count, term) in terms.enumerated() {
            left = node(.binary(term.operation, left, term.operand), over: left, term.operand, height: tallest + count)
        }
        return left
    }

    private func calculationOperator(_ level: Level) -> BinaryOperator? {
        switch (shape, level) {
        case (.plus, .sum): .add
        case (.minus, .sum): .subtract
        case (.star, .product): .multiply
        case (.slash, .product): .divide
        default: nil
        }
    }

    /// Dates move by one duration after the other, so that sums with durations keep their order.
    private static func holdsDuration(_ first: ExpressionSyntax, _ others: [ExpressionSyntax]) -> Bool {
        ([first] + others).contains { if case .duration = $0.kind { true } else { false } }
    }

    /// The added terms less the subtracted ones, each balanced.
    private mutating func balancedSum(
        _ first: ExpressionSyntax, _ terms: [(operation: BinaryOperator, operand: ExpressionSyntax)],
        height tallest: Int
    ) -> ExpressionSyntax {
        let added = [first] + terms.filter { $0.operation == .add }.map(\.operand)
        let subtracted = terms.filter { $0.operation == .subtract }.map(\.operand)
        let plus = balanced(added[...], .add, height: tallest)
        guard !subtracted.isEmpty else { return plus }
        let plusHeight = height
        let minus = balanced(subtracted[...], .add, height: tallest)
        return node(.binary(.subtract, plus, minus), over: plus, minus, height: max(plusHeight, height))
    }

    // MARK: Comparisons

    private mutating func comparison(_ left: ExpressionSyntax, from start: Int) -> ExpressionSyntax {
        let leftHeight = height
        if let operation = comparisonOperator() {
            advance()
            let right = self.operation(Level.orElse.rawValue)
            return node(.binary(operation, left, right), from: start, over: max(leftHeight, height))
        }
        if word == .is { return predicate(of: left, from: start) }
        if let function = textFunction() {
            let right = self.operation(Level.orElse.rawValue)
            return node(.function(function, [left, right]), from: start, over: max(leftHeight, height))
        }
        let isNegated = take(Keyword.not)
        advance(as: .in)
        let membership: ExpressionSyntax
        switch shape {
        case .leftBrace:
            let set = bracketed(.leftBrace, .rightBrace)
            membership = node(.inSet(left, set), from: start, over: max(leftHeight, height))
        case .leftParen where !beginsRange():
            let list = postfix()
            membership = node(.inList(left, list), from: start, over: max(leftHeight, height))
        case .leftBracket, .leftParen:
            let range = range()
            membership = node(.inRange(left, range), from: start, over: max(leftHeight, height))
        case .word where current.candidate?.isReserved != true:
            let list = postfix()
            membership = node(.inList(left, list), from: start, over: max(leftHeight, height))
        default:
            fail(.oneOf(["{a, b}", "[a..b]"]))
            return errorExpression()
        }
        return isNegated ? node(.not(membership), from: start, over: height) : membership
    }

    /// Whether the bracket at the current token opens a range, `(a..b]`, and not a list in parentheses.
    private mutating func beginsRange() -> Bool {
        var depth = 0
        for distance in 1...Self.longestLookAhead {
            switch peek(distance).shape {
            case .dots where depth == 0: return true
            case .leftParen, .leftBracket, .leftBrace: depth += 1
            case .rightParen, .rightBracket, .rightBrace:
                if depth == 0 { return false }
                depth -= 1
            case .end: return true
            default: break
            }
        }
        return true
    }

    func comparisonOperator() -> BinaryOperator? {
        switch shape {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }

    private mutating func predicate(of left: ExpressionSyntax, from start: Int) -> ExpressionSyntax {
        let leftHeight = height
        let end = previousEnd
        advance(as: .is)
        let isNegated = take(Keyword.not)
        let keyword = word
        advance(as: keyword)
        let kind: ExpressionSyntax.Kind
        switch keyword {
        case .known: kind = .isKnown(left)
        case .missing: kind = .isMissing(left)
        case .article:
            if take(Keyword.holiday) {
                kind = .function(.isHoliday, [left])
            } else {
                advance(as: .working)
                advance(as: .day)
                kind = .function(.isWorkingDay, [left])
            }
        default:
            let state = DocumentState(rawValue: keyword.map { KeywordTable.english.spelling(of: $0) } ?? "") ?? .issued
            guard case .name(let form) = left.kind else {
                report(.stateOfNoForm(keyword ?? .issued), at: start..<max(start, end))
                return errorExpression()
            }
            kind = .documentState(Name(text: form, span: left.span), state)
        }
        let question = node(kind, from: start, over: leftHeight)
        return isNegated ? node(.not(question), from: start, over: height) : question
    }

    /// `[a..b)`, at its opening bracket; an absent bound is open to that side.
    mutating func range() -> RangeSyntax {
        let opening = current.start
        let includesLower = shape == .leftBracket
        advance()
        var tallest = 0
        var lower: ExpressionSyntax?
        if shape != .dots {
            lower = sum()
            tallest = height
        }
        expect(.dots)
        var upper: ExpressionSyntax?
        if shape != .rightBracket, shape != .rightParen {
            upper = sum()
            tallest = max(tallest, height)
        }
        height = tallest
        let includesUpper = shape == .rightBracket
        if !isPanicking, !take(.rightParen) { expectClosing(.rightBracket, openedAt: opening) }
        return RangeSyntax(lower: lower, upper: upper, includesLower: includesLower, includesUpper: includesUpper)
    }

    /// Values between brackets, separated by commas, at the opening bracket. A comma at the end is allowed.
    mutating func bracketed(_ open: Shape, _ close: Shape) -> [ExpressionSyntax] {
        let opening = current.start
        advance()
        var elements: [ExpressionSyntax] = []
        var tallest = 0
        let outer = listContext
        listContext = ListContext(isInList: true, stopsAtWhere: false, isInBranch: false)
        while shape != close, shape != .end, !isPanicking {
            elements.append(expression())
            tallest = max(tallest, height)
            guard take(.comma) else { break }
        }
        listContext = outer
        if !isPanicking { expectClosing(close, openedAt: opening) }
        height = tallest
        return elements
    }

    // MARK: Operands

    private mutating func unary() -> ExpressionSyntax {
        let start = current.start
        if word == .not {
            guard enter() else { return errorExpression() }
            defer { depth -= 1 }
            advance(as: .not)
            let operand = operation(Level.comparison.rawValue)
            return node(.not(operand), from: start, over: height)
        }
        if shape == .minus {
            guard enter() else { return errorExpression() }
            defer { depth -= 1 }
            advance()
            let operand = unary()
            return node(.negate(operand), from: start, over: height)
        }
        return postfix()
    }

    /// An operand with what follows it directly: `.field`, `[1]`, a unit, `where`, `group by`.
    mutating func postfix() -> ExpressionSyntax {
        guard enter() else { return errorExpression() }
        defer { depth -= 1 }
        let start = current.start
        var operand = primary()
        while !isPanicking {
            let operandHeight = height
            switch shape {
            case .dot:
                advance()
                let field = name("a field", "字段")
                operand = node(.member(operand, field), from: start, over: operandHeight)
            case .leftBracket:
                let index = bracketed(.leftBracket, .rightBracket)
                guard index.count == 1, let first = index.first else {
                    fail(.number)
                    return errorExpression()
                }
                operand = node(.element(operand, first), from: start, over: max(operandHeight, height))
            case .word:
                guard let next = postfixWord(operand, from: start) else { return operand }
                operand = next
            default: return operand
            }
        }
        return operand
    }

    private mutating func postfixWord(_ operand: ExpressionSyntax, from start: Int) -> ExpressionSyntax? {
        let operandHeight = height
        switch word {
        case .where where !listContext.stopsAtWhere:
            advance(as: .where)
            let condition = expression()
            return node(.filter(operand, condition), from: start, over: max(operandHeight, height))
        case .group where peekWord() == .by:
            advance(as: .group)
            advance(as: .by)
            let key = operation(Level.sum.rawValue)
            return node(.group(operand, by: key), from: start, over: max(operandHeight, height))
        case .sorted where peekWord() == .by:
            advance(as: .sorted)
            advance(as: .by)
            let key = operation(Level.sum.rawValue)
            return node(.sorted(operand, by: key), from: start, over: max(operandHeight, height))
        default:
            guard let (unit, times) = unitIfPresent() else { return nil }
            return node(.duration(operand, unit, times: times), from: start, over: operandHeight)
        }
    }

    /// `days`, `working days`, `weeks`, `months` … at the current token: a unit, and how many of it the word stands for. A
    /// field of such a name, on a line of its own, is none.
    mutating func unitIfPresent() -> (unit: DurationUnit, times: Int)? {
        guard shape == .word, let keyword = word, peek().shape != .colon else { return nil }
        let unit: (DurationUnit, Int)
        switch keyword {
        case .days, .day: unit = (.days, 1)
        case .weeks, .week: unit = (.days, 7)
        case .months, .month: unit = (.months, 1)
        case .quarters, .quarter: unit = (.months, 3)
        case .halfYears, .halfYear: unit = (.months, 6)
        case .years, .year: unit = (.months, 12)
        case .hours, .hour: unit = (.hours, 1)
        case .working where peekWord() == .days || peekWord() == .day:
            advance(as: .working)
            unit = (.workingDays, 1)
        default: return nil
        }
        advance(as: word)
        return unit
    }

    // MARK: Nodes

    /// Goes one level down; false, with a diagnostic, where that is too deep.
    mutating func enter() -> Bool {
        // A level of parentheses is two steps: the operation and its operand.
        if depth >= 2 * Self.maximumDepth {
            report(.tooDeep(limit: Self.maximumDepth), at: current.start..<current.end)
            isPanicking = true
            return false
        }
        depth += 1
        return true
    }

    mutating func errorExpression() -> ExpressionSyntax {
        height = 1
        return ExpressionSyntax(kind: .error, span: span(current.start, current.start))
    }

    /// A node from a byte to the last one read, over children of the given height.
    mutating func node(
        _ kind: ExpressionSyntax.Kind, from start: Int, over childHeight: Int = 0
    ) -> ExpressionSyntax {
        limited(ExpressionSyntax(kind: kind, span: span(from: start)), childHeight)
    }

    private mutating func node(
        _ kind: ExpressionSyntax.Kind, over first: ExpressionSyntax, _ last: ExpressionSyntax, height childHeight: Int
    ) -> ExpressionSyntax {
        limited(ExpressionSyntax(kind: kind, span: first.span.joined(to: last.span)), childHeight)
    }

    mutating func limited(_ expression: ExpressionSyntax, _ childHeight: Int) -> ExpressionSyntax {
        height = childHeight + 1
        guard height > Self.maximumDepth else { return expression }
        report(.tooDeep(limit: Self.maximumDepth), at: errorPlace)
        isPanicking = true
        return errorExpression()
    }
}
