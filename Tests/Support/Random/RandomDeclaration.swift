extension RandomRulebookWriter {
    /// A definition: alone, by two branches, by the values of an enumeration, or with exceptions.
    mutating func define(_ record: Int, _ number: Int) {
        let scope = scope(of: record)
        let kind = random.pick(model.kinds, or: .boolean)
        let name = "d\(record)-\(number)"
        let type = model.records[record].name
        lines.append("define \(name) of \(type) : \(model.text(kind)) \"算得\(record)之\(number)\"")
        lines += provision("  ", mayLapse: false)
        let enumerated = scope.members.first { member in
            if case .enumeration = member.kind { return !member.isOptional }
            return false
        }
        switch random.number(0...5) {
        case 0...1: lines.append("  is \(expression(kind, scope, 3))")
        case 2...3:
            lines.append("  is \(expression(kind, scope, 2)) when \(expression(.boolean, scope, 3))")
            lines.append("  is \(expression(kind, scope, 2)) otherwise")
        case 4:
            guard let enumerated, case .enumeration(let index) = enumerated.kind else { fallthrough }
            for value in model.enumerations[index].values {
                lines.append("  is \(expression(kind, scope, 1)) when \(enumerated.name) = \(value)")
            }
        default:
            let value = constant(kind)
            lines.append("  is \(value) when \(expression(.boolean, scope, 2))")
            lines.append("  is \(random.chance(80) ? value : constant(kind)) when \(expression(.boolean, scope, 2))")
            lines.append("  is \(expression(kind, scope, 1)) otherwise")
        }
        if random.oneIn(4) {
            lines.append("  except is \(expression(kind, scope, 1)) when \(expression(.boolean, scope, 2))")
        }
        if random.oneIn(5) {
            amendments.append("amend \(name) of \(type)")
            amendments += provision("  ")
            amendments.append("  except is \(expression(kind, scope, 1)) when \(expression(.boolean, scope, 2))")
        }
        model.records[record].definitions.append(
            RandomModel.Member(name: name, kind: kind, isOptional: false))
    }

    /// A decision table over up to three plain fields.
    mutating func tabulate(_ record: Int) {
        let usable = model.records[record].fields.filter { member in
            switch member.kind {
            case .boolean, .integer, .money, .date, .enumeration, .decimal: !member.isOptional
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
        lines += provision("  ", mayLapse: false)
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
        case .integer, .money, .date, .decimal:
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
        if number > 0, random.oneIn(4) { lines.append("  overrides r\(random.number(0...(number - 1)))") }
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
        let due = random.oneIn(2) ? " due \(expression(.date, scope, 2))" : ""
        let text = interpolated(scope)
        switch random.number(0...6) {
        case 0...1:
            // Each rule has a form of its own, so that few of them disagree about one document.
            let form = number % 2 == 0 ? "notice" : "letter"
            lines.append("  \(each)issue \(form) to owner\(due)\(random.oneIn(2) ? " approval approve" : "")")
        case 2...3:
            let until = random.oneIn(3) ? " until \(expression(.boolean, scope, 2))" : ""
            lines.append("  \(each)require \"办理\(number)\(text)\" by \(role)\(due)\(until)")
        case 4: lines.append("  \(each)refuse \"不予受理\(number)\(text)\"")
        case 5: lines.append("  \(each)hold payment until \(expression(.boolean, scope, 2))")
        default: lines.append("  \(each)notify \(role) \"通知\(number)\(text)\"")
        }
    }

    /// Nothing, or a text or a whole number to be filled in.
    private mutating func interpolated(_ scope: RandomScope) -> String {
        let members = scope.members.filter { !$0.isOptional && ($0.kind == .text || $0.kind == .integer) }
        guard random.oneIn(3), let first = members.first else { return "" }
        return ":{\(random.pick(members, or: first).name)}"
    }
}
