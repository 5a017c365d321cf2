import Testing
import WritLanguage

import WritSemantics

/// What expressions are made of, as `map` lists it.
@Suite struct ExpressionPartsTests {
    private static let span = Span(file: FileID(0), start: 0, end: 0)

    private static func expression(_ kind: Expression.Kind) -> Expression {
        Expression(kind, type: .error, span: span)
    }

    /// A part that can be told from the others by its number.
    private static func part(_ number: Int) -> Expression { expression(.local(number)) }

    private static func numbers(_ parts: [Expression]) -> [Int?] {
        parts.map { if case .local(let number) = $0.kind { number } else { nil } }
    }

    /// Kinds whose parts are numbered in the order in which they stand in the rules.
    private static let kinds: [(kind: Expression.Kind, count: Int)] = [
        (.field(part(0), 7), 1), (.definition(part(0), DefinitionID(7)), 1), (.groupKey(part(0)), 1),
        (.groupItems(part(0)), 1), (.element(part(0), part(1)), 2), (.not(part(0)), 1), (.negate(part(0)), 1),
        (.and(part(0), part(1)), 2), (.or(part(0), part(1)), 2), (.compare(.less, part(0), part(1)), 2),
        (.arithmetic(.divide, part(0), part(1)), 2), (.inSet(part(0), [part(1), part(2), part(3)]), 4),
        (.inRange(part(0), lower: part(1), upper: part(2), includesLower: true, includesUpper: false), 3),
        (.inRange(part(0), lower: nil, upper: part(1), includesLower: true, includesUpper: false), 2),
        (.isKnown(part(0)), 1), (.isMissing(part(0)), 1), (.orElse(part(0), part(1)), 2),
        (.conditional(part(0), part(1), part(2)), 3), (.some(local: 7, in: part(0), part(1)), 2),
        (.every(local: 7, in: part(0), part(1)), 2), (.filter(local: 7, in: part(0), part(1)), 2),
        (.count(part(0)), 1), (.summary(.sum, body: part(1), local: 7, in: part(0)), 2),
        (.summary(.last, body: nil, local: 7, in: part(0)), 1), (.group(local: 7, in: part(0), key: part(1)), 2),
        (.sorted(local: 7, in: part(0), key: part(1)), 2), (.neighbour(isNext: true, part(0), in: part(1)), 2),
        (.function(.contains, [part(0), part(1)]), 2), (.function(.year, [part(0)]), 1),
        (.shift(duration: part(0), date: part(1), isAfter: true), 2), (.between(.days, part(0), part(1)), 2),
        (.record(RecordID(7), [part(0), part(1)]), 2), (.list([part(0), part(1), part(2)]), 3),
        (.widened(part(0)), 1), (.rounded(part(0)), 1), (.asOf, 0), (.argument(FormID(7), 7), 0),
        (.documentState(FormID(7), .issued), 0), (.documentDate(.due, FormID(7)), 0), (.error, 0),
    ]

    @Test(arguments: kinds.indices)
    func partsAreListedInOrderAndReplacedOneByOne(_ index: Int) {
        let (kind, count) = Self.kinds[index]
        let whole = Self.expression(kind)
        #expect(Self.numbers(whole.children) == Array(0..<count))
        let moved = whole.map { if case .local(let number) = $0.kind { Self.part(number + 100) } else { $0 } }
        #expect(Self.numbers(moved.children) == Array(100..<100 + count))
        // Nothing but the parts has changed.
        let back = moved.map { if case .local(let number) = $0.kind { Self.part(number - 100) } else { $0 } }
        #expect("\(back.kind)" == "\(kind)")
    }

    @Test func everythingIsVisitedInTheOrderOfTheText() {
        let inner = Self.expression(.and(Self.part(1), Self.expression(.not(Self.part(2)))))
        let whole = Self.expression(.conditional(Self.part(0), inner, Self.part(3)))
        var visited: [Int] = []
        var count = 0
        whole.forEach { part in
            count += 1
            if case .local(let number) = part.kind { visited.append(number) }
        }
        #expect(visited == [0, 1, 2, 3])
        #expect(count == 7)
    }
}
