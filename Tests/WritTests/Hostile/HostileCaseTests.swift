import Foundation
import Testing
import WritTestSupport

/// Cases that are spoiled: status 3, the place in the case, and no document.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built"))
struct HostileCaseTests {
    struct Spoil: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let by: String
        var told: [String] = []
        var testDescription: String { name }
    }

    static let spoils = [
        Spoil(name: "duplicate key", text: "\"unit\":", by: "\"unit\": \"1\", \"unit\":", told: ["unit"]),
        Spoil(name: "text for money", text: "250.5", by: "\"many\"", told: ["facts.amount"]),
        Spoil(name: "list for money", text: "250.5", by: "[1]", told: ["facts.amount"]),
        Spoil(name: "object for text", text: "\"3-1201\"", by: "{}", told: ["facts.unit"]),
        Spoil(name: "number for text", text: "\"3-1201\"", by: "31201", told: ["facts.unit"]),
        Spoil(name: "object for list", text: "[ {", by: "{ \"x\": {", told: []),
        Spoil(name: "unknown key", text: "\"unit\"", by: "\"unitt\"", told: ["unitt", "`unit`"]),
        Spoil(name: "unknown key in an element", text: "\"name\"", by: "\"nam\"", told: ["facts.items[1]", "`name`"]),
        Spoil(name: "unknown value", text: "\"high\"", by: "\"hihg\"", told: ["facts.items[1].level", "`high`"]),
        Spoil(name: "1e400", text: "250.5", by: "1e400", told: ["facts.amount"]),
        Spoil(name: "1e-400", text: "250.5", by: "1e-400", told: ["facts.amount"]),
        Spoil(
            name: "a date that is none", text: "\"on\": \"2026-03-02\"", by: "\"on\": \"2026-02-30\"",
            told: ["facts.on"]),
        Spoil(
            name: "as-of that is none", text: "\"as-of\": \"2026-03-02\"", by: "\"as-of\": \"2026-13-02\"",
            told: ["as-of"]),
        Spoil(name: "U+0000", text: "3-1201", by: "3\\u00001201", told: ["bad.json:2:"]),
        Spoil(name: "U+0001", text: "3-1201", by: "3\\u00011201", told: ["bad.json:2:"]),
        Spoil(name: "U+FFFE", text: "3-1201", by: "3\\uFFFE1201", told: ["bad.json:2:"]),
        Spoil(name: "lone high surrogate", text: "3-1201", by: "3\\uD83D", told: ["bad.json:2:"]),
        Spoil(name: "lone low surrogate", text: "3-1201", by: "3\\uDE00x", told: ["bad.json:2:"]),
        Spoil(name: "cut off", text: "} ] } }", by: "} ]", told: []),
        Spoil(name: "more after the end", text: "} ] } }", by: "} ] } } {", told: []),
        Spoil(name: "comment", text: "\"facts\"", by: "/* */ \"facts\"", told: []),
        Spoil(name: "leading zero", text: "250.5", by: "0250.5", told: []),
        Spoil(name: "NaN", text: "250.5", by: "NaN", told: []),
        Spoil(name: "unknown case type", text: "\"Visit\"", by: "\"Vist\"", told: ["`Visit`"]),
        Spoil(name: "no object", text: "{ \"case\"", by: "[ \"case\"", told: []),
        Spoil(name: "raw control character", text: "3-1201", by: "3\t1201", told: []),
        Spoil(name: "broken thousands", text: "250.5", by: "\"2,50\"", told: ["facts.amount", "`2,50`"]),
        Spoil(name: "full-width digits", text: "250.5", by: "\"２５０\"", told: ["facts.amount", "`２５０`"]),
        Spoil(name: "half a fen", text: "250.5", by: "250.505", told: ["facts.amount"]),
    ]

    @Test(arguments: spoils)
    func spoiledCaseIsTold(_ spoil: Spoil) throws {
        #expect(HostileWorkplace.sound.contains(spoil.text))
        let place = try HostileWorkplace()
        let run = try place.spoiled(spoil.text, by: spoil.by)
        #expect(!run.wasKilled && run.status == 3, "\(run.status)\n\(run.errors)")
        #expect(run.errors.contains("bad.json") && run.errors.contains("error["), "\(run.errors)")
        for fragment in spoil.told { #expect(run.errors.contains(fragment), "\(fragment) not in\n\(run.errors)") }
        #expect(run.errors.components(separatedBy: "error[").count == 2, "one mistake, one diagnostic\n\(run.errors)")
        #expect(place.folder.files(below: "out").isEmpty)
    }

    @Test func rawSurrogateBytesAndOtherBrokenUTF8() throws {
        for bytes: [UInt8] in [[0xED, 0xA0, 0x80], [0xFF], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE8, 0xA7]] {
            let place = try HostileWorkplace()
            let (before, after) = HostileWorkplace.sound.halves(around: "3-1201")
            try place.folder.write("bad.json", Array(before.utf8) + bytes + Array(after.utf8))
            let run = try place.writ("run", "bad.json", "--out", "out")
            #expect(!run.wasKilled && run.status == 3 && run.errors.contains("bad.json"), "\(bytes)\n\(run.errors)")
            #expect(place.folder.files(below: "out").isEmpty)
        }
    }

    @Test func nestedDeeply() throws {
        let place = try HostileWorkplace()
        for opening in ["[", "{\"a\":"] {
            let run = try place.spoiled("250.5", by: String(repeating: opening, count: 100_000))
            #expect(!run.wasKilled && run.status == 3 && run.errors.contains("bad.json"), "\(run.errors.prefix(500))")
        }
    }

    @Test func aMillionElements() throws {
        let place = try HostileWorkplace()
        let item = "{\"name\":\"a\",\"level\":\"low\"}"
        let list = "[" + String(repeating: item + ",", count: 999_999) + item + "]"
        try place.folder.write(
            "big.json",
            "{\"case\":\"Visit\",\"id\":\"big\",\"as-of\":\"2026-03-02\",\"facts\":{\"unit\":\"1\",\"amount\":200,"
                + "\"on\":\"2026-03-02\",\"items\":\(list)}}")
        let run = try place.writ("run", "big.json", "--out", "out")
        #expect(!run.wasKilled && run.seconds < 60, "\(run.status) after \(run.seconds) s\n\(run.errors.prefix(500))")
        if run.status == 0 {
            #expect(place.folder.files(below: "out").contains { $0.hasSuffix("notice.xml") })
        } else {
            #expect(run.status == 3 && run.errors.contains("error["))
        }
        #expect(run.peakMemory < 1_500_000_000, "\(run.peakMemory / 1_000_000) MB")
    }

    @Test func missingFileAndEmptyFile() throws {
        let place = try HostileWorkplace()
        let missing = try place.writ("run", "none.json", "--out", "out")
        #expect(missing.status == 3 && missing.errors.contains("none.json"), "\(missing.errors)")
        try place.folder.write("empty.json", "")
        let empty = try place.writ("run", "empty.json", "--out", "out")
        #expect(empty.status == 3 && empty.errors.contains("empty.json"), "\(empty.errors)")
        let folder = try place.writ("run", "Rules", "--out", "out")
        #expect(folder.status == 3 && !folder.wasKilled, "\(folder.errors)")
    }

    @Test func aColumnThatIsThereTwice() throws {
        let place = try HostileWorkplace()
        for heads in ["unit,amount,unit", "unit,amount,房号", "id,unit,id"] {
            try place.folder.write("cases.csv", "as-of,\(heads)\n2026-03-02,1,2,3\n")
            let run = try place.writ("batch", "cases.csv", "--case", "Visit", "--format", "jsonl")
            #expect(run.status == 3 && run.errors.contains("error[case.twice-given]"), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
    }

    /// A row with fewer fields than the header is told once, and what it leaves out is not stated.
    @Test func aRowThatIsCutOffIsTold() throws {
        let place = try HostileWorkplace()
        try place.folder.write(
            "cases.csv", "id,as-of,unit,amount,on\na,2026-03-02,1,200,2026-03-02\nb,2026-03-02,2,200\nc,2026-03-02\n")
        let run = try place.writ("batch", "cases.csv", "--case", "Visit", "--format", "jsonl")
        #expect(run.status == 0 && run.errors.contains("warning[case.fewer-fields]"), "\(run.errors)")
        #expect(run.errors.contains("cases.csv:3") && run.errors.contains("4 fields"), "\(run.errors)")
        #expect(run.errors.components(separatedBy: "fewer-fields").count == 2, "told once\n\(run.errors)")
        #expect(run.text.split(separator: "\n").count == 3)
        // A quote that does not end says already why there are fewer.
        try place.folder.write("quote.csv", "id,as-of,unit\n\"a,2026-03-02\n")
        let quote = try place.writ("batch", "quote.csv", "--case", "Visit", "--format", "jsonl")
        #expect(quote.status == 3 && quote.errors.contains("csv.unterminated-quote"), "\(quote.errors)")
        #expect(!quote.errors.contains("fewer-fields"), "\(quote.errors)")
    }

    /// Rules that hold at some firms only stay silent where a case names none: told once for the whole batch.
    @Test func casesThatBelongNowhereAreCounted() throws {
        let rules = HostileWorkplace.rules
            .replacingOccurrences(of: "party owner", with: "organisation office \"分公司\"\nparty owner")
            .replacingOccurrences(of: "  for Visit\n", with: "  for Visit\n  at office\n")
        let place = try HostileWorkplace(rules: Array(rules.utf8))
        let lines = ["v-1", "v-2"].map {
            HostileWorkplace.sound.replacingOccurrences(of: "\n", with: " ").replacingOccurrences(of: "v-1", with: $0)
        }
        try place.folder.write("cases.jsonl", lines.joined(separator: "\n") + "\n")
        for format in ["jsonl", "html"] {
            let run = try place.writ("batch", "cases.jsonl", "--format", format, "--out", "-")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("2 cases name no organisation"), "\(run.errors)")
            #expect(run.errors.components(separatedBy: "case.no-organisation").count == 2, "told once\n\(run.errors)")
        }
    }

    /// Documents are filed by case: a case without an id, and one whose id was there before, are told with their lines.
    @Test func casesThatCannotBeFiledAreToldWithTheirLines() throws {
        let place = try HostileWorkplace()
        let one = HostileWorkplace.sound.replacingOccurrences(of: "\n", with: " ")
        let lines = [one, one.replacingOccurrences(of: "v-1", with: ""), one]
        try place.folder.write("cases.jsonl", lines.joined(separator: "\n"))
        let run = try place.writ("batch", "cases.jsonl", "--out", "out")
        #expect(!run.wasKilled)
        #expect(run.errors.contains("case.empty-id") && run.errors.contains("cases.jsonl:2:1"), "\(run.errors)")
        #expect(run.errors.contains("case.duplicate-id") && run.errors.contains("cases.jsonl:3:1"), "\(run.errors)")
    }

    /// One bad line of a batch is told with its line; every other line is answered.
    @Test func badLinesOfABatchLoseNothing() throws {
        let place = try HostileWorkplace()
        let good = HostileWorkplace.sound.replacingOccurrences(of: "\n", with: " ")
        let lines = [
            good, good.replacingOccurrences(of: "v-1", with: "v-2").replacingOccurrences(of: "250.5", with: "1e400"),
            good.replacingOccurrences(of: "v-1", with: "v-3"),
        ]
        try place.folder.write("cases.jsonl", lines.joined(separator: "\n") + "\n")
        let run = try place.writ("batch", "cases.jsonl", "--format", "jsonl")
        #expect(!run.wasKilled && run.status == 3, "\(run.status)\n\(run.errors)")
        #expect(run.errors.contains("cases.jsonl:2"), "\(run.errors)")
        #expect(run.text.contains("\"v-1\"") && run.text.contains("\"v-3\""), "\(run.text)\n\(run.errors)")
    }
}

extension String {
    /// What stands before and after the first occurrence of a text.
    func halves(around text: String) -> (String, String) {
        guard let range = range(of: text) else { return (self, "") }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
