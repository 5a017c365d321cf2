internal import WritLanguage
internal import WritSemantics

/// What a declaration means, spelled out in one fixed way: names instead of numbers, no layout, no comments, no places.
/// Two declarations have the same canonical text exactly when they say the same with the same titles.
struct CanonicalText {
    let program: Program
    /// Where only effects count, a mark for each type of which two versions differ; titles and clauses are then left
    /// out.
    var effectMarks: [String: String]?

    private func mark(_ type: String) -> String { effectMarks?[type] ?? "" }

    func text(_ rule: Rule) -> String {
        var parts = [head("rule", rule.identity), "for \(name(rule.subject))", text(rule.provision)]
        if let condition = rule.condition { parts.append("when \(text(condition))") }
        parts += rule.overrides.map { "overrides \(program.rules[$0.index].identity.name)" }
        parts += rule.consequences.map(text)
        return parts.joined(separator: "\n")
    }

    /// Without its condition and what it overrides.
    func words(_ rule: Rule) -> String {
        ([head("rule", rule.identity), "for \(name(rule.subject))", text(rule.provision)]
            + rule.consequences.map(text)).joined(separator: "\n")
    }

    func text(_ definition: Definition) -> String {
        var parts = [head("define", definition.identity), "of \(name(definition.subject)) : \(text(definition.type))"]
        switch definition.origin {
        case .branches(let branches):
            let lines = branches.map { branch in
                var line = branch.isException ? "except is \(text(branch.value))" : "is \(text(branch.value))"
                switch branch.condition {
                case .always: break
                case .when(let condition): line += " when \(text(condition))"
                case .otherwise: line += " otherwise"
                }
                return line + " " + text(branch.provision)
            }
            // Amendments stand in the order of the files, which means nothing.
            parts += zip(branches, lines).filter { !$0.0.isException }.map(\.1)
            parts += zip(branches, lines).filter { $0.0.isException }.map(\.1).sorted()
        case .table(let id, let output): parts.append("table \(program.tables[id.index].identity.name) \(output)")
        }
        return parts.joined(separator: "\n")
    }

    func text(_ table: DecisionTable) -> String {
        var parts = [
            head("table", table.identity), "for \(name(table.subject)) \(table.policy.rawValue)", text(table.provision),
        ]
        parts.append(table.inputs.map(text).joined(separator: " | "))
        parts += table.rows.map { row in
            let cells = row.cells.map(text) + ["|"] + row.outputs.map(text)
            return cells.joined(separator: " | ") + " basis \(text(row.citations))"
        }
        return parts.joined(separator: "\n")
    }

    func text(_ parameter: Parameter) -> String {
        let values = parameter.values.map { "is \(text($0.value)) from \($0.from?.description ?? "-")" }
        let settings = program.organisations.flatMap { firm in
            firm.settings.filter { program.parameters[$0.parameter.index].identity.name == parameter.identity.name }
                .map {
                    "at \(firm.identity.name) is \($0.value == .unknown ? "not stated" : text($0.value)) from \($0.from?.description ?? "-")"
                }
        }
        return
            ([head("parameter", parameter.identity), text(parameter.type), text(parameter.citations)] + values
            + settings.sorted())
            .joined(separator: "\n")
    }

    func text(_ chain: Chain) -> String {
        var parts = [head("chain", chain.identity), text(chain.provision)]
        parts += chain.steps.map { step in
            var line = "step \(step.name)\(title(step.title)) by \(text(step.signer))"
            if let field = step.named { line += " named \(field)" }
            if let other = step.parallelTo { line += " with \(chain.steps[other].name)" }
            if let condition = step.condition { line += " when \(text(condition))" }
            if let within = step.within { line += " within \(text(within))" }
            if let escalation = step.escalation {
                line += " escalate \(role(escalation.to)) after \(text(escalation.after))"
            }
            switch step.delegation {
            case .none: break
            case .anyone: line += " delegable"
            case .roles(let roles): line += " delegable to \(roles.map(role).joined(separator: ","))"
            }
            return line + " basis \(text(step.citations))"
        }
        parts.append(
            "apart \(chain.apart.joined(separator: ",")) distinct \(chain.distinctPersons) restart \(chain.restart)")
        if chain.repeatedPass { parts.append("repeated persons pass") }
        parts += chain.substitutions.map { "substitute \(role($0.role)) for \(role($0.absent)) \($0.from)…\($0.to)" }
        return parts.joined(separator: "\n")
    }

    func text(_ obligation: Obligation) -> String {
        var parts = [head("obligation", obligation.identity), text(obligation.provision)]
        if let condition = obligation.condition { parts.append("when \(text(condition))") }
        parts += obligation.demands.map { demand in
            let within = demand.within.map { " within \(text($0))" } ?? ""
            let acts = demand.acts.map(text).joined(separator: " or ")
            return "act \(acts) must \(text(demand.kind))\(within) basis \(text(demand.citations))"
        }
        return parts.joined(separator: "\n")
    }

    private func text(_ kind: Obligation.Kind) -> String {
        func names(_ acts: [Obligation.Act]) -> String { acts.map(text).joined(separator: " or ") }
        switch kind {
        case .count(let least, let most):
            return "happen from \(least.map { "\($0)" } ?? "-") to \(most.map { "\($0)" } ?? "-")"
        case .edge(let isFirst): return isFirst ? "happen first" : "happen last"
        case .persons(let isSame, let others): return "\(isSame ? "" : "not ")by persons of \(names(others))"
        case .neighbour(let side, let pace, let isForbidden, let others):
            return "\(isForbidden ? "not " : "")\(side.rawValue) \(pace.rawValue) by \(names(others))"
        }
    }

    private func text(_ act: Obligation.Act) -> String {
        switch act {
        case .action(let id):
            let identity = program.actions[id.index].identity
            return "\(identity.name)\(title(identity.title))"
        case .document(let milestone, let form):
            let form = program.forms[form.index]
            return "\(milestone.rawValue) of \(form.name)\(title(form.title))"
        case .step(let step, let chain):
            let chain = program.chains[chain.index]
            return "step \(chain.steps[step].name) of \(chain.identity.name)"
        }
    }

    func text(_ clause: Clause) -> String {
        let disposition =
            switch clause.disposition {
            case .operative: "operative"
            case .prose: "prose"
            case .rejected(let reason): "rejected \"\(reason)\""
            }
        let source = program.sources[clause.source.index]
        var line = "clause \(source.identity.name) \(clause.number) \"\(clause.title)\" \(disposition)"
        if let text = clause.text { line += " says \"\(text)\" edition \"\(source.edition ?? "")\"" }
        return line
    }

    private func head(_ keyword: String, _ identity: Identity) -> String {
        "\(keyword) \(identity.name)\(title(identity.title))"
    }

    private func title(_ title: String) -> String { effectMarks == nil ? " \"\(title)\"" : "" }

    func text(_ type: EnumType) -> String {
        let values = type.values.map { $0.name + title($0.title) }
        return head("enum", type.identity) + " \(type.isOrdered) " + values.joined(separator: " ")
    }

    private func name(_ record: RecordID) -> String { program.records[record.index].identity.name }

    private func role(_ id: RoleID) -> String {
        let identity = program.roles[id.index].identity
        return identity.name + title(identity.title)
    }

    private func field(_ id: RecordID, _ index: Int) -> String {
        let field = program.records[id.index].fields[index]
        // Who decides is part of what a decision means.
        let judge = program.judgement(in: id).map { " by \(role($0.role))\(text($0.citations))" } ?? ""
        return field.name + title(field.title) + judge + (field.link.map(text) ?? "")
    }

    /// Which other cases a field holds is part of what it means.
    private func text(_ link: CaseLink) -> String {
        switch link {
        case .others: " other"
        case .children(_, let key): " children \(key)"
        case .parent(_, let key): " parent \(key)"
        }
    }

    private func form(_ id: FormID) -> String { program.forms[id.index].name + title(program.forms[id.index].title) }

    private func text(_ citations: [ClauseID]) -> String {
        if effectMarks != nil { return "" }
        return citations.map { id in
            let clause = program.clauses[id.index]
            return "\(program.sources[clause.source.index].identity.name) \(clause.number)"
        }.joined(separator: ",")
    }

    func text(_ provision: Provision) -> String {
        let firms = provision.organisations.map { program.organisations[$0.index].identity.name }.joined(separator: ",")
        return
            "basis \(text(provision.citations)) at \(firms) valid \(provision.validFrom?.description ?? "-")…\(provision.validTo?.description ?? "-")"
    }

    func text(_ consequence: Consequence) -> String {
        var line = ""
        if let each = consequence.forEach {
            line += "for each \(each.local) in \(text(each.list))"
            if let condition = each.condition { line += " where \(text(condition))" }
            line += " "
        }
        switch consequence.kind {
        case .issue(let id, let to, let arguments, let due, let approval):
            line += "issue \(form(id)) to \(to.map(role).joined(separator: ","))"
            for (argument, value) in zip(program.forms[id.index].arguments, arguments) {
                line += " with \(argument.name) = \(text(value))"
            }
            if let due { line += " due \(text(due))" }
            if let approval { line += " approval \(program.chains[approval.index].identity.name)" }
        case .require(let task, let by, let due, let until):
            line += "require \(text(task)) by \(role(by))"
            if let due { line += " due \(text(due))" }
            if let until { line += " until \(text(until))" }
        case .refuse(let reason): line += "refuse \(text(reason))"
        case .hold(let action, let until):
            line += "hold \(head("action", program.actions[action.index].identity)) until \(text(until))"
        case .notify(let to, let message): line += "notify \(role(to)) \(text(message))"
        }
        if let about = consequence.about { line += " about \(text(about))" }
        if consequence.rolling != .calendar { line += " rolling \(consequence.rolling)" }
        if let time = consequence.time { line += " by \(time)" }
        return line + " basis \(text(consequence.citations))"
    }

    private func text(_ message: Message) -> String {
        let segments = message.segments.map { segment in
            switch segment {
            case .literal(let text): text
            case .value(let expression): "{\(text(expression))}"
            }
        }
        return "\"\(segments.joined())\""
    }

    private func text(_ signer: Chain.Signer) -> String {
        switch signer {
        case .one(let id): role(id)
        case .all(let roles): "all of \(roles.map(role).joined(separator: ","))"
        case .any(let count, let roles): "any \(count) of \(roles.map(role).joined(separator: ","))"
        case .line(let from, let to): "line from \(role(from)) to \(role(to))"
        case .notStated: "not stated"
        }
    }

    private func text(_ cell: DecisionTable.Cell) -> String {
        switch cell {
        case .any: "-"
        case .values(let values): values.map(text).joined(separator: ",")
        case .range(let lower, let upper, let includesLower, let includesUpper):
            "\(includesLower ? "[" : "(")\(lower.map(text) ?? "")..\(upper.map(text) ?? "")\(includesUpper ? "]" : ")")"
        case .not(let inner): "not(\(text(inner)))"
        case .either(let cells): cells.map(text).joined(separator: " or ")
        }
    }

    func text(_ type: ValueType) -> String {
        switch type {
        case .enumeration(let id): program.enums[id.index].identity.name + mark(program.enums[id.index].identity.name)
        case .record(let id): name(id) + mark(name(id))
        case .list(let element): "list of \(text(element))"
        case .optional(let inner): "\(text(inner))?"
        case .duration(let unit): unit.rawValue
        case .group(let key, let element): "group \(text(key)) \(text(element))"
        default: "\(type)"
        }
    }

    func text(_ value: Value) -> String {
        switch value {
        case .unknown: "unknown"
        case .missing: "missing"
        case .boolean(let flag): "\(flag)"
        case .integer(let number): "\(number)"
        case .decimal(let number): number.description
        case .text(let text): "\"\(text)\""
        case .date(let date): date.description
        case .dateTime(let moment): moment.description
        case .duration(let count, let unit): "\(count) \(unit.rawValue)"
        case .enumeration(let id, let index):
            program.enums[id.index].values.indices.contains(index) ? program.enums[id.index].values[index].name : "?"
        case .record(let id, let fields):
            "{" + zip(program.records[id.index].fields, fields).map { "\($0.name)=\(text($1))" }.joined(separator: ",")
                + "}"
        case .list(let items): "[" + items.map(text).joined(separator: ",") + "]"
        }
    }

    /// What an amount is in, where that is not yuan.
    private func currency(of type: ValueType) -> String {
        switch type {
        case .money, .optional(.money): program.currency == .yuan ? "" : " " + program.currency.code
        default: ""
        }
    }

    /// The type of what an expression stands for, where an effect may rest on it.
    private func typed(_ expression: Expression) -> String {
        effectMarks == nil ? "" : ":" + text(expression.type)
    }

    func text(_ expression: Expression) -> String {
        switch expression.kind {
        case .constant(let value): text(value) + currency(of: expression.type)
        case .asOf: "as-of"
        case .parameter(let id): "parameter \(program.parameters[id.index].identity.name)"
        case .local(let number): "local \(number)"
        case .field(let base, let index):
            if case .record(let id) = base.type {
                "(\(text(base))).\(field(id, index))\(typed(expression))"
            } else {
                "(\(text(base))).\(index)"
            }
        case .definition(let base, let id): "(\(text(base))).\(program.definitions[id.index].identity.name)"
        case .argument(let id, let index): "argument \(form(id)) \(index)"
        case .groupKey(let base): "key(\(text(base)))"
        case .groupItems(let base): "items(\(text(base)))"
        case .element(let list, let index): "(\(text(list)))[\(text(index))]"
        case .not(let inner): "not(\(text(inner)))"
        case .negate(let inner): "-(\(text(inner)))"
        case .and(let a, let b): "(\(text(a)) and \(text(b)))"
        case .or(let a, let b): "(\(text(a)) or \(text(b)))"
        case .compare(let comparison, let a, let b): "(\(text(a)) \(comparison.rawValue)\(typed(a)) \(text(b)))"
        case .arithmetic(let operation, let a, let b): "(\(text(a)) \(operation.rawValue) \(text(b)))"
        case .inSet(let value, let members): "(\(text(value)) in {\(members.map(text).joined(separator: ","))})"
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            "(\(text(value))\(typed(value)) in \(includesLower ? "[" : "(")\(lower.map(text) ?? "")..\(upper.map(text) ?? "")\(includesUpper ? "]" : ")"))"
        case .isKnown(let inner): "known(\(text(inner)))"
        case .isMissing(let inner): "missing(\(text(inner)))"
        case .orElse(let a, let b): "(\(text(a)) or else \(text(b)))"
        case .conditional(let c, let a, let b): "(if \(text(c)) then \(text(a)) else \(text(b)))"
        case .some(let local, let list, let body): "some \(local) in \(text(list)) (\(text(body)))"
        case .every(let local, let list, let body): "every \(local) in \(text(list)) (\(text(body)))"
        case .filter(let local, let list, let body): "filter \(local) in \(text(list)) (\(text(body)))"
        case .count(let list): "count(\(text(list)))"
        case .summary(let summary, let body, let local, let list):
            "\(summary.rawValue) \(local) in \(text(list)) (\(body.map(text) ?? ""))\(typed(expression))"
        case .group(let local, let list, let key): "group \(local) in \(text(list)) by (\(text(key)))"
        case .sorted(let local, let list, let key): "sorted \(local) in \(text(list)) by (\(text(key)))"
        case .neighbour(let isNext, let element, let list):
            "\(isNext ? "next" : "previous")(\(text(element)),\(text(list)))"
        case .function(let function, let operands):
            "\(function.code)(\(operands.map(text).joined(separator: ",")))\(typed(expression))"
        case .shift(let duration, let date, let isAfter):
            "(\(text(duration)) \(isAfter ? "after" : "before") \(text(date)))"
        case .between(let unit, let a, let b): "\(unit.rawValue)(\(text(a)),\(text(b)))"
        case .documentState(let id, let state): "\(form(id)) is \(state.rawValue)"
        case .documentDate(let date, let id): "\(date.rawValue) date of \(form(id))"
        case .record(let id, let fields): "\(name(id)){\(fields.map(text).joined(separator: ","))}"
        case .list(let items): "[\(items.map(text).joined(separator: ","))]"
        case .widened(let inner): text(inner)
        case .rounded(let inner): "rounded(\(text(inner)))"
        case .error: "error"
        }
    }
}
