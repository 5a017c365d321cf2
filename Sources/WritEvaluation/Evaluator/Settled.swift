import WritLanguage
import WritSemantics

/// What branches, or rows of a table, that can hold together come to.
struct Settled {
    /// The value of those that surely hold.
    var value: Slot?
    /// The value and the number of the first branch or row that surely holds.
    fileprivate var first: (value: Slot, number: Int32)?
    /// The same of those that are not surely equal to one before.
    fileprivate var others: [(value: Slot, number: Int32)] = []
    /// What those come to of which it is not settled whether they hold.
    var possible = Choice()
    var hasPossible = false
    /// Why there is no value, whatever the open facts turn out to be.
    var failure: Slot?
}

extension Interpreter {
    /// Adds the value of a branch or a row that surely holds. It must be equal to those of the others that do.
    mutating func add(
        _ value: Slot, _ number: Int32, of definition: Int32, isTable: Bool, to settled: inout Settled
    ) {
        if value.tag == .error {
            settled.failure = value
            return
        }
        guard let first = settled.first else {
            settled.value = value
            settled.first = (value, number)
            return
        }
        var isNew = true
        for other in CollectionOfOne(first) + settled.others {
            switch equals(other.value, value) {
            case .yes: isNew = false
            case .no:
                settled.failure = disagreement(definition, other.number, number, isTable: isTable)
                return
            case .unknown, .error: continue
            }
        }
        guard isNew else { return }
        settled.others.append((value, number))
        settled.value = .unknown
    }

    private mutating func disagreement(_ definition: Int32, _ first: Int32, _ second: Int32, isTable: Bool) -> Slot {
        let declared = plan.program.definitions[Int(definition)]
        if isTable, case .table(let table, _) = declared.origin {
            return fail(
                .rowsDisagree(definition: definition, first: first, second: second),
                span: plan.program.tables[table.index].identity.nameSpan)
        }
        return fail(
            .disagreement(definition: definition, first: first, second: second), span: declared.identity.nameSpan)
    }

    /// Adds the value of a branch or a row whose condition is neither true nor false.
    mutating func addPossible(_ value: Slot, under condition: Slot, to settled: inout Settled) {
        settled.possible.add(value, under: condition, &self)
        settled.hasPossible = true
    }

    /// What they come to by themselves; nil where none of them surely holds.
    mutating func settled(_ settled: Settled) -> Slot? {
        if let failure = settled.failure { return failure }
        return settled.value.map { result(of: settled, otherwise: $0) }
    }

    /// A result that stands unless one of those holds that may.
    mutating func result(of settled: Settled, otherwise result: Slot) -> Slot {
        guard settled.hasPossible else { return result }
        var choice = settled.possible
        choice.add(result, &self)
        return choice.result ?? result
    }
}
