import WritLanguage
import WritSemantics

/// How many elements of each list of a case can matter to a condition.
///
/// A quantifier needs one element that shows it; a comparison of a count with a number needs one more than the number.
/// Leaving other elements out changes nothing, so this many are enough to find a case or to prove that there is none. What
/// is asked twice of a list needs its elements once.
struct ListNeeds {
    /// By path, such as `violations` or `buildings[*].floors`.
    private(set) var counts: [String: Int] = [:]
    /// Lists of which any number of elements could matter: those that are asked too many things, or of which elements are
    /// picked for each element of another.
    private(set) var unbounded: Set<String> = []
    /// Lists of which what is not modelled comes to one number or one truth: those that are summed, counted without a
    /// number to compare with, or quantified for each element of another.
    private(set) var summed: Set<String> = []

    private let program: Program
    private let canonical: CanonicalText
    private var memo: [Key: [String: Demands]] = [:]
    private var current: [String: Demands] = [:]
    private var valuePaths: [ValueKey: [String]] = [:]
    /// The largest whole number that something is compared with, up to the limit.
    private var largest = 0

    /// By local, where the records stand that it may be.
    private typealias Locals = [Int: [String]]

    private struct Key: Hashable {
        let definition: DefinitionID
        let path: String
    }

    private struct ValueKey: Hashable {
        let definition: DefinitionID
        let subjects: [String]
    }

    /// What is asked of one list, each with the elements that it needs.
    private struct Demands {
        private(set) var parts: [String: Int] = [:]
        /// There are more than the limit, and it does not matter which.
        private(set) var areMany = false

        var count: Int { areMany ? ListNeeds.limit + 1 : parts.values.reduce(0, +) }

        mutating func add(_ key: String, _ count: Int) {
            if areMany { return }
            parts[key] = max(parts[key] ?? 0, count)
            if self.count > ListNeeds.limit { (parts, areMany) = ([:], true) }
        }

        mutating func add(_ other: Demands) {
            if other.areMany { (parts, areMany) = ([:], true) }
            for (key, count) in other.parts { add(key, count) }
        }
    }

    static let limit = 20

    /// What the questions about a case type ask. A check looks at no more than two rules and what overrides them.
    init(_ program: Program, case type: RecordID, overriders: [[RuleID]]) {
        self.program = program
        canonical = CanonicalText(program: program)
        var whole: [String: Demands] = [:]
        var most: [String: Int] = [:]
        func note(_ demands: [String: Demands], times: Int) {
            for (list, demands) in demands {
                whole[list, default: Demands()].add(demands)
                most[list] = max(most[list] ?? 0, demands.count * times)
            }
        }
        for index in program.definitions.indices where program.definitions[index].subject == type {
            note(needs(DefinitionID(index), at: ""), times: 1)
        }
        var ruleNeeds: [[String: Demands]] = []
        for rule in program.rules {
            current = [:]
            if rule.subject == type { walk(rule) }
            ruleNeeds.append(current)
        }
        for (index, rule) in program.rules.enumerated() where rule.subject == type {
            var total = ruleNeeds[index]
            for other in overriders[index] { ListNeeds.add(ruleNeeds[other.index], to: &total) }
            note(total, times: 2)
        }
        for (list, demands) in whole {
            let needed = min(demands.count, most[list] ?? 0)
            counts[list] = min(needed, ListNeeds.limit)
            if needed > ListNeeds.limit { unbounded.insert(list) }
        }
        // A number of elements that is compared later on is looked for among a few more of them.
        for list in summed { counts[list] = min(max(counts[list] ?? 0, largest + 1), ListNeeds.limit) }
    }

    private static func add(_ more: [String: Demands], to total: inout [String: Demands]) {
        for (list, demands) in more { total[list, default: Demands()].add(demands) }
    }

    private mutating func walk(_ rule: Rule) {
        let locals = [0: [""]]
        if let condition = rule.condition { walk(condition, locals, depth: 0) }
        for consequence in rule.consequences {
            var inner = locals
            if let each = consequence.forEach {
                let members = canonical.text(each.list) + (each.condition.map(canonical.text) ?? "")
                use(each.list, inner, "each " + members, 1)
                walk(each.list, inner, depth: 0)
                inner[each.local] = paths(each.list, inner).map { $0 + "[*]" }
                if let condition = each.condition { walk(condition, inner, depth: 0) }
            }
            for part in consequence.arguments + [consequence.due, consequence.until].compactMap({ $0 }) {
                walk(part, inner, depth: 0)
            }
        }
    }

    private mutating func needs(_ id: DefinitionID, at path: String) -> [String: Demands] {
        let key = Key(definition: id, path: path)
        if let known = memo[key] { return known }
        memo[key] = [:]
        let outer = current
        current = [:]
        let locals = [0: [path]]
        switch program.definitions[id.index].origin {
        case .branches(let branches):
            for branch in branches {
                if case .when(let condition) = branch.condition { walk(condition, locals, depth: 0) }
                walk(branch.value, locals, depth: 0)
            }
        case .table(let table, let output):
            let table = program.tables[table.index]
            for (column, input) in table.inputs.enumerated() {
                let bounds = table.rows.flatMap { ListNeeds.numbers($0.cells[column]) }
                if compared(input, with: bounds.max(), locals, depth: 0) { continue }
                walk(input, locals, depth: 0)
            }
            for row in table.rows where output < row.outputs.count { walk(row.outputs[output], locals, depth: 0) }
        }
        let result = current
        current = outer
        memo[key] = result
        return result
    }

    private mutating func use(_ list: Expression, _ locals: Locals, _ key: String, _ count: Int) {
        for path in paths(list, locals) { current[path, default: Demands()].add(key, count) }
    }

    private mutating func walk(_ expression: Expression, _ locals: Locals, depth: Int) {
        switch expression.kind {
        case .some(let local, let list, let body), .every(let local, let list, let body),
            .filter(let local, let list, let body):
            if case .filter = expression.kind {
            } else {
                use(list, locals, canonical.text(expression), 1)
                if depth > 0 { summed.formUnion(outer(list, locals)) }
            }
            walk(list, locals, depth: depth)
            walk(body, within: list, local, locals, depth: depth)
        case .summary(let kind, let body, let local, let list):
            use(list, locals, canonical.text(expression), 1)
            walk(list, locals, depth: depth)
            if kind == .sum {
                summed.formUnion(paths(list, locals))
            } else if depth > 0 {
                unbounded.formUnion(outer(list, locals))
            }
            if let body { walk(body, within: list, local, locals, depth: depth) }
        case .compare(_, let a, let b):
            for (side, other) in [(a, b), (b, a)] {
                let number = ListNeeds.number(other)
                if let number { largest = max(largest, min(number, ListNeeds.limit)) }
                if compared(side, with: number, locals, depth: depth) { continue }
                walk(side, locals, depth: depth)
            }
        case .inRange(let value, let lower, let upper, _, _):
            let bounds = [lower, upper].compactMap { $0 }
            let isFixed = bounds.allSatisfy { ListNeeds.number($0) != nil }
            if !compared(value, with: isFixed ? bounds.compactMap(ListNeeds.number).max() : nil, locals, depth: depth) {
                walk(value, locals, depth: depth)
            }
            for bound in bounds { walk(bound, locals, depth: depth) }
        case .count(let list):
            summed.formUnion(paths(list, locals))
            walk(list, locals, depth: depth)
        case .element(let list, let position):
            if depth > 0 { unbounded.formUnion(outer(list, locals)) }
            if let index = ListNeeds.number(position) {
                use(list, locals, "element of " + canonical.text(list), max(index, 1))
            }
            walk(list, locals, depth: depth)
        case .definition(let record, let id):
            walk(record, locals, depth: depth)
            for path in paths(record, locals) { ListNeeds.add(needs(id, at: path), to: &current) }
        default:
            for part in expression.children { walk(part, locals, depth: depth) }
        }
    }

    /// The body of what goes through a list.
    private mutating func walk(
        _ body: Expression, within list: Expression, _ local: Int, _ locals: Locals, depth: Int
    ) {
        let paths = paths(list, locals)
        var inner = locals
        inner[local] = paths.map { $0 + "[*]" }
        walk(body, inner, depth: depth + 1)
    }

    /// Notes what the comparison of a count with numbers, of which `most` is the largest, needs; false where it is no count
    /// or `most` is not stated.
    private mutating func compared(
        _ side: Expression, with most: Int?, _ locals: Locals, depth: Int
    ) -> Bool {
        guard let most, let list = ListNeeds.countedList(side) else { return false }
        // Counts of one list share their elements.
        use(list, locals, "count " + canonical.text(list), max(most, 0) + 1)
        if depth > 0 { summed.formUnion(outer(list, locals)) }
        walk(list, locals, depth: depth)
        return true
    }

    /// The list of an expression that counts one.
    static func countedList(_ expression: Expression) -> Expression? {
        if case .count(let list) = expression.unwidened.kind { list } else { nil }
    }

    /// A whole number that is written down, at most 100.
    static func number(_ expression: Expression) -> Int? {
        guard case .constant(.integer(let number)) = expression.unwidened.kind else { return nil }
        return Int(min(max(number, -1), 100))
    }

    private static func numbers(_ cell: DecisionTable.Cell) -> [Int] {
        func number(_ value: Value) -> Int? {
            if case .integer(let number) = value { Int(min(max(number, -1), 100)) } else { nil }
        }
        return switch cell {
        case .any: [0]
        case .not(let inner): numbers(inner)
        case .either(let cells): cells.flatMap(numbers)
        case .values(let values): values.compactMap(number)
        case .range(let lower, let upper, _, _): [lower, upper].compactMap { $0 }.compactMap(number)
        }
    }

    /// The lists that belong to the case as a whole, and not to the element of a list.
    private mutating func outer(_ list: Expression, _ locals: Locals) -> [String] {
        paths(list, locals).filter { !$0.contains("[*]") }
    }

    /// Where the lists or records of the case stand that an expression may be; none for what it builds itself.
    private mutating func paths(_ expression: Expression, _ locals: Locals) -> [String] {
        switch expression.kind {
        case .local(let number): return locals[number] ?? []
        case .field(let outer, let index):
            guard case .record(let id) = ListNeeds.unwrapped(outer.type),
                index < program.records[id.index].fields.count
            else { return [] }
            let name = program.records[id.index].fields[index].name
            return paths(outer, locals).map { $0.isEmpty ? name : $0 + "." + name }
        case .filter(_, let inner, _), .widened(let inner): return paths(inner, locals)
        case .element(let list, _), .summary(_, nil, _, let list): return paths(list, locals).map { $0 + "[*]" }
        case .orElse(let first, let second), .conditional(_, let first, let second):
            return ListNeeds.joined([paths(first, locals), paths(second, locals)])
        case .definition(let record, let id):
            guard case .branches(let branches) = program.definitions[id.index].origin else { return [] }
            let subjects = paths(record, locals)
            let key = ValueKey(definition: id, subjects: subjects)
            if let known = valuePaths[key] { return known }
            var values: [[String]] = []
            for branch in branches { values.append(paths(branch.value, [0: subjects])) }
            let result = ListNeeds.joined(values)
            valuePaths[key] = result
            return result
        case .summary(_, let body?, let local, let list):
            var inner = locals
            inner[local] = paths(list, locals).map { $0 + "[*]" }
            return paths(body, inner)
        default: return []
        }
    }

    private static func joined(_ parts: [[String]]) -> [String] { Array(Set(parts.joined())).sorted() }

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
