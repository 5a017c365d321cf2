import WritLanguage
import WritSemantics

/// What the questions about a case type ask of each of its lists.
struct ListNeeds {
    /// By path, such as `violations` or `buildings[*].floors`.
    typealias Demands = [String: ListDemands]

    /// What each rule asks, with all that overrides it.
    private(set) var rules: [Demands] = []
    /// What each definition asks, wherever the case has what it is about.
    private(set) var definitions: [Demands] = []
    /// Lists of which what is not modelled comes to one number or one truth: those that are summed, grouped, or looked at
    /// for each element of another.
    private(set) var summed: Set<String> = []

    /// Something hangs on a list or a record that is built out of others, so that it is not known whose lists it asks.
    private(set) var isUntracked = false

    private let program: Program
    /// A text that expressions share only where they mean the same.
    private let meaning: (Expression) -> String
    private var memo: [Key: Demands] = [:]
    private var current: Demands = [:]
    private var valuePaths: [ValueKey: [String]] = [:]
    /// Tells what a `for each` asks of its element from what another asks in the same words.
    private var context = ""

    /// Where the records stand that a local may be, and how many lists its value was reached through.
    private struct Place {
        let paths: [String]
        let depth: Int
    }
    private typealias Locals = [Int: Place]

    private struct Key: Hashable {
        let definition: DefinitionID
        let path: String
    }

    private struct ValueKey: Hashable {
        let definition: DefinitionID
        let subjects: [String]
    }

    init(
        _ program: Program, case type: RecordID, overriders: [[RuleID]], meaning: ((Expression) -> String)? = nil
    ) {
        self.program = program
        let canonical = CanonicalText(program: program)
        self.meaning = meaning ?? canonical.text
        var alone: [Demands] = []
        for (index, rule) in program.rules.enumerated() {
            current = [:]
            if rule.subject == type { walk(rule, index) }
            alone.append(current)
        }
        for index in program.rules.indices {
            var total = alone[index]
            for other in overriders[index] { ListNeeds.add(alone[other.index], to: &total) }
            rules.append(total)
        }
        let places = recordPlaces(type)
        for index in program.definitions.indices {
            var total: Demands = [:]
            for path in places[program.definitions[index].subject] ?? [] {
                ListNeeds.add(needs(DefinitionID(index), at: path), to: &total)
            }
            definitions.append(total)
        }
    }

    /// What expressions about the case ask, such as those that a form prints.
    mutating func demands(of expressions: [Expression]) -> Demands {
        current = [:]
        for expression in expressions { walk(expression, [0: Place(paths: [""], depth: 0)], depth: 0) }
        return current
    }

    static func add(_ more: Demands, to total: inout Demands) {
        for (list, demands) in more { total[list, default: ListDemands()].add(demands) }
    }

    static func joined(_ parts: [Demands]) -> Demands {
        var total: Demands = [:]
        for part in parts { add(part, to: &total) }
        return total
    }

    /// Where records of each type stand in a case, down to a few levels.
    private func recordPlaces(_ type: RecordID) -> [RecordID: [String]] {
        var places: [RecordID: [String]] = [type: [""]]
        var pending = [(type: type, path: "", depth: 0)]
        while let next = pending.popLast() {
            for field in program.records[next.type.index].fields {
                var path = next.path.isEmpty ? field.name : next.path + "." + field.name
                var inner = ListNeeds.unwrapped(field.type)
                while case .list(let element) = inner {
                    inner = ListNeeds.unwrapped(element)
                    path += "[*]"
                }
                guard case .record(let id) = inner, next.depth < 6 else { continue }
                places[id, default: []].append(path)
                pending.append((id, path, next.depth + 1))
            }
        }
        return places
    }

    // MARK: declarations

    private mutating func walk(_ rule: Rule, _ number: Int) {
        let locals: Locals = [0: Place(paths: [""], depth: 0)]
        if let condition = rule.condition { walk(condition, locals, depth: 0) }
        for (position, consequence) in rule.consequences.enumerated() {
            guard let each = consequence.forEach else {
                walk(consequence, locals)
                continue
            }
            walk(each.list, locals, depth: 0)
            // A check looks at two elements at most, and asks of each what it likes.
            var total = current
            for element in 1...2 {
                current = [:]
                context = "\(number) \(position) \(element) "
                keep(1, of: each.list, locals, for: "each")
                var inner = locals
                inner[each.local] = Place(paths: paths(each.list, locals).map { $0 + "[*]" }, depth: 0)
                if let condition = each.condition { walk(condition, inner, depth: 0) }
                walk(consequence, inner)
                ListNeeds.add(current, to: &total)
            }
            (current, context) = (total, "")
        }
    }

    private mutating func walk(_ consequence: Consequence, _ locals: Locals) {
        for part in consequence.arguments + [consequence.due, consequence.until, consequence.about].compactMap({ $0 }) {
            walk(part, locals, depth: 0)
        }
        guard let chain = consequence.chain else { return }
        for step in program.chains[chain.index].steps {
            let parts = [step.condition, step.within, step.escalation?.after].compactMap { $0 }
            for part in parts { walk(part, [0: Place(paths: [""], depth: 0)], depth: 0) }
        }
    }

    private mutating func needs(_ id: DefinitionID, at path: String) -> Demands {
        let key = Key(definition: id, path: path)
        if let known = memo[key] { return known }
        memo[key] = [:]
        let outer = (current, context)
        (current, context) = ([:], "")
        let locals: Locals = [0: Place(paths: [path], depth: 0)]
        switch program.definitions[id.index].origin {
        case .branches(let branches):
            for branch in branches {
                if case .when(let condition) = branch.condition { walk(condition, locals, depth: 0) }
                walk(branch.value, locals, depth: 0)
            }
        case .table(let table, let output):
            let table = program.tables[table.index]
            for (column, input) in table.inputs.enumerated() {
                let bounds = table.rows.map { ListNeeds.largest($0.cells[column]) }
                let most = bounds.reduce(Int?.some(-1)) { a, b in a.flatMap { a in b.map { max(a, $0) } } }
                walk(input, comparedWith: most, locals, depth: 0)
            }
            for row in table.rows where output < row.outputs.count { walk(row.outputs[output], locals, depth: 0) }
        }
        let result = current
        (current, context) = outer
        memo[key] = result
        return result
    }

    // MARK: expressions

    private mutating func keep(_ count: Int, of list: Expression, _ locals: Locals, for key: String) {
        for path in paths(list, locals) { current[path, default: ListDemands()].keep(count, for: context + key) }
    }

    private mutating func walk(_ expression: Expression, _ locals: Locals, depth: Int) {
        switch expression.kind {
        case .some(let local, let list, let body), .every(let local, let list, let body):
            keep(1, of: list, locals, for: meaning(expression))
            noteOuter(list, locals, depth)
            walk(list, locals, depth: depth)
            walk(body, within: list, local, locals, depth: depth)
        case .filter(let local, let list, let body):
            // An element whose membership is open leaves the whole list open.
            if !ListNeeds.isSettled(body) { keep(1, of: list, locals, for: "open " + meaning(expression)) }
            noteOuter(list, locals, depth)
            walk(list, locals, depth: depth)
            walk(body, within: list, local, locals, depth: depth)
        case .summary(let kind, let body, let local, let list):
            keep(1, of: list, locals, for: meaning(expression))
            noteOuter(list, locals, depth)
            walk(list, locals, depth: depth)
            if kind == .sum { summed.formUnion(paths(list, locals)) }
            if let body { walk(body, within: list, local, locals, depth: depth) }
        case .group(let local, let list, let key), .sorted(let local, let list, let key):
            keep(1, of: list, locals, for: meaning(expression))
            summed.formUnion(paths(list, locals))
            walk(list, locals, depth: depth)
            walk(key, within: list, local, locals, depth: depth)
        case .compare(_, let a, let b):
            walk(a, comparedWith: ListNeeds.number(b), locals, depth: depth)
            walk(b, comparedWith: ListNeeds.number(a), locals, depth: depth)
        case .inRange(let value, let lower, let upper, _, _):
            let bounds = [lower, upper].compactMap { $0 }
            let numbers = bounds.compactMap(ListNeeds.number)
            walk(value, comparedWith: numbers.count == bounds.count ? numbers.max() : nil, locals, depth: depth)
            for bound in bounds { walk(bound, locals, depth: depth) }
        case .count: walk(expression, comparedWith: nil, locals, depth: depth)
        case .element(let list, let position):
            noteOuter(list, locals, depth)
            if let index = ListNeeds.number(position) {
                keep(max(index, 1), of: list, locals, for: "element of " + meaning(list))
            }
            walk(list, locals, depth: depth)
            walk(position, locals, depth: depth)
        case .definition(let record, let id):
            walk(record, locals, depth: depth)
            for path in paths(record, locals) { ListNeeds.add(needs(id, at: path), to: &current) }
        default:
            for part in expression.children { walk(part, locals, depth: depth) }
        }
    }

    /// A list that is not that of the innermost element may show something else for each of the elements.
    private mutating func noteOuter(_ list: Expression, _ locals: Locals, _ depth: Int) {
        if depth > ListNeeds.depth(list, locals) { summed.formUnion(paths(list, locals)) }
    }

    /// The body of what goes through a list.
    private mutating func walk(
        _ body: Expression, within list: Expression, _ local: Int, _ locals: Locals, depth: Int
    ) {
        var inner = locals
        inner[local] = Place(paths: paths(list, locals).map { $0 + "[*]" }, depth: depth + 1)
        walk(body, inner, depth: depth + 1)
    }

    /// An expression that is compared with numbers of which `most` is the largest; nothing where the number may be any.
    private mutating func walk(
        _ expression: Expression, comparedWith most: Int?, _ locals: Locals, depth: Int
    ) {
        guard case .count(let list) = expression.unwidened.kind else {
            return walk(expression, locals, depth: depth)
        }
        noteOuter(list, locals, depth)
        for path in paths(list, locals) {
            current[path, default: ListDemands()].count(context + meaning(list), comparedWith: most)
        }
        walk(list, locals, depth: depth)
    }

    /// A whole number that is written down.
    private static func number(_ expression: Expression) -> Int? {
        guard case .constant(.integer(let number)) = expression.unwidened.kind else { return nil }
        return Int(number)
    }

    /// The largest number of a cell; nothing where it compares with something else.
    private static func largest(_ cell: DecisionTable.Cell) -> Int? {
        func most(_ values: [Value]) -> Int? {
            var result = -1
            for value in values {
                guard case .integer(let number) = value else { return nil }
                result = max(result, Int(number))
            }
            return result
        }
        return switch cell {
        case .any: -1
        case .not(let inner): largest(inner)
        case .either(let cells):
            cells.map(largest).reduce(Int?.some(-1)) { a, b in a.flatMap { a in b.map { max(a, $0) } } }
        case .values(let values): most(values)
        case .range(let lower, let upper, _, _): most([lower, upper].compactMap { $0 })
        }
    }

    /// Whether a condition is true or false of every element, never open.
    private static func isSettled(_ condition: Expression) -> Bool {
        switch condition.kind {
        case .isKnown(let operand), .isMissing(let operand):
            if case .field(let record, _) = operand.kind { return isSettled(record) }
            return isSettled(operand)
        case .constant(let value): return value != .unknown
        case .asOf, .local: return true
        case .field, .not, .negate, .and, .or, .compare, .inSet, .inRange, .widened, .some, .every, .filter, .count:
            if case .optional = condition.type { return false }
            return condition.children.allSatisfy(isSettled)
        case .arithmetic(let operation, let a, let b): return operation != .divide && isSettled(a) && isSettled(b)
        default: return false
        }
    }

    // MARK: paths

    /// Through how many lists the element was reached that an expression hangs on.
    private static func depth(_ expression: Expression, _ locals: Locals) -> Int {
        switch expression.kind {
        case .local(let number): locals[number]?.depth ?? 0
        case .field(let inner, _), .widened(let inner), .filter(_, let inner, _), .definition(let inner, _),
            .groupItems(let inner), .groupKey(let inner), .element(let inner, _), .summary(_, nil, _, let inner),
            .group(_, let inner, _), .sorted(_, let inner, _), .neighbour(_, _, let inner):
            depth(inner, locals)
        default: expression.children.map { depth($0, locals) }.min() ?? 0
        }
    }

    /// Where the lists or records of the case stand that an expression may be.
    private mutating func paths(_ expression: Expression, _ locals: Locals) -> [String] {
        switch expression.kind {
        case .local(let number): return locals[number]?.paths ?? []
        case .field(let outer, let index):
            guard case .record(let id) = ListNeeds.unwrapped(outer.type),
                index < program.records[id.index].fields.count
            else { return [] }
            let name = program.records[id.index].fields[index].name
            return paths(outer, locals).map { $0.isEmpty ? name : $0 + "." + name }
        case .filter(_, let inner, _), .widened(let inner), .group(_, let inner, _), .sorted(_, let inner, _):
            return paths(inner, locals)
        case .element(let list, _), .neighbour(_, _, let list), .summary(_, nil, _, let list):
            return paths(list, locals).map { $0 + "[*]" }
        case .groupItems(let group):
            // A group stands where the elements stand that it is made of.
            return paths(group, locals).map { $0.hasSuffix("[*]") ? String($0.dropLast(3)) : $0 }
        case .orElse(let first, let second), .conditional(_, let first, let second):
            return ListNeeds.joined([paths(first, locals), paths(second, locals)])
        case .definition(let record, let id):
            let subjects = paths(record, locals)
            let key = ValueKey(definition: id, subjects: subjects)
            if let known = valuePaths[key] { return known }
            let subject: Locals = [0: Place(paths: subjects, depth: 0)]
            var values: [[String]] = []
            switch program.definitions[id.index].origin {
            case .branches(let branches): for branch in branches { values.append(paths(branch.value, subject)) }
            case .table(let table, let output):
                for row in program.tables[table.index].rows where output < row.outputs.count {
                    values.append(paths(row.outputs[output], subject))
                }
            }
            let result = ListNeeds.joined(values)
            valuePaths[key] = result
            return result
        case .summary(_, let body?, let local, let list):
            var inner = locals
            inner[local] = Place(paths: paths(list, locals).map { $0 + "[*]" }, depth: 0)
            return paths(body, inner)
        case .constant, .parameter: return []
        default:
            if ListNeeds.canHoldLists(expression.type) { isUntracked = true }
            return []
        }
    }

    private static func joined(_ parts: [[String]]) -> [String] { Array(Set(parts.joined())).sorted() }

    private static func canHoldLists(_ type: ValueType) -> Bool {
        switch type {
        case .record, .list, .group: true
        case .optional(let inner): canHoldLists(inner)
        default: false
        }
    }

    private static func unwrapped(_ type: ValueType) -> ValueType {
        if case .optional(let inner) = type { unwrapped(inner) } else { type }
    }
    /// `violations[2].parts` as `violations[*].parts`.
    static func pattern(of path: String) -> String {
        var result = ""
        var isIndex = false
        for byte in path.unicodeScalars {
            if byte == "]" { isIndex = false }
            if !isIndex { result.unicodeScalars.append(byte) }
            if byte == "[" {
                isIndex = true
                result += "*"
            }
        }
        return result
    }
}
