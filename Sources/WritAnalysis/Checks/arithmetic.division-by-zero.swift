import WritEvaluation
import WritLanguage
import WritSemantics

/// Divisors that are zero in some case, so that there is no value.
enum ArithmeticDivisionByZero: Check {
    static let id = "arithmetic.division-by-zero"

    static func run(_ analysis: Analysis) {
        for definition in analysis.program.definitions { check(definition, analysis) }
        for rule in analysis.program.rules {
            guard let condition = rule.condition else { continue }
            let translator = analysis.translator(for: rule.subject)
            let whole = Place(translator: translator, locals: [0: translator.subject], path: nil)
            check(condition, whole, where: translator.inForce(rule.provision), analysis)
        }
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            let dividing = analysis.followings(translator) { parts(of: $0).contains { !zeros(in: $0).isEmpty } }
            for following in dividing {
                let place = Place(translator: translator, locals: following.locals, path: nil)
                for part in parts(of: analysis.consequence(following)) {
                    guard let reading = analysis.reading(part, of: following) else { continue }
                    check(part, place, where: following.certain, reading: reading, analysis)
                }
            }
        }
    }

    /// What an expression is about, and how the case names it where it is not the case itself.
    private struct Place {
        let translator: Translator
        let locals: Translator.Locals
        let path: Expression?
    }

    private static func check(_ definition: Definition, _ analysis: Analysis) {
        guard case .branches(let branches) = definition.origin, let subject = analysis.subject(for: definition.subject)
        else { return }
        let translator = subject.translator
        let place = Place(translator: translator, locals: [0: .record(subject.record)], path: subject.path)
        let conditions = translator.branchConditions(branches, of: subject.record)
        for (branch, condition) in zip(branches, conditions) {
            let exists = translator.space.store.and(subject.exists, translator.inForce(branch.provision))
            if case .when(let guarding) = branch.condition { check(guarding, place, where: exists, analysis) }
            let reached = translator.space.store.and(subject.exists, condition.applies)
            check(branch.value, place, where: reached, analysis)
        }
    }

    private static func parts(of consequence: Consequence) -> [Expression] {
        consequence.arguments + [consequence.due, consequence.until].compactMap { $0 }
    }

    private static func check(
        _ expression: Expression, _ place: Place, where reached: Formula, reading: Expression? = nil,
        _ analysis: Analysis
    ) {
        let translator = place.translator
        for zero in zeros(in: expression) {
            let value = translator.translate(expression, place.locals)
            let isZero = translator.truth(translator.translate(zero.isZero, place.locals)).yes
            switch analysis.ask(translator, [reached, isZero, !translator.settled(value)]) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: zero.divisor.span)
            case .possible(let model, let doubt):
                let whole = reading ?? place.path.map { expression.placed(at: $0) } ?? expression
                analysis.show(
                    id, fact: .divisionByZero(divisor: analysis.program.text(of: zero.divisor.span)),
                    severity: .warning,
                    at: zero.divisor.span, in: translator, by: model, doubt: doubt,
                    replay: Replay(steps: [Replay.Step(expression: whole, value: .unknown)]))
            }
        }
    }

    /// The divisors of an expression that are no constants, and what says that each is zero: for some element, where it is
    /// asked of the elements of a list.
    private static func zeros(in expression: Expression) -> [(divisor: Expression, isZero: Expression)] {
        func isBoolean(_ kind: Expression.Kind, _ span: Span) -> Expression {
            Expression(kind, type: .boolean, span: span)
        }
        switch expression.kind {
        case .arithmetic(.divide, let a, let b):
            var found = zeros(in: a) + zeros(in: b)
            if case .constant = b.unwidened.kind { return found }
            let zero = Expression(.constant(zeroValue(b.type)), type: b.type, span: b.span)
            found.append((b, isBoolean(.compare(.equal, b, zero), b.span)))
            return found
        case .some(let local, let list, let body), .every(let local, let list, let body),
            .filter(let local, let list, let body), .group(let local, let list, let body),
            .sorted(let local, let list, let body),
            .summary(_, let body?, let local, let list):
            let inner = zeros(in: body).map { zero in
                (zero.divisor, isBoolean(.some(local: local, in: list, zero.isZero), zero.divisor.span))
            }
            return zeros(in: list) + inner
        default: return expression.children.flatMap(zeros)
        }
    }

    private static func zeroValue(_ type: ValueType) -> Value {
        switch type {
        case .integer: .integer(0)
        case .duration(let unit): .duration(0, unit)
        default: .decimal(Decimal(0))
        }
    }
}
