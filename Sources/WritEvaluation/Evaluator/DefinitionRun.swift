import WritLanguage
import WritSemantics

/// Definitions, computed at most once for each subject. A value is certain only where every way of settling what is
/// unknown gives it.
extension Interpreter {
    mutating func definition(_ number: Int32, of record: Slot) -> Slot {
        guard record.tag == .record else { return record.tag == .missing ? .unknown : record }
        let definition = plan.definitions[Int(number)]
        let place = place(of: record.int, at: definition.place)
        let known = computed[place]
        if known.tag != .absent { return known }
        guard depth < Plan.maximumDepth else {
            return fail(.tooDeep, span: plan.program.definitions[Int(number)].identity.nameSpan)
        }
        depth += 1
        let result: Slot
        if definition.table >= 0 {
            result = tableOutput(definition, number, of: record)
        } else {
            let outer = enter(definition.localCount, subject: record)
            result =
                definition.isSimple
                ? run(plan.branches[Int(definition.firstBranch)].value) : branches(definition, number)
            leave(outer)
        }
        depth -= 1
        // The values may have moved while others were computed; the place has not.
        computed[place] = result
        reached.append((Int32(truncatingIfNeeded: record.int), number))
        return result
    }

    /// The place of a slot among what is computed of an instance, which is made when first asked for.
    mutating func place(of instance: Int, at offset: Int32) -> Int {
        if facts.instances[instance].firstComputed < 0 {
            facts.setFirstComputed(computed.count, of: instance)
            let size = plan.records[Int(facts.instances[instance].type)].computedCount
            computed.append(repeating: .absent, count: size)
        }
        return Int(facts.instances[instance].firstComputed + offset)
    }

    private mutating func branches(_ definition: PlannedDefinition, _ number: Int32) -> Slot {
        let first = Int(definition.firstBranch)
        let plainStart = first + Int(definition.exceptionCount)
        let otherwiseStart = plainStart + Int(definition.plainCount)
        let exceptions = settle(first..<plainStart, number)
        if let result = settled(exceptions) { return result }
        let plain = settle(plainStart..<otherwiseStart, number)
        let result: Slot
        if let own = settled(plain) {
            result = own
        } else {
            let last = settle(otherwiseStart..<otherwiseStart + Int(definition.otherwiseCount), number)
            let value =
                settled(last)
                ?? fail(.gap(definition: number), span: plan.program.definitions[Int(number)].identity.nameSpan)
            result = self.result(of: plain, otherwise: value)
        }
        // An exception that may yet hold would lift whatever the others come to, an error as well as a value.
        return self.result(of: exceptions, otherwise: result)
    }

    /// The branches of one kind that are in force. The first that makes a value impossible ends it.
    private mutating func settle(_ range: Range<Int>, _ number: Int32) -> Settled {
        var settled = Settled()
        for index in range {
            let branch = plan.branches[index]
            guard isInForce(branch.scope) else { continue }
            let condition = branch.condition < 0 ? Slot.yes : run(branch.condition)
            if condition.isFalse { continue }
            if condition.isTrue {
                add(run(branch.value), branch.declared, of: number, isTable: false, to: &settled)
            } else {
                addPossible(run(branch.value), under: condition, to: &settled)
            }
            if settled.failure != nil { break }
        }
        return settled
    }
}
