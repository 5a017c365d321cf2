import Testing
import WritEvaluation
import WritLanguage

@Suite struct JSONSequenceTests {
    private func elements(_ text: String, block: Int = .max, limit: Int = 1 << 20) -> [String] {
        let bytes = Array(text.utf8)
        var offset = 0
        var sequence = JSONSequence(limit: limit) { target in
            let count = min(target.count, block, bytes.count - offset)
            for index in 0..<count { target[index] = bytes[offset + index] }
            offset += count
            return count
        }
        var found: [String] = []
        while let element = sequence.next() {
            let text = element.problem.map { "\($0)" } ?? String(decoding: element.text, as: UTF8.self)
            found.append("\(element.line):\(element.column) \(text)")
        }
        return found
    }

    @Test(arguments: [1, 2, 3, 7, 1 << 20])
    func elementsAreCutWithTheirPlaces(block: Int) {
        #expect(
            elements("[{\"a\":[1,\"]}\\\"\"]},\n  {\"b\":\n2} , 3]\n", block: block)
                == ["1:2 {\"a\":[1,\"]}\\\"\"]}", "2:3 {\"b\":\n2}", "3:6 3"])
        #expect(elements(" [ ] ", block: block) == [])
        #expect(elements("", block: block) == [])
        #expect(elements("{\"甲\":1}\n{\"b\":2} {}", block: block) == ["1:1 {\"甲\":1}", "2:1 {\"b\":2}", "2:9 {}"])
    }

    @Test func whatIsNoArrayIsToldAtItsPlace() {
        #expect(
            elements("[1 2]") == [
                "1:2 1", "1:4 unexpected(Optional(50), expected: WritEvaluation.JSONProblem.Expected.commaOrBracket)",
            ])
        #expect(
            elements("[1,") == ["1:2 1", "1:4 unexpected(nil, expected: WritEvaluation.JSONProblem.Expected.value)"])
        #expect(elements("[1,,2]").count == 2)
        #expect(elements("[1]\nx") == ["1:2 1", "2:1 trailing(120)"])
        #expect(
            elements("[\"" + String(repeating: "x", count: 100) + "\"]", limit: 10).last?.hasSuffix(
                "tooLarge(limit: 10)") == true)
        #expect(elements("[{\"a\":1") == ["1:2 {\"a\":1"])
    }
}
