extension RandomRulebookWriter {
    /// A definition: alone, by two branches, by the values of an enumeration, or with exceptions.
    mutating func define(_ record: Int, _ number: Int) {
        let scope = scope(of: record)
        let kind = random.pick(model.kinds, or: .boolean)
        let name = "d\(record)-\(number)"
        let type = model.records[record].name
        let isOptional = random.oneIn(5)
        lines.append(
            "define \(name) of \(type) : \(model.text(kind))\(isOptional ? "?" : "") \"算得\(record)之\(number)\"")
        let limits = provision("  ", mayLapse: random.oneIn(5))
        lines += limits
        func given(_ depth: Int) -> String {
            let members = scope.members.filter { $0.isOptional && $0.kind == kind }
            if isOptional, let first = members.first, random.oneIn(2) { return random.pick(members, or: first).name }
            return expression(kind, scope, depth)
        }
        let enumerated = scope.members.first { member in
            if case .enumeration = member.kind { return !member.isOptional }
            return false
        }
        switch random.number(0...6) {
        case 6:
            // Nothing says that one of the two holds.
            lines.append("  is \(given(2)) when \(expression(.boolean, scope, 2))")
            lines.append("  is \(given(2)) when \(expression(.boolean, scope, 2))")
        case 0...1: lines.append("  is \(given(3))")
        case 2...3:
            lines.append("  is \(given(2)) when \(expression(.boolean, scope, 3))")
            lines.append("  is \(given(2)) otherwise")
        case 4:
            guard let enumerated, case .enumeration(let index) = enumerated.kind else { fallthrough }
            for value in model.enumerations[index].values {
                lines.append("  is \(given(1)) when \(enumerated.name) = \(value)")
            }
        default:
            let value = constant(kind)
            lines.append("  is \(value) when \(expression(.boolean, scope, 2))")
            lines.append("  is \(random.chance(80) ? value : constant(kind)) when \(expression(.boolean, scope, 2))")
            lines.append("  is \(given(1)) otherwise")
        }
        if random.oneIn(4) {
            lines.append("  except is \(given(1)) when \(expression(.boolean, scope, 2))")
        }
        if random.oneIn(5) {
            amendments.append("amend \(name) of \(type)")
            // An amendment may not reach beyond the firms of what it amends.
            amendments += provision("  ", mayLapse: !limits.contains { $0.hasPrefix("  at ") })
            amendments.append("  except is \(given(1)) when \(expression(.boolean, scope, 2))")
        }
        model.records[record].definitions.append(
            RandomModel.Member(name: name, kind: kind, isOptional: isOptional))
    }

    /// A definition that is a list of records, some of those of another list.
    mutating func defineList(_ record: Int) {
        let scope = scope(of: record)
        let lists = scope.lists.filter { !model.records[$0.record].isImage }
        guard let first = lists.first else { return }
        let list = random.pick(lists, or: first)
        var inner = scope
        inner.add(model.records[list.record], prefix: "", model: model)
        let name = "some\(record)"
        lines.append("define \(name) of \(model.records[record].name) : list of \(model.records[list.record].name)")
        lines.append("  is (\(list.text) where \(expression(.boolean, inner, 2)))")
        model.records[record].lists.append((name: name, record: list.record))
    }

    /// A definition that is a record: one of a list, which may be empty, or one written out.
    mutating func definePart(_ record: Int) {
        let scope = scope(of: record)
        let type = model.records[record].name
        if let plain = model.records.indices.first(where: {
            $0 < record && !model.records[$0].isImage && model.records[$0].lists.isEmpty
                && model.records[$0].parts.isEmpty
                && model.records[$0].plainLists.isEmpty && !model.records[$0].hasJudgement
        }), random.oneIn(2) {
            let fields = model.records[plain].fields.filter { !$0.isOptional || random.oneIn(2) }
                .map { "\($0.name) = \(expression($0.kind, scope, 2))" }
            let name = "made\(record)"
            lines.append("define \(name) of \(type) : \(model.records[plain].name)")
            lines.append("  is { \(fields.joined(separator: ", ")) }")
            model.records[record].parts.append((name: name, record: plain, isOptional: false))
        } else if case let lists = scope.lists.filter({ !model.records[$0.record].isImage }), let first = lists.first {
            let list = random.pick(lists, or: first)
            let name = "one\(record)"
            lines.append("define \(name) of \(type) : \(model.records[list.record].name)?")
            lines.append("  is \(random.pick("first", "last")) of \(list.text)")
            model.records[record].parts.append((name: name, record: list.record, isOptional: true))
        }
    }

    /// A decision table over up to three fields or definitions.
    mutating func tabulate(_ record: Int) {
        let fields = model.records[record].fields
        let usable = (random.oneIn(3) ? model.records[record].definitions + fields : fields).filter { member in
            switch member.kind {
            case .boolean, .integer, .money, .date, .enumeration, .decimal, .text, .days, .percent: true
            default: false
            }
        }
        guard !usable.isEmpty else { return }
        let inputs = Array(usable.prefix(random.number(1...3)))
        let policy = random.pick("unique", "first", "first", "collect")
        let name = "t\(record)"
        let outputs = (0..<random.number(1...2)).map { number in
            RandomModel.Member(
                name: "\(name)-\(number)",
                kind: random.pick([.integer, .money, .text, .boolean, .days] as [Kind], or: .integer), isOptional: false
            )
        }
        lines.append("table \(name) for \(model.records[record].name) \"表\(record)\"")
        if policy != "unique" { lines.append("  policy \(policy)") }
        lines += provision("  ", mayLapse: random.oneIn(5))
        let heads = inputs.map(\.name).joined(separator: " | ")
        let types = outputs.map { "\($0.name) : \(model.text($0.kind))" }.joined(separator: " | ")
        lines.append("  | \(heads) || \(types) |")
        lines.append("  |---||---|")
        for _ in 0..<random.number(1...5) { row(inputs.map { cell($0.kind) }, outputs) }
        let isClosed = policy == "first" && random.chance(80)
        if isClosed { row(inputs.map { _ in "-" }, outputs) }
        // A list of values is no plain member; the outputs of `collect` are compared as defined values only.
        if policy != "collect" { model.records[record].definitions += outputs }
    }

    private mutating func row(_ cells: [String], _ outputs: [RandomModel.Member]) {
        let values = outputs.map { constant($0.kind) }.joined(separator: " | ")
        let basis = random.oneIn(4) ? " basis S \(random.pick(model.clauses, or: "1"))" : ""
        lines.append("  | \(cells.joined(separator: " | ")) || \(values) |\(basis)")
    }

    private mutating func cell(_ kind: Kind) -> String {
        if random.oneIn(4) { return "-" }
        switch kind {
        case .integer, .money, .date, .decimal, .days, .percent:
            switch random.number(0...3) {
            case 0: return constant(kind)
            case 1: return "\(random.pick("<", "<=", ">", ">=")) \(constant(kind))"
            case 2: return "\(random.pick("[", "("))\(constant(kind))..\(constant(kind))\(random.pick("]", ")"))"
            default: return "not(\(constant(kind)))"
            }
        case .boolean: return constant(kind)
        default:
            return random.oneIn(3)
                ? "not(\(constant(kind)))" : (random.oneIn(2) ? constant(kind) : "\(constant(kind)), \(constant(kind))")
        }
    }

    /// A rule with one to three consequences.
    mutating func declareRule(_ number: Int) {
        let index = model.records.count - 1
        let scope = scope(of: index)
        lines += ["rule r\(number) \"规则\(number)\"", "  for \(caseName)"]
        lines += provision("  ")
        if number > 0, random.oneIn(4) {
            let other = random.number(0...(number - 1))
            lines.append("  overrides r\(other)\(other > 0 && random.oneIn(3) ? ", r\(other - 1)" : "")")
        }
        if random.chance(85) { lines.append("  when \(expression(.boolean, scope, 3))") }
        for _ in 0..<random.number(1...3) { consequence(scope, number) }
    }

    private mutating func consequence(_ outer: RandomScope, _ number: Int) {
        var scope = outer
        var each = ""
        if random.oneIn(3), let first = outer.lists.first {
            let list = random.pick(outer.lists, or: first)
            variables += 1
            let variable = "v\(variables)"
            scope.add(model.records[list.record], prefix: variable + ".", model: model)
            each = "for each \(variable) in \(list.text)"
            if random.oneIn(2) { each += " where \(expression(.boolean, scope, 2))" }
            each += " "
        }
        let role = random.pick(model.roles, or: "clerk")
        let due = random.oneIn(2) ? deadline(scope) : ""
        let text = interpolated(scope)
        switch random.number(0...6) {
        case 0...1:
            // Each rule has a form of its own, so that few of them disagree about one document.
            let form = number % 2 == 0 ? "notice" : "letter"
            var issue = "  \(each)issue \(form) to \(random.oneIn(4) ? "owner, clerk" : "owner")"
            let arguments = (model.arguments[form] ?? []).map { "\($0.name) = \(expression($0.kind, scope, 2))" }
            if !arguments.isEmpty { issue += " with \(arguments.joined(separator: ", "))" }
            lines.append("\(issue)\(due)\(random.oneIn(2) ? " approval approve" : "")")
        case 2...3:
            let until = random.oneIn(3) ? " until \(expression(.boolean, scope, 2))" : ""
            lines.append("  \(each)require \"办理\(number)\(text)\" by \(role)\(due)\(until)")
        case 4: lines.append("  \(each)refuse \"不予受理\(number)\(text)\"")
        case 5: lines.append("  \(each)hold payment until \(expression(.boolean, scope, 2))")
        default: lines.append("  \(each)notify \(role) \"通知\(number)\(text)\"")
        }
    }

    /// A deadline that says where it goes from a day off, or one of which that is clear.
    private mutating func deadline(_ scope: RandomScope) -> String {
        if !model.hasCalendar { return " due \(expression(.date, scope, 2))" }
        if random.oneIn(3) { return " due \(random.number(1...40)) days \(random.pick("after", "before")) as-of" }
        return " due \(expression(.date, scope, 2)) rolling \(random.pick("forward", "backward", "not"))"
    }

    /// Nothing, or a text or a whole number to be filled in.
    private mutating func interpolated(_ scope: RandomScope) -> String {
        let members = scope.members.filter { !$0.isOptional && ($0.kind == .text || $0.kind == .integer) }
        guard random.oneIn(3), let first = members.first else { return "" }
        return ":{\(random.pick(members, or: first).name)}"
    }
}
