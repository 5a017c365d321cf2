import Testing
import Writ
import WritLanguage
import WritReview
import WritSemantics
import WritTestSupport

/// Whoever reads a condition must read what is evaluated. A reader who knows no order of precedence of `and` and `or` reads the
/// sentences back, and his truth table is that of the rule.
@Suite struct ConnectiveTests {
    static let rules = """
        rulebook r "样例"
        source M "规程"
          clause 1 "办理"
        role clerk "经办人"
        record Defect "缺陷"
          fixed  : Boolean "已整改"
          shown  : Boolean "有照片"
        case Matter "来件"
          paid     : Boolean "已付款"
          contract : Boolean "有合同"
          late     : Boolean "逾期"
          defects  : list of Defect "缺陷"
        """

    /// How each condition reads, in one language.
    private func read(_ conditions: [Condition], _ language: MessageLanguage) throws -> [String] {
        var result: [String] = []
        // Each rule looks for those that override it among all others.
        for start in stride(from: 0, to: conditions.count, by: 250) {
            let part = conditions[start..<min(start + 250, conditions.count)]
            let rules = part.enumerated().map {
                "rule x\($0) for Matter basis M 1 when \($1.source) require \"登记\" by clerk"
            }
            let text = ([Self.rules] + rules).joined(separator: "\n")
            let compilation = CompiledRulebook.compile(
                RulebookSources(rules: [(path: "r.writ", bytes: Array(text.utf8))], forms: nil))
            let program = try #require(compilation.rulebook?.program, "\(compilation.diagnostics)")
            let style = SentenceStyle(program: program, language: language)
            let (before, after) =
                language == .en ? ("For every matter where ", ", the clerk must see to: 登记.") : ("凡来件，", "的，经办人应当登记。")
            for rule in program.rules {
                let sentence = try #require(style.sentences(rule).first)
                try #require(sentence.hasPrefix(before) && sentence.hasSuffix(after), "\(sentence)")
                result.append(String(sentence.dropFirst(before.count).dropLast(after.count)))
            }
        }
        return result
    }

    private func expectReadBack(_ conditions: [Condition], _ comment: Comment) throws {
        for (language, reader) in [(MessageLanguage.zhHans, Reader.chinese), (.en, .english)] {
            for (condition, text) in zip(conditions, try read(conditions, language)) {
                let understood = reader.read(text)
                let isRight = understood.map { read in
                    Case.all(withDefects: condition.asksForDefects).allSatisfy {
                        read.holds(in: $0) == condition.holds(in: $0)
                    }
                }
                #expect(isRight == true, "\(condition.source) reads: \(text) — \(comment)")
            }
        }
    }

    @Test("every shape of not, and, or up to depth 3 is read as it is meant")
    func allShapes() throws {
        var shapes: [Condition] = [.fact(0)]
        for _ in 1...3 {
            let smaller = shapes
            shapes = [.fact(0)] + smaller.map { .not($0) }
            for a in smaller { for b in smaller { shapes += [.and(a, b), .or(a, b)] } }
        }
        #expect(shapes.count == 2776)
        try expectReadBack(
            shapes.map {
                var next = 0
                return $0.numbered(from: &next)
            }, "all shapes")
    }

    @Test("random conditions with quantifiers are read as they are meant")
    func randomConditions() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        let conditions = (0..<600).map { _ in Condition.random(depth: 4, ofDefect: false, &random) }
        try expectReadBack(conditions, "seed \(seed)")
    }

    @Test("the brackets of what is said, not of what is written")
    func brackets() throws {
        let facts = (Condition.fact(0), Condition.fact(1), Condition.fact(2))
        let condition = Condition.and(facts.0, .not(.and(facts.1, facts.2)))
        #expect(try read([condition], .zhHans) == ["已付款，且（没有合同，或者未逾期）"])
        #expect(
            try read([condition], .en) == [
                "“paid” holds and (“contract” does not hold or “late” does not hold)"
            ])
        #expect(try read([.or(facts.0, .not(.or(facts.1, facts.2)))], .zhHans) == ["已付款，或者（没有合同，且未逾期）"])
        #expect(try read([.and(facts.0, .not(.or(facts.1, facts.2)))], .zhHans) == ["已付款，且没有合同，且未逾期"])
    }

    @Test("all of a list are asked for what only those of one kind must be")
    func duties() throws {
        let (fixed, shown) = (Condition.ofDefect(0), Condition.ofDefect(1))
        #expect(
            try read([.every(.or(fixed, .not(shown))), .every(.not(shown)), .not(.every(fixed))], .zhHans)
                == ["全部有照片的缺陷均已整改", "没有有照片的缺陷", "有尚未整改的缺陷"])
    }
}

/// A condition as it is meant, or as it was understood.
private indirect enum Condition {
    case fact(Int), ofDefect(Int)
    case not(Condition), and(Condition, Condition), or(Condition, Condition)
    case some(Condition), every(Condition)

    static let facts = ["paid", "contract", "late"]
    static let defectFacts = ["fixed", "shown"]

    var source: String {
        switch self {
        case .fact(let number): Self.facts[number]
        case .ofDefect(let number): "d.\(Self.defectFacts[number])"
        case .not(let a): "not (\(a.source))"
        case .and(let a, let b): "(\(a.source)) and (\(b.source))"
        case .or(let a, let b): "(\(a.source)) or (\(b.source))"
        case .some(let a): "(some d in defects satisfies (\(a.source)))"
        case .every(let a): "(every d in defects satisfies (\(a.source)))"
        }
    }

    var asksForDefects: Bool {
        switch self {
        case .fact: false
        case .ofDefect, .some, .every: true
        case .not(let a): a.asksForDefects
        case .and(let a, let b), .or(let a, let b): a.asksForDefects || b.asksForDefects
        }
    }

    /// The same with its facts one after the other.
    func numbered(from next: inout Int) -> Condition {
        switch self {
        case .fact:
            defer { next += 1 }
            return .fact(next % Self.facts.count)
        case .not(let a): return .not(a.numbered(from: &next))
        case .and(let a, let b):
            let first = a.numbered(from: &next)
            return .and(first, b.numbered(from: &next))
        case .or(let a, let b):
            let first = a.numbered(from: &next)
            return .or(first, b.numbered(from: &next))
        default: return self
        }
    }

    static func random(depth: Int, ofDefect: Bool, _ random: inout SeededRandom) -> Condition {
        func part() -> Condition { Condition.random(depth: depth - 1, ofDefect: ofDefect, &random) }
        switch depth == 0 ? 0 : random.number(0...9) {
        case 0: return ofDefect ? .ofDefect(random.number(0...1)) : .fact(random.number(0...2))
        case 1, 2: return .not(part())
        case 3, 4, 5: return .and(part(), part())
        case 6, 7: return .or(part(), part())
        case let number:
            if ofDefect { return .ofDefect(random.number(0...1)) }
            let inner = Condition.random(depth: min(2, depth - 1), ofDefect: true, &random)
            return number == 8 ? .some(inner) : .every(inner)
        }
    }

    func holds(in matter: Case, of defect: Int = 0) -> Bool {
        switch self {
        case .fact(let number): matter.facts >> number & 1 == 1
        case .ofDefect(let number): defect >> number & 1 == 1
        case .not(let a): !a.holds(in: matter, of: defect)
        case .and(let a, let b): a.holds(in: matter, of: defect) && b.holds(in: matter, of: defect)
        case .or(let a, let b): a.holds(in: matter, of: defect) || b.holds(in: matter, of: defect)
        case .some(let a): matter.defects.contains { a.holds(in: matter, of: $0) }
        case .every(let a): matter.defects.allSatisfy { a.holds(in: matter, of: $0) }
        }
    }
}

/// A case: its facts as bits, and the kinds of defects that there are.
private struct Case {
    let facts: Int
    let defects: [Int]

    static func all(withDefects: Bool) -> [Case] {
        (0..<8).flatMap { facts in
            (0..<(withDefects ? 16 : 1)).map { kinds in
                Case(facts: facts, defects: (0..<4).filter { kinds >> $0 & 1 == 1 })
            }
        }
    }
}

/// Reads a clause as it stands. Two connectives in one pair of brackets it does not understand.
private enum Reader {
    case chinese, english

    func read(_ text: String) -> Condition? { self == .chinese ? chinese(text[...], comma: "，") : english(text[...]) }

    private func chinese(_ text: Substring, comma: String) -> Condition? {
        joined(text, and: comma + "且", or: comma + "或者") { part in
            if let inner = unwrapped(part, "（", "）") { return chinese(inner, comma: comma) }
            switch part {
            case "已付款": return .fact(0)
            case "尚未付款": return .not(.fact(0))
            case "有合同": return .fact(1)
            case "没有合同": return .not(.fact(1))
            case "逾期": return .fact(2)
            case "未逾期": return .not(.fact(2))
            case "已整改": return .ofDefect(0)
            case "尚未整改": return .not(.ofDefect(0))
            case "有照片": return .ofDefect(1)
            case "没有照片": return .not(.ofDefect(1))
            default: break
            }
            if let inner = unwrapped(part, "没有", "的缺陷") { return chinese(inner, comma: "").map { .not(.some($0)) } }
            if let inner = unwrapped(part, "有", "的缺陷") { return chinese(inner, comma: "").map { .some($0) } }
            if let inner = unwrapped(part, "全部缺陷均符合“", "”") { return chinese(inner, comma: "，").map { .every($0) } }
            if let inner = unwrapped(part, "全部缺陷均", "") { return chinese(inner, comma: "").map { .every($0) } }
            guard let inner = unwrapped(part, "全部", ""), let place = inner.firstRange(of: "的缺陷均"),
                let those = chinese(inner[..<place.lowerBound], comma: ""),
                let asked = chinese(inner[place.upperBound...], comma: "")
            else { return nil }
            return .every(.or(.not(those), asked))
        }
    }

    private func english(_ text: Substring) -> Condition? {
        if let inner = unwrapped(text, "at least one of defects is such that ", "") {
            return english(inner).map { .some($0) }
        }
        if let inner = unwrapped(text, "none of defects is such that ", "") {
            return english(inner).map { .not(.some($0)) }
        }
        if let inner = unwrapped(text, "every one of defects is such that ", "") {
            return english(inner).map { .every($0) }
        }
        if let inner = unwrapped(text, "every one of defects where ", ""),
            let place = inner.firstRange(of: " is such that "), let those = english(inner[..<place.lowerBound]),
            let asked = english(inner[place.upperBound...])
        {
            return .every(.or(.not(those), asked))
        }
        return joined(text, and: " and ", or: " or ") { part in
            if let inner = unwrapped(part, "(", ")") { return english(inner) }
            for (number, name) in Condition.facts.enumerated() {
                if part == "“\(name)” holds" { return .fact(number) }
                if part == "“\(name)” does not hold" { return .not(.fact(number)) }
            }
            for (number, name) in Condition.defectFacts.enumerated() {
                if part == "“that defect's \(name)” holds" { return .ofDefect(number) }
                if part == "“that defect's \(name)” does not hold" { return .not(.ofDefect(number)) }
            }
            return nil
        }
    }

    private func unwrapped(_ text: Substring, _ before: String, _ after: String) -> Substring? {
        guard text.hasPrefix(before), text.hasSuffix(after), text.count > before.count + after.count else { return nil }
        return text.dropFirst(before.count).dropLast(after.count)
    }

    private func joined(
        _ text: Substring, and: String, or: String, _ one: (Substring) -> Condition?
    ) -> Condition? {
        let (ands, ors) = (split(text, at: and), split(text, at: or))
        if ands.count > 1, ors.count > 1 { return nil }
        let parts = ands.count > 1 ? ands : ors
        let read = parts.compactMap(one)
        guard read.count == parts.count, let first = read.first else { return nil }
        return read.dropFirst().reduce(first) { ands.count > 1 ? .and($0, $1) : .or($0, $1) }
    }

    /// The parts between which a word stands that no brackets or quotation marks enclose.
    private func split(_ text: Substring, at word: String) -> [Substring] {
        var (parts, depth, start, place) = ([Substring](), 0, text.startIndex, text.startIndex)
        while place < text.endIndex {
            if "（(“".contains(text[place]) { depth += 1 }
            if "）)”".contains(text[place]) { depth -= 1 }
            if depth == 0, text[place...].hasPrefix(word) {
                parts.append(text[start..<place])
                place = text.index(place, offsetBy: word.count)
                start = place
            } else {
                place = text.index(after: place)
            }
        }
        return parts + [text[start...]]
    }
}
