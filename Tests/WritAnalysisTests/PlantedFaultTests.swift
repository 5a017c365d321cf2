import Testing
import WritAnalysis
import WritLanguage
import WritTestSupport

/// Rulebooks that cut the cases into parts without gap or overlap, with one fault planted or none; the seed says which.
@Suite struct PlantedFaultTests {
    /// One part: bounds for each field, where it has any.
    private struct Part {
        var kinds = ["k0", "k1", "k2"]
        var urgent: Bool?
        /// `low ≤ n < high`, and the same for the amount in yuan.
        var low: [Int?] = [nil, nil]
        var high: [Int?] = [nil, nil]

        var isWhole: Bool { kinds.count == 3 && urgent == nil && low == [nil, nil] && high == [nil, nil] }

        var condition: String {
            var parts: [String] = []
            if kinds.count < 3 { parts.append("kind in {\(kinds.joined(separator: ", "))}") }
            if let urgent { parts.append(urgent ? "urgent" : "not urgent") }
            for (index, name) in ["n", "amount"].enumerated() {
                let sign = index == 1 ? "¥" : ""
                if let low = low[index] { parts.append("\(name) >= \(sign)\(low)") }
                if let high = high[index] { parts.append("\(name) < \(sign)\(high)") }
            }
            return parts.joined(separator: " and ")
        }

        var cells: String {
            let numbers = (0..<2).map { index in
                switch (low[index], high[index]) {
                case (nil, nil): "-"
                case (let low?, nil): ">= \(low)"
                case (nil, let high?): "< \(high)"
                case (let low?, let high?): "[\(low)..\(high))"
                }
            }
            let kind = kinds.count == 3 ? "-" : kinds.joined(separator: ", ")
            let flag = urgent.map { $0 ? "true" : "false" } ?? "-"
            return "\(kind) | \(flag) | \(numbers[0]) | \(numbers[1])"
        }
    }

    private enum Fault: Int, CaseIterable {
        case soundDefinition, overlap, gap, deadBranch, soundTable, tableOverlap, tableGap, soundRules, twoDeadlines,
            deadRule, soundChains, conflictingDocuments, soundRefusal, refusedAndIssued, soundSteps, emptyChain,
            heldForever, neverFollows, alwaysTrue, overrideNever, deadRow, monthEnd

        var check: String? {
            switch self {
            case .soundDefinition, .soundTable, .soundRules, .soundChains, .soundRefusal, .soundSteps: nil
            case .overlap: "definition.overlap"
            case .gap: "definition.gap"
            case .deadBranch: "definition.dead-branch"
            case .tableOverlap: "table.overlap"
            case .tableGap: "table.gap"
            case .twoDeadlines: "consequence.two-deadlines"
            case .deadRule: "rule.never-applies"
            case .conflictingDocuments: "consequence.conflicting-documents"
            case .refusedAndIssued: "consequence.refused-and-issued"
            case .emptyChain: "chain.can-be-empty"
            case .heldForever: "consequence.held-forever"
            case .neverFollows: "consequence.never-follows"
            case .alwaysTrue: "condition.always-true"
            case .overrideNever: "override.never-applies"
            case .deadRow: "table.dead-row"
            case .monthEnd: "deadline.month-end"
            }
        }
    }

    private static func parts(_ random: inout SeededRandom) -> [Part] {
        var parts = [Part()]
        // The first cut is through a number, so that there always is a bound to move.
        let count = random.number(4...9)
        while parts.count < count {
            let index = parts.count == 1 ? 0 : random.number(0...(parts.count - 1))
            var (one, two) = (parts[index], parts[index])
            switch parts.count == 1 ? 2 : random.number(0...3) {
            case 0 where one.kinds.count > 1:
                one.kinds.removeLast()
                two.kinds = [two.kinds[two.kinds.count - 1]]
            case 1 where one.urgent == nil: (one.urgent, two.urgent) = (true, false)
            case let column where column >= 2:
                let (low, high) = (one.low[column - 2] ?? 0, one.high[column - 2] ?? 100)
                guard high - low > 4 else { continue }
                let cut = random.number(low + 2...high - 2)
                (one.high[column - 2], two.low[column - 2]) = (cut, cut)
            default: continue
            }
            parts[index] = one
            parts.append(two)
        }
        return parts
    }

    private static func text(_ fault: Fault, _ seed: UInt64) -> String {
        var random = SeededRandom(seed: seed)
        var parts = parts(&random)
        var extra = ""
        let bounded = parts.indices.filter { parts[$0].high[0] != nil }
        let chosen = random.pick(bounded, or: 0)
        switch fault {
        case .overlap, .tableOverlap, .twoDeadlines, .conflictingDocuments, .refusedAndIssued:
            parts[chosen].high[0] = parts[chosen].high[0].map { $0 + 1 }
        case .gap, .tableGap, .emptyChain: parts.remove(at: random.number(0...(parts.count - 1)))
        case .deadBranch, .deadRule, .heldForever:
            extra = parts[chosen].condition + " and n >= \(parts[chosen].high[0] ?? 0)"
        default: break
        }
        var lines = [
            "rulebook planted \"植入\"", "source S \"办法\"", "  clause 1 \"一\"", "role clerk \"经办人\"",
            "party owner \"业主\"", "action payment \"支付\"",
            "enum Kind \"类别\" k0 \"零\" | k1 \"一\" | k2 \"二\"", "case Matter \"事项\"", "  kind : Kind \"类\"",
            "  urgent : Boolean \"急\"", "  n : Integer \"数\"", "  amount : Money \"额\"",
        ]
        lines += declarations(fault, parts, chosen, extra)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func rule(_ name: String, _ condition: String, _ consequence: String, overrides: String? = nil)
        -> [String]
    {
        ["rule \(name) \"规\"", "  for Matter", "  basis S 1"] + (overrides.map { ["  overrides \($0)"] } ?? [])
            + ["  when \(condition)", "  \(consequence)"]
    }

    private static func chain(_ name: String, _ steps: [String]) -> [String] {
        ["chain \(name) \"审批\"", "  for Matter", "  basis S 1"]
            + steps.enumerated().map { "  step s\($0.offset) \"审\" by clerk\($0.element)" }
    }

    private static func declarations(_ fault: Fault, _ parts: [Part], _ chosen: Int, _ extra: String) -> [String] {
        var lines: [String] = []
        switch fault {
        case .soundDefinition, .overlap, .gap, .deadBranch:
            lines += ["define d of Matter : Integer \"值\"", "  basis S 1"]
            for (index, part) in parts.enumerated() { lines.append("  is \(index) when \(part.condition)") }
            if !extra.isEmpty { lines.append("  is 99 when \(extra)") }
        case .soundTable, .tableOverlap, .tableGap, .deadRow:
            lines += ["table t for Matter \"表\"", "  basis S 1"]
            if fault == .deadRow { lines.append("  policy first") }
            lines += ["  | kind | urgent | n | amount || out : Integer |", "  |---||---|"]
            for (index, part) in parts.enumerated() { lines.append("  | \(part.cells) || \(index) |") }
            if fault == .deadRow { lines.append("  | \(parts[chosen].cells) || 99 |") }
        case .soundRules, .twoDeadlines, .deadRule:
            for (index, part) in parts.enumerated() {
                lines += rule("r\(index)", part.condition, "issue notice to owner due \(index + 1) days after as-of")
            }
            if !extra.isEmpty { lines += rule("dead", extra, "notify clerk \"知\"") }
        case .soundChains, .conflictingDocuments:
            for (index, part) in parts.enumerated() {
                lines += chain("c\(index)", [""])
                lines += rule("r\(index)", part.condition, "issue notice to owner approval c\(index)")
            }
        case .soundRefusal, .refusedAndIssued:
            lines += chain("c", [""])
            for (index, part) in parts.enumerated() {
                lines += rule(
                    "r\(index)", part.condition,
                    index == chosen ? "issue permit to owner approval c" : "refuse \"第 \(index) 种情形不予办理\"")
            }
        case .soundSteps, .emptyChain:
            lines += chain("c", parts.map { " when \($0.condition)" })
            lines += rule("send", "urgent", "issue notice to owner approval c")
            lines += rule("send-too", "not urgent", "issue notice to owner approval c")
        case .heldForever: lines += rule("hold", parts[chosen].condition, "hold payment until \(extra)")
        case .neverFollows:
            lines += rule("ask", parts[chosen].condition, "require \"核对\" by clerk until \(parts[chosen].condition)")
        case .alwaysTrue:
            lines += rule(
                "always", parts.map { "(\($0.condition))" }.joined(separator: " or "), "notify clerk \"知\"")
        case .overrideNever:
            lines += rule("first", parts[0].condition, "notify clerk \"甲\"")
            lines += rule("second", parts[1].condition, "notify clerk \"乙\"", overrides: "first")
        case .monthEnd:
            for (index, part) in parts.enumerated() {
                lines += rule(
                    "r\(index)", part.condition,
                    "issue notice to owner due \(index + 1) \(index == chosen ? "months" : "days") after as-of")
            }
        }
        return lines
    }

    @Test("a fault known by construction is found, and nothing where there is none", arguments: UInt64(1)...176)
    func planted(_ seed: UInt64) throws {
        let fault = Fault.allCases[Int(seed) % Fault.allCases.count]
        let text = Self.text(fault, seed)
        let report = Analyzer.analyze(try RulebookUnderTest(text).checked())
        let found = Set(report.findings.map(\.fact.id))
        let wanted = Set([fault.check].compactMap { $0 })
        #expect(found == wanted, "seed \(seed)\n\(report.lines.joined(separator: "\n"))\n\(text)")
    }
}
