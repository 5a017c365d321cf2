import WritLanguage
import WritSemantics

/// One consequence of one rule for one case (and element), before equal ones are joined.
struct DraftConsequence {
    let rule: Int
    /// Its number within the rule.
    let consequence: Int
    /// The element of `for each`, from 0; -1 where there is none.
    let element: Int
    let due: Slot?
    /// Which of several documents of its form it is.
    let about: Slot?
    let arguments: [Slot]
    let text: String
    var grounds: Outcome.Grounds

    var isCertain: Bool { grounds.status == .certain }
}

/// Rules: which hold, which are overridden, and what follows from them.
extension Interpreter {
    /// A rule's own condition, whatever overrides it; false where the rule is not in force.
    mutating func condition(ofRule number: Int) -> Slot {
        let known = ruleConditions[number]
        if known.tag != .absent { return known }
        let rule = plan.rules[number]
        var result = Slot.no
        if Int(rule.subject) == type, isInForce(rule.scope) {
            if rule.condition < 0 {
                result = .yes
            } else {
                let outer = enter(rule.localCount, subject: .record(0))
                result = run(rule.condition)
                leave(outer)
            }
        }
        ruleConditions[number] = result
        return result
    }

    /// Whether the rule applies: it holds and none that overrides it does.
    mutating func applies(rule number: Int) -> Slot {
        let own = condition(ofRule: number)
        if own.isFalse { return own }
        var result = own
        for other in plan.rules[number].overriddenBy {
            let overriding = condition(ofRule: Int(other))
            if overriding.isTrue { return .no }
            if !overriding.isFalse { result = Self.both(result, Self.strict(overriding)) }
        }
        return result
    }

    /// Whether there are rules about such cases.
    var hasRules: Bool { mutating get { !plan.records[type].rules.isEmpty } }

    /// Finds the rules that apply. Answers whether they decide alone what follows: each surely applies or surely does not, and
    /// no value has a part in it.
    mutating func findFixedRules() -> Bool {
        applying.removeAll()
        for index in plan.records[type].rules.indices {
            let rule = plan.records[type].rules[index]
            let status = applies(rule: Int(rule))
            if status.isFalse { continue }
            guard status.isTrue, plan.rules[Int(rule)].isFixed else { return false }
            applying.append(rule)
        }
        return true
    }

    /// All consequences that are not excluded, in the order of the rules.
    mutating func drafts() -> [DraftConsequence] {
        var drafts: [DraftConsequence] = []
        for rule in plan.records[type].rules {
            let number = Int(rule)
            let status = applies(rule: number)
            if status.isFalse { continue }
            let rule = plan.rules[number]
            let outer = enter(rule.localCount, subject: .record(0))
            var ruleNeeds = NeedTrace()
            if !status.isTrue { ruleNeeds = needs(ofRule: number) }
            for index in 0..<Int(rule.consequenceCount) {
                add(rule: number, consequence: index, status, ruleNeeds, to: &drafts)
            }
            leave(outer)
        }
        return drafts
    }

    private mutating func needs(ofRule number: Int) -> NeedTrace {
        var trace = NeedTrace()
        collectNeeds(plan.rules[number].condition, &trace)
        for other in plan.rules[number].overriddenBy {
            let rule = plan.rules[Int(other)]
            guard rule.condition >= 0, condition(ofRule: Int(other)).tag == .unknown else { continue }
            let outer = enter(rule.localCount, subject: .record(0))
            collectNeeds(rule.condition, &trace)
            leave(outer)
        }
        return trace
    }

    private mutating func add(
        rule: Int, consequence index: Int, _ status: Slot, _ needs: NeedTrace, to drafts: inout [DraftConsequence]
    ) {
        let consequence = plan.consequences[Int(plan.rules[rule].firstConsequence) + index]
        guard consequence.eachLocal >= 0 else {
            add(rule: rule, at: index, consequence, element: -1, status: status, needs: needs, to: &drafts)
            return
        }
        let list = run(consequence.eachList)
        guard list.tag == .list else {
            var needs = needs
            collectNeeds(consequence.eachList, &needs)
            bind(consequence.eachLocal, to: .unknown)
            add(
                rule: rule, at: index, consequence, element: -1, status: Self.both(status, Self.strict(list)),
                needs: needs, to: &drafts)
            return
        }
        for position in 0..<list.count {
            bind(consequence.eachLocal, to: facts.element(list.start + position))
            var needs = needs
            var status = status
            if consequence.eachCondition >= 0 {
                let membership = run(consequence.eachCondition)
                if membership.isFalse { continue }
                if !membership.isTrue {
                    status = Self.both(status, Self.strict(membership))
                    collectNeeds(consequence.eachCondition, &needs)
                    // Filters and quantifiers in the condition have locals of their own; the element's is untouched.
                }
            }
            add(rule: rule, at: index, consequence, element: position, status: status, needs: needs, to: &drafts)
        }
    }

    private mutating func add(
        rule: Int, at index: Int, _ consequence: PlannedConsequence, element: Int, status: Slot,
        needs: NeedTrace, to drafts: inout [DraftConsequence]
    ) {
        var status = status
        var needs = needs
        if consequence.until >= 0 {
            let until = run(consequence.until)
            if until.isTrue { return }
            if !until.isFalse {
                status = Self.both(status, Self.strict(until))
                collectNeeds(consequence.until, &needs)
            }
        }
        // Whether it follows cannot be computed, whatever the open facts turn out to be.
        if status.tag == .error { return report(status) }
        var due: Slot?
        if consequence.due >= 0 {
            due = rolled(run(consequence.due), consequence.rolling, at: consequence.due)
            // No deadline where the date is missing.
            if due?.tag == .missing { due = nil }
        }
        let about = consequence.about >= 0 ? run(consequence.about) : nil
        var arguments: [Slot] = []
        for offset in 0..<Int(consequence.argumentCount) {
            arguments.append(run(plan.lists[Int(consequence.firstArgument) + offset]))
        }
        let message = message(Int(plan.rules[rule].firstConsequence) + index)
        var lacks = NeedTrace()
        if status.isTrue {
            if let due, due.tag == .unknown {
                collectNeeds(consequence.due, &lacks)
                // The day is known, and not how the calendar moves it.
                if let need = due.need { add(need, &lacks) }
            }
            if about?.tag == .unknown { collectNeeds(consequence.about, &lacks) }
            for (offset, argument) in arguments.enumerated() where argument.tag == .unknown {
                collectNeeds(plan.lists[Int(consequence.firstArgument) + offset], &lacks)
            }
            for node in message.unknown { collectNeeds(node, &lacks) }
            // What may yet be excluded may have a content that cannot be computed; what follows may not.
            if let due { report(due) }
            if let about { report(about) }
            for argument in arguments { report(argument) }
            for failure in message.failures { report(failure) }
        }
        let declared = plan.program.rules[rule].consequences[index]
        let cause = Outcome.Cause(
            rule: RuleID(rule), consequence: index, element: element, citations: declared.citations,
            span: declared.span)
        drafts.append(
            DraftConsequence(
                rule: rule, consequence: index, element: element, due: due, about: about,
                arguments: arguments, text: message.text,
                grounds: Outcome.Grounds(
                    status: status.isTrue ? .certain : .open, because: [cause],
                    needs: status.isTrue ? [] : outcomeNeeds(needs), lacks: outcomeNeeds(lacks))))
    }

    /// What a consequence says to people, its values filled in; and those of them that cannot be computed or are not known.
    private mutating func message(_ consequence: Int) -> (text: String, failures: [Slot], unknown: [Int32]) {
        var text = ""
        var failures: [Slot] = []
        var unknown: [Int32] = []
        for segment in plan.messages[consequence] {
            switch segment {
            case .text(let part): text += part
            case .value(let node, let type):
                let slot = run(node)
                if slot.tag == .unknown { unknown.append(node) }
                if let failure = failure(in: slot) { failures.append(failure) }
                let value = facts.value(slot)
                switch value {
                case .text(let part): text += part
                case .decimal: text += ValueText.text(value, type, in: plan.program)
                default: text += ValueText.within(plan.messageLanguages[consequence], value, type, in: plan.program)
                }
            }
        }
        return (text, failures, unknown)
    }
}
