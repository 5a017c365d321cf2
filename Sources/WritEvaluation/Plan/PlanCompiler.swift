import WritLanguage
import WritSemantics

/// Turns a checked program into a plan.
struct PlanCompiler {
    let program: Program
    var plan: Plan
    /// Texts that are in the pool already.
    private var textPlaces: [String: Slot] = [:]

    init(program: Program) {
        self.program = program
        plan = Plan(empty: program)
    }

    mutating func compile(formExpressions: [Expression]) {
        records()
        parameters()
        for (number, definition) in program.definitions.enumerated() { add(definition, number) }
        for (number, table) in program.tables.enumerated() { add(table, number) }
        rules()
        for chain in program.chains {
            plan.chains.append(
                chain.steps.map { step in
                    PlannedStep(
                        condition: step.condition.map { planned($0) }, within: step.within.map { planned($0) },
                        escalation: step.escalation.map { planned($0.after) })
                })
        }
        for obligation in program.obligations {
            plan.obligations.append(
                PlannedObligation(
                    condition: obligation.condition.map { planned($0) },
                    within: obligation.demands.map { demand in demand.within.map { planned($0) } }))
        }
        plan.reports = program.reports.map { planned($0) }
        plan.formExpressions = formExpressions.map { planned($0) }
        plan.expectations = program.examples.map { example in
            example.expectations.map { expectation in
                if case .value(let expression, _) = expectation.kind { planned(expression) } else { nil }
            }
        }
    }

    private mutating func records() {
        plan.records = program.records.map { record in
            PlannedRecord(
                fieldCount: record.fields.count,
                isOptional: record.fields.map { $0.unstated == .missing },
                domains: record.fields.enumerated().compactMap { index, field in
                    field.domain.map { (field: index, domain: $0) }
                },
                links: record.fields.enumerated().compactMap { index, field in
                    field.link.map { PlannedLink($0, field: index, of: record, in: program) }
                })
        }
    }

    private mutating func parameters() {
        plan.parameters = program.parameters.map { parameter in
            PlannedParameter(
                values: parameter.values.map {
                    PlannedParameter.Value(from: $0.from?.day ?? Int32.min, constant: constant($0.value))
                })
        }
        for (number, organisation) in program.organisations.enumerated() {
            for setting in organisation.settings where plan.parameters.indices.contains(setting.parameter.index) {
                let value = PlannedParameter.Value(
                    from: setting.from?.day ?? Int32.min,
                    constant: setting.value == .unknown ? -1 : constant(setting.value))
                plan.parameters[setting.parameter.index].settings[Int32(truncatingIfNeeded: number), default: []]
                    .append(value)
            }
        }
        for number in plan.parameters.indices {
            for organisation in plan.parameters[number].settings.keys {
                plan.parameters[number].settings[organisation]?.sort { $0.from < $1.from }
            }
        }
    }

    /// The number of a scope; -1 where it is always and everywhere in force.
    private mutating func scope(_ provision: Provision) -> Int32 {
        let scope = PlannedScope(provision)
        if scope.isAlways { return -1 }
        plan.scopes.append(scope)
        return Int32(truncatingIfNeeded: plan.scopes.count - 1)
    }

    private mutating func add(_ definition: Definition, _ number: Int) {
        let subject = definition.subject.index
        let place = plan.records[subject].definitions.count
        plan.records[subject].definitions.append(Int32(truncatingIfNeeded: number))
        var exceptions: [PlannedBranch] = []
        var plain: [PlannedBranch] = []
        var otherwise: [PlannedBranch] = []
        var table: Int32 = -1
        var output: Int32 = -1
        switch definition.origin {
        case .branches(let declared):
            for (position, branch) in declared.enumerated() {
                let condition: Int32 =
                    switch branch.condition {
                    case .always: -1
                    case .otherwise: -2
                    case .when(let expression): node(expression)
                    }
                let planned = PlannedBranch(
                    condition: condition, value: node(branch.value), scope: scope(branch.provision),
                    declared: Int32(truncatingIfNeeded: position))
                if condition == -2 {
                    otherwise.append(planned)
                } else if branch.isException {
                    exceptions.append(planned)
                } else {
                    plain.append(planned)
                }
            }
        case .table(let id, let column):
            table = Int32(truncatingIfNeeded: id.index)
            output = Int32(truncatingIfNeeded: column)
        }
        let isSimple =
            plain.count == 1 && exceptions.isEmpty && otherwise.isEmpty && plain[0].condition == -1
            && plain[0].scope == -1
        plan.definitions.append(
            PlannedDefinition(
                subject: Int32(truncatingIfNeeded: subject), place: Int32(truncatingIfNeeded: place),
                localCount: Int32(truncatingIfNeeded: max(1, definition.localCount)),
                firstBranch: Int32(truncatingIfNeeded: plan.branches.count),
                exceptionCount: Int32(truncatingIfNeeded: exceptions.count),
                plainCount: Int32(truncatingIfNeeded: plain.count),
                otherwiseCount: Int32(truncatingIfNeeded: otherwise.count), table: table, output: output,
                isSimple: isSimple))
        plan.branches += exceptions + plain + otherwise
    }

    private mutating func add(_ table: DecisionTable, _ number: Int) {
        let inputs = table.inputs.map { node($0) }
        let outputs = table.rows.map { row in row.outputs.map { node($0) } }
        let subject = table.subject.index
        let place = plan.records[subject].computedCount
        plan.records[subject].tables.append(Int32(truncatingIfNeeded: number))
        plan.tables.append(
            PlannedTable(
                inputs: inputs, outputs: outputs, policy: table.policy, scope: scope(table.provision),
                subject: Int32(truncatingIfNeeded: subject),
                localCount: Int32(truncatingIfNeeded: max(1, table.localCount)),
                place: Int32(truncatingIfNeeded: place), index: TableIndex(table)))
    }

    private mutating func rules() {
        for (number, rule) in program.rules.enumerated() {
            plan.records[rule.subject.index].rules.append(Int32(truncatingIfNeeded: number))
            let first = plan.consequences.count
            var isFixed = true
            for consequence in rule.consequences {
                let (planned, message) = planned(consequence)
                plan.consequences.append(planned)
                plan.messages.append(message)
                plan.messageLanguages.append(PlannedSegment.language(of: message))
                isFixed = isFixed && planned.isFixed && message.allSatisfy(\.isText)
            }
            plan.rules.append(
                PlannedRule(
                    subject: Int32(truncatingIfNeeded: rule.subject.index), scope: scope(rule.provision),
                    condition: rule.condition.map { node($0) } ?? -1,
                    localCount: Int32(truncatingIfNeeded: max(1, rule.localCount)),
                    firstConsequence: Int32(truncatingIfNeeded: first),
                    consequenceCount: Int32(truncatingIfNeeded: rule.consequences.count), isFixed: isFixed))
        }
        for (number, rule) in program.rules.enumerated() {
            for overridden in rule.overrides where plan.rules.indices.contains(overridden.index) {
                plan.rules[overridden.index].overriddenBy.append(Int32(truncatingIfNeeded: number))
            }
        }
    }

    private mutating func planned(_ consequence: Consequence) -> (PlannedConsequence, [PlannedSegment]) {
        let arguments = consequence.arguments.map { node($0) }
        let message = consequence.message.map { segments($0) } ?? []
        let due = consequence.due.map { node($0) } ?? -1
        let until = consequence.until.map { node($0) } ?? -1
        let firstArgument = Int32(truncatingIfNeeded: plan.lists.count)
        plan.lists += arguments
        let each = consequence.forEach
        let planned = PlannedConsequence(
            eachLocal: each.map { Int32(truncatingIfNeeded: $0.local) } ?? -1,
            eachList: each.map { node($0.list) } ?? -1,
            eachCondition: each.flatMap { each in each.condition.map { node($0) } } ?? -1, until: until, due: due,
            rolling: consequence.rolling, about: consequence.about.map { node($0) } ?? -1,
            firstArgument: firstArgument, argumentCount: Int32(truncatingIfNeeded: arguments.count))
        return (planned, message)
    }

    private mutating func segments(_ message: Message) -> [PlannedSegment] {
        message.segments.map { segment in
            switch segment {
            case .literal(let text): .text(text)
            case .value(let expression): .value(node: node(expression), type: expression.type)
            }
        }
    }

    mutating func planned(_ expression: Expression) -> PlannedExpression {
        highestLocal = 0
        let root = node(expression)
        return PlannedExpression(root: root, localCount: highestLocal + 1)
    }

    /// The highest local met since it was last set to 0.
    var highestLocal: Int32 = 0

    // MARK: - Constants

    /// The number of a constant among the plan's.
    mutating func constant(_ value: Value) -> Int32 {
        plan.constants.append(slot(value))
        return Int32(truncatingIfNeeded: plan.constants.count - 1)
    }

    /// Constants of records and lists are nodes and not slots; as a slot they are unknown.
    private mutating func slot(_ value: Value) -> Slot {
        switch value {
        case .unknown, .record, .list: return .unknown
        case .missing: return .missing
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .decimal(let value): return .decimal(value)
        case .date(let value): return .date(value)
        case .dateTime(let value): return .dateTime(value)
        case .duration(let count, let unit): return .duration(count, unit)
        case .enumeration(let type, let value): return .enumeration(type, value)
        case .text(let text):
            if let known = textPlaces[text] { return known }
            let start = plan.texts.count
            plan.texts.append(contentsOf: text.utf8)
            let slot = Slot.text(start: start, count: plan.texts.count - start, inCase: false)
            textPlaces[text] = slot
            return slot
        }
    }
}
