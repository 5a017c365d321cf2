/// Duties: what is done again and again, or upon an event.
extension Parser {
    private static let occasionKeywords: [Keyword] = [
        .every, .least, .once, .twice, .on, .before, .within, .due, .from, .not,
    ]

    mutating func duty() -> DutyDeclaration {
        let head = head(.duty, "a duty", "职责")
        var provision = ProvisionSyntax()
        var seen: Seen = [:]
        var occasion: DutyDeclaration.Occasion?
        var people = DutyPeople()
        var deadline = DeadlineSyntax()
        var condition: TextSyntax?
        var forms: [Name] = []
        clauses(
            of: .duty, Self.provisionKeywords + Self.occasionKeywords + [.when, .by, .to, .rolling, .issue],
            own: { $0.shape == .number && $0.peekWord() == .times }
        ) { parser, keyword in
            switch keyword {
            case .at where parser.peekWord() == .least: parser.occasion(&occasion, &seen, &people, &deadline)
            case .basis, .at, .valid: parser.provision(keyword, &provision, &seen)
            case .when:
                parser.once(.when, &seen)
                parser.advance(as: .when)
                condition = parser.text()
            case .by, .to, .rolling: parser.dutyPart(keyword, &seen, &people, &deadline)
            case .issue:
                parser.once(.issue, &seen)
                parser.advance(as: .issue)
                forms = parser.names("a form", "表单")
            default: parser.occasion(&occasion, &seen, &people, &deadline)
            }
        }
        require(.every, of: .duty, head, when: occasion == nil)
        require(.by, of: .duty, head, when: people.by.isEmpty)
        return DutyDeclaration(
            head: finished(head), provision: provision, occasion: occasion ?? .notStated, deadline: deadline,
            condition: condition, by: people.by, to: people.to, forms: forms)
    }

    /// Who owes a duty, and to whom.
    private struct DutyPeople {
        var by: [Name] = []
        var to: [Name] = []
    }

    /// When it is due, with the parts that may stand on the same line.
    private mutating func occasion(
        _ occasion: inout DutyDeclaration.Occasion?, _ seen: inout Seen, _ people: inout DutyPeople,
        _ deadline: inout DeadlineSyntax
    ) {
        once(.every, &seen)
        occasion = self.occasion()
        while !isPanicking, let part = word {
            switch part {
            case .by, .to, .rolling:
                mark(.part)
                dutyPart(part, &seen, &people, &deadline)
            default: return
            }
        }
    }

    /// `by ROLE, …`, `by 12:00`, `to ROLE, …` or `rolling forward`
    private mutating func dutyPart(
        _ part: Keyword, _ seen: inout Seen, _ people: inout DutyPeople, _ deadline: inout DeadlineSyntax
    ) {
        if part == .by, peek().shape == .timeOfDay {
            advance(as: .by)
            deadline.time = timeOfDay()
            return
        }
        once(part, &seen)
        advance(as: part)
        switch part {
        case .by: people.by = names("a role", "岗位")
        case .rolling: deadline.rolling = rolling()
        default: people.to = names("a role or a party", "岗位或当事人")
        }
    }

    // MARK: Occasions

    private mutating func occasion() -> DutyDeclaration.Occasion? {
        switch word {
        case .on:
            advance(as: .on)
            if shape == .date {
                var dates = [expression()]
                while !isPanicking, take(.comma) { dates.append(expression()) }
                return .dates(dates)
            }
            return anchor().map { .anchored(.on, .none, $0) }
        case .before:
            advance(as: .before)
            return anchor().map { .anchored(.within(isAfter: false), .none, $0) }
        case .within, .due: return counted()
        case .from:
            advance(as: .from)
            let length = length()
            if !isPanicking { expect(.after) }
            return isPanicking ? nil : anchor().map { .anchored(.earliest, .length(length), $0) }
        case .not:
            advance(as: .not)
            expect(.stated)
            guard !isPanicking, word == .before || word == .after else { return .notStated }
            let isAfter = word == .after
            advance(as: word)
            return anchor().map { .anchored(.within(isAfter: isAfter), .notStated, $0) }
        default: return recurring()
        }
    }

    /// `within 3 days after "…"`, `due 10 days before "…"`
    private mutating func counted() -> DutyDeclaration.Occasion? {
        let isWithin = word == .within
        advance(as: word)
        let length = length()
        if isPanicking { return nil }
        guard word == .after || word == .before else {
            fail(.oneOf(["after", "before"]))
            return nil
        }
        let isAfter = word == .after
        advance(as: word)
        return anchor().map {
            .anchored(isWithin ? .within(isAfter: isAfter) : .exact(isAfter: isAfter), .length(length), $0)
        }
    }

    /// A length of time; `after` and `before` behind it are not its own.
    private mutating func length() -> ExpressionSyntax { sum() }

    /// `"合同鉴证"` or `holiday "春节"`
    private mutating func anchor() -> DutyDeclaration.Anchor? {
        let isHoliday = take(.holiday)
        let text = text()
        if isPanicking { return nil }
        return isHoliday ? .holiday(text) : .event(text)
    }

    private mutating func recurring() -> DutyDeclaration.Occasion? {
        var isAtLeast = false
        if word == .at, peekWord() == .least { advance(as: .at) }
        if take(.least) { isAtLeast = true }
        var times = 1
        switch word {
        case .once: advance(as: .once)
        case .twice:
            advance(as: .twice)
            times = 2
        default:
            if shape == .number {
                times = integer(.times, 1, 1000)
                if !isPanicking { expect(.times) }
            }
        }
        if !isPanicking { expect(.every) }
        guard !isPanicking else { return nil }
        if word == .not {
            advance(as: .not)
            expect(.stated)
            return .notStated
        }
        guard let period = period() else { return nil }
        return .recurring(
            DutyDeclaration.Recurrence(
                times: times, isAtLeast: isAtLeast, period: period, placement: placement(in: period)))
    }

    private mutating func period() -> DutyDeclaration.Period? {
        switch word {
        case .day: return take(.day) ? .day : nil
        case .working where peekWord() == .day || peekWord() == .days:
            advance(as: .working)
            advance(as: word)
            return .workingDay
        case .week: return take(.week) ? .week : nil
        case .month: return take(.month) ? .month : nil
        case .quarter: return take(.quarter) ? .quarter : nil
        case .halfYear: return take(.halfYear) ? .halfYear : nil
        case .year: return take(.year) ? .year : nil
        case .holiday: return take(.holiday) ? .holiday : nil
        case .shift:
            advance(as: .shift)
            return .shift(textIfPresent())
        default: break
        }
        if shape == .number {
            let interval = expression()
            if !isPanicking { expect(.from) }
            return isPanicking ? nil : .interval(interval, from: expression())
        }
        let days = weekdaysJoined()
        if days.isEmpty {
            fail(.oneOf(["day", "working day", "week", "month", "quarter", "half-year", "year", "Monday", "6 months"]))
            return nil
        }
        return .weekdays(days)
    }

    /// `Tuesday, Friday`, `Tuesday and Friday`
    private mutating func weekdaysJoined() -> [Name] {
        var days: [Name] = []
        while let day = weekday() {
            days.append(day)
            guard take(.comma) || take(.and) else { break }
        }
        return days
    }

    /// `on day 12`, `from day 28 to 30`, `on 01-15`, `on last working day`, `on not stated`.
    private mutating func placement(in period: DutyDeclaration.Period) -> DutyDeclaration.Placement {
        switch period {
        case .week, .month, .quarter, .halfYear, .year: break
        default: return .anywhere
        }
        if isPanicking || (word != .on && word != .from) { return .anywhere }
        let isOn = word == .on
        advance(as: word)
        if isOn, word == .not, peekWord() == .stated {
            advance(as: .not)
            advance(as: .stated)
            return .notStated
        }
        if isOn, word == .first || word == .last {
            if case .week = period {} else { return edge() }
        }
        switch period {
        case .week where isOn:
            let days = weekdaysJoined()
            if days.isEmpty { fail(.oneOf(["Monday", "not stated"])) }
            return .weekdays(days)
        case .month: return isOn ? monthDays() : monthWindow()
        case .year: return isOn ? yearDay() : yearWindow()
        default:
            fail(.oneOf(["on first day", "on last day", "on not stated"]))
            return .anywhere
        }
    }

    /// `first day`, `last working day`
    private mutating func edge() -> DutyDeclaration.Placement {
        let isFirst = word == .first
        advance(as: word)
        let isWorkingDay = take(.working)
        if word == .days { advance(as: .days) } else { expect(.day) }
        return .edge(isFirst: isFirst, isWorkingDay: isWorkingDay)
    }

    private mutating func monthDays() -> DutyDeclaration.Placement {
        expect(.day)
        var days: [ClosedRange<Int>] = []
        repeat {
            if isPanicking { return .anywhere }
            let day = integer(.day, 1, 31)
            days.append(day...day)
        } while take(.comma)
        return .days(days)
    }

    private mutating func monthWindow() -> DutyDeclaration.Placement {
        expect(.day)
        let from = isPanicking ? 1 : integer(.day, 1, 31)
        if !isPanicking { expect(.to) }
        let place = current.start..<current.end
        let to = isPanicking ? from : integer(.day, 1, 31)
        if to < from {
            report(.numberRange(.day, from, 31), at: place)
            return .days([from...from])
        }
        return .days([from...to])
    }

    private mutating func yearDay() -> DutyDeclaration.Placement {
        guard let day = dayOfYear() else { return .anywhere }
        return .yearDays(from: day, to: day)
    }

    private mutating func yearWindow() -> DutyDeclaration.Placement {
        guard let from = dayOfYear() else { return .anywhere }
        expect(.to)
        guard !isPanicking, let to = dayOfYear() else { return .anywhere }
        return .yearDays(from: from, to: to)
    }

    /// `01-15`
    private mutating func dayOfYear() -> DutyDeclaration.DayOfYear? {
        let place = current.start..<current.end
        guard shape == .monthDay else {
            fail(.number)
            return nil
        }
        let parts = string(advance()).split(separator: "-").compactMap { Int($0) }
        let month = parts.first ?? 0
        let day = parts.last ?? 0
        if !(1...12).contains(month) { report(.numberRange(.month, 1, 12), at: place) }
        let last = month == 2 ? 29 : [4, 6, 9, 11].contains(month) ? 30 : 31
        if (1...12).contains(month), !(1...last).contains(day) { report(.numberRange(.day, 1, last), at: place) }
        return DutyDeclaration.DayOfYear(month: month, day: day)
    }
}
