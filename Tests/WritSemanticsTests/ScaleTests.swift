import Foundation
import Testing
import WritLanguage

import WritSemantics

@Suite struct ScaleTests {
    /// A rulebook of so many rules, each with a definition that asks for the one before it, and a clause of its own.
    private func rulebook(_ count: Int) -> RulebookText {
        var lines = ["source S \"办法\""]
        for number in 0..<count { lines.append("  clause \(number) \"条款\"") }
        lines += ["role clerk \"管理员\"", "case Matter \"事项\"", "  amount : Money \"金额\"", "  closed : Date? \"办结\""]
        lines += ["define d0 of Matter : Money", "  is amount"]
        for number in 1..<count {
            lines.append("define d\(number) of Matter : Money")
            lines.append("  is d\(number - 1) + ¥1 when closed is known and closed < as-of")
            lines.append("  is ¥0 otherwise")
        }
        for number in 0..<count {
            lines.append("rule r\(number) \"规则\"")
            lines.append("  for Matter")
            lines.append("  basis S \(number)")
            if number > 0 { lines.append("  overrides r\(number - 1)") }
            lines.append("  when d\(number) > ¥5,000")
            lines.append("  require \"办理\(number)\" by clerk due 3 days after as-of")
        }
        return RulebookText(lines.joined(separator: "\n"))
    }

    /// The processor time of this thread: other work on the machine does not count.
    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test func costGrowsWithTheRulebookAndNotWithItsSquare() throws {
        var least: [Double] = []
        for count in [500, 4000] {
            let trees = rulebook(count).trees
            var times: [Double] = []
            for _ in 0..<3 {
                let start = Self.processorTime()
                let program = try #require(Checker.check(trees: trees, forms: nil).program)
                times.append(Self.processorTime() - start)
                #expect(program.rules.count == count)
                #expect(program.definitionOrder.first == DefinitionID(0))
                #expect(program.definitionOrder.last == DefinitionID(count - 1))
            }
            least.append(times.min() ?? 0)
        }
        // Eight times as much; a square would be sixty-four.
        #expect(least[1] < least[0] * 32, "\(least)")
    }
}
