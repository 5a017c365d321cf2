import WritLanguage
import WritSemantics

/// Definitions, computed at most once for each subject. A value is certain only where every way of settling what is
/// unknown gives it.
extension Machine {
    mutating func definition(_ number: Int32, of record: Slot) -> Slot {
        guard record.tag == .record else { return record.tag == .missing ? .unknown : record }
        let definition = plan.definitions[Int(number)]
        let place = memory(of: record.int, at: definition.memory)
        let known = memory[place]
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
        // Memory may have moved while others were computed; the place has not.
        memory[place] = result
        reached.append((Int32(truncatingIfNeeded: record.int), number))
        return result
    }

    /// The place of a slot of an instance's memory, which is made when first asked for.
    mutating func memory(of instance: Int, at offset: Int32) -> Int {
        if instances[instance].memory < 0 {
            instances[instance].memory = Int32(truncatingIfNeeded: memory.count)
            let size = plan.records[Int(instances[instance].type)].memorySize
            memory.append(contentsOf: repeatElement(.absent, count: size))
        }
        return Int(instances[instance].memory + offset)
    }

    /// What a set of branches that can hold together comes to.
    private struct Settled {
        /// The value of those that hold.
        var value: Slot?
        /// The number of the first branch that holds, as declared.
        var first: Int32 = -1
        /// Some may or may not hold.
        var isOpen = false
        /// All that may hold have this one certain value; nil with `isOpen` where they have not.
        var possible: Slot?
        var agree = true
        var failure: Slot?
    }

    private mutating func branches(_ definition: PlannedDefinition, _ number: Int32) -> Slot {
        let first = Int(definition.firstBranch)
        let plainStart = first + Int(definition.exceptionCount)
        let otherwiseStart = plainStart + Int(definition.plainCount)
        let exceptions = settle(first..<plainStart, number)
        if let failure = exceptions.failure { return failure }
        if let value = exceptions.value { return agreed(value, exceptions) }
        let plain = settle(plainStart..<otherwiseStart, number)
        if let failure = plain.failure { return exceptions.isOpen ? .unknown : failure }
        var result: Slot
        if let value = plain.value {
            result = agreed(value, plain)
        } else {
            result = otherwise(otherwiseStart..<otherwiseStart + Int(definition.otherwiseCount), number, plain)
        }
        if exceptions.isOpen {
            guard result.isCertain, exceptions.agree, let possible = exceptions.possible,
                equals(possible, result) == .yes
            else { return .unknown }
        } else if result.tag == .absent {
            result = fail(.gap(definition: number), span: plan.program.definitions[Int(number)].identity.nameSpan)
        }
        return result
    }

    /// A value that some branches give, beside others that may hold as well.
    private func agreed(_ value: Slot, _ settled: Settled) -> Slot {
        if !settled.isOpen { return value }
        guard value.isCertain, settled.agree, let possible = settled.possible, equals(possible, value) == .yes
        else { return value.tag == .error ? value : .unknown }
        return value
    }

    /// The value where no plain branch surely holds; `absent` for a gap.
    private mutating func otherwise(_ range: Range<Int>, _ number: Int32, _ plain: Settled) -> Slot {
        var value: Slot = .absent
        for index in range where isInForce(plan.branches[index].scope) {
            let next = run(plan.branches[index].value)
            if value.tag != .absent, value.isCertain, next.isCertain, equals(value, next) == .no {
                return fail(
                    .disagreement(
                        definition: number, first: plan.branches[range.lowerBound].declared,
                        second: plan.branches[index].declared),
                    span: plan.program.definitions[Int(number)].identity.nameSpan)
            }
            value = value.tag == .absent || next.tag == .error ? next : value
        }
        guard plain.isOpen else { return value }
        guard value.isCertain, plain.agree, let possible = plain.possible, equals(possible, value) == .yes else {
            return .unknown
        }
        return value
    }

    private mutating func settle(_ range: Range<Int>, _ number: Int32) -> Settled {
        var settled = Settled()
        for index in range {
            let branch = plan.branches[index]
            guard isInForce(branch.scope) else { continue }
            let condition = branch.condition < 0 ? Slot.yes : run(branch.condition)
            if condition.isFalse { continue }
            if condition.tag == .error {
                settled.failure = settled.failure ?? condition
                continue
            }
            let value = run(branch.value)
            if condition.isTrue {
                add(value, branch, number, to: &settled)
            } else {
                settled.isOpen = true
                if !value.isCertain || (settled.possible.map { equals($0, value) != .yes } ?? false) {
                    settled.agree = false
                }
                settled.possible = settled.possible ?? value
            }
        }
        return settled
    }

    private mutating func add(_ value: Slot, _ branch: PlannedBranch, _ number: Int32, to settled: inout Settled) {
        guard let known = settled.value else {
            settled.value = value
            settled.first = branch.declared
            if value.tag == .error { settled.failure = settled.failure ?? value }
            return
        }
        switch equals(known, value) {
        case .yes: break
        case .no:
            settled.failure =
                settled.failure
                ?? fail(
                    .disagreement(definition: number, first: settled.first, second: branch.declared),
                    span: plan.program.definitions[Int(number)].identity.nameSpan)
        case .unknown: settled.value = .unknown
        case .error: settled.failure = settled.failure ?? (value.tag == .error ? value : known)
        }
    }
}
