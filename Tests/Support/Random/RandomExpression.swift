/// Writes random well-typed expressions of the rule language as text, with brackets round every part.
struct RandomExpression {
    let model: RandomModel
    var random: SeededRandom
    /// Numbers the variables, so that no two of one rulebook are alike.
    var variables: Int

    typealias Kind = RandomModel.Kind

    /// An expression of a kind; `depth` bounds its nesting.
    mutating func expression(_ kind: Kind, _ scope: RandomScope, _ depth: Int) -> String {
        if depth <= 0 || random.oneIn(4) { return leaf(kind, scope) }
        if random.oneIn(9) {
            return "(if \(boolean(scope, depth - 1)) then \(expression(kind, scope, depth - 1))"
                + " else \(expression(kind, scope, depth - 1)))"
        }
        switch kind {
        case .boolean: return boolean(scope, depth)
        case .integer: return integer(scope, depth)
        case .decimal, .money, .percent: return fraction(kind, scope, depth)
        case .date, .dateTime: return moved(kind, scope, depth)
        case .days, .workingDays, .months, .hours: return duration(kind, scope, depth)
        case .text, .enumeration: return summarised(kind, scope, depth) ?? leaf(kind, scope)
        }
    }

    /// A field, a definition, a parameter or a constant.
    mutating func leaf(_ kind: Kind, _ scope: RandomScope) -> String {
        let members = (scope.members + model.parameters).filter { $0.kind == kind }
        guard !members.isEmpty, !random.oneIn(6), let first = members.first else {
            return kind == .date && random.oneIn(3) ? "as-of" : constant(kind)
        }
        let member = random.pick(members, or: first)
        return member.isOptional ? "(\(member.name) or else \(constant(kind)))" : member.name
    }

    mutating func constant(_ kind: Kind) -> String {
        switch kind {
        case .boolean: return random.pick("true", "false")
        case .integer: return "\(random.number(0...9))"
        case .decimal: return random.pick("0.5", "1.25", "3.5", "0.001", "12.75")
        case .money: return random.pick("¥0", "¥12.50", "¥1,000", "5,000 元", "¥0.01", "¥7.35")
        case .percent: return random.pick("5%", "12%", "0.05%", "100%")
        case .text: return random.pick("\"甲\"", "\"乙\"", "\"𠮷\"", "\"a\"", "\"\"")
        case .date:
            return random.pick("2026-01-31", "2026-02-28", "2026-03-02", "2026-05-01", "2024-02-29", "2026-10-03")
        case .dateTime:
            return random.pick("2026-03-02T10:00:00+08:00", "2026-05-01T00:30:00+08:00", "2026-03-01T20:00:00-05:00")
        case .days: return random.oneIn(5) ? "\(random.number(0...5)) weeks" : "\(random.number(0...40)) days"
        case .workingDays: return "\(random.number(0...12)) working days"
        case .months:
            if random.oneIn(5) { return "\(random.number(0...3)) \(random.pick("quarters", "half-years", "years"))" }
            return "\(random.number(0...14)) months"
        case .hours: return "\(random.number(0...50)) hours"
        case .enumeration(let number):
            let values = model.enumerations[number].values
            return random.pick(values, or: values.first ?? "")
        }
    }

    // MARK: truth

    mutating func boolean(_ scope: RandomScope, _ depth: Int) -> String {
        guard depth > 0 else { return atom(scope) }
        switch random.number(0...25) {
        case 22...23: return kindOfDay(scope, depth)
        case 24: return textTest(scope, depth)
        case 25: return listed(scope, depth) ?? atom(scope)
        case 18: return partial(scope) ?? atom(scope)
        case 19: return membership(scope, depth)
        case 0...3: return "(\(boolean(scope, depth - 1)) and \(boolean(scope, depth - 1)))"
        case 4...6: return "(\(boolean(scope, depth - 1)) or \(boolean(scope, depth - 1)))"
        case 7: return "(not \(boolean(scope, depth - 1)))"
        case 8...9: return narrowed(scope, depth) ?? atom(scope)
        case 10...13: return quantified(scope, depth) ?? atom(scope)
        case 14: return history(scope) ?? atom(scope)
        case 15...16: return range(scope, depth)
        case 17:
            return "(if \(boolean(scope, depth - 1)) then \(boolean(scope, depth - 1))"
                + " else \(boolean(scope, depth - 1)))"
        default: return comparison(scope, depth)
        }
    }

    private mutating func atom(_ scope: RandomScope) -> String {
        random.chance(70) ? comparison(scope, 0) : leaf(.boolean, scope)
    }

    private mutating func comparison(_ scope: RandomScope, _ depth: Int) -> String {
        let kind = random.pick(model.kinds, or: .integer)
        let left = expression(kind, scope, depth - 1)
        let right = random.chance(60) ? constant(kind) : expression(kind, scope, depth - 1)
        if case .enumeration(let number) = kind {
            if random.oneIn(2) {
                return "(\(left) in {\(model.enumerations[number].values.prefix(2).joined(separator: ", "))})"
            }
            if !model.enumerations[number].isOrdered { return "(\(left) \(random.pick("=", "!=")) \(right))" }
        }
        if kind == .text || kind == .boolean { return "(\(left) \(random.pick("=", "!=")) \(right))" }
        return "(\(left) \(random.pick("=", "!=", "<", "<=", ">", ">=")) \(right))"
    }

    private mutating func kindOfDay(_ scope: RandomScope, _ depth: Int) -> String {
        switch random.number(0...5) {
        case 0...1 where model.hasCalendar:
            let kind = random.pick("working day", "holiday")
            return "(\(expression(.date, scope, depth - 1)) is \(random.pick("a", "not a")) \(kind))"
        case 2: return "((time of \(expression(.dateTime, scope, depth - 1))) \(random.pick("<", ">=")) 12:30)"
        case 3:
            return "((weekday of \(expression(.date, scope, depth - 1))) in {\(weekday()), \(weekday())})"
        default:
            return "((weekday of \(expression(.date, scope, depth - 1))) \(random.pick("=", "<=")) \(weekday()))"
        }
    }

    private mutating func weekday() -> String {
        random.pick("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    }

    private mutating func textTest(_ scope: RandomScope, _ depth: Int) -> String {
        let operation = random.pick("contains", "starts with", "ends with")
        return "(\(expression(.text, scope, depth - 1)) \(operation) \(expression(.text, scope, depth - 1)))"
    }

    /// Membership of a list of plain values.
    private mutating func listed(_ scope: RandomScope, _ depth: Int) -> String? {
        guard let first = scope.plainLists.first else { return nil }
        let list = random.pick(scope.plainLists, or: first)
        return "(\(expression(list.kind, scope, depth - 1)) \(random.pick("in", "not in")) \(list.text))"
    }

    /// A record that may be absent is known, and something holds of it.
    private mutating func partial(_ scope: RandomScope) -> String? {
        guard let first = scope.optionalParts.first else { return nil }
        let part = random.pick(scope.optionalParts, or: first)
        guard let field = part.fields.first(where: { !$0.isOptional }), !random.oneIn(4) else {
            return "(\(part.text) \(random.pick("is known", "is missing")))"
        }
        let test = test(
            RandomModel.Member(name: "\(part.text).\(field.name)", kind: field.kind, isOptional: false))
        return random.oneIn(2) ? "(\(part.text) is known and \(test))" : "(\(part.text) is missing or \(test))"
    }

    private mutating func membership(_ scope: RandomScope, _ depth: Int) -> String {
        let kind = random.pick(model.kinds, or: .integer)
        let members = [constant(kind), expression(kind, scope, depth - 1)]
        return "(\(expression(kind, scope, depth - 1)) \(random.pick("in", "in", "not in"))"
            + " {\(members.joined(separator: ", "))})"
    }

    private mutating func range(_ scope: RandomScope, _ depth: Int) -> String {
        let kind = random.pick(Kind.integer, .money, .date, .decimal)
        var (low, high) = (constant(kind), constant(kind))
        switch random.number(0...5) {
        case 0: low = ""
        case 1: high = ""
        case 2: low = expression(kind, scope, depth - 1)
        default: break
        }
        return
            "(\(expression(kind, scope, depth - 1)) in \(random.pick("[", "("))\(low)..\(high)\(random.pick("]", ")")))"
    }

    /// `x is known and …x…`: the test makes the value usable.
    private mutating func narrowed(_ scope: RandomScope, _ depth: Int) -> String? {
        let optionals = scope.members.filter(\.isOptional)
        guard let first = optionals.first else { return nil }
        let member = random.pick(optionals, or: first)
        let test = test(member)
        switch random.number(0...3) {
        case 0: return "(\(member.name) \(random.pick("is known", "is missing")))"
        case 1: return "(\(member.name) is missing or \(test))"
        case 2: return "(if \(member.name) is known then \(test) else \(boolean(scope, depth - 1)))"
        default: return "(\(member.name) is known and \(test))"
        }
    }

    private mutating func test(_ member: RandomModel.Member) -> String {
        switch member.kind {
        case .boolean: member.name
        case .text, .enumeration: "(\(member.name) = \(constant(member.kind)))"
        default: "(\(member.name) \(random.pick("<", ">=")) \(constant(member.kind)))"
        }
    }

    private mutating func quantified(_ scope: RandomScope, _ depth: Int) -> String? {
        guard let (list, record) = list(scope, depth) else { return nil }
        let (variable, plain) = bound(record, scope)
        var inner = plain
        if random.oneIn(4) { addNeighbours(of: variable, in: list, record, to: &inner) }
        switch random.number(0...4) {
        case 0: return "((count \(list)) \(random.pick(">", "=", "<=")) \(random.number(0...3)))"
        case 1:
            guard let key = model.records[record].fields.first(where: { !$0.isOptional }) else { return nil }
            let test =
                random.oneIn(2)
                ? "(count \(variable).items) > 1"
                : test(RandomModel.Member(name: "\(variable).key", kind: key.kind, isOptional: false))
            return "(some \(variable) in (\(list) group by \(key.name)) satisfies \(test))"
        case 2: return "(every \(variable) in \(list) satisfies \(boolean(inner, depth - 1)))"
        default: return "(some \(variable) in \(list) satisfies \(boolean(inner, depth - 1)))"
        }
    }

    private mutating func history(_ scope: RandomScope) -> String? {
        guard scope.seesHistory, let first = model.forms.first else { return nil }
        let form = random.pick(model.forms, or: first)
        switch random.number(0...4) {
        case 0:
            let date = random.pick("issue date", "due date", "delivery date", "approval date", "signing date")
            return "((\(date) of \(form)) \(random.pick("is known", "is missing")))"
        case 1: return "(((delivery date of \(form)) or else 2026-01-01) < \(leaf(.date, scope)))"
        default: return "(\(form) is \(random.pick("issued", "approved", "delivered", "signed", "overdue")))"
        }
    }

    // MARK: lists

    /// A list of records, perhaps filtered.
    private mutating func list(_ scope: RandomScope, _ depth: Int) -> (text: String, record: Int)? {
        guard let first = scope.lists.first else { return nil }
        let (name, record) = random.pick(scope.lists, or: first)
        guard depth > 1, random.oneIn(3) else { return (name, record) }
        var inner = scope
        inner.add(model.records[record], prefix: "", model: model)
        if random.oneIn(4) {
            let key = random.pick(Kind.integer, .money, .date, .percent)
            return ("(\(name) sorted by \(leaf(key, inner)))", record)
        }
        return ("(\(name) where \(boolean(inner, depth - 2)))", record)
    }

    private mutating func bound(_ record: Int, _ scope: RandomScope) -> (String, RandomScope) {
        variables += 1
        let variable = "v\(variables)"
        var inner = scope
        inner.add(model.records[record], prefix: variable + ".", model: model)
        return (variable, inner)
    }

    /// What stands beside a variable in its list, as further names of the scope.
    private mutating func addNeighbours(
        of variable: String, in list: String, _ record: Int, to scope: inout RandomScope
    ) {
        for field in model.records[record].fields {
            let side = random.pick("next", "previous")
            scope.members.append(
                RandomModel.Member(
                    name: "((\(side) of \(variable) in \(list)).\(field.name) or else \(constant(field.kind)))",
                    kind: field.kind, isOptional: false))
        }
    }

    /// `(sum of e for v in xs)`, or the least, the greatest, the first or the last with a fallback.
    private mutating func summarised(_ kind: Kind, _ scope: RandomScope, _ depth: Int) -> String? {
        if random.oneIn(3), let plain = scope.plainLists.first(where: { $0.kind == kind }) {
            if kind == .integer || kind == .money || kind == .days, random.oneIn(2) { return "(sum of \(plain.text))" }
            let which = kind == .text ? random.pick("first", "last") : random.pick("first", "last", "min", "max")
            return "((\(which) of \(plain.text)) or else \(constant(kind)))"
        }
        if random.oneIn(12) {
            let items = (0..<random.number(1...3)).map { _ in expression(kind, scope, depth - 2) }
            return "((\(random.pick("first", "last")) of [\(items.joined(separator: ", "))]) or else \(constant(kind)))"
        }
        guard let (list, record) = list(scope, depth) else { return nil }
        let (variable, inner) = bound(record, scope)
        if random.oneIn(8), let field = model.records[record].fields.first(where: { $0.kind == kind && !$0.isOptional })
        {
            let place = random.number(1...2)
            if random.oneIn(4) { return "\(list)[\(place)].\(field.name)" }
            return "(if (count \(list)) >= \(place) then \(list)[\(place)].\(field.name) else \(constant(kind)))"
        }
        let body = expression(kind, inner, depth - 2)
        switch kind {
        case .integer, .decimal, .money, .days:
            if random.oneIn(2) { return "(sum of \(body) for \(variable) in \(list))" }
        case .text, .boolean, .enumeration:
            return "((\(random.pick("first", "last")) of \(body) for \(variable) in \(list)) or else \(constant(kind)))"
        default: break
        }
        return "((\(random.pick("min", "max", "first", "last")) of \(body) for \(variable) in \(list))"
            + " or else \(constant(kind)))"
    }

    // MARK: numbers, dates and durations

    private mutating func integer(_ scope: RandomScope, _ depth: Int) -> String {
        switch random.number(0...13) {
        case 13: return "(length of \(expression(.text, scope, depth - 1)))"
        case 10:
            return "(\(random.pick("year", "month", "day")) of \(expression(.date, scope, depth - 1)))"
        case 11:
            return "(\(random.pick("floor", "ceiling")) of \(expression(.decimal, scope, depth - 1)))"
        case 12:
            let unit = random.pick("weeks", "quarters", "half-years", "years")
            return "(\(unit) from \(expression(.date, scope, depth - 1)) to \(expression(.date, scope, depth - 1)))"
        case 8: return "(-\(expression(.integer, scope, depth - 1)))"
        case 9:
            return
                "(hours from \(expression(.dateTime, scope, depth - 1)) to \(expression(.dateTime, scope, depth - 1)))"
        case 0...1: return list(scope, depth).map { "(count \($0.text))" } ?? leaf(.integer, scope)
        case 2...3: return summarised(.integer, scope, depth) ?? leaf(.integer, scope)
        case 4:
            let unit = random.pick("days", "months", model.hasCalendar ? "working days" : "days")
            return "(\(unit) from \(expression(.date, scope, depth - 1)) to \(expression(.date, scope, depth - 1)))"
        default:
            return "(\(expression(.integer, scope, depth - 1)) \(random.pick("+", "-", "*"))"
                + " \(expression(.integer, scope, depth - 1)))"
        }
    }

    private mutating func fraction(_ kind: Kind, _ scope: RandomScope, _ depth: Int) -> String {
        let operand = expression(kind, scope, depth - 1)
        switch random.number(0...11) {
        case 10:
            let way = random.pick("", " half-up", " half-even", " up", " down")
            return "(round \(operand) to \(random.number(0...3)) places\(way))"
        case 11 where kind != .decimal:
            return "(\(random.pick("floor", "ceiling")) of \(operand))"
        case 8: return "(-\(operand))"
        case 9 where kind == .decimal:
            let divided = random.pick(Kind.money, .percent)
            return "(\(expression(divided, scope, depth - 1)) / \(expression(divided, scope, depth - 1)))"
        case 9 where kind == .money: return "(\(operand) / \(leaf(.percent, scope)))"
        case 9: return "(\(operand) * \(leaf(.decimal, scope)))"
        case 0...1 where kind != .percent: return summarised(kind, scope, depth) ?? leaf(kind, scope)
        case 2 where kind == .money: return "(\(operand) * \(leaf(.percent, scope)))"
        case 3 where kind == .money: return "(\(operand) * \(leaf(.integer, scope)))"
        case 3 where kind == .decimal: return "(\(operand) * \(leaf(.decimal, scope)))"
        case 4 where kind != .percent: return "(\(operand) / \(random.pick("2", "3", "7", "8")))"
        case 5 where kind == .decimal && random.oneIn(4): return "(\(operand) / \(leaf(.integer, scope)))"
        case 6 where kind == .decimal: return "(\(leaf(.integer, scope)) + \(operand))"
        default: return "(\(operand) \(random.pick("+", "-")) \(expression(kind, scope, depth - 1)))"
        }
    }

    private mutating func moved(_ kind: Kind, _ scope: RandomScope, _ depth: Int) -> String {
        if random.oneIn(4), let found = summarised(kind, scope, depth) { return found }
        if kind == .date, random.oneIn(4) { return day(scope, depth) }
        let unit: Kind =
            kind == .dateTime
            ? random.pick(Kind.hours, .days) : random.pick(Kind.days, .months, model.hasCalendar ? .workingDays : .days)
        return "(\(leaf(unit, scope)) \(random.pick("after", "after", "before")) \(expression(kind, scope, depth - 1)))"
    }

    /// A day worked out from another one, or from a moment.
    private mutating func day(_ scope: RandomScope, _ depth: Int) -> String {
        let day = expression(.date, scope, depth - 1)
        switch random.number(0...4) {
        case 0: return "(date of \(expression(.dateTime, scope, depth - 1)))"
        case 1...2:
            let period = random.pick("week", "month", "quarter", "half-year", "year")
            return "(\(random.pick("first", "last")) day of \(period) of \(day))"
        case 3: return "(next \(weekday()), \(weekday()) after \(day))"
        default: return "(last \(weekday()) before \(day))"
        }
    }

    private mutating func duration(_ kind: Kind, _ scope: RandomScope, _ depth: Int) -> String {
        switch random.number(0...5) {
        case 0...2: "(\(leaf(kind, scope)) \(random.pick("+", "-")) \(expression(kind, scope, depth - 1)))"
        case 3: "(\(leaf(kind, scope)) * \(expression(.integer, scope, depth - 1)))"
        case 4: summarised(kind, scope, depth) ?? leaf(kind, scope)
        default: leaf(kind, scope)
        }
    }
}
