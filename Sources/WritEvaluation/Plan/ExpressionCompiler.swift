import WritLanguage
import WritSemantics

/// Expressions to nodes. The depth of the recursion is that of the expression, which the parser bounds.
extension PlanCompiler {
    mutating func node(_ expression: Expression) -> Int32 {
        let node = compiled(expression)
        // A widening that changes nothing adds no node.
        guard let node else {
            if case .widened(let inner) = expression.kind { return self.node(inner) }
            return add(Node(operation: .constant, a: constant(.unknown)), expression)
        }
        return add(node, expression)
    }

    private mutating func add(_ node: Node, _ expression: Expression) -> Int32 {
        plan.nodes.append(node)
        plan.spans.append(expression.span)
        plan.types.append(expression.type)
        return Int32(truncatingIfNeeded: plan.nodes.count - 1)
    }

    private mutating func run(_ expressions: [Expression]) -> (start: Int32, count: Int32) {
        let nodes = expressions.map { node($0) }
        let start = plan.lists.count
        plan.lists.append(contentsOf: nodes)
        return (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: nodes.count))
    }

    private mutating func local(_ number: Int) -> Int32 {
        let number = Int32(truncatingIfNeeded: number)
        highestLocal = max(highestLocal, number)
        return number
    }

    private mutating func unary(_ operation: Node.Operation, _ operand: Expression) -> Node {
        Node(operation: operation, a: node(operand))
    }

    private mutating func binary(_ operation: Node.Operation, _ left: Expression, _ right: Expression) -> Node {
        Node(operation: operation, a: node(left), b: node(right))
    }

    private mutating func overList(
        _ operation: Node.Operation, _ number: Int, _ list: Expression, _ body: Expression
    ) -> Node {
        let elements = node(list)
        let asked = node(body)
        if operation == .filter || operation == .some, plan.nodes[Int(elements)].operation == .others {
            plan.nodes[Int(elements)].c = probe(number, body)
        }
        return Node(operation: operation, a: local(number), b: elements, c: asked)
    }

    private mutating func compiled(_ expression: Expression) -> Node? {
        switch expression.kind {
        case .constant(let value): return constantNode(value, expression)
        case .asOf: return Node(operation: .asOf)
        case .parameter(let id): return Node(operation: .parameter, a: Int32(truncatingIfNeeded: id.index))
        case .local(let number): return Node(operation: .local, a: local(number))
        case .field(let record, let field):
            if let type = othersType(record.type, field) {
                return Node(
                    operation: .others, a: node(record), b: Int32(truncatingIfNeeded: field),
                    d: Int32(truncatingIfNeeded: type.index))
            }
            return Node(operation: .field, a: node(record), b: Int32(truncatingIfNeeded: field))
        case .definition(let record, let id):
            return Node(operation: .definition, a: node(record), b: Int32(truncatingIfNeeded: id.index))
        case .argument(_, let index): return Node(operation: .argument, a: Int32(truncatingIfNeeded: index))
        case .groupKey(let group): return unary(.groupKey, group)
        case .groupItems(let group): return unary(.groupItems, group)
        case .element(let list, let position): return binary(.element, list, position)
        case .not(let operand): return unary(.not, operand)
        case .negate(let operand): return unary(.negate, operand)
        case .and(let left, let right): return binary(.and, left, right)
        case .or(let left, let right): return binary(.or, left, right)
        case .compare(let comparison, let left, let right): return binary(operation(comparison), left, right)
        case .arithmetic(let arithmetic, let left, let right): return binary(operation(arithmetic), left, right)
        case .inSet(let value, let set):
            let value = node(value)
            let range = run(set)
            return Node(operation: .inSet, a: value, b: range.start, c: range.count)
        case .inRange(let value, let lower, let upper, let includesLower, let includesUpper):
            return Node(
                operation: .inRange, flags: (includesLower ? 1 : 0) | (includesUpper ? 2 : 0), a: node(value),
                b: lower.map { node($0) } ?? -1, c: upper.map { node($0) } ?? -1)
        case .isKnown(let operand): return unary(.isKnown, operand)
        case .isMissing(let operand): return unary(.isMissing, operand)
        case .orElse(let value, let other): return binary(.orElse, value, other)
        case .conditional(let condition, let yes, let no):
            return Node(operation: .conditional, a: node(condition), b: node(yes), c: node(no))
        case .some(let number, let list, let body): return overList(.some, number, list, body)
        case .every(let number, let list, let body): return overList(.every, number, list, body)
        case .filter(let number, let list, let body): return overList(.filter, number, list, body)
        case .group(let number, let list, let key): return overList(.group, number, list, key)
        case .sorted(let number, let list, let key):
            var node = overList(.sorted, number, list, key)
            node.flags = key.asksOnly(local: number) ? 1 : 0
            return node
        case .neighbour(let isNext, let element, let list):
            return binary(isNext ? .next : .previous, element, list)
        case .function(let function, let operands):
            let nodes = operands.map { node($0) }
            return Node(
                operation: .function, a: nodes.first ?? -1, b: nodes.count > 1 ? nodes[1] : -1, c: number(of: function))
        case .count(let list):
            let count = unary(.count, list)
            guard plan.nodes[Int(count.a)].operation == .others else { return count }
            var node = plan.nodes[Int(count.a)]
            node.flags = 1
            return node
        case .summary(let summary, let body, let number, let list):
            return Node(
                operation: operation(summary), a: local(number), b: node(list), c: body.map { node($0) } ?? -1,
                d: summary == .sum ? constant(nothing(of: expression.type)) : -1)
        case .shift(let duration, let date, let isAfter):
            return Node(operation: .shift, flags: isAfter ? 1 : 0, a: node(duration), b: node(date))
        case .between(let unit, let from, let to):
            var flags = unit.number
            if case .duration = expression.type { flags |= 16 }
            return Node(operation: .between, flags: flags, a: node(from), b: node(to))
        case .documentState(let form, let state):
            return Node(
                operation: .documentState, flags: UInt8(DocumentState.allCases.firstIndex(of: state) ?? 0),
                a: Int32(truncatingIfNeeded: form.index))
        case .documentDate(let date, let form):
            return Node(
                operation: .documentDate, flags: UInt8(DocumentDate.allCases.firstIndex(of: date) ?? 0),
                a: Int32(truncatingIfNeeded: form.index))
        case .record(let type, let fields):
            let range = run(fields)
            return Node(
                operation: .record, a: Int32(truncatingIfNeeded: type.index), b: range.start, c: range.count)
        case .list(let elements):
            let range = run(elements)
            return Node(operation: .list, b: range.start, c: range.count)
        case .widened(let inner):
            return isDecimal(expression.type) && isInteger(inner.type) ? unary(.toDecimal, inner) : nil
        case .rounded(let inner): return unary(.rounded, inner)
        case .error: return nil
        }
    }

    private mutating func number(of function: Function) -> Int32 {
        if let known = plan.functions.firstIndex(of: function) { return Int32(truncatingIfNeeded: known) }
        plan.functions.append(function)
        return Int32(truncatingIfNeeded: plan.functions.count - 1)
    }

    private mutating func constantNode(_ value: Value, _ expression: Expression) -> Node {
        switch value {
        case .list(let elements):
            let element: ValueType = if case .list(let type) = expression.type { type } else { .error }
            let range = run(elements.map { Expression(.constant($0), type: element, span: expression.span) })
            return Node(operation: .list, b: range.start, c: range.count)
        case .record(let type, let values):
            let range = run(values.map { Expression(.constant($0), type: .error, span: expression.span) })
            return Node(
                operation: .record, a: Int32(truncatingIfNeeded: type.index), b: range.start, c: range.count)
        default: return Node(operation: .constant, a: constant(value))
        }
    }

    /// The sum of an empty list.
    private func nothing(of type: ValueType) -> Value {
        switch type {
        case .integer: .integer(0)
        case .duration(let unit): .duration(0, unit)
        case .optional(let inner): nothing(of: inner)
        default: .decimal(.zero)
        }
    }

    private func isDecimal(_ type: ValueType) -> Bool {
        switch type {
        case .decimal, .money, .percent: true
        case .optional(let inner): isDecimal(inner)
        default: false
        }
    }

    private func isInteger(_ type: ValueType) -> Bool {
        switch type {
        case .integer: true
        case .optional(let inner): isInteger(inner)
        default: false
        }
    }

    private func operation(_ comparison: Comparison) -> Node.Operation {
        switch comparison {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        }
    }

    private func operation(_ arithmetic: Arithmetic) -> Node.Operation {
        switch arithmetic {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        }
    }

    private func operation(_ summary: ListSummary) -> Node.Operation {
        switch summary {
        case .sum: .sum
        case .min: .min
        case .max: .max
        case .first: .first
        case .last: .last
        }
    }
}
