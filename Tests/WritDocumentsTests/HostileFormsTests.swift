import Foundation
import Testing
import WritDocuments
import WritLanguage
import WritTestSupport

/// Forms that nobody writes by accident.
@Suite struct HostileFormsTests {
    private func facts(_ bytes: [UInt8]) -> [String] {
        FormReader.read(SourceText(id: FileID(0), path: "a.xml", bytes: bytes)).diagnostics.map(\.fact.id)
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "<group>", count: 100_000)
        #expect(
            facts(Array("<form xmlns=\"urn:writ:form:1\" id=\"a\" title=\"b\"><body>\(deep)".utf8)) == ["form.too-deep"]
        )
    }

    @Test func sizeIsBounded() {
        #expect(facts([UInt8](repeating: 0x20, count: 5_000_000)) == ["form.too-large"])
    }

    @Test func bytesThatAreNotText() {
        #expect(facts([0x3C, 0x66, 0xFF, 0xFE]) == ["form.not-utf8"])
        #expect(facts([0xED, 0xA0, 0x80]) == ["form.not-utf8"])
        #expect(facts([]) == ["form.not-well-formed"])
        #expect(facts([0xEF, 0xBB, 0xBF]) == ["form.not-well-formed"])
    }

    /// Any prefix and any damage of a good form gives diagnostics, never a trap, and at most one where it is no XML.
    @Test func damageIsReported() throws {
        let good = Array(
            try String(
                contentsOf: FormFixture.root.appending(path: "Tests/Golden/documents/reminder.form.xml"),
                encoding: .utf8
            ).utf8)
        for length in stride(from: 0, to: good.count - 1, by: 7) {
            #expect(facts(Array(good[..<length])).count == 1, "cut off after \(length) bytes")
        }
        var random = SeededRandom(seed: 7)
        let fixture = try FormFixture(rules: TestRulebook.text, forms: [("reminder", TestRulebook.reminder)])
        for _ in 0..<400 {
            var bytes = good
            for _ in 0..<random.number(1...3) {
                let at = random.number(0...(bytes.count - 2))
                switch random.number(0...2) {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: random.number(0...255))
                case 1: bytes.remove(at: at)
                default: bytes.insert(random.pick(Array("<>&\"'/= ".utf8), or: 0x3C), at: at)
                }
            }
            let reading = FormReader.read(SourceText(id: FileID(1), path: "reminder.xml", bytes: bytes))
            _ = FormCompiler.compile([reading], program: fixture.program)
        }
    }
}
