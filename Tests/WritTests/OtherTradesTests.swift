import Foundation
import Testing
import WritDocuments
import WritTestSupport

/// Six rulebooks of other trades, written from the documentation alone: each checks without a word of warning, its examples
/// reach all of it, and its sample cases make every document that it has a form for.
@Suite(.enabled(if: ToolRun.isBuilt, "the command is not built beside the tests")) struct OtherTradesTests {
    struct Trade: CustomTestStringConvertible, Sendable {
        let name: String
        var language = "en"
        let examples: Int
        /// A table, with what `batch` needs to know of it.
        var table: [String] = []
        /// What must stand in a document, by its path in the output.
        let says: [String: [String]]

        var testDescription: String { name }
        var rules: [String] { ["--rules", "\(folder)/rules", "--forms", "\(folder)/forms", "--lang", language] }
        var folder: String { "Tests/Data/\(name)" }
    }

    static let trades = [
        Trade(
            name: "health-breach", examples: 11,
            table: [
                "mailing-list.csv", "--columns", "mailing-list", "--as-of", "2026-03-20", "--organisation", "hospital",
            ],
            says: [
                "BR-2026-001/media-notice.html": ["1,204 residents of Vermont", "MN-2026-001"],
                "BR-2026-001/report-to-secretary.html": ["by mail by May 3, 2026 at the latest", "1,292"],
                "BR-2026-001/website-notice.html": ["for 90 days"],
                "BR-2026-002/log-entry.html": ["March 1, 2027"],
                "MRN-0011/individual-notice.html": ["Dear Lena Penn:", "Lakeside Community Hospital"],
            ]),
        Trade(
            name: "data-protection", examples: 12,
            says: [
                "INC-2026-0007/authority-notification.html": ["March 27, 2026 23:30", "March 31, 2026 00:30"],
                "INC-2026-0007/subject-letter-2.html": ["Dear Bo Kjær:"],
                "INC-2026-0012/public-communication.html": ["about 61,000 persons"],
            ]),
        Trade(
            name: "housing", examples: 18,
            table: [
                "published.csv", "--columns", "opendata", "--dates", "mdy", "--as-of", "2026-03-05", "--organisation",
                "department",
            ],
            says: [
                "90000101/notice-of-violation.html": [
                    "by March 30, 2026, and certify by April 4, 2026", "$250.00 for each day", "up to $10,000.00",
                ],
                "90000044/penalty-notice.html": ["NOV-2025-3310", "$1,300.00", "$6,625.00"],
                "10000197/notice-of-violation.html": ["by January 18, 2014, and certify by February 1, 2014"],
            ]),
        Trade(
            name: "travel-claims", examples: 8,
            table: [
                "desk.csv", "--columns", "desk", "--group-by", "Report", "--as-of", "2018-11-05", "--organisation",
                "college",
            ],
            says: [
                "TC-2018-0114/travel-statement.html": ["$1,211.76", "$1,011.76", "Home from the airport, 31.4 miles"],
                "TC-2018-0115/repayment-letter.html": ["$162.80 by June 23, 2018", "Attachments: "],
                "R-2201/travel-statement.html": ["$457.00"],
            ]),
        Trade(
            name: "hospital-complaints", language: "zh-Hans", examples: 8,
            says: [
                "诉2026-0031/投诉答复书.html": ["尊敬的李梅：", "涉及骨科、药剂科", "2026年3月12日"],
                "诉2026-0034/不予处理告知书.html": ["𠮷田芳", "投诉事项已向人民法院起诉或者已向第三方申请调解"],
            ]),
        Trade(
            name: "export-licence", examples: 16,
            says: [
                "Z-104411/license.html": ["valid from April 11, 2026 to April 11, 2030", "Department of State:"],
                "Z-104502/intent-to-deny.html": ["within 20 days", "Department of Defense:"],
                "Z-103977/denial.html": ["our intent and its reasons in our letter ITD-2026-0088,"],
            ]),
    ]

    private func writ(_ arguments: [String]) throws -> ToolRun {
        try ToolRun(arguments, folder: ProjectFiles.root)
    }

    @Test("it checks, is laid out, and its examples reach all of it", arguments: trades)
    func checks(_ trade: Trade) throws {
        let check = try writ(["check"] + trade.rules)
        let isClean = check.errors.contains(trade.language == "en" ? "0 errors, 0 warnings" : "错误 0 项，警告 0 项")
        #expect(check.status == 0 && isClean, "\(check.errors)")
        #expect(try writ(["fmt", "--check", "\(trade.folder)/rules"]).status == 0)
        let test = try writ(["test", "--coverage"] + trade.rules.dropLast() + ["en"])
        #expect(test.status == 0 && test.text.hasPrefix("\(trade.examples) passed, 0 failed\n"), "\(test.text)")
        let covered = try #require(test.text.firstMatch(of: #/covered: (\d+) of (\d+) /#))
        #expect(covered.1 == covered.2, "\(test.text)")
    }

    @Test("its cases make every document, valid and in one language", arguments: trades)
    func documents(_ trade: Trade) throws {
        let scratch = try ScratchFolder()
        let cases = try FileManager.default.contentsOfDirectory(
            atPath: ProjectFiles.root.appending(path: "\(trade.folder)/cases").path())
        let files = cases.filter { $0.hasSuffix(".json") }.map { "\(trade.folder)/cases/\($0)" }.sorted()
        #expect(files.count >= 2)
        let out = ["--out", scratch.url.path()]
        let run = try writ(["run"] + files + trade.rules + out)
        #expect(run.status == 0, "\(run.errors)")
        if let table = trade.table.first {
            let batch = try writ(
                ["batch", "\(trade.folder)/cases/\(table)"] + trade.table.dropFirst() + trade.rules + out)
            #expect(batch.status == 0 && !batch.errors.contains("no-organisation"), "\(batch.errors)")
        }
        let schema = try RelaxNGSchema(
            [UInt8](try Data(contentsOf: ProjectFiles.root.appending(path: "Forms/schema/document.rng"))))
        var made: Set<String> = []
        for path in scratch.files() {
            let bytes = [UInt8](try Data(contentsOf: scratch.file(path)))
            if path.hasSuffix(".xml") {
                let problem = schema.validate(bytes)
                #expect(problem == nil, "\(path): \(problem.map { "\($0.line): \($0.message)" } ?? "")")
                let name = try #require(path.split(separator: "/").last?.split(separator: ".").first)
                made.insert(String(name.replacing(/-\d+$/, with: "")))
            } else if path.hasSuffix(".html") {
                let shown = Self.shown(String(decoding: bytes, as: UTF8.self))
                let foreign = shown.unicodeScalars.filter {
                    trade.language == "en" ? Self.isChinese($0) : ("a"..."z").contains($0)
                }
                #expect(foreign.isEmpty, "\(path) says \(String(String.UnicodeScalarView(foreign.prefix(40))))")
            }
        }
        let forms = try ProjectFiles.files("\(trade.folder)/forms", ".xml").map(\.path).compactMap {
            $0.split(separator: "/").last?.dropLast(4)
        }
        #expect(made == Set(forms.map(String.init)), "every form has a sample")
        for (path, sentences) in trade.says {
            let shown = Self.shown(try String(contentsOf: scratch.file(path), encoding: .utf8))
            for sentence in sentences { #expect(shown.contains(sentence), "\(path) lacks “\(sentence)”: \(shown)") }
        }
    }

    @Test("the dates of published violations are those that the city published")
    func published() throws {
        let housing = try #require(Self.trades.first { $0.name == "housing" })
        let names = "correct-by,certify-by"
        let batch = try writ(
            ["batch", "\(housing.folder)/cases/published.csv"] + housing.table.dropFirst() + housing.rules
                + ["--select", names, "--out", "-"])
        #expect(
            batch.text == """
                {"correct-by":"2014-01-18","certify-by":"2014-02-01"}
                {"correct-by":"2013-12-19","certify-by":"2014-01-02"}
                {"correct-by":"2026-03-30","certify-by":"2026-04-04"}
                {"correct-by":null,"certify-by":null}

                """, "\(batch.text)\(batch.errors)")
    }

    @Test(
        "with the keywords of another language it says the same, and the way back leads to the same bytes",
        arguments: trades)
    func keywords(_ trade: Trade) throws {
        let scratch = try ScratchFolder()
        let file = try #require(try ProjectFiles.files("\(trade.folder)/rules", ".writ.md").first)
        for language in ["zh-Hant", "zh-Hans", "en"] where language != trade.language {
            let copy = try scratch.write("r.writ.md", file.bytes)
            func run(_ arguments: String...) throws -> ToolRun {
                try ToolRun(arguments + [copy.path(), "--lang", "en"], folder: scratch.url)
            }
            #expect(try run("fmt", "--keywords", language).status == 0)
            #expect(try [UInt8](Data(contentsOf: copy)) != file.bytes)
            let test = try run("test", "--forms", "none")
            #expect(test.text.hasPrefix("\(trade.examples) passed, 0 failed\n"), "\(test.text)\(test.errors)")
            #expect(try run("fmt", "--keywords", trade.language).status == 0)
            #expect(try [UInt8](Data(contentsOf: copy)) == file.bytes)
        }
    }

    @Test("approvals of the sample cases are in order", arguments: trades)
    func approvals(_ trade: Trade) throws {
        let cases = try FileManager.default.contentsOfDirectory(
            atPath: ProjectFiles.root.appending(path: "\(trade.folder)/cases").path())
        for file in cases where file.hasSuffix(".json") {
            let route = try writ(["route", "\(trade.folder)/cases/\(file)"] + trade.rules)
            #expect(route.status == 0, "\(file): \(route.text)\(route.errors)")
        }
    }

    /// A character or a sign of Chinese; lines to write on are drawn with wide ones in every language.
    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\u{FF3F}" || scalar == "\u{3000}" { return false }
        return (0x2E80...0x9FFF).contains(scalar.value) || (0xFF00...0xFFEF).contains(scalar.value)
    }

    /// What a reader sees of a page, but for digests.
    private static func shown(_ page: String) -> String {
        page.replacing(/[0-9a-f]{16,}/, with: "").replacing(/(?s)<style.*?<\/style>/, with: "").replacing(
            /<[^>]+>/, with: ""
        ).replacing("\u{A0}", with: " ")
    }
}
