import WritLanguage
import WritSemantics

/// How many elements of each list of a case can matter to a condition.
///
/// A quantifier needs one element that shows it; a comparison of a count with a number needs one more than the number.
/// Leaving other elements out changes nothing, so this many are enough to find a case or to prove that there is none.
struct ListNeeds {
    /// By path, such as `violations` or `buildings[*].floors`.
    private(set) var counts: [String: Int] = [:]
    /// Lists of which any number of elements could matter: those that are summed, or quantified within a quantifier.
    private(set) var unbounded: Set<String> = []

    private let program: Program
    private var memo: [Key: [String: Int]] = [:]
    private var current: [String: Int] = [:]

    private struct Key: Hashable {
        let definition: DefinitionID
        let path: String
    }

    static let limit = 12

    /// Needs of all rules of a case type, two at a time: a check looks at no more than two and what overrides them.
    init(_ program: Program, case type: RecordID, overriders: [[RuleID]]) {
        self.program = program
        var needs: [[String: Int]] = []
        for rule in program.rules {
            current = [:]
            if rule.subject == type { walk(rule) }
            needs.append(current)
        }
        for index in program.definitions.indices where program.definitions[index].subject == type {
            for (list, count) in self.needs(DefinitionID(index), at: "") {
                counts[list] = max(counts[list] ?? 0, count)
            }
        }
        for (index, rule) in program.rules.enumerated() where rule.subject == type {
            var total = needs[index]
            for other in overriders[index] { total.merge(needs[other.index]) { $0 + $1 } }
            for (list, count) in total { counts[list] = max(counts[list] ?? 0, count * 2) }
        }
        for (list, count) in counts where list.hasPrefix("=") {
            counts[list] = nil
            counts[String(list.dropFirst()), default: 0] += count
        }
        for (list, count) in counts where count > ListNeeds.limit {
            counts[list] = ListNeeds.limit
            unbounded.insert(list)
        }
    }

    private mutating func walk(_ rule: Rule) {
        let locals = [0: ""]
        if let condition = rule.condition { walk(condition, locals, depth: 0) }
        for consequence in rule.consequences {
            var inner = locals
            if let each = consequence.forEach {
                use(each.list, inner, 1)
                walk(each.list, inner, depth: 0)
                inner[each.local] = path(ofList: each.list, inner).map { $0 + "[*]" } ?? "?"
                if let condition = each.condition { walk(condition, inner, depth: 0) }
            }
            switch consequence.kind {
            case .issue(_, _, let arguments, let due, _):
                for argument in arguments + [due].compactMap({ $0 }) { walk(argument, inner, depth: 0) }
            case .require(_, _, let due, let until):
                for part in [due, until].compactMap({ $0 }) { walk(part, inner, depth: 0) }
            case .hold(_, let until): walk(until, inner, depth: 0)
            case .refuse, .notify: break
            }
        }
    }

    private mutating func needs(_ id: DefinitionID, at path: String) -> [String: Int] {
        let key = Key(definition: id, path: path)
        if let known = memo[key] { return known }
        memo[key] = [:]
        let outer = current
        current = [:]
        let locals = [0: path]
        switch program.definitions[id.index].origin {
        case .branches(let branches):
            for branch in branches {
                if case .when(let condition) = branch.condition { walk(condition, locals, depth: 0) }
                walk(branch.value, locals, depth: 0)
            }
        case .table(let table, let output):
            for input in program.tables[table.index].inputs { walk(input, locals, depth: 0) }
            for row in program.tables[table.index].rows where output < row.outputs.count {
                walk(row.outputs[output], locals, depth: 0)
            }
        }
        let result = current
        current = outer
        memo[key] = result
        return result
    }

    private mutating func use(_ list: Expression, _ locals: [Int: String], _ count: Int) {
        if let path = path(ofList: list, locals) { current[path, default: 0] += count }
    }

    private mutating func walk(_ expression: Expression, _ locals: [Int: String], depth: Int) {
        switch expression.kind {
        case .some(let local, let list, let body), .every(let local, let list, let body),
            .filter(let local, let list, let body):
            if case .filter = expression.kind {} else { use(list, locals, 1) }
            walk(list, locals, depth: depth)
            let path = path(ofList: list, locals)
            if depth > 0, let path, !path.contains("[*]") { unbounded.insert(path) }
            var inner = locals
            inner[local] = path.map { $0 + "[*]" } ?? "?"
            walk(body, inner, depth: depth + 1)
        case .summary(let kind, let body, let local, let list):
            use(list, locals, 1)
            walk(list, locals, depth: depth)
            let path = path(ofList: list, locals)
            if kind == .sum, let path { unbounded.insert(path) }
            var inner = locals
            inner[local] = path.map { $0 + "[*]" } ?? "?"
            if let body { walk(body, inner, depth: depth + 1) }
        case .compare(_, let a, let b):
            for (side, other) in [(a, b), (b, a)] {
                guard let list = countedList(side), let path = path(ofList: list, locals) else { continue }
                if case .constant(.integer(let number)) = plain(other).kind {
                    let needed = Int(min(max(number, 0), 100)) + 1
                    // Counts of one whole list share their elements; those of what is filtered may not.
                    if case .field = list.kind {
                        current["=" + path] = max(current["=" + path] ?? 0, needed)
                    } else {
                        current[path, default: 0] += needed
                    }
                } else {
                    unbounded.insert(path)
                }
            }
            walk(a, locals, depth: depth)
            walk(b, locals, depth: depth)
        case .count(let list):
            walk(list, locals, depth: depth)
        case .element(let list, let position):
            if case .constant(.integer(let index)) = position.kind { use(list, locals, Int(min(max(index, 1), 100))) }
            walk(list, locals, depth: depth)
        case .definition(let record, let id):
            walk(record, locals, depth: depth)
            let path = path(ofRecord: record, locals) ?? "?"
            for (list, count) in needs(id, at: path) {
                current[list] = list.hasPrefix("=") ? max(current[list] ?? 0, count) : (current[list] ?? 0) + count
            }
        default:
            for part in expression.parts { walk(part, locals, depth: depth) }
        }
    }

    private func countedList(_ expression: Expression) -> Expression? {
        if case .count(let list) = plain(expression).kind { list } else { nil }
    }

    private func plain(_ expression: Expression) -> Expression {
        if case .widened(let inner) = expression.kind { plain(inner) } else { expression }
    }

    private func path(ofList list: Expression, _ locals: [Int: String]) -> String? {
        switch list.kind {
        case .field: path(ofRecord: list, locals)
        case .filter(_, let inner, _), .widened(let inner), .orElse(let inner, _): path(ofList: inner, locals)
        default: nil
        }
    }

    private func path(ofRecord record: Expression, _ locals: [Int: String]) -> String? {
        switch record.kind {
        case .local(let number): locals[number]
        case .field(let outer, let index):
            path(ofRecord: outer, locals).flatMap { prefix in
                guard case .record(let id) = ListNeeds.unwrapped(outer.type),
                    index < program.records[id.index].fields.count
                else { return nil }
                let name = program.records[id.index].fields[index].name
                return prefix.isEmpty ? name : prefix + "." + name
            }
        case .element(let list, _): path(ofList: list, locals).map { $0 + "[*]" }
        case .summary(.first, nil, _, let list), .summary(.last, nil, _, let list):
            path(ofList: list, locals).map { $0 + "[*]" }
        case .widened(let inner), .orElse(let inner, _): path(ofRecord: inner, locals)
        default: nil
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
