extension Parser {
    /// A function in front of its operand, where one begins here; nothing, and nothing read, where none does.
    mutating func functionOperand() -> ExpressionSyntax? {
        guard let keyword = word else { return nil }
        switch keyword {
        case .year where peekWord() == .of: return function(.year)
        case .month where peekWord() == .of: return function(.month)
        case .day where peekWord() == .of: return function(.dayOfMonth)
        case .weekday where peekWord() == .of: return function(.weekday)
        case .date where peekWord() == .of: return function(.date)
        case .time where peekWord() == .of: return function(.time)
        case .floor where peekWord() == .of: return function(.floor)
        case .ceiling where peekWord() == .of: return function(.ceiling)
        case .length where peekWord() == .of: return function(.textLength)
        case .round where startsOperand(peek()): return rounded()
        case .first, .last, .next:
            if let day = peekWord(), keyword != .first, day.rawValue >= Keyword.monday.rawValue {
                return nearestWeekday()
            }
            if keyword == .next { return peekWord() == .of ? neighbour() : nil }
            guard peekWord() == .day, peekWord(2) == .of, let period = Self.period(peekWord(3)), peekWord(4) == .of
            else { return nil }
            return edge(of: period)
        case .previous where peekWord() == .of: return neighbour()
        default: return nil
        }
    }

    /// `year of d`: of the operand right behind `of`.
    private mutating func function(_ function: Function) -> ExpressionSyntax {
        let start = current.start
        advance(as: word)
        advance(as: .of)
        let operand = postfix()
        return node(.function(function, [operand]), from: start, over: height)
    }

    private static func period(_ keyword: Keyword?) -> CalendarPeriod? {
        switch keyword {
        case .week: .week
        case .month: .month
        case .quarter: .quarter
        case .halfYear: .halfYear
        case .year: .year
        default: nil
        }
    }

    /// `first day of month of d`, `last day of half-year of d`
    private mutating func edge(of period: CalendarPeriod) -> ExpressionSyntax {
        let start = current.start
        let isFirst = word == .first
        advance(as: word)
        advance(as: .day)
        advance(as: .of)
        advance(as: word)
        advance(as: .of)
        let operand = postfix()
        return node(.function(.edge(isFirst: isFirst, period), [operand]), from: start, over: height)
    }

    /// `next Tuesday, Friday after d`, `last Tuesday before d`
    private mutating func nearestWeekday() -> ExpressionSyntax {
        let start = current.start
        let isAfter = word == .next
        advance(as: word)
        var mask: UInt8 = 0
        repeat {
            guard let keyword = word, keyword.rawValue >= Keyword.monday.rawValue else { break }
            advance(as: keyword)
            mask |= 1 << (keyword.rawValue &- Keyword.monday.rawValue)
        } while takeCommaBeforeWeekday()
        expect(isAfter ? .after : .before)
        let day = isPanicking ? errorExpression() : shifted()
        return node(.function(.nearest(Weekdays(mask: mask), isAfter: isAfter), [day]), from: start, over: height)
    }

    /// A comma that another weekday follows, and that does not end what stands before it in a list.
    private mutating func takeCommaBeforeWeekday() -> Bool {
        guard shape == .comma, let next = peekWord(), next.rawValue >= Keyword.monday.rawValue else { return false }
        return take(.comma)
    }

    /// `round e to 2 places`, rounded half up where nothing else is said.
    private mutating func rounded() -> ExpressionSyntax {
        let start = current.start
        advance(as: .round)
        let operand = sum()
        let operandHeight = height
        if !isPanicking { expect(.to) }
        guard !isPanicking else { return errorExpression() }
        guard shape == .number else {
            fail(.number)
            return errorExpression()
        }
        let places = Int(string(advance())) ?? .max
        expect(.places)
        var rounding = Rounding.halfUp
        switch word {
        case .halfUp: advance(as: .halfUp)
        case .halfEven:
            advance(as: .halfEven)
            rounding = .halfEven
        case .up:
            advance(as: .up)
            rounding = .up
        case .down:
            advance(as: .down)
            rounding = .down
        default: break
        }
        return node(.function(.rounded(places: places, rounding), [operand]), from: start, over: operandHeight)
    }

    /// `previous of x in xs`, `next of x in xs`
    private mutating func neighbour() -> ExpressionSyntax {
        let start = current.start
        let isNext = word == .next
        advance(as: word)
        advance(as: .of)
        let element = postfix()
        let elementHeight = height
        if !isPanicking { expect(.in) }
        let list = isPanicking ? errorExpression() : postfix()
        return node(
            .neighbour(isNext: isNext, element, in: list), from: start, over: max(elementHeight, height))
    }

    /// `contains`, `starts with` or `ends with` between two texts.
    mutating func textFunction() -> Function? {
        if take(Keyword.contains) { return .contains }
        guard word == .starts || word == .ends, peekWord() == .with else { return nil }
        let function: Function = word == .starts ? .starts : .ends
        advance(as: word)
        advance(as: .with)
        return function
    }
}
