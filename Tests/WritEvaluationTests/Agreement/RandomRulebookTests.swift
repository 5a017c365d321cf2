import Testing
import WritLanguage
import WritSemantics
import WritTestSupport

/// The generator writes rulebooks that the checker accepts, the same for the same seed.
@Suite struct RandomRulebookTests {
    @Test func everyRandomRulebookIsWellTyped() {
        var refused = 0
        for seed in 0..<UInt64(200) {
            let rulebook = RandomRulebook(seed: seed)
            let (program, diagnostics, sources) = rulebook.compile()
            let errors = diagnostics.filter { $0.severity == .error }
            if program != nil, errors.isEmpty { continue }
            refused += 1
            if refused <= 2 { print(rulebook.listing(errors, sources)) }
            let told = errors.map { "\($0.fact.id): \($0.fact.wording.message.en)" }
            #expect(program != nil && errors.isEmpty, "seed \(seed): \(told)")
        }
    }

    @Test func oneSeedOneText() {
        #expect(RandomRulebook(seed: 7).files == RandomRulebook(seed: 7).files)
        #expect(RandomRulebook(seed: 7).files != RandomRulebook(seed: 8).files)
    }
}
